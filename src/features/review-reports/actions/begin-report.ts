import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { reviewsInScope, themesOf } from '#features/reviews/index.ts';
import { Invalid, NotFound } from '#platform/errors.ts';
import { mayBegin } from '../policy.ts';
import { possibleAuthors } from '../queries.ts';
import { joinedThemes, reportSteps, sectionPart, themePart } from '../rules.ts';
import { recordReport } from './lock-report.ts';

/**
 * Begins the report of a review whose evidence is complete, with what the review says of its themes as the first draft. The lead of the review leads the
 * writing where they may write for the Trust, else whoever begins; others of the team who may write become authors.
 */
export async function beginReport(ctx: Ctx, qaReviewId: string): Promise<{ id: string }> {
  return await write(ctx, async (tx) => {
    const [review] = await reviewsInScope(ctx, { reviewIds: [qaReviewId] });
    if (!review) throw new NotFound();
    tx.authorise(mayBegin(ctx.actor, review));
    if (review.state !== 'gathered')
      throw new Invalid([
        {
          field: 'reviewId',
          message: 'The evidence of this review is not complete yet. The lead of the review closes it first.',
        },
      ]);
    const existing = await tx.db
      .selectFrom('review_report')
      .select('id')
      .where('qa_review_id', '=', review.id)
      .executeTakeFirst();
    if (existing)
      throw new Invalid([{ field: 'reviewId', message: `The report on “${review.title}” has been begun already.` }]);
    const trust_id = ctx.actor.trustId;
    const { id: report_id } = await tx.db
      .insertInto('review_report')
      .values({
        trust_id,
        school_id: review.schoolId,
        qa_review_id: review.id,
        academic_year: review.academicYear,
        kind: review.kind,
        topic: review.topic,
        department_id: review.departmentId,
        title: review.title,
        framework_id: review.frameworkId,
        begun_at: ctx.now,
        begun_by: ctx.actor.personId,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx.db
      .insertInto('review_report_step')
      .values({
        trust_id,
        report_id,
        number: 1,
        step: 'begun',
        state: 'draft',
        taken_at: ctx.now,
        taken_by: ctx.actor.personId,
        why: null,
      })
      .execute();
    const may = new Set((await possibleAuthors(ctx, review.schoolId)).map((person) => person.id));
    const lead = review.leadId !== null && may.has(review.leadId) ? review.leadId : ctx.actor.personId;
    const authors = [...new Set([lead, ctx.actor.personId, ...review.clearIds.filter((id) => may.has(id))])];
    await tx.db
      .insertInto('review_report_author')
      .values(
        authors.map((person_id) => ({
          trust_id,
          report_id,
          person_id,
          role: person_id === lead ? ('lead' as const) : ('author' as const),
          added_at: ctx.now,
          added_by: ctx.actor.personId,
        })),
      )
      .execute();
    const themes = await themesOf(ctx, review.id);
    const saved = { saved_at: null, saved_by: null };
    await tx.db
      .insertInto('review_report_part')
      .values(
        [
          { part: sectionPart('looked_at'), body: '' },
          {
            part: sectionPart('strengths'),
            body: joinedThemes(themes.map((it) => ({ title: it.title, text: it.strengths }))),
          },
          {
            part: sectionPart('improve'),
            body: joinedThemes(themes.map((it) => ({ title: it.title, text: it.to_improve }))),
          },
          { part: sectionPart('changes'), body: '' },
          ...themes.map((theme) => ({ part: themePart(theme.area_code), body: theme.reasons })),
        ].map((part) => ({ trust_id, report_id, ...part, ...saved })),
      )
      .execute();
    await recordReport(
      tx,
      { id: report_id, schoolId: review.schoolId },
      { kind: 'begun', summary: `${reportSteps.begun.summary} “${review.title}”`, detail: { review: review.id } },
    );
    return { id: report_id };
  });
}
