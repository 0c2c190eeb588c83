import { sql } from 'kysely';
import type { Ctx } from '#core/context.ts';
import type { Framework, Grade } from '#core/frameworks/framework.ts';
import { gradeById, gradeLabel } from '#core/frameworks/rules.ts';
import { Invalid, NotFound } from '#platform/errors.ts';
import type { GradeInput } from '../forms.ts';
import { codeFor, labelProblem, whyGradeStays, whyLabelIsFixed, whyScaleIsFixed } from '../rules.ts';
import { changeDraft } from './change-draft.ts';

function gradeOf(framework: Framework, gradeId: string): Grade {
  const grade = gradeById(framework, gradeId);
  if (!grade) throw new NotFound();
  return grade;
}

function refuse(field: string, message: string | null): void {
  if (message) throw new Invalid([{ field, message }]);
}

/** Adds a grade below the others of a draft of the trust's own. */
export async function addGrade(ctx: Ctx, frameworkId: string, input: GradeInput): Promise<void> {
  await changeDraft(ctx, frameworkId, input.revision, async (tx, framework) => {
    const { main } = framework.grades;
    refuse('', whyScaleIsFixed(framework.family, 'main'));
    refuse('label', labelProblem(input.label, main));
    await tx.db
      .insertInto('framework_grade')
      .values({
        trust_id: ctx.actor.trustId,
        framework_id: frameworkId,
        code: codeFor(
          input.label,
          main.map((grade) => grade.code),
        ),
        label: input.label,
        descriptor: input.descriptor,
        position: main.length + 1,
      })
      .execute();
    return {
      kind: 'framework.grade-added',
      summary: `added the grade “${input.label}” to the draft “${framework.name}”`,
    };
  });
}

/** Changes a grade's name and description. Its code stays: rules and earlier judgements refer to it. */
export async function changeGrade(ctx: Ctx, frameworkId: string, gradeId: string, input: GradeInput): Promise<void> {
  await changeDraft(ctx, frameworkId, input.revision, async (tx, framework) => {
    const grade = gradeOf(framework, gradeId);
    if (input.label !== grade.label) refuse('label', whyLabelIsFixed(framework.family));
    refuse(
      'label',
      labelProblem(
        input.label,
        framework.grades[grade.scale].filter((other) => other.id !== gradeId),
      ),
    );
    await tx.db
      .updateTable('framework_grade')
      .set({ label: input.label, descriptor: input.descriptor })
      .where('id', '=', gradeId)
      .execute();
    return {
      kind: 'framework.grade-changed',
      summary: `changed the grade “${gradeLabel(grade)}” of the draft “${framework.name}”`,
    };
  });
}

/** Makes a grade better or worse by one place. */
export async function moveGrade(
  ctx: Ctx,
  frameworkId: string,
  gradeId: string,
  direction: 'up' | 'down',
  revision: number,
): Promise<void> {
  await changeDraft(ctx, frameworkId, revision, async (tx, framework) => {
    const grade = gradeOf(framework, gradeId);
    refuse('', whyScaleIsFixed(framework.family, grade.scale));
    const scale = framework.grades[grade.scale];
    const neighbour = scale[scale.indexOf(grade) + (direction === 'up' ? -1 : 1)];
    if (neighbour) {
      await tx.db
        .updateTable('framework_grade')
        .set({
          position: sql<number>`case when id = ${grade.id} then ${neighbour.position}::int else ${grade.position}::int end`,
        })
        .where('id', 'in', [grade.id, neighbour.id])
        .execute();
    }
    return {
      kind: 'framework.grade-moved',
      summary: `moved the grade “${gradeLabel(grade)}” ${direction} in the draft “${framework.name}”`,
    };
  });
}

/** Takes a grade, with what describes it in each area, out of a draft of the trust's own; two grades stay. */
export async function removeGrade(ctx: Ctx, frameworkId: string, gradeId: string, revision: number): Promise<void> {
  await changeDraft(ctx, frameworkId, revision, async (tx, framework) => {
    const grade = gradeOf(framework, gradeId);
    refuse('', whyGradeStays(framework, grade));
    await tx.db.deleteFrom('framework_descriptor').where('grade_id', '=', gradeId).execute();
    await tx.db.deleteFrom('framework_grade').where('id', '=', gradeId).execute();
    await tx.db
      .updateTable('framework_grade')
      .set((eb) => ({ position: eb('position', '-', 1) }))
      .where('framework_id', '=', frameworkId)
      .where('scale', '=', grade.scale)
      .where('position', '>', grade.position)
      .execute();
    return {
      kind: 'framework.grade-removed',
      summary: `removed the grade “${gradeLabel(grade)}” from the draft “${framework.name}”`,
    };
  });
}
