import { allTermDates } from '#core/academic-year/queries.ts';
import { academicYearName } from '#core/academic-year/rules.ts';
import { type Write, write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { tell } from '#core/notifications/tell.ts';
import { findSchool } from '#core/organisations/queries.ts';
import { holdersAt } from '#core/people/queries.ts';
import type { Finding } from '#core/workload/check-rules.ts';
import { workloadFindings } from '#core/workload/queries.ts';
import { recordExcess } from '#core/workload/record-excess.ts';
import { planDataReview, plannedDataReviews } from '#features/data-reviews/index.ts';
import { Invalid } from '#platform/errors.ts';
import { standingOf, standings } from '../consultation-queries.ts';
import { againstPublishing } from '../consultation-rules.ts';
import { qaCalendarPaths } from '../paths.ts';
import { mayPlan } from '../policy.ts';
import { type Entry, entriesInScope } from '../queries.ts';
import { firstSchoolDay } from '../week-rules.ts';
import { lockCalendar } from './ask-school.ts';
import { sharesOfEntry } from './book-entry.ts';

/** What each entry that is still to come does to the limits on workload. */
export async function findingsOf(
  ctx: Ctx,
  entries: readonly Entry[],
): Promise<{ entry: Entry; findings: Finding[] }[]> {
  const found: { entry: Entry; findings: Finding[] }[] = [];
  for (const entry of entries) {
    if (Temporal.PlainDate.compare(entry.ends_on, ctx.today) < 0) continue;
    const shares = await sharesOfEntry(ctx, entry);
    found.push({ entry, findings: await workloadFindings(ctx, shares, { type: 'qa_entry', id: entry.id }) });
  }
  return found;
}

/** A data review of the calendar becomes a meeting with a day, where the school has none that year. */
async function planMeetings(ctx: Ctx, entries: readonly Entry[]): Promise<void> {
  for (const entry of entries.filter((found) => found.kind === 'data_review')) {
    if ((await plannedDataReviews(ctx, entry.academic_year)).has(entry.school_id)) continue;
    const dates = (await allTermDates(ctx, entry.academic_year))(entry.school_id);
    await planDataReview(ctx, { schoolId: entry.school_id, plannedOn: firstSchoolDay(dates, entry.starts_on) });
  }
}

async function tellSchool(ctx: Ctx, tx: Write, schoolId: string, school: string, academicYear: number): Promise<void> {
  const people = await holdersAt(tx.db, [schoolId], ['head_teacher', 'staff_representative', 'lgb_member'], ctx.today);
  for (const id of new Set(people.map((person) => person.id)))
    await tell(ctx, tx, id, {
      subject: `The QA calendar ${academicYearName(academicYear)} of ${school} is published`,
      body: 'It shows which reviews take place at the school and when.',
      href: qaCalendarPaths.schoolYear(schoolId, academicYear),
    });
}

export type Publishing = { withoutAgreementWhy: string | null; overWhy: string | null };

/**
 * Publishes the calendar of one school: from here on its people and governors see it. Refused unless the head and a staff representative have agreed to it
 * as it stands, or with the reason why not. Limits on workload that it passes need a reason too.
 */
export async function publishCalendar(
  ctx: Ctx,
  schoolId: string,
  academicYear: number,
  publishing: Publishing,
): Promise<void> {
  await write(ctx, async (tx) => {
    tx.authorise(mayPlan(ctx.actor));
    const school = await findSchool(ctx, schoolId);
    await lockCalendar(tx, schoolId);
    const entries = await entriesInScope(ctx, { schoolId, academicYear });
    if (entries.length === 0)
      throw new Invalid([{ field: '', message: `Nothing is planned at ${school.name}: there is nothing to publish` }]);
    const { standing } = await standingOf(ctx, schoolId, academicYear);
    const against = againstPublishing(standing);
    if (against !== null && publishing.withoutAgreementWhy === null)
      throw new Invalid([{ field: 'withoutAgreementWhy', message: `${against} Say why it is published all the same` }]);
    for (const { entry, findings } of await findingsOf(ctx, entries))
      await recordExcess(ctx, tx, { type: 'qa_entry', id: entry.id }, schoolId, findings, publishing.overWhy);
    const before = await tx.db
      .selectFrom('qa_publication')
      .select('version')
      .where('school_id', '=', schoolId)
      .where('academic_year', '=', academicYear)
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst();
    await tx.db
      .insertInto('qa_publication')
      .values({
        trust_id: ctx.actor.trustId,
        school_id: schoolId,
        academic_year: academicYear,
        version: (before?.version ?? 0) + 1,
        published_at: ctx.now,
        published_by: ctx.actor.personId,
        without_agreement_why: against === null ? null : publishing.withoutAgreementWhy,
      })
      .execute();
    await planMeetings(ctx, entries);
    await tellSchool(ctx, tx, schoolId, school.name, academicYear);
    await tx.record({
      kind: 'qa-calendar.published',
      subjectType: 'school',
      subjectId: schoolId,
      schoolId,
      summary: `published the QA calendar ${academicYearName(academicYear)}${before ? ' again, after a change' : ''}${against === null ? '' : ' without the agreement of both'}`,
      why: against === null ? null : publishing.withoutAgreementWhy,
    });
  });
}

/** Publishes every school that has agreed. Those whose calendar passes a limit on workload are left for their own page, with the reason given there. */
export async function publishAgreed(
  ctx: Ctx,
  academicYear: number,
): Promise<{ published: string[]; left: { school: string; why: string }[] }> {
  const published: string[] = [];
  const left: { school: string; why: string }[] = [];
  for (const { school, state } of await standings(ctx, academicYear)) {
    if (state !== 'agreed' && state !== 'agreed_again') continue;
    try {
      await publishCalendar(ctx, school.id, academicYear, { withoutAgreementWhy: null, overWhy: null });
      published.push(school.name);
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      left.push({ school: school.name, why: error.message });
    }
  }
  return { published, left };
}
