import { expect, test } from 'vitest';
import type { Actor } from '#core/access/actor.ts';
import { runAs } from '#core/access/run-as.ts';
import type { Ctx } from '#core/context.ts';
import { buildFrameworks } from '#core/frameworks/build.ts';
import { buildActor, buildSchool, buildTrust } from '#core/organisations/build.ts';
import { Forbidden, NotFound, StaleRevision } from '#platform/errors.ts';
import { useDatabase } from '#test/support/database.ts';
import {
  addQuestion,
  adoptForm,
  beginDraft,
  changeHead,
  changeQuestion,
  makeForms,
  moveQuestion,
  removeQuestion,
} from './actions/change-form.ts';
import { addActivity } from './actions/plan-activity.ts';
import { activitiesOf } from './activity-queries.ts';
import { buildQaReview, plannedActivity } from './build.ts';
import { allInstruments, findInstrument, questionsOf } from './instrument-queries.ts';

const database = useDatabase();
const as = <T>(actor: Actor, work: (ctx: Ctx) => Promise<T>) => runAs(database, actor, 'review:instruments', work);
const question = {
  prompt: 'What did pupils say to each other?',
  areaId: null,
  answer: 'text' as const,
  required: false,
};

async function withForms() {
  const trust = await buildTrust(database.db);
  await buildFrameworks(database.db, trust);
  const leader = await buildActor(database.db, trust, 'trust_leader');
  await as(leader, (ctx) => makeForms(ctx));
  return { trust, leader };
}

test('the first forms are made from the framework’s statements, one for each kind, with what does not belong in it', async () => {
  const { leader } = await withForms();
  await as(leader, async (ctx) => {
    const forms = await allInstruments(ctx);
    expect(forms.map((form) => [form.kind, form.version])).toEqual([
      ['data', 1],
      ['leadership_discussion', 1],
      ['lesson_observation', 1],
      ['pupil_voice', 1],
      ['work_scrutiny', 1],
    ]);
    const lesson = forms.find((form) => form.kind === 'lesson_observation');
    expect(lesson?.advice).toContain('Do not grade the lesson or the teacher');
    const prompts = (await questionsOf(ctx, lesson?.id ?? '')).map((one) => one.prompt);
    expect(prompts).toContain('Teaching helps most pupils to remember what matters');
    await expect(makeForms(ctx)).rejects.toThrow('made already');
  });
});

test('a version in use is never changed: a draft is, and then takes its place', async () => {
  const { leader } = await withForms();
  await as(leader, async (ctx) => {
    const inUse = (await allInstruments(ctx)).find((form) => form.kind === 'lesson_observation');
    await expect(addQuestion(ctx, inUse?.id ?? '', question)).rejects.toThrow('never changed');
    const id = await beginDraft(ctx, 'lesson_observation');
    await expect(beginDraft(ctx, 'lesson_observation')).rejects.toThrow('a draft of this form already');
    await addQuestion(ctx, id, question);
    const before = await questionsOf(ctx, id);
    const added = before.at(-1)?.id ?? '';
    await moveQuestion(ctx, id, added, 'up');
    expect((await questionsOf(ctx, id)).at(-2)?.id).toBe(added);
    await changeQuestion(ctx, id, added, { ...question, answer: 'seen', required: true });
    await removeQuestion(ctx, id, before[0]?.id ?? '');
    const form = await findInstrument(ctx, id);
    await changeHead(ctx, id, { name: 'Lesson', advice: 'Look at talk.', revision: form.revision });
    await expect(changeHead(ctx, id, { name: 'x', advice: 'y', revision: form.revision })).rejects.toThrow(
      StaleRevision,
    );
    await adoptForm(ctx, id);
    const after = (await allInstruments(ctx)).filter((one) => one.kind === 'lesson_observation');
    expect(after.map((one) => [one.version, one.retired_at === null])).toEqual([
      [2, true],
      [1, false],
    ]);
    await expect(addQuestion(ctx, id, question)).rejects.toThrow('never changed');
  });
});

test('a question that asks for a grade is refused, and a form without questions is not put into use', async () => {
  const { leader } = await withForms();
  await as(leader, async (ctx) => {
    const id = await beginDraft(ctx, 'lesson_observation');
    for (const prompt of ['Grade this lesson from 1 to 4', 'How would you rate it?', 'Was the teaching outstanding?'])
      await expect(addQuestion(ctx, id, { ...question, prompt })).rejects.toThrow('does not ask for a grade');
    for (const one of await questionsOf(ctx, id)) await removeQuestion(ctx, id, one.id);
    await expect(adoptForm(ctx, id)).rejects.toThrow('needs at least one question');
  });
});

test('an activity keeps the version that was in use when it was planned', async () => {
  const trust = await buildTrust(database.db);
  const school = await buildSchool(database.db, trust);
  const { reviewId, people, activityIds } = await buildQaReview(database, trust, school);
  await as(people.leader, async (ctx) => adoptForm(ctx, await beginDraft(ctx, 'work_scrutiny')));
  await runAs(database, people.lead, 'review:lead', async (ctx) => {
    const later = await addActivity(
      ctx,
      reviewId,
      plannedActivity({
        kind: 'work_scrutiny',
        title: 'Books of Year 7',
        onDay: Temporal.PlainDate.from('2026-11-18'),
      }),
    );
    const versions = new Map((await activitiesOf(ctx, reviewId)).map((one) => [one.id, one.instrument_version]));
    expect([versions.get(activityIds.work), versions.get(later)]).toEqual([1, 2]);
  });
});

test('forms are changed by trust leaders only, and those of another trust are not there', async () => {
  const { trust, leader } = await withForms();
  const adviser = await buildActor(database.db, trust, 'teaching_learning');
  await expect(as(adviser, (ctx) => beginDraft(ctx, 'data'))).rejects.toThrow(Forbidden);
  const id = await as(leader, (ctx) => beginDraft(ctx, 'data'));
  const stranger = await buildActor(database.db, await buildTrust(database.db), 'trust_leader');
  await expect(as(stranger, (ctx) => addQuestion(ctx, id, question))).rejects.toThrow(NotFound);
});
