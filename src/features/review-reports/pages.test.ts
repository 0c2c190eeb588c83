import { expect, test } from 'vitest';
import type { Actor } from '#core/access/actor.ts';
import { buildActor, buildSchool, buildTrust, inTrust, withAccount } from '#core/organisations/build.ts';
import { readPdf } from '#platform/documents/read-pdf.ts';
import { useDatabase } from '#test/support/database.ts';
import { useFeaturePages } from '#test/support/feature-pages.ts';
import { buildPlan } from '../action-plans/build.ts';
import { buildGatheredReview } from '../reviews/build.ts';
import { buildIssuedReport, buildReportWorld, type ReportPeople, readReport } from './build.ts';
import { partsOf } from './content/parts.ts';
import { routes } from './routes.ts';

const database = useDatabase();
const { open, send } = useFeaturePages(database, routes);

async function signedIn<People extends Record<string, Actor>>(people: People): Promise<People> {
  const known = Object.entries(people).map(async ([key, actor]) => {
    return [key, await withAccount(database.db, actor)] as const;
  });
  return Object.fromEntries(await Promise.all(known)) as People;
}

const world = async (stage: Parameters<typeof buildReportWorld>[1], options = {}) => {
  const built = await buildReportWorld(database, stage, options);
  return { ...built, people: await signedIn<ReportPeople>(built.people) };
};
const plain = (html: string) =>
  html
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', '’')
    .replaceAll('&quot;', '"')
    .replace(/\s+/g, ' ');

test('the list shows a review without a report, and one press begins it; elsewhere it says what to do', async () => {
  const trust = await buildTrust(database.db);
  const school = await buildSchool(database.db, trust);
  const people = await signedIn((await buildGatheredReview(database, trust, school)).people);
  const list = await open(people.lead, '/review-reports');
  expect(plain(list.text)).toContain('Reviews whose evidence is complete and that have no report yet');
  expect(plain(list.text)).toContain('No report in 2026/27 yet');
  const begun = await send(people.lead, '/review-reports', {});
  expect(begun.to).toMatch(/^\/review-reports\/[0-9a-f-]{36}$/);
  const page = plain((await open(people.lead, begun.to)).text);
  for (const words of [
    'Being written',
    'What is strong',
    'Findings to act on',
    '3 without evidence',
    'For governors:',
    'of 2 pages',
    'of 4 pages',
  ])
    expect(page).toContain(words);
  const again = await send(people.lead, '/review-reports', { reviewId: begun.to.slice(-36) });
  expect(again.status).toBe(404);
  expect((await open(people.head, begun.to)).status).toBe(404);
  expect(plain((await open(people.head, '/review-reports')).text)).toContain(
    'You will be told when a report is issued to you',
  );
});

test('a save that came second shows both texts; autosave answers the new revision, or 409', async () => {
  const { people, path } = await world('written');
  const section = `${path}/sections/strengths`;
  const page = await open(people.lead, section);
  expect(page.text).toContain('data-autosave');
  expect(plain(page.text)).toContain('Pages of the report, as last saved');
  expect((await send(people.lead, section, { body: 'Changed.', revision: '2' })).to).toBe(path);
  const stale = await send(people.lead, section, { body: 'My words.', revision: '2' });
  expect(stale.status).toBe(409);
  expect(stale.text).toContain('My words.');
  expect(stale.text).toContain('Changed.');
  const saved = await send(people.lead, `${section}/autosave`, { body: 'Typed.', revision: '3' }, section);
  expect(JSON.parse(saved.text)).toEqual({ revision: 4 });
  const second = await send(people.lead, `${section}/autosave`, { body: 'Typed.', revision: '3' }, section);
  expect([second.status, JSON.parse(second.text).message]).toEqual([
    409,
    expect.stringContaining('press Save to see both'),
  ]);
  const long = await send(people.lead, section, { body: 'x'.repeat(20_001), revision: '4' });
  expect([long.status, plain(long.text).includes('longer than Cairn takes')]).toEqual([400, true]);
  expect((await open(people.lead, `${path}/sections/nothing`)).status).toBe(404);
  expect((await open(people.lead, `${path}/themes/nothing`)).status).toBe(404);
});

test('findings: bad input loses nothing, and a finding that somebody changed first is shown beside what was typed', async () => {
  const { people, path } = await world('written');
  const bad = await send(people.lead, `${path}/findings`, { what: 'Only half of it', why: '' });
  expect(bad.status).toBe(400);
  expect(bad.text).toContain('Only half of it');
  expect(plain(bad.text)).toContain('Enter why');
  const page = await open(people.lead, `${path}/findings`);
  const finding = /findings\/([0-9a-f-]{36})"/.exec(page.text)?.[1] ?? '';
  const change = (revision: string, what: string) =>
    send(
      people.lead,
      `${path}/findings/${finding}`,
      { what, why: 'Because.', areaCode: '', revision },
      `${path}/findings`,
    );
  expect((await change('1', 'First')).to).toBe(`${path}/findings`);
  const stale = await change('1', 'Second');
  expect(stale.status).toBe(409);
  expect(plain(stale.text)).toContain('Somebody else saved this first');
  expect(stale.text).toContain('Second');
});

test('the evidence behind each sentence, and the page of one sentence', async () => {
  const { people, path, reportId } = await world('begun');
  const claims = await open(people.lead, `${path}/claims`);
  expect(plain(claims.text)).toContain('6 sentences have no evidence yet');
  const [claim] = (await readReport(database, people.lead, reportId)).claims.filter(
    (one) => one.state === 'unsupported',
  );
  const address = `${path}/claims/sentence?part=${claim?.part}&hash=${claim?.sentence.hash}`;
  const page = await open(people.lead, address);
  expect(plain(page.text)).toContain('Recorded in this review');
  const ref = { part: claim?.part ?? '', hash: claim?.sentence.hash ?? '' };
  const none = await send(people.lead, `${path}/claims/sentence`, ref, address);
  expect([none.status, plain(none.text).includes('Choose the evidence for this sentence')]).toEqual([400, true]);
  const waived = await send(people.lead, `${path}/claims/waive`, { ...ref, kind: 'waived', reason: '' }, address);
  expect(plain(waived.text)).toContain('Say why this sentence may stand without evidence');
  expect(
    (await send(people.lead, `${path}/claims/waive`, { ...ref, kind: 'waived', reason: 'Seen daily.' }, address)).to,
  ).toContain(`${path}/claims#s-`);
});

test('the head checks the facts part by part; the answers come back as points with replies', async () => {
  const { people, path, reportId } = await world('facts');
  const parts = partsOf(await readReport(database, people.head, reportId));
  const facts = `${path}/facts`;
  expect(plain((await open(people.departmentLeader, facts)).text)).toContain('Save for the head teacher');
  const half = await send(people.head, facts, { 'answer-findings': 'accurate', done: 'yes' });
  expect(half.status).toBe(400);
  expect(plain(half.text)).toContain('Nobody has said whether “What is strong” is accurate');
  const answers = Object.fromEntries(parts.map(({ part }) => [`answer-${part.replace(':', '-')}`, 'accurate']));
  const all = {
    ...answers,
    'answer-findings': 'not_accurate',
    'correction-findings': 'It is done already.',
    reply: 'Thank you.',
  };
  expect((await send(people.head, facts, { ...all, done: 'yes' })).to).toBe(path);
  const replies = await open(people.lead, `${path}/replies`);
  expect(plain(replies.text)).toContain('1 point has no reply yet');
  expect(plain(replies.text)).toContain('Thank you.');
  const point = /replies\/([0-9a-f-]{36})"/.exec(replies.text)?.[1] ?? '';
  const bare = await send(people.lead, `${path}/replies/${point}`, { outcome: 'not_changed' }, `${path}/replies`);
  expect(plain(bare.text)).toContain('Say why the text stays as it is');
  const said = await send(
    people.lead,
    `${path}/replies/${point}`,
    { outcome: 'not_changed', reply: 'Seen otherwise.' },
    `${path}/replies`,
  );
  expect(said.to).toBe(`${path}/replies`);
  expect((await open(people.governor, path)).status).toBe(404);
});

test('what looks like a name is settled on the page of the governors’ version, with each replacement shown', async () => {
  const { people, path } = await world('revision');
  await inTrust(database.db, people.head.trustId, (tx) =>
    tx.updateTable('person').set({ name: 'Fergus Adeyinka' }).where('id', '=', people.head.personId).execute(),
  );
  const section = `${path}/sections/looked_at`;
  await send(people.lead, section, { body: 'We met Mr Adeyinka and Mrs Quillfeather.', revision: '1' });
  const page = await open(people.lead, `${path}/governors`);
  const words = plain(page.text);
  expect(words).toContain('1 word looks like a name');
  expect(words).toContain('the head teacher');
  const hash =
    /name="found" value="Mrs Quillfeather"[^>]*>\s*<input type="hidden" name="hash" value="([0-9a-f]+)"/.exec(
      page.text,
    )?.[1] ?? '';
  const settle = `${path}/governors/settle`;
  const bad = await send(
    people.lead,
    settle,
    { found: 'Mrs Quillfeather', hash, how: 'replace', replacement: '' },
    `${path}/governors`,
  );
  expect(plain(bad.text)).toContain('Enter what governors read in its place');
  const done = await send(
    people.lead,
    settle,
    { found: 'Mrs Quillfeather', hash, how: 'replace', replacement: 'a visitor' },
    `${path}/governors`,
  );
  expect(done.to).toBe(`${path}/governors`);
  const after = plain((await open(people.lead, `${path}/governors`)).text);
  expect(after).toContain('We met the head teacher and a visitor.');
  expect((await open(people.head, `${path}/governors`)).status).toBe(403);
});

test('governors, trustees and clerk read and download the version without names, and never the full one', async () => {
  const trust = await buildTrust(database.db);
  const school = await buildSchool(database.db, trust);
  const built = await buildIssuedReport(database, trust, school);
  const people = await signedIn(built.people);
  const path = `/review-reports/${built.reportId}`;
  const issue = `${path}/issued/${built.issue.id}`;
  for (const reader of [people.governor, people.trustee, people.clerk]) {
    const page = await open(reader, `${path}/issued?version=full`);
    expect([page.status, page.text.includes(people.teacher.name), page.text.includes(people.lead.name)]).toEqual([
      200,
      false,
      false,
    ]);
    const pdf = await open(reader, `${issue}/governors/pdf`);
    expect([pdf.status, pdf.type]).toEqual([200, 'application/pdf']);
    expect(readPdf(new Uint8Array(pdf.bytes)).pages.length).toBe(built.issue.governors_pages);
    expect((await open(reader, `${issue}/governors/docx`)).status).toBe(200);
    expect((await open(reader, `${issue}/full/pdf`)).status).toBe(404);
    expect((await open(reader, `${issue}/full/docx`)).status).toBe(404);
  }
  const full = await open(people.head, `${path}/issued`);
  expect(full.text).toContain(people.lead.name);
  expect((await open(people.head, `${issue}/full/pdf`)).status).toBe(200);
  const elsewhere = await signedIn({
    head: await buildActor(database.db, trust, 'head_teacher', {
      schoolId: (await buildSchool(database.db, trust)).id,
    }),
    other: await buildActor(database.db, await buildTrust(database.db), 'executive_principal'),
  });
  for (const reader of Object.values(elsewhere)) expect((await open(reader, `${path}/issued`)).status).toBe(404);
});

test('a governor confirms receipt; the clerk sees who has not', async () => {
  const { people, path } = await world('issued');
  const page = await open(people.governor, `${path}/issued`);
  const receipt = /action="([^"]+\/receipt)"/.exec(page.text)?.[1] ?? '';
  expect(plain((await open(people.clerk, `${path}/receipts`)).text)).toContain('1 of 1 has not confirmed yet');
  expect((await send(people.governor, receipt, {}, `${path}/issued`)).to).toBe(`${path}/issued`);
  expect(plain((await open(people.governor, `${path}/issued`)).text)).toContain('You confirmed on');
  expect(plain((await open(people.clerk, `${path}/receipts`)).text)).toContain('Every governor has confirmed');
});

test('from the issued report the head adds a finding to the plan with one press, and is told what to do where that is refused', async () => {
  const { people, path, school } = await world('issued');
  const page = await open(people.head, `${path}/issued`);
  const finding = /findings\/([0-9a-f-]{36})\/plan"/.exec(page.text)?.[1] ?? '';
  const address = `${path}/findings/${finding}/plan`;
  const refused = await send(people.head, address, {});
  expect([refused.status, plain(refused.text).includes('Start it under Action plans')]).toEqual([400, true]);
  await buildPlan(database, people.leader, school.id, { basis: 'school' });
  const half = await send(people.head, address, { action: 'Write starters' });
  expect(plain(half.text)).toContain('Enter the objective that the action serves');
  expect(half.text).toContain('Write starters');
  expect((await send(people.head, address, {})).to).toMatch(/^\/action-plans\//);
  const after = plain((await open(people.head, `${path}/issued`)).text);
  expect(after).toContain('In the action plan');
  const wrong = await send(
    people.head,
    `${path}/findings/${finding}/outcome`,
    { outcome: 'done', outcomeWhy: '' },
    address,
  );
  expect(plain(wrong.text)).toContain('Enter what was done');
  expect((await open(people.governor, address)).status).toBe(403);
  expect((await open(people.head, `${path}/findings/${crypto.randomUUID()}/plan`)).status).toBe(404);
});

test('steps on their pages: a report is signed, issued over the limit with a reason, changed and withdrawn', async () => {
  const { people, path } = await world('signature');
  expect(plain((await open(people.lead, path)).text)).toContain('A trust leader who did not lead the writing signs it');
  expect((await send(people.leader, `${path}/steps/signed`, {}, `${path}/sign`)).to).toBe(`${path}/sign`);
  await send(people.executivePrincipal, '/review-reports/limits', { governors: '1', full: '1', why: 'Short' });
  const long = await send(people.leader, `${path}/steps/issued`, {}, `${path}/sign`);
  expect([long.status, plain(long.text).includes('Why it is issued so long')]).toEqual([400, true]);
  expect((await send(people.leader, `${path}/steps/issued`, { overLimitWhy: 'Themes.' }, `${path}/sign`)).to).toBe(
    `${path}/issued`,
  );
  const bare = await send(people.leader, `${path}/steps/withdrawn`, {}, `${path}/issued`);
  expect(plain(bare.text)).toContain('Say why the report is withdrawn');
  expect((await send(people.lead, `${path}/steps/change-begun`, { why: 'A wrong figure.' }, `${path}/issued`)).to).toBe(
    path,
  );
  expect(plain((await open(people.lead, path)).text)).toContain('A wrong figure.');
  const limits = await send(people.executivePrincipal, '/review-reports/limits', {
    governors: '0',
    full: 'x',
    why: '',
  });
  expect([limits.status, plain(limits.text).includes('from 1 to 40')]).toEqual([400, true]);
});
