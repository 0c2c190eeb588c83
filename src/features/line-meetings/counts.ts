import { termDatesOfYears } from '#core/academic-year/queries.ts';
import { academicYearOf, termWeeks } from '#core/academic-year/rules.ts';
import type { Scope } from '#core/access/actor.ts';
import { holds, scopeOf } from '#core/access/actor.ts';
import type { Ctx } from '#core/context.ts';
import { daysOfMeetings } from './count-queries.ts';
import { type Counts, countMeetings } from './rules.ts';

export type SchoolCounts = Counts & { schoolId: string; school: string; arranged: boolean; holder: string | null };

/** The board sees counts of every school; whoever writes its report puts them there; the two who meet know their own. */
function scopeOfCounts(ctx: Ctx): Scope | null {
  for (const permission of ['line-meeting:count', 'board-report:write'] as const)
    if (holds(ctx.actor, permission)) return scopeOf(ctx.actor, permission);
  return null;
}

/**
 * How many of the fortnightly meetings of a year were held, moved and missed at each school, how long the last run of missed ones is, and when the next is due:
 * counts and days alone. Empty for those who may not see them.
 */
export async function meetingCounts(ctx: Ctx, academicYear = academicYearOf(ctx.today)): Promise<SchoolCounts[]> {
  const scope = scopeOfCounts(ctx);
  return scope ? await countsIn({ ...ctx, scope }, academicYear) : [];
}

/** The counts of the schools in scope; the caller has shown that the reader may see them. */
export async function countsIn(ctx: Ctx, academicYear: number): Promise<SchoolCounts[]> {
  const { schools, meetings } = await daysOfMeetings(ctx, academicYear);
  const datesOf = await termDatesOfYears(ctx, [academicYear, academicYear + 1]);
  return schools.map((school) => {
    const weeks = [academicYear, academicYear + 1].flatMap((year) => termWeeks(datesOf(year, school.id)));
    const own = meetings
      .filter((meeting) => meeting.school_id === school.id)
      .map((meeting) => ({
        ...meeting,
        moved: Boolean(meeting.moved),
        correcting_since: meeting.correcting_since_at,
      }));
    return {
      schoolId: school.id,
      school: school.name,
      arranged: school.series_id !== null,
      holder: school.holder,
      ...countMeetings(own, school.first_on, weeks, ctx.today),
    };
  });
}
