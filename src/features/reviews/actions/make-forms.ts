import type { Write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import type { Framework } from '#core/frameworks/framework.ts';
import { adviceOf, firstQuestions, type NewQuestion } from '../instrument-rules.ts';
import { activityKindNames, activityKinds } from '../rules.ts';
import type { ActivityKind } from '../tables.ts';
import '../tables.ts';

export type NewInstrument = { kind: ActivityKind; version: number; frameworkId: string; name: string; advice: string };

/** Stores a version of a form with its questions, in use (`adopted`) or as a draft. */
export async function insertInstrument(
  ctx: Ctx,
  tx: Write,
  form: NewInstrument,
  questions: readonly NewQuestion[],
  adopted: boolean,
): Promise<string> {
  const row = await tx.db
    .insertInto('qa_instrument')
    .values({
      trust_id: ctx.actor.trustId,
      kind: form.kind,
      version: form.version,
      framework_id: form.frameworkId,
      name: form.name,
      advice: form.advice,
      adopted_at: adopted ? ctx.now : null,
      adopted_by: null,
      retired_at: null,
      made_at: ctx.now,
      made_by: adopted ? null : ctx.actor.personId,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  if (questions.length > 0)
    await tx.db
      .insertInto('qa_instrument_question')
      .values(
        questions.map((question, index) => ({
          trust_id: ctx.actor.trustId,
          instrument_id: row.id,
          position: index + 1,
          area_id: question.areaId,
          prompt: question.prompt,
          answer: question.answer,
          required: question.required,
        })),
      )
      .execute();
  return row.id;
}

/** Makes the first version of every form that the trust does not have yet, from the statements of its framework, inside the caller's write. */
export async function makeFirstForms(ctx: Ctx, tx: Write, framework: Framework): Promise<void> {
  const there = await tx.db.selectFrom('qa_instrument').select('kind').distinct().execute();
  const goodCode = framework.grades.main[1]?.code;
  for (const kind of activityKindNames.filter((name) => !there.some((row) => row.kind === name))) {
    const name = activityKinds[kind].label;
    const form = { kind, version: 1, frameworkId: framework.id, name, advice: adviceOf[kind] };
    const id = await insertInstrument(ctx, tx, form, firstQuestions(kind, framework.areas, goodCode), true);
    await tx.record({
      kind: 'review-form.made',
      subjectType: 'qa_instrument',
      subjectId: id,
      schoolId: null,
      summary: `made the first form of ${name.toLowerCase()} from the framework “${framework.name}”`,
    });
  }
}
