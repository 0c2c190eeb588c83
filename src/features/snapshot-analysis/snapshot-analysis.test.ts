import { expect, test } from 'vitest';
import type { Actor } from '#core/access/actor.ts';
import { runAs } from '#core/access/run-as.ts';
import { listUnread } from '#core/notifications/queries.ts';
import { inTrust } from '#core/organisations/build.ts';
import { Forbidden, Invalid, NotFound, StaleRevision } from '#platform/errors.ts';
import { useDatabase } from '#test/support/database.ts';
import { answerQuestion, askQuestion } from './actions/ask-and-answer.ts';
import { beginAnalysis } from './actions/begin-analysis.ts';
import { addPoints, movePointUp, removePoint, useNewestFigures } from './actions/change-points.ts';
import { confirmReceipt } from './actions/confirm-receipt.ts';
import { presentAnalysis, seenOf } from './actions/present-analysis.ts';
import { saveOutcomes, savePoint, saveSummary } from './actions/save-texts.ts';
import { buildAnalysedSchool, buildNextSnapshot, buildWrittenAnalysis, correctBuilt, presentBuilt } from './build.ts';
import { analysesWaitingFor, describeAnalysis } from './index.ts';
import { openPaper, papersOf } from './paper-queries.ts';
import { findAnalysis, pointsOf } from './queries.ts';
import { questionsOf } from './question-queries.ts';
import { readiness } from './ready.ts';

const database = useDatabase();
const world = () => buildAnalysedSchool(database);

const asWriter = <T>(actor: Actor, work: Parameters<typeof runAs<T>>[3]) =>
  runAs(database, actor, 'snapshot-analysis:write', work);
const waitingFor = async (actor: Actor) =>
  (await runAs(database, actor, 'own-account', (ctx) => analysesWaitingFor(ctx))).map((each) => each.title);
const described = (actor: Actor, snapshotId: string) =>
  runAs(database, actor, 'snapshot:read', (ctx) => describeAnalysis(ctx, snapshotId));
const told = async (actor: Actor) =>
  (await runAs(database, actor, 'own-account', (ctx) => listUnread(ctx))).map((each) => each.subject);
const papers = (actor: Actor, id: string) =>
  runAs(database, actor, 'snapshot-analysis:read', (ctx) => papersOf(ctx, id));
const refusal = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => error,
  );
const messages = (error: unknown) => (error instanceof Invalid ? error.errors.map((each) => each.message) : [error]);

test('the head is asked to write beside the newest snapshot; a senior leader drafts, and the Trust sees only that it is being written', async () => {
  const { head, slt, principal, governor, clerk, snapshot } = await world();
  expect(await waitingFor(head)).toEqual([expect.stringMatching(/^Write the analysis of the /)]);
  expect(await waitingFor(governor)).toEqual([]);
  expect((await described(principal, snapshot.id))?.words).toBe('Not begun');
  const id = await asWriter(slt, (ctx) => beginAnalysis(ctx, snapshot.id));
  expect(await asWriter(head, (ctx) => beginAnalysis(ctx, snapshot.id))).toBe(id);
  expect(await waitingFor(head)).toEqual([expect.stringMatching(/^Finish and present/)]);
  expect(await waitingFor(slt)).toEqual([expect.stringMatching(/^Finish the analysis/)]);
  expect((await described(principal, snapshot.id))?.words).toBe('Being written');
  expect(await described(governor, snapshot.id)).toBeNull();
  expect(await described(clerk, snapshot.id)).toBeNull();
});

test('nobody but the school’s leaders writes, and another school or trust is not there', async () => {
  const { principal, governor, elsewhere, otherTrust, head, snapshot } = await world();
  await expect(
    runAs(database, principal, 'snapshot-analysis:read', (ctx) => beginAnalysis(ctx, snapshot.id)),
  ).rejects.toBeInstanceOf(Forbidden);
  for (const actor of [elsewhere, otherTrust])
    await expect(asWriter(actor, (ctx) => beginAnalysis(ctx, snapshot.id))).rejects.toBeInstanceOf(NotFound);
  const id = await asWriter(head, (ctx) => beginAnalysis(ctx, snapshot.id));
  for (const actor of [elsewhere, otherTrust, governor])
    await expect(asWriter(actor, (ctx) => saveSummary(ctx, id, { summary: 'x', revision: 1 }))).rejects.toBeInstanceOf(
      NotFound,
    );
  await expect(
    runAs(database, governor, 'snapshot-analysis:read', (ctx) => saveSummary(ctx, id, { summary: 'x', revision: 1 })),
  ).rejects.toBeInstanceOf(Forbidden);
});

test('only measures that the snapshot has are added, each once and not too many', async () => {
  const { head, snapshot } = await world();
  const id = await asWriter(head, (ctx) => beginAnalysis(ctx, snapshot.id));
  const add = (keys: string[]) => asWriter(head, (ctx) => addPoints(ctx, id, keys));
  expect(messages(await refusal(add([])))).toEqual(['Choose at least one measure']);
  expect(messages(await refusal(add(['ks2_rwm_expected.r.0'])))).toEqual(['Choose measures of this snapshot']);
  expect(messages(await refusal(add(['anything'])))).toEqual(['Choose measures of this snapshot']);
  expect(await add(['attainment8.c.0', 'absence_overall..0'])).toBe(2);
  expect(await add(['attainment8.c.0'])).toBe(0);
  const many = Array.from({ length: 13 }, (_, index) => `attainment8.c.${index + 1}`);
  expect(messages(await refusal(add(many)))[0]).toMatch(/at most 12/);
  const keys = () => asWriter(head, async (ctx) => (await pointsOf(ctx, id)).map((point) => point.measure));
  const [, second] = await asWriter(head, (ctx) => pointsOf(ctx, id));
  await asWriter(head, (ctx) => movePointUp(ctx, id, second?.id ?? ''));
  expect(await keys()).toEqual(['absence_overall', 'attainment8']);
  await expect(asWriter(head, (ctx) => removePoint(ctx, id, second?.id ?? '', 9))).rejects.toBeInstanceOf(
    StaleRevision,
  );
  await asWriter(head, (ctx) => removePoint(ctx, id, second?.id ?? '', 1));
  expect(await keys()).toEqual(['attainment8']);
});

test('of two people who write at the same text the second is told, and nothing of the first is overwritten', async () => {
  const { head, slt, snapshot } = await world();
  const id = await buildWrittenAnalysis(database, head, snapshot.id);
  const [point] = await asWriter(head, (ctx) => pointsOf(ctx, id));
  const text = (says: string) => ({ says, why: '', next: '', who: '', by: null, revision: point?.revision ?? 0 });
  await asWriter(slt, (ctx) => savePoint(ctx, id, point?.id ?? '', text('The deputy was first')));
  await expect(
    asWriter(head, (ctx) => savePoint(ctx, id, point?.id ?? '', text('The head was second'))),
  ).rejects.toBeInstanceOf(StaleRevision);
  const [stored] = await asWriter(head, (ctx) => pointsOf(ctx, id));
  expect(stored?.says).toBe('The deputy was first');
  // Writing about a measure does not make the summary stale.
  const analysis = await asWriter(head, (ctx) => findAnalysis(ctx, id));
  expect(await asWriter(head, (ctx) => saveSummary(ctx, id, { summary: 'Anew', revision: analysis.revision }))).toBe(
    analysis.revision + 1,
  );
});

test('it is presented when everything is written, by the head alone, to the Executive Principal and the governors', async () => {
  const { head, slt, principal, governor, otherGovernor, snapshot } = await world();
  const begun = await asWriter(head, (ctx) => beginAnalysis(ctx, snapshot.id));
  await asWriter(head, (ctx) => addPoints(ctx, begun, ['attainment8.c.0']));
  const early = await refusal(presentBuilt(database, head, begun));
  expect(messages(early)).toEqual([
    'Write the overall summary.',
    expect.stringMatching(/Attainment 8 .*: write what it says, why, what next, who does it, by when\.$/),
  ]);
  const id = await buildWrittenAnalysis(database, head, snapshot.id);
  expect(id).toBe(begun);
  await expect(presentBuilt(database, slt, id)).rejects.toBeInstanceOf(NotFound);
  await expect(
    asWriter(slt, (ctx) => presentAnalysis(ctx, id, { seen: 'x', why: null, warned: true })),
  ).rejects.toBeInstanceOf(Forbidden);
  await expect(
    runAs(database, head, 'snapshot-analysis:present', (ctx) =>
      presentAnalysis(ctx, id, { seen: 'an older page', why: null, warned: true }),
    ),
  ).rejects.toBeInstanceOf(StaleRevision);
  expect(await presentBuilt(database, head, id)).toEqual({ number: 1, told: 2 });
  expect(await told(principal)).toEqual(['An analysis of a snapshot has been presented']);
  expect(await told(governor)).toHaveLength(1);
  expect(await told(otherGovernor)).toEqual([]);
  expect(await waitingFor(governor)).toEqual([expect.stringMatching(/^Read the analysis/)]);
  expect(await waitingFor(principal)).toEqual([expect.stringMatching(/^Read the analysis/)]);
  expect(await waitingFor(head)).toEqual([]);
  const [paper] = await papers(governor, id);
  if (!paper) throw new Error('no paper');
  expect(openPaper(paper).unchanged).toBe(true);
  expect(openPaper({ ...paper, facts: paper.facts.replace('Deputy', 'Janitor') }).unchanged).toBe(false);
  expect((await described(governor, snapshot.id))?.words).toMatch(/^Presented 23 Nov/);
});

test('who has read it is on record, once, for those to whom it was presented', async () => {
  const { trust, head, principal, governor, otherGovernor, clerk, snapshot } = await world();
  const id = await buildWrittenAnalysis(database, head, snapshot.id);
  await presentBuilt(database, head, id);
  const confirm = (actor: Actor, number = 1) =>
    runAs(database, actor, 'snapshot-analysis:read', (ctx) => confirmReceipt(ctx, id, number));
  await confirm(governor);
  await confirm(governor);
  await confirm(principal);
  await expect(confirm(clerk)).rejects.toBeInstanceOf(Forbidden);
  await expect(confirm(otherGovernor)).rejects.toBeInstanceOf(NotFound);
  await expect(confirm(governor, 7)).rejects.toBeInstanceOf(NotFound);
  const rows = await inTrust(database.db, trust.id, (tx) =>
    tx.selectFrom('snapshot_analysis_receipt').select(['person_id', 'received_as']).execute(),
  );
  expect(rows.map((row) => row.received_as).toSorted()).toEqual(['executive_principal', 'lgb_member']);
  expect(await waitingFor(governor)).toEqual([]);
});

test('a correction is another paper with a reason; the first stands as it was', async () => {
  const { head, governor, snapshot } = await world();
  const id = await buildWrittenAnalysis(database, head, snapshot.id);
  await presentBuilt(database, head, id);
  expect(messages(await refusal(presentBuilt(database, head, id)))).toEqual([
    'Say why the analysis is presented again',
  ]);
  expect(messages(await refusal(presentBuilt(database, head, id, 'For no reason')))).toEqual([
    'Nothing has changed since paper 1.',
  ]);
  await buildWrittenAnalysis(database, head, snapshot.id, [], { summary: 'We were too hopeful before.' });
  await presentBuilt(database, head, id, 'The summary was too hopeful');
  const [second, first] = await papers(governor, id);
  expect(second?.why).toBe('The summary was too hopeful');
  expect(second && openPaper(second).facts.summary).toBe('We were too hopeful before.');
  expect(first && openPaper(first).facts.summary).toBe('We know where we stand, and what we do about it.');
  expect(first && openPaper(first).unchanged).toBe(true);
  expect(await waitingFor(governor)).toHaveLength(1);
});

test('the reason of a correction names no pupil', async () => {
  const { head, governor, snapshot, pupilName } = await world();
  const id = await buildWrittenAnalysis(database, head, snapshot.id);
  await presentBuilt(database, head, id);
  await buildWrittenAnalysis(database, head, snapshot.id, [], { summary: 'Anew.' });
  expect(messages(await refusal(presentBuilt(database, head, id, `${pupilName} was counted twice`)))).toEqual([
    expect.stringMatching(/^Leave this out of the reason/),
  ]);
  expect(await papers(governor, id)).toHaveLength(1);
});

test('when the snapshot is corrected the texts go on beside the new figures, and not without being read again', async () => {
  const { head, governor, principal, snapshot } = await world();
  const id = await buildWrittenAnalysis(database, head, snapshot.id);
  await presentBuilt(database, head, id);
  const next = await correctBuilt(database, head, snapshot);
  expect(await waitingFor(head)).toEqual([expect.stringMatching(/was corrected: look at its analysis again$/)]);
  expect((await described(principal, next))?.words).toMatch(/before the snapshot was corrected$/);
  expect((await described(principal, snapshot.id))?.words).toMatch(/^Presented 23 Nov 2026$/);
  expect(messages(await refusal(presentBuilt(database, head, id, 'The data was corrected')))).toEqual([
    'The snapshot was corrected: put the new figures beside your texts and read them again.',
  ]);
  await asWriter(head, (ctx) => useNewestFigures(ctx, id));
  await presentBuilt(database, head, id, 'The data was corrected');
  const [second, first] = await papers(governor, id);
  const value = (paper: typeof first) => paper && openPaper(paper).facts.points[0]?.figure.value;
  expect(second && openPaper(second).facts.version).toBe(2);
  expect(value(second)).not.toBe(value(first));
  expect(await waitingFor(head)).toEqual([]);
});

test('what was said last time comes again: done, not done or still going, and what is going once more', async () => {
  const made = await world();
  const { head, slt, governor } = made;
  const first = await buildWrittenAnalysis(database, head, made.snapshot.id, undefined, { next: 'Read aloud daily' });
  await presentBuilt(database, head, first);
  const second = await buildNextSnapshot(database, made, '2027-03-05');
  const id = await asWriter(head, (ctx) => beginAnalysis(ctx, second.id));
  const steps = () =>
    asWriter(head, async (ctx) => {
      const ready = await readiness(ctx, await findAnalysis(ctx, id), { number: 1, why: null, before: null });
      return { steps: ready.draft.steps, blockers: ready.blockers.map((each) => each.sentence) };
    });
  const [step] = (await steps()).steps;
  expect(step).toMatchObject({ step: 'Read aloud daily', outcome: null });
  expect((await steps()).blockers).toContain('Say what came of one step of last time.');
  const say = (actor: Actor, outcome: 'done' | 'going', revision: number, stepId = step?.id ?? '') =>
    asWriter(actor, (ctx) => saveOutcomes(ctx, id, [{ stepId, outcome, note: 'Every day but Friday', revision }]));
  await say(slt, 'going', 0);
  await expect(say(head, 'done', 0)).rejects.toBeInstanceOf(StaleRevision);
  await expect(say(head, 'done', 0, crypto.randomUUID())).rejects.toBeInstanceOf(Invalid);
  await expect(say(governor, 'done', 1)).rejects.toBeInstanceOf(NotFound);
  await buildWrittenAnalysis(database, head, second.id, undefined, { next: 'Count aloud daily' });
  await presentBuilt(database, head, id);
  const [paper] = await papers(governor, id);
  expect(paper && openPaper(paper).facts.lastTime).toMatchObject([{ outcome: 'going', note: 'Every day but Friday' }]);
  const third = await buildNextSnapshot(database, made, '2027-06-25');
  const last = await asWriter(head, (ctx) => beginAnalysis(ctx, third.id));
  const carried = await asWriter(head, async (ctx) => {
    const ready = await readiness(ctx, await findAnalysis(ctx, last), { number: 1, why: null, before: null });
    return ready.draft.steps.map((each) => each.step);
  });
  expect(carried.toSorted()).toEqual(['Count aloud daily', 'Read aloud daily']);
});

test('a governor asks, the head is told and answers, the governor is told; both stay with who and when', async () => {
  const { head, slt, principal, governor, otherGovernor, clerk, snapshot } = await world();
  const id = await buildWrittenAnalysis(database, head, snapshot.id);
  const ask = (actor: Actor, about: string | null = null, question = 'How do you know that it works?') =>
    runAs(database, actor, 'snapshot-analysis:question', (ctx) => askQuestion(ctx, id, { about, question }));
  await expect(ask(governor)).rejects.toBeInstanceOf(NotFound);
  await presentBuilt(database, head, id);
  const questionId = await ask(governor, 'attainment8.c.0');
  await ask(principal);
  await expect(ask(governor, 'phonics_standard.r.0')).rejects.toBeInstanceOf(Invalid);
  await expect(ask(otherGovernor)).rejects.toBeInstanceOf(NotFound);
  await expect(
    runAs(database, clerk, 'snapshot-analysis:read', (ctx) => askQuestion(ctx, id, { about: null, question: 'Why?' })),
  ).rejects.toBeInstanceOf(Forbidden);
  expect(await told(head)).toContain('A question about your analysis');
  expect(await waitingFor(head)).toEqual([expect.stringMatching(/^Answer 2 questions/)]);
  expect(await waitingFor(slt)).toEqual([]);
  expect((await described(governor, snapshot.id))?.words).toMatch(/2 questions open$/);
  const answer = (actor: Actor, text: string) =>
    runAs(database, actor, 'snapshot-analysis:write', (ctx) =>
      answerQuestion(ctx, id, questionId, { answer: text, warned: false }),
    );
  await expect(answer(slt, 'I answer')).rejects.toBeInstanceOf(Forbidden);
  await answer(head, 'We test it every second week.');
  await answer(head, 'And parents tell us.');
  expect(await told(governor)).toContain('Your question has been answered');
  expect(await waitingFor(head)).toEqual([expect.stringMatching(/^Answer a question/)]);
  const [first] = await runAs(database, clerk, 'snapshot-analysis:read', (ctx) => questionsOf(ctx, id));
  expect(first).toMatchObject({
    asker: governor.name,
    about: 'attainment8.c.0',
    paperNumber: 1,
    answers: [
      { answer: 'We test it every second week.', answerer: head.name },
      { answer: 'And parents tell us.', answerer: head.name },
    ],
  });
});

test('what a governor may not read is warned of, in a text and in an answer, and goes out only when the head says so', async () => {
  const { head, governor, snapshot, pupilName } = await world();
  const id = await buildWrittenAnalysis(database, head, snapshot.id, undefined, {
    why: `We think of ${pupilName}, and of 3 pupils who were away.`,
  });
  const ready = await asWriter(head, async (ctx) =>
    readiness(ctx, await findAnalysis(ctx, id), { number: 1, why: null, head: head.name, before: null }),
  );
  expect(ready.warnings.map((each) => each.words)).toEqual([
    '“3 pupils” is a group of fewer than six pupils',
    `“${pupilName}” is the name of a pupil in this snapshot, or looks like it`,
  ]);
  const present = (warned: boolean) =>
    runAs(database, head, 'snapshot-analysis:present', (ctx) =>
      presentAnalysis(ctx, id, { seen: seenOf(ready.draft.facts), why: null, warned }),
    );
  expect(messages(await refusal(present(false)))[0]).toMatch(/^Change the texts that are warned of/);
  await present(true);
  const questionId = await runAs(database, governor, 'snapshot-analysis:question', (ctx) =>
    askQuestion(ctx, id, { about: null, question: 'Who was away?' }),
  );
  const answer = (warned: boolean) =>
    runAs(database, head, 'snapshot-analysis:present', (ctx) =>
      answerQuestion(ctx, id, questionId, { answer: `${pupilName} was away.`, warned }),
    );
  expect(messages(await refusal(answer(false)))).toHaveLength(2);
  await answer(true);
});

test('papers, receipts, questions and answers cannot be changed afterwards, not even past the product', async () => {
  const { trust, head, governor, snapshot } = await world();
  const id = await buildWrittenAnalysis(database, head, snapshot.id);
  await presentBuilt(database, head, id);
  await runAs(database, governor, 'snapshot-analysis:question', (ctx) =>
    askQuestion(ctx, id, { about: null, question: 'Why?' }),
  );
  const change = (work: Parameters<typeof inTrust>[2]) => inTrust(database.db, trust.id, work);
  await expect(
    change((tx) => tx.updateTable('snapshot_analysis_paper').set({ facts: '{}' }).execute()),
  ).rejects.toThrow(/permission denied/);
  await expect(change((tx) => tx.deleteFrom('snapshot_analysis_question').execute())).rejects.toThrow(
    /permission denied/,
  );
  await expect(change((tx) => tx.deleteFrom('snapshot_analysis').execute())).rejects.toThrow(/permission denied/);
});
