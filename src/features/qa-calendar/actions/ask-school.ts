import { academicYearName } from '#core/academic-year/rules.ts';
import { type Write, write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { tell } from '#core/notifications/tell.ts';
import { findSchool } from '#core/organisations/queries.ts';
import { holdersAt } from '#core/people/queries.ts';
import { longDate } from '#platform/clock.ts';
import { Invalid } from '#platform/errors.ts';
import { qaCalendarPaths } from '../paths.ts';
import { mayPlan } from '../policy.ts';
import type { ShownEntry } from '../tables.ts';

async function entriesShown(tx: Write, schoolId: string, academicYear: number): Promise<ShownEntry[]> {
  const rows = await tx.db
    .selectFrom('qa_entry as e')
    .leftJoin('person as l', 'l.id', 'e.lead_id')
    .select(['e.id', 'e.title', 'e.starts_on', 'e.ends_on', 'e.days_known', 'l.name as lead'])
    .where('e.school_id', '=', schoolId)
    .where('e.academic_year', '=', academicYear)
    .where('e.stopped_at', 'is', null)
    .orderBy('e.starts_on')
    .orderBy('e.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    startsOn: row.starts_on.toString(),
    endsOn: row.ends_on.toString(),
    daysKnown: row.days_known,
    lead: row.lead,
  }));
}

type Asking = { schoolId: string; academicYear: number; dueOn: Temporal.PlainDate; whatChanged: string | null };

async function newVersion(ctx: Ctx, tx: Write, asking: Asking, before: number): Promise<void> {
  const entries = await entriesShown(tx, asking.schoolId, asking.academicYear);
  await tx.db
    .insertInto('qa_consultation')
    .values({
      trust_id: ctx.actor.trustId,
      school_id: asking.schoolId,
      academic_year: asking.academicYear,
      version: before + 1,
      due_on: asking.dueOn,
      what_changed: asking.whatChanged,
      entries: JSON.stringify(entries),
      asked_at: ctx.now,
      asked_by: ctx.actor.personId,
    })
    .execute();
  const people = await holdersAt(tx.db, [asking.schoolId], ['head_teacher', 'staff_representative'], ctx.today);
  for (const id of new Set(people.map((person) => person.id)))
    await tell(ctx, tx, id, {
      subject: `The QA calendar ${academicYearName(asking.academicYear)}: do you agree?`,
      body: `Please agree to the reviews at your school, or ask to move what does not fit, by ${longDate(asking.dueOn)}.${
        asking.whatChanged ? ` Since you were last asked: ${asking.whatChanged}.` : ''
      }`,
      href: qaCalendarPaths.consultation(asking.schoolId, asking.academicYear),
    });
}

/** One change of a school’s calendar at a time: what has been asked, answered and published cannot itself be locked, because it is never changed. */
export async function lockCalendar(tx: Write, schoolId: string): Promise<void> {
  await tx.db.selectFrom('school').select('id').where('id', '=', schoolId).forUpdate().execute();
}

const newest = (tx: Write, schoolId: string, academicYear: number) =>
  tx.db
    .selectFrom('qa_consultation')
    .select(['version', 'due_on'])
    .where('school_id', '=', schoolId)
    .where('academic_year', '=', academicYear)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();

/** Asks the head and the staff representatives of a school what they say to its calendar, by a day. Asking again is a new version, to be answered anew. */
export async function askSchool(
  ctx: Ctx,
  schoolId: string,
  academicYear: number,
  dueOn: Temporal.PlainDate,
): Promise<void> {
  await write(ctx, async (tx) => {
    tx.authorise(mayPlan(ctx.actor));
    const school = await findSchool(ctx, schoolId);
    await lockCalendar(tx, schoolId);
    if (Temporal.PlainDate.compare(dueOn, ctx.today) < 0)
      throw new Invalid([{ field: 'dueOn', message: 'The day must be today or later' }]);
    const some = await tx.db
      .selectFrom('qa_entry')
      .select('id')
      .where('school_id', '=', schoolId)
      .where('academic_year', '=', academicYear)
      .where('stopped_at', 'is', null)
      .limit(1)
      .executeTakeFirst();
    if (!some)
      throw new Invalid([{ field: 'dueOn', message: `Nothing is planned at ${school.name} yet: add entries first` }]);
    const before = await newest(tx, schoolId, academicYear);
    await newVersion(ctx, tx, { schoolId, academicYear, dueOn, whatChanged: null }, before?.version ?? 0);
    await tx.record({
      kind: 'qa-calendar.school-asked',
      subjectType: 'school',
      subjectId: schoolId,
      schoolId,
      summary: `asked the school about its QA calendar ${academicYearName(academicYear)}, by ${longDate(dueOn)}`,
    });
  });
}

/** After a change of a calendar that the school has been asked about, both sides are asked again, with a week at least to answer. */
export async function askAgainAfter(
  ctx: Ctx,
  tx: Write,
  schoolId: string,
  academicYear: number,
  whatChanged: string,
): Promise<void> {
  await lockCalendar(tx, schoolId);
  const before = await newest(tx, schoolId, academicYear);
  if (!before) return;
  const inAWeek = ctx.today.add({ days: 7 });
  const dueOn = Temporal.PlainDate.compare(before.due_on, inAWeek) > 0 ? before.due_on : inAWeek;
  await newVersion(ctx, tx, { schoolId, academicYear, dueOn, whatChanged }, before.version);
}
