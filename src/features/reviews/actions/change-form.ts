import { holds } from '#core/access/actor.ts';
import { allowIf } from '#core/access/decision.ts';
import { type Write, write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { currentFramework, findFramework } from '#core/frameworks/queries.ts';
import { Invalid, NotFound, requireRevision } from '#platform/errors.ts';
import { findInstrument, type Instrument, instrumentInUse, questionsOf } from '../instrument-queries.ts';
import { asksForGrade } from '../instrument-rules.ts';
import { activityKinds } from '../rules.ts';
import type { ActivityKind } from '../tables.ts';
import { insertInstrument, makeFirstForms } from './make-forms.ts';

const mayEdit = (ctx: Ctx) =>
  allowIf(holds(ctx.actor, 'review:instruments'), 'Trust leaders change the forms of reviews.');

async function lockDraft(ctx: Ctx, tx: Write, instrumentId: string): Promise<Instrument> {
  const locked = await tx.db
    .selectFrom('qa_instrument')
    .select('id')
    .where('id', '=', instrumentId)
    .forUpdate()
    .executeTakeFirst();
  if (!locked) throw new NotFound();
  tx.authorise(mayEdit(ctx));
  const form = await findInstrument(ctx, instrumentId);
  if (form.adopted_at !== null)
    throw new Invalid([
      { field: '', message: 'This version has been in use and is never changed. Begin a draft of the next one' },
    ]);
  return form;
}

async function done(tx: Write, form: Pick<Instrument, 'id' | 'name'>, what: string, summary: string): Promise<void> {
  await tx.db
    .updateTable('qa_instrument')
    .set((eb) => ({ revision: eb('revision', '+', 1) }))
    .where('id', '=', form.id)
    .execute();
  await tx.record({
    kind: `review-form.${what}`,
    subjectType: 'qa_instrument',
    subjectId: form.id,
    schoolId: null,
    summary,
  });
}

/** Makes the first version of every form from the trust's framework, where there is none. */
export async function makeForms(ctx: Ctx): Promise<void> {
  await write(ctx, async (tx) => {
    tx.authorise(mayEdit(ctx));
    const there = await tx.db.selectFrom('qa_instrument').select('id').limit(1).executeTakeFirst();
    if (there) throw new Invalid([{ field: '', message: 'The forms have been made already' }]);
    await makeFirstForms(ctx, tx, await currentFramework(ctx));
  });
}

/** Begins a draft of the next version of a form, with the questions of the one in use. Returns the draft's id. */
export async function beginDraft(ctx: Ctx, kind: ActivityKind): Promise<string> {
  return await write(ctx, async (tx) => {
    tx.authorise(mayEdit(ctx));
    const inUse = await instrumentInUse(ctx, kind);
    if (!inUse) throw new NotFound();
    const versions = await tx.db
      .selectFrom('qa_instrument')
      .select(['id', 'version', 'adopted_at'])
      .where('kind', '=', kind)
      .execute();
    if (versions.some((row) => row.adopted_at === null))
      throw new Invalid([{ field: '', message: 'There is a draft of this form already. Go on with it' }]);
    const questions = (await questionsOf(ctx, inUse.id)).map(({ area_id, prompt, answer, required }) => ({
      areaId: area_id,
      prompt,
      answer,
      required,
    }));
    const version = Math.max(...versions.map((row) => row.version)) + 1;
    const form = { kind, version, frameworkId: inUse.framework_id, name: inUse.name, advice: inUse.advice };
    const id = await insertInstrument(ctx, tx, form, questions, false);
    await done(tx, { id, name: inUse.name }, 'draft-begun', `began version ${version} of the form “${inUse.name}”`);
    return id;
  });
}

/** Changes the name and the advice at the head of a draft. */
export async function changeHead(
  ctx: Ctx,
  instrumentId: string,
  input: { name: string; advice: string; revision: number },
): Promise<void> {
  await write(ctx, async (tx) => {
    const form = await lockDraft(ctx, tx, instrumentId);
    requireRevision(form.revision, input.revision);
    await tx.db
      .updateTable('qa_instrument')
      .set({ name: input.name, advice: input.advice })
      .where('id', '=', form.id)
      .execute();
    await done(tx, form, 'head-changed', `changed the head of the form “${input.name}”`);
  });
}

export type QuestionInput = { prompt: string; areaId: string | null; answer: 'text' | 'seen'; required: boolean };

async function checkQuestion(ctx: Ctx, form: Instrument, input: QuestionInput): Promise<void> {
  if (asksForGrade(form.kind, input.prompt))
    throw new Invalid([
      {
        field: 'prompt',
        message:
          form.kind === 'lesson_observation'
            ? 'No lesson is graded, so a question in this form does not ask for a grade. Ask what was seen'
            : 'Nobody’s lesson or teaching is graded here. Ask what was seen, read or heard',
      },
    ]);
  if (input.areaId === null) return;
  const framework = await findFramework(ctx, form.framework_id);
  if (!framework.areas.some((area) => area.id === input.areaId))
    throw new Invalid([{ field: 'areaId', message: 'Choose an area of the framework' }]);
}

/** Adds a question at the end of a draft; one that asks for a grade of a lesson is refused. */
export async function addQuestion(ctx: Ctx, instrumentId: string, input: QuestionInput): Promise<void> {
  await write(ctx, async (tx) => {
    const form = await lockDraft(ctx, tx, instrumentId);
    await checkQuestion(ctx, form, input);
    const last = (await questionsOf(ctx, form.id)).at(-1);
    await tx.db
      .insertInto('qa_instrument_question')
      .values({
        trust_id: ctx.actor.trustId,
        instrument_id: form.id,
        position: (last?.position ?? 0) + 1,
        area_id: input.areaId,
        prompt: input.prompt,
        answer: input.answer,
        required: input.required,
      })
      .execute();
    await done(tx, form, 'question-added', `added the question “${input.prompt}” to the form “${form.name}”`);
  });
}

async function questionOf(ctx: Ctx, form: Instrument, questionId: string) {
  const questions = await questionsOf(ctx, form.id);
  const index = questions.findIndex((one) => one.id === questionId);
  const question = questions[index];
  if (!question) throw new NotFound();
  return { questions, question, index };
}

/** Rewords a question of a draft, ties it to another area, or changes how it is answered. */
export async function changeQuestion(
  ctx: Ctx,
  instrumentId: string,
  questionId: string,
  input: QuestionInput,
): Promise<void> {
  await write(ctx, async (tx) => {
    const form = await lockDraft(ctx, tx, instrumentId);
    const { question } = await questionOf(ctx, form, questionId);
    await checkQuestion(ctx, form, input);
    await tx.db
      .updateTable('qa_instrument_question')
      .set({ prompt: input.prompt, area_id: input.areaId, answer: input.answer, required: input.required })
      .where('id', '=', question.id)
      .execute();
    await done(tx, form, 'question-changed', `changed the question “${input.prompt}” in the form “${form.name}”`);
  });
}

/** Moves a question of a draft one place up or down; at the end of the form it stays where it is. */
export async function moveQuestion(
  ctx: Ctx,
  instrumentId: string,
  questionId: string,
  move: 'up' | 'down',
): Promise<void> {
  await write(ctx, async (tx) => {
    const form = await lockDraft(ctx, tx, instrumentId);
    const { questions, question, index } = await questionOf(ctx, form, questionId);
    const other = questions[index + (move === 'up' ? -1 : 1)];
    if (other)
      for (const [id, position] of [
        [question.id, other.position],
        [other.id, question.position],
      ] as const)
        await tx.db.updateTable('qa_instrument_question').set({ position }).where('id', '=', id).execute();
    await done(tx, form, 'question-moved', `moved a question of the form “${form.name}”`);
  });
}

/** Takes a question out of a draft. */
export async function removeQuestion(ctx: Ctx, instrumentId: string, questionId: string): Promise<void> {
  await write(ctx, async (tx) => {
    const form = await lockDraft(ctx, tx, instrumentId);
    const { question } = await questionOf(ctx, form, questionId);
    await tx.db.deleteFrom('qa_instrument_question').where('id', '=', question.id).execute();
    await done(tx, form, 'question-removed', `took the question “${question.prompt}” out of the form “${form.name}”`);
  });
}

/** Puts a draft into use for activities that are planned from now on; those planned before keep their version. */
export async function adoptForm(ctx: Ctx, instrumentId: string): Promise<void> {
  await write(ctx, async (tx) => {
    const form = await lockDraft(ctx, tx, instrumentId);
    const questions = await questionsOf(ctx, form.id);
    if (questions.length === 0)
      throw new Invalid([{ field: '', message: 'A form needs at least one question. Add one first' }]);
    await tx.db
      .updateTable('qa_instrument')
      .set({ retired_at: ctx.now })
      .where('kind', '=', form.kind)
      .where('adopted_at', 'is not', null)
      .where('retired_at', 'is', null)
      .execute();
    await tx.db
      .updateTable('qa_instrument')
      .set({ adopted_at: ctx.now, adopted_by: ctx.actor.personId })
      .where('id', '=', form.id)
      .execute();
    const kind = activityKinds[form.kind].label.toLowerCase();
    await done(tx, form, 'adopted', `put version ${form.version} of the form for ${kind} into use`);
  });
}
