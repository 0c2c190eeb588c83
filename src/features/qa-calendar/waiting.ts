import { academicYearName, academicYearOf } from '#core/academic-year/rules.ts';
import type { Ctx } from '#core/context.ts';
import { consultationsUnderWay, standings } from './consultation-queries.ts';
import { notAgreed } from './consultation-rules.ts';
import { qaCalendarPaths } from './paths.ts';
import { plans, sideOf } from './policy.ts';
import { within } from './queries.ts';

export type Waiting = { title: string; detail: string; href: string; dueOn?: Temporal.PlainDate };

async function forPlanner(ctx: Ctx, of: readonly number[]): Promise<Waiting[]> {
  const { requests, years } = await consultationsUnderWay(ctx, of);
  const waiting: Waiting[] = requests.map((request) => ({
    title: 'Answer a request to move a review',
    detail: `${request.school}: ${request.title}`,
    href: qaCalendarPaths.consultation(request.school_id, request.academic_year),
  }));
  for (const year of years) {
    const agreed = (await standings(ctx, year)).filter(({ state }) => state === 'agreed' || state === 'agreed_again');
    if (agreed.length > 0)
      waiting.push({
        title:
          agreed.length === 1
            ? 'Publish the calendar of one school'
            : `Publish the calendars of ${agreed.length} schools`,
        detail: `QA calendar ${academicYearName(year)}: ${agreed.map(({ school }) => school.name).join(', ')}`,
        href: qaCalendarPaths.publish(year),
      });
  }
  return waiting;
}

/** What the QA calendar asks of the reader: answer what the school was asked, settle requests to move, publish what is agreed. This year and next. */
export async function qaCalendarWaitingFor(ctx: Ctx): Promise<Waiting[]> {
  const narrowed = within(ctx);
  if (!narrowed) return [];
  const thisYear = academicYearOf(ctx.today);
  const years = [thisYear, thisYear + 1];
  if (plans(ctx.actor)) return await forPlanner(narrowed, years);
  const schools = ctx.actor.grants.flatMap((grant) =>
    grant.schoolId && sideOf(ctx.actor, grant.schoolId) ? [grant.schoolId] : [],
  );
  if (schools.length === 0) return [];
  const answering: Ctx = { ...narrowed, scope: { trustId: ctx.actor.trustId, schools: [...new Set(schools)] } };
  const waiting: Waiting[] = [];
  for (const year of (await consultationsUnderWay(answering, years)).years)
    for (const { school, standing, state, dueOn, declinedAt } of await standings(answering, year)) {
      const side = sideOf(ctx.actor, school.id);
      if (side === null || state === 'published' || standing.asked === null || dueOn === null) continue;
      if (!notAgreed(standing).includes(side)) continue;
      // Whoever has asked to move something waits for the answer; once that is no, it is their turn again.
      const answered = standing.answers.findLast((answer) => answer.side === side);
      const turned = declinedAt !== null && answered && Temporal.Instant.compare(declinedAt, answered.answered_at) > 0;
      if (answered && !turned) continue;
      waiting.push({
        title: 'Say whether you agree to the QA calendar',
        detail: `${school.name}, ${academicYearName(year)}`,
        href: qaCalendarPaths.consultation(school.id, year),
        dueOn,
      });
    }
  return waiting;
}
