import { academicYearName } from '#core/academic-year/rules.ts';
import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { currentFramework } from '#core/frameworks/queries.ts';
import { areasFor } from '#core/frameworks/rules.ts';
import { findSchool } from '#core/organisations/queries.ts';
import { Invalid } from '#platform/errors.ts';
import { mayStart } from '../policy.ts';
import { possibleTeam } from '../queries.ts';
import { reviewSteps, sectionCodes } from '../rules.ts';

/** Starts the Annual Review of a school for a year, in the version of the framework that is in use now, with a lead author. */
export async function startReview(
  ctx: Ctx,
  input: { schoolId: string; academicYear: number; frameworkFamily: string; leadId: string; dueOn: Temporal.PlainDate },
): Promise<{ id: string }> {
  return await write(ctx, async (tx) => {
    const school = await findSchool(ctx, input.schoolId);
    tx.authorise(mayStart(ctx.actor, school.id));
    const framework = await currentFramework(ctx, input.frameworkFamily);
    const year = academicYearName(input.academicYear);
    const existing = await tx.db
      .selectFrom('annual_review')
      .select('id')
      .where('school_id', '=', school.id)
      .where('academic_year', '=', input.academicYear)
      .executeTakeFirst();
    if (existing)
      throw new Invalid([
        { field: 'schoolId', message: `The Annual Review ${year} of ${school.name} has already been started` },
      ]);
    if (!(await possibleTeam(ctx, school.id)).some((person) => person.id === input.leadId)) {
      throw new Invalid([
        {
          field: 'leadId',
          message:
            'Choose a lead author who writes for the trust and neither works at the school nor governs it, nor leads an aspect of it directly',
        },
      ]);
    }
    const trust_id = ctx.actor.trustId;
    const started_by = ctx.actor.personId;
    const review = await tx.db
      .insertInto('annual_review')
      .values({
        trust_id,
        school_id: school.id,
        academic_year: input.academicYear,
        framework_id: framework.id,
        due_on: input.dueOn,
        started_at: ctx.now,
        started_by,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const review_id = review.id;
    await tx.db
      .insertInto('review_step')
      .values({
        trust_id,
        review_id,
        number: 1,
        step: 'started',
        state: 'draft',
        taken_at: ctx.now,
        taken_by: started_by,
        why: null,
      })
      .execute();
    await tx.db
      .insertInto('review_team_member')
      .values({
        trust_id,
        review_id,
        person_id: input.leadId,
        external_name: null,
        external_organisation: null,
        role: 'lead',
        added_by: started_by,
        declared_at: null,
        declared_by: null,
        interest: null,
      })
      .execute();
    await tx.db
      .insertInto('review_section')
      .values(sectionCodes.map((code) => ({ trust_id, review_id, code, saved_at: null, saved_by: null })))
      .execute();
    await tx.db
      .insertInto('judgement')
      .values(
        areasFor(framework, school).map((area) => ({
          trust_id,
          review_id,
          area_id: area.id,
          area_code: area.code,
          grade_code: null,
          saved_at: null,
          saved_by: null,
        })),
      )
      .execute();
    await tx.record({
      kind: 'annual-review.started',
      subjectType: 'annual_review',
      subjectId: review_id,
      schoolId: school.id,
      summary: `${reviewSteps.started.summary} ${year}`,
      detail: { framework: `${framework.name}, version ${framework.version}` },
    });
    return { id: review_id };
  });
}
