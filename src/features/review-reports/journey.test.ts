import { expect, test } from 'vitest';
import type { Actor } from '#core/access/actor.ts';
import type { Permission } from '#core/access/permissions.ts';
import { runAs } from '#core/access/run-as.ts';
import type { Ctx } from '#core/context.ts';
import { evidenceUses } from '#core/evidence/uses.ts';
import { buildActor, buildSchool, buildTrust } from '#core/organisations/build.ts';
import { Forbidden, NotFound } from '#platform/errors.ts';
import { useDatabase } from '#test/support/database.ts';
import { buildGatheredReview, buildQaReview } from '../reviews/build.ts';
import { answerFacts } from './actions/answer-facts.ts';
import { beginReport } from './actions/begin-report.ts';
import { addAuthor, removeAuthor } from './actions/change-authors.ts';
import { addFinding, changeFinding, moveFindingUp, removeFinding } from './actions/change-findings.ts';
import { confirmReceipt } from './actions/confirm-receipt.ts';
import { followUp } from './actions/follow-up.ts';
import { issueReport } from './actions/issue-report.ts';
import { replyToPoint } from './actions/reply-to-point.ts';
import { savePart } from './actions/save-part.ts';
import { setLimits } from './actions/set-limits.ts';
import { settleWord } from './actions/settle-word.ts';
import { linkEvidence, unlinkEvidence, waiveClaim } from './actions/support-claim.ts';
import { takeStep } from './actions/take-step.ts';
import { withdrawReport } from './actions/withdraw-report.ts';
import { buildIssuedReport, buildReportAt, buildReportWorld, readReport } from './build.ts';
import { factChecks } from './checks/queries.ts';
import { partsOf } from './content/parts.ts';
import './index.ts';
import { reviewReportsWaitingFor } from './index.ts';
import { frozenDocument, issuesOf } from './issues/queries.ts';
import { findReport, pageLimits } from './queries.ts';

const database = useDatabase();

const as = <T>(actor: Actor, permission: Permission, work: (ctx: Ctx) => Promise<T>) =>
  runAs(database, actor, permission, work);
const write = <T>(actor: Actor, work: (ctx: Ctx) => Promise<T>) => as(actor, 'review-report:write', work);
const sign = <T>(actor: Actor, work: (ctx: Ctx) => Promise<T>) => as(actor, 'review-report:sign', work);
const check = <T>(actor: Actor, work: (ctx: Ctx) => Promise<T>) => as(actor, 'review-report:check-facts', work);
const waitingFor = async (actor: Actor) =>
  (await as(actor, 'own-account', reviewReportsWaitingFor)).map((item) =>
    item.title.replace(/ (?:of |to the school on )?(?:the )?report .*/, ''),
  );
const world = (stage: Parameters<typeof buildReportWorld>[1], options = {}) =>
  buildReportWorld(database, stage, options);

test('a report begins with what the review says of its themes, in one step, and only once its evidence is complete', async () => {
  const trust = await buildTrust(database.db);
  const school = await buildSchool(database.db, trust);
  const shared = await buildQaReview(database, trust, school);
  const { lead } = shared.people;
  await expect(write(lead, (ctx) => beginReport(ctx, shared.reviewId))).rejects.toThrow('not complete yet');
  const elsewhere = await buildSchool(database.db, trust);
  const { reviewId, themes, people } = await buildGatheredReview(database, trust, elsewhere);
  await expect(write(people.head, (ctx) => beginReport(ctx, reviewId))).rejects.toBeInstanceOf(NotFound);
  const { id } = await write(people.lead, (ctx) => beginReport(ctx, reviewId));
  const content = await readReport(database, people.lead, id);
  const body = (part: string) => content.sections.find((it) => it.part === part)?.body ?? '';
  expect(body('section:strengths')).toContain('Pupils explain what they have learnt.');
  expect(body('section:improve')).toContain('Check what pupils remember from last year.');
  expect(content.themes.map((theme) => [theme.areaCode, theme.grade?.code, theme.body])).toEqual(
    themes.map((theme) => [theme.area_code, '2', 'Lessons, work and pupils agree.']),
  );
  expect(Object.fromEntries(content.lookedAt)).toEqual({ lesson_observation: 1, work_scrutiny: 1, pupil_voice: 1 });
  expect(content.report.authors.map((author) => [author.personId, author.role])).toEqual([
    [people.lead.personId, 'lead'],
  ]);
  await expect(write(people.leader, (ctx) => beginReport(ctx, reviewId))).rejects.toThrow('begun already');
});

test('a report goes from its first word to the governors, each step taken by whom it belongs to', async () => {
  const { reportId, people } = await world('issued');
  const { steps } = await readReport(database, people.leader, reportId);
  expect(steps.map((step) => [step.step, step.takenBy])).toEqual([
    ['begun', people.lead.personId],
    ['sent_to_school', people.lead.personId],
    ['facts_returned', people.head.personId],
    ['sent_to_sign', people.lead.personId],
    ['signed', people.leader.personId],
    ['issued', people.leader.personId],
  ]);
});

test('each person is told what waits for them, and only when it does', async () => {
  const trust = await buildTrust(database.db);
  const school = await buildSchool(database.db, trust);
  const gathered = await buildGatheredReview(database, trust, school);
  expect(await waitingFor(gathered.people.lead)).toEqual(['Begin']);
  const { people } = await world('begun');
  expect(await waitingFor(people.lead)).toEqual(['Write']);
  expect([await waitingFor(people.head), await waitingFor(people.governor)]).toEqual([[], []]);
  const facts = await world('facts');
  expect([await waitingFor(facts.people.head), await waitingFor(facts.people.departmentLeader)]).toEqual([
    ['Check the facts'],
    ['Check the facts'],
  ]);
  expect(await waitingFor((await world('revision')).people.lead)).toEqual(['Revise']);
  const signature = await world('signature');
  expect([await waitingFor(signature.people.leader), await waitingFor(signature.people.lead)]).toEqual([['Sign'], []]);
  const issued = await world('issued');
  expect(await waitingFor(issued.people.governor)).toEqual(['Read']);
  const [issue] = await as(issued.people.governor, 'review-report:read', (ctx) => issuesOf(ctx, issued.reportId));
  await as(issued.people.governor, 'review-report:receive', (ctx) =>
    confirmReceipt(ctx, issued.reportId, issue?.id ?? ''),
  );
  expect(await waitingFor(issued.people.governor)).toEqual([]);
});

test('two authors at once: the second to save the same part is told and overwrites nothing; other parts are free', async () => {
  const { trust, reportId, people } = await world('begun');
  const second = await buildActor(database.db, trust, 'teaching_learning');
  const save = (actor: Actor, part: 'section:strengths' | 'section:improve', body: string, revision: number) =>
    write(actor, (ctx) => savePart(ctx, reportId, part, { body, revision }));
  await expect(save(second, 'section:strengths', 'Mine.', 1)).rejects.toThrow('Only its authors write');
  await write(people.lead, (ctx) => addAuthor(ctx, reportId, second.personId));
  expect(await save(people.lead, 'section:strengths', 'From the first.', 1)).toBe(2);
  await expect(save(second, 'section:strengths', 'From the second.', 1)).rejects.toThrow('Somebody else saved this');
  expect(await save(second, 'section:improve', 'Another part.', 1)).toBe(2);
  await expect(write(second, (ctx) => addAuthor(ctx, reportId, people.leader.personId))).rejects.toBeInstanceOf(
    Forbidden,
  );
  await expect(write(people.lead, (ctx) => addAuthor(ctx, reportId, people.head.personId))).rejects.toThrow(
    'Choose somebody',
  );
  await expect(write(people.leader, (ctx) => removeAuthor(ctx, reportId, people.lead.personId))).rejects.toThrow(
    'stays',
  );
  await write(people.lead, (ctx) => removeAuthor(ctx, reportId, second.personId));
  await expect(save(second, 'section:improve', 'Again.', 2)).rejects.toBeInstanceOf(Forbidden);
});

test('a sentence without evidence stops signing; evidence follows a sentence that is touched up, not one that changes its figures', async () => {
  const { reportId, evidenceId, people } = await world('written');
  const claims = async () =>
    (await readReport(database, people.lead, reportId)).claims.filter((claim) => claim.part === 'section:strengths');
  const save = (body: string, revision: number) =>
    write(people.lead, (ctx) => savePart(ctx, reportId, 'section:strengths', { body, revision }));
  await save('Pupils explain well what they have learnt.', 2);
  expect((await claims()).map((claim) => claim.state)).toEqual(['supported']);
  await save('Nine of 12 pupils explain well what they have learnt. We thank the school.', 3);
  const states = await claims();
  expect(states.map((claim) => claim.state)).toEqual(['unsupported', 'unsupported']);
  const [first, thanks] = states.map((claim) => ({ part: claim.part, hash: claim.sentence.hash }));
  if (!first || !thanks) throw new Error('Two sentences were expected.');
  await expect(write(people.lead, (ctx) => waiveClaim(ctx, reportId, first, 'waived', null))).rejects.toThrow(
    'Say why',
  );
  await write(people.lead, (ctx) => waiveClaim(ctx, reportId, thanks, 'not_a_claim', null));
  await write(people.lead, (ctx) => linkEvidence(ctx, reportId, first, [evidenceId]));
  expect((await claims()).map((claim) => claim.state)).toEqual(['supported', 'not_a_claim']);
  const uses = await as(people.lead, 'evidence:read', (ctx) => evidenceUses(ctx, [evidenceId]));
  expect(
    uses
      .get(evidenceId)
      ?.map((use) => use.label)
      .join(),
  ).toContain('“Nine of 12 pupils explain');
  await write(people.lead, (ctx) => unlinkEvidence(ctx, reportId, first, evidenceId));
  expect((await claims()).map((claim) => claim.state)).toEqual(['unsupported', 'not_a_claim']);
  const other = await world('written');
  await expect(
    write(people.lead, (ctx) => linkEvidence(ctx, reportId, first, [other.evidenceId])),
  ).rejects.toBeInstanceOf(NotFound);
});

test('what only the team of the review may open still supports a sentence for whoever signs', async () => {
  const { reportId, people } = await world('begun');
  const { reviewEvidenceIds, claims } = await readReport(database, people.lead, reportId);
  const [claim] = claims.filter((one) => one.state === 'unsupported');
  if (!claim) throw new Error('A claim was expected.');
  await write(people.lead, (ctx) =>
    linkEvidence(ctx, reportId, { part: claim.part, hash: claim.sentence.hash }, reviewEvidenceIds),
  );
  const seen = await readReport(database, people.executivePrincipal, reportId);
  expect(seen.claims.find((one) => one.sentence.hash === claim.sentence.hash)?.state).toBe('supported');
  const closed = [...seen.evidence.values()].filter((item) => item.piece === null);
  expect(closed.map((item) => item.kind)).toEqual(['lesson_observation']);
});

test('findings are added, changed, moved and taken out with a reason; a stale change is refused', async () => {
  const { reportId, people } = await world('written');
  const values = { areaCode: null, what: 'Teach fractions again', why: 'They are forgotten.' };
  const second = await write(people.lead, (ctx) => addFinding(ctx, reportId, values));
  await expect(
    write(people.lead, (ctx) => addFinding(ctx, reportId, { ...values, areaCode: 'nothing' })),
  ).rejects.toThrow('Choose a theme');
  await write(people.lead, (ctx) =>
    changeFinding(ctx, reportId, second, { ...values, what: 'Teach fractions anew', revision: 1 }),
  );
  await expect(
    write(people.lead, (ctx) => changeFinding(ctx, reportId, second, { ...values, revision: 1 })),
  ).rejects.toThrow('Somebody else saved this');
  await write(people.lead, (ctx) => moveFindingUp(ctx, reportId, second));
  const numbers = async () =>
    (await readReport(database, people.lead, reportId)).findings.map((it) => [it.number, it.what]);
  expect(await numbers()).toEqual([
    [1, 'Teach fractions anew'],
    [2, 'Check at the start of each unit what pupils remember'],
  ]);
  await write(people.lead, (ctx) => removeFinding(ctx, reportId, second, 'It is the same as the other.'));
  expect(await numbers()).toEqual([[1, 'Check at the start of each unit what pupils remember']]);
  await expect(write(people.lead, (ctx) => removeFinding(ctx, reportId, second, 'Again.'))).rejects.toBeInstanceOf(
    NotFound,
  );
});

test('head and leader of the department answer on the facts, the head returns them, and every point gets a reply', async () => {
  const { reportId, people } = await world('facts');
  const parts = partsOf(await readReport(database, people.head, reportId));
  const answers = parts.map(({ part }) => ({
    part,
    answer: part === 'section:strengths' ? ('not_accurate' as const) : ('accurate' as const),
    correction: part === 'section:strengths' ? 'It was Year 8.\n\nThe set is new.' : '',
  }));
  const give = (actor: Actor, some: typeof answers, revision: number, reply = '') =>
    check(actor, (ctx) => answerFacts(ctx, reportId, { answers: some, reply, revision }));
  expect(await give(people.departmentLeader, answers.slice(0, 1), 1, 'Not mine to say')).toBe(2);
  await expect(give(people.head, answers, 1)).rejects.toThrow('Somebody else saved this');
  await give(people.head, answers, 2, 'We thank the reviewers.');
  await expect(check(people.departmentLeader, (ctx) => takeStep(ctx, reportId, 'facts_returned'))).rejects.toThrow(
    'head teacher returns',
  );
  await check(people.head, (ctx) => takeStep(ctx, reportId, 'facts_returned'));
  const [round] = await write(people.lead, (ctx) => factChecks(ctx, reportId));
  expect(round).toMatchObject({ reply: 'We thank the reviewers.', replyBy: people.head.name });
  expect(round?.answers.get(parts[0]?.part ?? '')?.by).toBe(people.departmentLeader.name);
  expect(round?.points.map((point) => point.body)).toEqual(['It was Year 8.', 'The set is new.']);
  await expect(write(people.lead, (ctx) => takeStep(ctx, reportId, 'sent_to_sign'))).rejects.toThrow(
    '2 points of the school have no reply',
  );
  for (const point of round?.points ?? []) {
    await expect(
      write(people.lead, (ctx) => replyToPoint(ctx, reportId, point.id, 'not_changed', null)),
    ).rejects.toThrow('Say why');
    await write(people.lead, (ctx) => replyToPoint(ctx, reportId, point.id, 'changed', null));
  }
  await write(people.lead, (ctx) => takeStep(ctx, reportId, 'sent_to_sign'));
  await sign(people.leader, (ctx) => takeStep(ctx, reportId, 'signed'));
  const { issueId } = await sign(people.leader, (ctx) => issueReport(ctx, reportId));
  const { document } = await as(people.head, 'review-report:read', (ctx) => frozenDocument(ctx, issueId, 'governors'));
  const printed = JSON.stringify(document);
  expect(printed).toContain('We thank the reviewers.');
  expect(printed).toContain('raised 2 points, 2 of which led to a change');
});

test('the lead author does not sign, and nobody of the school does; a report is sent back with a reason', async () => {
  const trust = await buildTrust(database.db);
  const school = await buildSchool(database.db, trust);
  const { reportId, people } = await buildReportAt(database, trust, school, 'signature');
  const steps = (actor: Actor) => sign(actor, (ctx) => takeStep(ctx, reportId, 'signed'));
  await expect(steps(people.head)).rejects.toBeInstanceOf(NotFound);
  await expect(sign(people.leader, (ctx) => takeStep(ctx, reportId, 'sent_back'))).rejects.toThrow('Say why');
  await expect(sign(people.leader, (ctx) => issueReport(ctx, reportId))).rejects.toThrow('cannot be done now');
  await sign(people.leader, (ctx) => takeStep(ctx, reportId, 'sent_back', { why: 'Say more of Year 7.' }));
  await write(people.lead, (ctx) => takeStep(ctx, reportId, 'sent_to_sign'));
  const led = { ...people.leader, personId: people.lead.personId };
  await expect(steps(led)).rejects.toThrow('You led the writing');
  await steps(people.executivePrincipal);
});

test('governors’ version: names replaced, leftovers settled before signing, and in neither version a person beside a grade', async () => {
  const { reportId, people, evidenceId } = await world('revision', {
    strengths: 'Pupils explain what they have learnt.',
  });
  const save = async (body: string) => {
    const stored = (await readReport(database, people.lead, reportId)).sections.find((it) => it.code === 'strengths');
    await write(people.lead, (ctx) =>
      savePart(ctx, reportId, 'section:strengths', { body, revision: stored?.revision ?? 0 }),
    );
    for (const claim of (await readReport(database, people.lead, reportId)).claims)
      if (claim.state === 'unsupported')
        await write(people.lead, (ctx) =>
          linkEvidence(ctx, reportId, { part: claim.part, hash: claim.sentence.hash }, [evidenceId]),
        );
  };
  const send = () => write(people.lead, (ctx) => takeStep(ctx, reportId, 'sent_to_sign'));
  await save(`${people.teacher.name} was judged outstanding.`);
  await expect(send()).rejects.toThrow('names a person beside a grade');
  await save('Pupils of Mrs Quillfeather explain two things.');
  await expect(send()).rejects.toThrow('1 word looks like a name');
  const claim = (await readReport(database, people.lead, reportId)).claims.find(
    (one) => one.part === 'section:strengths',
  );
  const settle = (replacement: string | null, found = 'Mrs Quillfeather') =>
    write(people.lead, (ctx) => settleWord(ctx, reportId, { found, hash: claim?.sentence.hash ?? '', replacement }));
  await expect(settle(null, 'Somebody')).rejects.toThrow('has been changed');
  await expect(settle(`the class of ${people.teacher.name}`)).rejects.toThrow('still holds the name');
  await settle('a visitor');
  await send();
  await sign(people.leader, (ctx) => takeStep(ctx, reportId, 'signed'));
  const { issueId } = await sign(people.leader, (ctx) => issueReport(ctx, reportId));
  const text = async (version: 'full' | 'governors') =>
    JSON.stringify(
      (await as(people.leader, 'review-report:read', (ctx) => frozenDocument(ctx, issueId, version))).document,
    );
  expect(await text('full')).toContain('Mrs Quillfeather');
  expect(await text('governors')).toContain('Pupils of a visitor explain');
  for (const name of [people.teacher.name, people.head.name, people.lead.name, people.visiting.name, 'Quillfeather'])
    expect(await text('governors')).not.toContain(name);
  expect(await text('governors')).toContain('fewer than three lesson observations');
});

test('the page limit: over it a report is issued only with a reason, which is kept; the Executive Principal sets it', async () => {
  const { reportId, people } = await world('signed');
  await expect(
    sign(people.leader, (ctx) => setLimits(ctx, { governors: 1, full: 1, why: 'Shorter' })),
  ).rejects.toBeInstanceOf(Forbidden);
  await sign(people.executivePrincipal, (ctx) =>
    setLimits(ctx, { governors: 1, full: 1, why: 'Governors asked for one page.' }),
  );
  expect(await write(people.lead, pageLimits)).toMatchObject({
    governors: 1,
    full: 1,
    setBy: people.executivePrincipal.name,
  });
  await expect(sign(people.leader, (ctx) => issueReport(ctx, reportId))).rejects.toThrow('may have 1');
  await sign(people.leader, (ctx) => issueReport(ctx, reportId, 'The themes need their reasons.'));
  const [issue] = await as(people.leader, 'review-report:read', (ctx) => issuesOf(ctx, reportId));
  expect(issue).toMatchObject({ over_limit_why: 'The themes need their reasons.', number: 1 });
  expect(issue?.full_pages).toBeGreaterThan(1);
});

test('a change after issue is a new issue with its reason, a withdrawal keeps everything, and earlier issues stay as they were', async () => {
  const { reportId, people } = await world('issued');
  const read = <T>(work: (ctx: Ctx) => Promise<T>) => as(people.governor, 'review-report:read', work);
  const [first] = await read((ctx) => issuesOf(ctx, reportId));
  const before = await read((ctx) => frozenDocument(ctx, first?.id ?? '', 'governors'));
  await expect(write(people.lead, (ctx) => takeStep(ctx, reportId, 'change_begun'))).rejects.toThrow('Say why');
  await write(people.lead, (ctx) => takeStep(ctx, reportId, 'change_begun', { why: 'A figure was wrong.' }));
  expect((await read((ctx) => findReport(ctx, reportId))).everIssued).toBe(true);
  await write(people.lead, (ctx) =>
    savePart(ctx, reportId, 'section:looked_at', { body: 'Twelve books were read.', revision: 1 }),
  );
  await write(people.lead, (ctx) => takeStep(ctx, reportId, 'sent_to_sign'));
  await sign(people.leader, (ctx) => takeStep(ctx, reportId, 'signed'));
  await sign(people.leader, (ctx) => issueReport(ctx, reportId));
  const issues = await read((ctx) => issuesOf(ctx, reportId));
  expect(issues.map((issue) => [issue.number, issue.why])).toEqual([
    [2, 'A figure was wrong.'],
    [1, null],
  ]);
  expect(await read((ctx) => frozenDocument(ctx, first?.id ?? '', 'governors'))).toEqual(before);
  expect(before.unchanged).toBe(true);
  await expect(
    as(people.governor, 'review-report:receive', (ctx) => confirmReceipt(ctx, reportId, first?.id ?? '')),
  ).rejects.toThrow('A newer issue');
  await expect(sign(people.leader, (ctx) => withdrawReport(ctx, reportId, null))).rejects.toThrow('Say why');
  await sign(people.leader, (ctx) => withdrawReport(ctx, reportId, 'The wrong department.'));
  expect((await read((ctx) => issuesOf(ctx, reportId))).map((issue) => issue.withdrawn_why)).toEqual([
    'The wrong department.',
    'The wrong department.',
  ]);
});

test('the next report on the department answers for the findings of the one before, by link and beside its grades', async () => {
  const trust = await buildTrust(database.db);
  const school = await buildSchool(database.db, trust);
  const first = await buildIssuedReport(database, trust, school);
  const { people } = first;
  const next = await buildReportAt(database, trust, school, 'revision', {
    reportPeople: people,
    departmentId: first.people.departmentLeader.grants[0]?.departmentId ?? null,
    from: '2026-11-18',
    to: '2026-11-19',
  });
  const send = () => write(people.lead, (ctx) => takeStep(ctx, next.reportId, 'sent_to_sign'));
  await expect(send()).rejects.toThrow('Nothing is said yet of finding 1 of the report before');
  const content = await readReport(database, people.lead, next.reportId);
  const [earlier] = content.earlier?.findings ?? [];
  const [finding] = content.findings;
  const say = (input: Parameters<typeof followUp>[3]) =>
    write(people.lead, (ctx) => followUp(ctx, next.reportId, earlier?.id ?? '', input));
  await expect(say({ found: 'still_open', words: '', findingId: null, revision: 0 })).rejects.toThrow(
    'Say what was seen',
  );
  await expect(say({ found: 'settled', words: 'Done.', findingId: finding?.id ?? '', revision: 0 })).rejects.toThrow(
    'still open',
  );
  await expect(say({ found: 'still_open', words: 'Seen.', findingId: earlier?.id ?? '', revision: 0 })).rejects.toThrow(
    'of this report',
  );
  await say({ found: 'still_open', words: 'Seen in two units only.', findingId: finding?.id ?? '', revision: 0 });
  await expect(say({ found: 'settled', words: 'Done.', findingId: null, revision: 0 })).rejects.toThrow(
    'Somebody else saved this',
  );
  await send();
  await sign(people.leader, (ctx) => takeStep(ctx, next.reportId, 'signed'));
  const { issueId } = await sign(people.leader, (ctx) => issueReport(ctx, next.reportId));
  const { document } = await as(people.governor, 'review-report:read', (ctx) =>
    frozenDocument(ctx, issueId, 'governors'),
  );
  expect(JSON.stringify(document)).toContain('Still open (finding 1)');
});
