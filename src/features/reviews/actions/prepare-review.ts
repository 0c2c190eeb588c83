import { type Write, write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { currentFramework } from '#core/frameworks/queries.ts';
import { areasFor } from '#core/frameworks/rules.ts';
import { findSchool } from '#core/organisations/queries.ts';
import { leadsDirectly } from '#features/interventions/index.ts';
import { Invalid } from '#platform/errors.ts';
import { findEntry } from '../entry-queries.ts';
import { possibleMembers } from '../member-queries.ts';
import { mayPrepare } from '../policy.ts';
import { reviewSteps } from '../rules.ts';
import { defaultThemes } from '../theme-rules.ts';
import { insertStep, recordOf } from './lock-review.ts';
import { makeFirstForms } from './make-forms.ts';
import '../tables.ts';

export type NewReview = {
  purpose: string;
  startsOn: Temporal.PlainDate;
  endsOn: Temporal.PlainDate;
  leadId: string;
};

/** What is wrong with the days of a review. */
export function dayProblems(startsOn: Temporal.PlainDate, endsOn: Temporal.PlainDate) {
  if (Temporal.PlainDate.compare(endsOn, startsOn) < 0)
    return [{ field: 'endsOn', message: 'The last day must not be before the first' }];
  if (startsOn.until(endsOn).days > 31)
    return [{ field: 'endsOn', message: 'A review takes a month at most. Choose an earlier last day' }];
  return [];
}

async function insertThemes(
  ctx: Ctx,
  tx: Write,
  reviewId: string,
  themes: ReturnType<typeof defaultThemes<{ id: string; code: string; title: string }>>,
): Promise<void> {
  if (themes.length === 0) return;
  await tx.db
    .insertInto('qa_review_theme')
    .values(
      themes.map(({ area, title }, index) => ({
        trust_id: ctx.actor.trustId,
        review_id: reviewId,
        area_id: area.id,
        area_code: area.code,
        title,
        position: index + 1,
      })),
    )
    .execute();
}

/** Begins the review of a published calendar entry, with themes from the trust's framework, its lead, and the forms of its activities. */
export async function prepareReview(ctx: Ctx, entryId: string, input: NewReview): Promise<{ id: string }> {
  return await write(ctx, async (tx) => {
    // Two people who prepare the same entry at once: the second waits here, and then finds that it has its review.
    await tx.db.selectFrom('qa_entry').select('id').where('id', '=', entryId).forUpdate().execute();
    const entry = await findEntry(ctx, entryId);
    const readerLeadsHere = await leadsDirectly(ctx, ctx.actor.personId, entry.school_id);
    tx.authorise(mayPrepare(ctx.actor, { schoolId: entry.school_id, readerLeadsHere }));
    const problems = dayProblems(input.startsOn, input.endsOn);
    if (problems.length > 0) throw new Invalid(problems);
    const about = { schoolId: entry.school_id, academicYear: entry.academic_year };
    const lead = (await possibleMembers(ctx, about)).find((person) => person.id === input.leadId);
    if (!lead?.may_lead)
      throw new Invalid([
        {
          field: 'leadId',
          message: `Choose somebody of the Trust who neither works at ${entry.school_name} nor governs it, nor leads an aspect of it directly`,
        },
      ]);
    const framework = await currentFramework(ctx);
    const school = await findSchool(ctx, entry.school_id);
    const { id } = await tx.db
      .insertInto('qa_review')
      .values({
        trust_id: ctx.actor.trustId,
        school_id: entry.school_id,
        qa_entry_id: entry.id,
        academic_year: entry.academic_year,
        kind: entry.kind,
        topic: entry.topic,
        department_id: entry.department_id,
        title: entry.title,
        purpose: input.purpose,
        framework_id: framework.id,
        starts_on: input.startsOn,
        ends_on: input.endsOn,
        started_at: ctx.now,
        started_by: ctx.actor.personId,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx.db
      .insertInto('qa_review_member')
      .values({
        trust_id: ctx.actor.trustId,
        review_id: id,
        person_id: lead.id,
        role: 'lead',
        added_at: ctx.now,
        added_by: ctx.actor.personId,
      })
      .execute();
    await insertThemes(ctx, tx, id, defaultThemes(entry, areasFor(framework, school)));
    await makeFirstForms(ctx, tx, framework);
    await insertStep(ctx, tx, { id, state: 'preparing' }, 'prepared', null);
    await recordOf(
      tx,
      { id, schoolId: entry.school_id },
      'prepared',
      `${reviewSteps.prepared.summary} “${entry.title}”`,
    );
    return { id };
  });
}
