import { afterAll, beforeAll, expect, test } from 'vitest';
import { runAs } from '#core/access/run-as.ts';
import { buildEvidence } from '#core/evidence/build.ts';
import { evidenceUses } from '#core/evidence/uses.ts';
import { newestFrozen } from '#core/frozen-records/read-frozen.ts';
import { buildActor, buildSchool, buildTrust } from '#core/organisations/build.ts';
import { csvBytes, importFile } from '#features/performance-data/build.ts';
import { buildWeb, signedInAgent, type Web } from '#features/sign-in/build.ts';
import { Forbidden, Invalid, NotFound, StaleRevision } from '#platform/errors.ts';
import { useDatabase } from '#test/support/database.ts';
import { confirmRecord } from './actions/confirm-record.ts';
import { agreeLine, answerLine } from './actions/follow-lines.ts';
import { planDataReview } from './actions/plan-data-review.ts';
import { keepPoints, recordMeeting } from './actions/record-meeting.ts';
import { evidenceUsesInDataReviews } from './evidence-uses-queries.ts';
import { dataReviewsWaitingFor, openLinesOfEnquiry } from './exports.ts';
import { dataReviewPaths } from './paths.ts';
import { confirmationsOf, findDataReview, linesOfEnquiry } from './queries.ts';
import { stateOf } from './rules.ts';

const database = useDatabase();
let web: Web;
beforeAll(async () => {
  web = await buildWeb(database);
});
afterAll(() => web.close());
const date = (text: string) => Temporal.PlainDate.from(text);

async function world() {
  const trust = await buildTrust(database.db);
  const school = await buildSchool(database.db, trust);
  const other = await buildSchool(database.db, trust);
  const principal = await buildActor(database.db, trust, 'executive_principal');
  const head = await buildActor(database.db, trust, 'head_teacher', { schoolId: school.id });
  const leader = await buildActor(database.db, trust, 'middle_leader', { schoolId: school.id });
  const elsewhere = await buildActor(database.db, trust, 'head_teacher', { schoolId: other.id });
  const governor = await buildActor(database.db, trust, 'lgb_member', { schoolId: school.id });
  const id = await runAs(database, principal, 'data-review:record', (ctx) =>
    planDataReview(ctx, { schoolId: school.id, plannedOn: date('2026-10-01') }),
  );
  const meeting = {
    heldOn: date('2026-10-01'),
    attendeeIds: [head.personId, leader.personId],
    others: ['Guest'],
    points: 'Reading fell in year 6.',
    revision: 1,
  };
  return { trust, school, other, principal, head, leader, elsewhere, governor, id, meeting };
}

const stateNow = (ctx: Parameters<typeof findDataReview>[0], id: string) =>
  Promise.all([findDataReview(ctx, id), confirmationsOf(ctx, [id])]).then(([review, given]) =>
    stateOf(review, given, ctx.today),
  );

test('a meeting is recorded once both were there, becomes evidence, and is confirmed by Trust and school', async () => {
  const { principal, head, id, meeting } = await world();
  await runAs(database, head, 'data-review:record', (ctx) => recordMeeting(ctx, id, meeting));
  await runAs(database, head, 'data-review:record', (ctx) =>
    confirmRecord(ctx, id, { agrees: true, words: '', revision: 2 }),
  );
  await runAs(database, principal, 'data-review:record', async (ctx) => {
    expect(await stateNow(ctx, id)).toBe('held');
    await confirmRecord(ctx, id, { agrees: true, words: '', revision: 2 });
    expect(await stateNow(ctx, id)).toBe('confirmed');
    const review = await findDataReview(ctx, id);
    const evidence = await ctx.db
      .selectFrom('evidence')
      .selectAll()
      .where('id', '=', review.evidence_id ?? '')
      .executeTakeFirstOrThrow();
    expect([evidence.kind, evidence.happened_on.toString()]).toEqual(['data', '2026-10-01']);
  });
});

test('a changed record asks both sides again, and a disagreement is kept as one', async () => {
  const { principal, head, id, meeting } = await world();
  await runAs(database, head, 'data-review:record', (ctx) => recordMeeting(ctx, id, meeting));
  await runAs(database, principal, 'data-review:record', (ctx) =>
    confirmRecord(ctx, id, { agrees: true, words: '', revision: 2 }),
  );
  await runAs(database, principal, 'data-review:record', (ctx) =>
    recordMeeting(ctx, id, { ...meeting, points: 'Reading rose.', revision: 2 }),
  );
  await runAs(database, head, 'data-review:record', async (ctx) => {
    await expect(confirmRecord(ctx, id, { agrees: true, words: '', revision: 2 })).rejects.toThrow(StaleRevision);
    await expect(confirmRecord(ctx, id, { agrees: false, words: '', revision: 3 })).rejects.toThrow(Invalid);
    await confirmRecord(ctx, id, { agrees: false, words: 'It fell.', revision: 3 });
    expect(await stateNow(ctx, id)).toBe('disputed');
  });
});

/** Invented results of one school in one file of key stage 4. */
const results = (urn: string, attainment: number) =>
  csvBytes([
    ['RECTYPE', 'LEA', 'URN', 'TPUP', 'ATT8SCR', 'PTL2BASICS_95'],
    [1, 891, urn, 24, attainment, '40%'],
  ]);

test('the data pack that was looked at is kept as it was, whatever is imported or changed afterwards', async () => {
  const { trust, school, head, leader, elsewhere, governor, id, meeting } = await world();
  const administrator = await buildActor(database.db, trust, 'administrator');
  const publish = (attainment: number, academicYear: number) =>
    runAs(database, administrator, 'published-data:import', (ctx) =>
      importFile(ctx, {
        bytes: results(school.urn, attainment),
        fileName: `ks4-${academicYear}.csv`,
        academicYear,
        status: 'final',
      }),
    );
  await publish(47.1, 2023);
  await runAs(database, head, 'data-review:record', (ctx) => recordMeeting(ctx, id, meeting));
  await publish(51.8, 2024);
  await runAs(database, head, 'data-review:record', (ctx) => recordMeeting(ctx, id, { ...meeting, revision: 2 }));
  const frozen = await runAs(database, head, 'data-review:read', (ctx) => newestFrozen(ctx, 'data-pack', id));
  const stored = await runAs(database, head, 'data-review:read', (ctx) =>
    ctx.db.selectFrom('frozen_record').select(['id', 'content', 'sha256']).where('subject_id', '=', id).execute(),
  );
  expect(stored).toHaveLength(1);
  expect(JSON.stringify(stored[0]?.content)).toContain('47.1');
  expect(JSON.stringify(stored[0]?.content)).not.toContain('51.8');
  const agent = await signedInAgent(web, leader);
  const page = await agent.get(dataReviewPaths.review(id));
  expect(page.body).toContain('The data pack as it stood when the meeting was recorded');
  expect(page.body).toContain(frozen?.sha256);
  const file = await agent.get(dataReviewPaths.frozenPack(id));
  expect([file.statusCode, file.headers['content-type'], file.body.slice(0, 5)]).toEqual([
    200,
    'application/pdf',
    '%PDF-',
  ]);
  expect((await (await signedInAgent(web, elsewhere)).get(dataReviewPaths.frozenPack(id))).statusCode).toBe(404);
  expect((await (await signedInAgent(web, governor)).get(dataReviewPaths.frozenPack(id))).statusCode).toBe(403);
});

test('without figures there is no data pack to keep, and the page names none', async () => {
  const { head, id, meeting } = await world();
  await runAs(database, head, 'data-review:record', async (ctx) => {
    await recordMeeting(ctx, id, meeting);
    expect((await findDataReview(ctx, id)).frozen_record_id).toBeNull();
  });
  const agent = await signedInAgent(web, head);
  expect((await agent.get(dataReviewPaths.review(id))).body).not.toContain('as it stood when the meeting was recorded');
  expect((await agent.get(dataReviewPaths.frozenPack(id))).statusCode).toBe(404);
});

test('two people who record at once: the second is told, and nothing is overwritten', async () => {
  const { principal, head, id, meeting } = await world();
  await runAs(database, head, 'data-review:record', (ctx) => recordMeeting(ctx, id, meeting));
  const second = runAs(database, principal, 'data-review:record', (ctx) =>
    recordMeeting(ctx, id, { ...meeting, points: 'Another text' }),
  );
  await expect(second).rejects.toThrow(StaleRevision);
});

test('a meeting in the future, without people or without points is not recorded', async () => {
  const { head, id, meeting } = await world();
  const empty = runAs(database, head, 'data-review:record', (ctx) =>
    recordMeeting(ctx, id, { ...meeting, heldOn: date('2026-12-01'), attendeeIds: [], others: [], points: ' ' }),
  );
  await expect(empty).rejects.toThrow(/must have taken place.*who was there.*points/s);
});

test('a line of enquiry waits for who follows it up, and is answered with what was found', async () => {
  const { head, leader, id, meeting } = await world();
  const line = {
    question: 'Why did reading fall?',
    why: '71 to 62',
    measure: null,
    ownerId: leader.personId,
    ownerName: null,
    byWhen: date('2026-12-01'),
  };
  await runAs(database, head, 'data-review:record', async (ctx) => {
    await recordMeeting(ctx, id, meeting);
    await agreeLine(ctx, id, line);
  });
  await runAs(database, leader, 'data-review:read', async (ctx) => {
    expect((await dataReviewsWaitingFor(ctx)).map((item) => item.title)).toEqual(['Answer a line of enquiry']);
    const [agreed] = await linesOfEnquiry(ctx, { dataReviewId: id });
    await answerLine(ctx, id, agreed?.id ?? '', 'Two units were not taught.');
    expect(await openLinesOfEnquiry(ctx)).toEqual([]);
    await expect(answerLine(ctx, id, agreed?.id ?? '', 'Again')).rejects.toThrow('answered already');
  });
});

test('a head does not set the date, and sees nothing of another school', async () => {
  const { school, head, elsewhere, id, meeting } = await world();
  const planned = runAs(database, head, 'data-review:record', (ctx) =>
    planDataReview(ctx, { schoolId: school.id, plannedOn: date('2026-10-08') }),
  );
  await expect(planned).rejects.toThrow(Forbidden);
  await expect(
    runAs(database, elsewhere, 'data-review:record', (ctx) => recordMeeting(ctx, id, meeting)),
  ).rejects.toThrow(NotFound);
});

test('the pages: what is wrong is shown beside the field with what was typed, and a governor is refused', async () => {
  const { head, governor, principal, id } = await world();
  const agent = await signedInAgent(web, head);
  await agent.get(dataReviewPaths.meeting(id));
  const refused = await agent.post(dataReviewPaths.meeting(id), {
    heldOn: '',
    attendees: [],
    others: '',
    points: 'Kept <b>text</b>',
    revision: '1',
  });
  expect(refused.statusCode).toBe(400);
  expect(refused.body).toContain('Kept &lt;b&gt;text');
  const saved = await agent.post(dataReviewPaths.autosave(id), { points: 'Half a thought', revision: '1' });
  expect(saved.json()).toEqual({ revision: 2 });
  const stale = await agent.post(dataReviewPaths.autosave(id), { points: 'Older', revision: '1' });
  expect(stale.statusCode).toBe(409);
  expect((await agent.get(dataReviewPaths.list)).body).toContain('The date has passed and nothing is recorded');
  expect((await (await signedInAgent(web, governor)).get(dataReviewPaths.list)).statusCode).toBe(403);
  const list = await (await signedInAgent(web, principal)).get(dataReviewPaths.list);
  expect(list.body).toContain('No date has been set');
});

test('a record that stands is changed only by whoever records the meeting, never by a draft, and the evidence follows it', async () => {
  const { head, id, meeting } = await world();
  await runAs(database, head, 'data-review:record', async (ctx) => {
    await recordMeeting(ctx, id, meeting);
    await expect(keepPoints(ctx, id, 'Half a thought', 2)).rejects.toThrow(Invalid);
    await recordMeeting(ctx, id, { ...meeting, points: 'Reading fell in year 5.', revision: 2 });
    const review = await findDataReview(ctx, id);
    const evidence = await ctx.db
      .selectFrom('evidence')
      .select(['summary', 'revision'])
      .where('id', '=', review.evidence_id ?? '')
      .execute();
    expect(evidence).toEqual([{ summary: 'Reading fell in year 5.', revision: 2 }]);
  });
});

test('an answer may point to evidence of the school, and the evidence says so; evidence of another school is refused', async () => {
  const { trust, school, other, head, id, meeting } = await world();
  const here = await buildEvidence(database.db, school, head);
  const elsewhere = await buildEvidence(database.db, other, head);
  const line = { question: 'Why?', why: '71 to 62', measure: null, ownerId: head.personId, ownerName: null };
  await runAs(database, head, 'data-review:record', async (ctx) => {
    await recordMeeting(ctx, id, meeting);
    await agreeLine(ctx, id, { ...line, byWhen: date('2026-12-01') });
    const [agreed] = await linesOfEnquiry(ctx, { dataReviewId: id });
    const lineId = agreed?.id ?? '';
    await expect(answerLine(ctx, id, lineId, 'Found.', elsewhere.id)).rejects.toThrow('Choose evidence of this school');
    await answerLine(ctx, id, lineId, 'Found.', here.id);
    expect((await linesOfEnquiry(ctx, { dataReviewId: id }))[0]?.evidence_title).toBe(here.title);
    expect((await evidenceUses(ctx, [here.id])).get(here.id)?.map(({ label }) => label)).toEqual([
      'Line of enquiry: Why?',
    ]);
  });
  const governor = await buildActor(database.db, trust, 'lgb_member', { schoolId: school.id });
  const seen = await runAs(database, governor, 'school:read', (ctx) => evidenceUsesInDataReviews(ctx, [here.id]));
  expect(seen).toEqual([]);
});

test('what stands out in the data pack is a question to begin from, and the pack that was looked at is kept', async () => {
  const { trust, school, principal, head, id, meeting } = await world();
  const results = [
    ['RECTYPE', 'LEA', 'URN', 'TPUP', 'ATT8SCR'],
    [1, 891, school.urn, 120, 38.1],
  ];
  const administrator = await buildActor(database.db, trust, 'administrator');
  await runAs(database, administrator, 'published-data:import', (ctx) =>
    importFile(ctx, { bytes: csvBytes(results), fileName: 'ks4.csv', academicYear: 2024, status: 'final' }),
  );
  const agent = await signedInAgent(web, principal);
  const page = await agent.get(dataReviewPaths.review(id));
  expect(page.body).toContain('Attainment 8 is below national in 2024/25');
  const begun = await agent.get(dataReviewPaths.lineAbout(id, 0).replace('#agree', ''));
  expect(begun.body).toContain('38.1 here, 46.0 nationally');
  expect(begun.body).toContain('value="Attainment 8"');
  expect((await agent.get(dataReviewPaths.frozenPack(id))).statusCode).toBe(404);
  await runAs(database, head, 'data-review:record', (ctx) => recordMeeting(ctx, id, meeting));
  const pdf = await agent.get(dataReviewPaths.frozenPack(id));
  expect(pdf.rawPayload.subarray(0, 4).toString()).toBe('%PDF');
  const word = await agent.get(dataReviewPaths.frozenPackWord(id));
  expect(word.rawPayload.subarray(0, 2).toString()).toBe('PK');
});
