import { expect, test } from 'vitest';
import { buildFrameworks } from '#core/frameworks/build.ts';
import { buildActor, buildSchool, buildTrust } from '#core/organisations/build.ts';
import { useDatabase } from '#test/support/database.ts';
import { useFeaturePages } from '#test/support/feature-pages.ts';
import { buildReviewTold, changeTo, issueWith } from './build.ts';
import { interventionPaths as paths } from './paths.ts';
import { interventionRoutes } from './routes.ts';

const database = useDatabase();
const { open, send } = useFeaturePages(database, interventionRoutes);

async function world(grades: Record<string, string>) {
  const { db } = database;
  const trust = await buildTrust(db);
  await buildFrameworks(db, trust);
  const school = await buildSchool(db, trust, { name: 'Alder <School>' });
  const account = () => ({ accountId: crypto.randomUUID() });
  const at = { schoolId: school.id };
  const people = {
    principal: await buildActor(db, trust, 'executive_principal', { ...account(), name: 'Petra Invented' }),
    leader: await buildActor(db, trust, 'trust_leader', { ...account(), name: 'Leo Invented' }),
    head: await buildActor(db, trust, 'head_teacher', { ...at, ...account() }),
    governor: await buildActor(db, trust, 'lgb_member', { ...at, ...account() }),
    clerk: await buildActor(db, trust, 'clerk', { ...account(), name: 'Clara Invented' }),
    teacher: await buildActor(db, trust, 'teacher', { ...at, ...account() }),
    elsewhere: await buildActor(db, trust, 'head_teacher', {
      schoolId: (await buildSchool(db, trust)).id,
      ...account(),
    }),
  };
  const told = buildReviewTold(school.id);
  const { interventionId } = await issueWith(database, people.principal, told, grades);
  return { ...people, told, page: paths.intervention(interventionId ?? ''), id: interventionId ?? '' };
}

test('the list names the school, both judgements and what follows; who has no part in it is refused', async () => {
  const it = await world({ quality_of_education: '4', behaviour_and_attitudes: '3' });
  const list = await open(it.governor, paths.list);
  expect(list.status).toBe(200);
  expect(list.text).toContain('Alder &lt;School&gt; 2026/27');
  expect(list.text).toContain('Inadequate');
  expect(list.text).toContain('Requires improvement');
  expect(list.text).toContain('The Trust puts an action plan in place');
  expect((await open(it.elsewhere, paths.list)).text).toContain('No school has an open intervention');
  expect((await open(it.elsewhere, it.page)).status).toBe(404);
  expect((await open(it.teacher, paths.list)).status).toBe(403);
});

test('the page of an intervention shows the model’s own sentence, and offers each reader only what they may do', async () => {
  const it = await world({ quality_of_education: '4' });
  const principal = await open(it.principal, it.page);
  expect(principal.text).toContain('this may include the Trust providing direct leadership of aspects');
  expect(principal.text).toContain('The model’s own sentence');
  expect(principal.text).toContain('Propose direct leadership');
  expect(principal.text).toContain('Close the intervention');
  const head = await open(it.head, it.page);
  expect(head.status).toBe(200);
  expect(head.text).not.toContain('Propose direct leadership');
  expect(head.text).not.toContain('Close the intervention');
  expect((await open(it.leader, paths.close(it.id))).status).toBe(403);
});

test('from the proposal over the board’s minute to the hand-back, by the pages alone', async () => {
  const it = await world({ quality_of_education: '4' });
  const propose = paths.proposeLeadership(it.id);
  const typed = {
    aspect: 'Teaching in Years 7 to 9',
    leaderId: it.leader.personId,
    startsOn: '2026-11-23',
    endsOn: '2028-07-16',
    exitCriteria: 'Teaching is judged 2 or better twice in a row',
  };
  const refused = await send(it.principal, propose, typed);
  expect(refused.status).toBe(400);
  expect(refused.text).toContain('at most 12 months');
  expect(refused.text).toContain('value="Teaching in Years 7 to 9"');
  expect((await send(it.principal, propose, { ...typed, endsOn: '2027-07-16' })).to).toBe(it.page);

  const link = /href="([^"]+\/decision)"/.exec((await open(it.clerk, it.page)).text)?.[1] ?? '';
  expect(link).not.toBe('');
  expect((await open(it.principal, it.page)).text).not.toContain(link);
  expect((await open(it.principal, link)).status).toBe(403);
  const noMinute = await send(it.clerk, link, { outcome: 'authorised', meetingOn: '2026-11-20', minuteReference: '' });
  expect(noMinute.text).toContain('Enter the reference of the minute');
  expect((await open(it.head, it.page)).text).toContain('The board has not decided. Until it does, nothing is led.');
  const minuted = { outcome: 'authorised', meetingOn: '2026-11-20', minuteReference: 'TB/26/48' };
  expect((await send(it.clerk, link, minuted)).status).toBe(303);
  expect((await open(it.governor, it.page)).text).toContain('minute TB/26/48, recorded by Clara Invented');
  expect((await open(it.leader, paths.list)).text).toContain('What you lead for the Trust');

  const back = /href="([^"]+\/hand-back)"/.exec((await open(it.principal, it.page)).text)?.[1] ?? '';
  expect((await send(it.principal, back, { exitMet: '', note: '' })).status).toBe(400);
  expect((await send(it.principal, back, { exitMet: 'yes', note: 'Two reviews found it good' })).status).toBe(303);
  expect((await open(it.governor, it.page)).text).toContain('Two reviews found it good');
});

test('closed with a reason, or withdrawn with its review, the page says what became of it', async () => {
  const it = await world({ quality_of_education: '3' });
  expect((await send(it.principal, paths.close(it.id), { why: '' })).text).toContain('Enter why the intervention ends');
  expect((await send(it.principal, paths.close(it.id), { why: 'Every criterion is met' })).status).toBe(303);
  expect((await open(it.governor, it.page)).text).toContain('Every criterion is met');
  const other = await world({ quality_of_education: '3' });
  await changeTo(database, other.principal, other.told, null, 'The wrong results were used');
  const page = await open(other.governor, other.page);
  expect(page.text).toContain('Withdrawn with its review');
  expect(page.text).toContain('The action plan stays as it is until people change or close it.');
});

test('the Executive Principal drafts, tries and adopts a version of the rules; others read what counts', async () => {
  const it = await world({ quality_of_education: '3' });
  const rules = await open(it.governor, paths.rules);
  expect(rules.text).toContain('Any judgement graded 4 Inadequate');
  expect(rules.text).toContain('The trust’s choice, not in the model');
  expect(rules.text).not.toContain('Change the rules');
  const started = await send(it.principal, paths.startDraft, {}, paths.rules);
  const draft = started.to.split('/').at(-1) ?? '';
  expect((await open(it.governor, started.to)).status).toBe(404);
  const rule =
    [...(await open(it.principal, started.to)).text.matchAll(/href="([^"]+\/rules\/[0-9a-f-]{36})"/g)][1]?.[1] ?? '';
  expect((await open(it.governor, rule)).status).toBe(403);
  const wrong = await send(it.principal, rule, {
    areaCode: 'safeguarding',
    gradeCodes: '3',
    response: 'agreed',
    sentence: 'Text',
  });
  expect(wrong.status).toBe(400);
  expect(wrong.text).toContain('Choose only grades that Safeguarding can be given');
  const firmer = {
    areaCode: '',
    gradeCodes: '3',
    response: 'imposed',
    sentence: 'After a 3 the Trust puts a plan in place.',
  };
  expect((await send(it.principal, rule, firmer)).status).toBe(303);
  const stale = await send(it.principal, rule, { ...firmer, sentence: 'Mine', revision: '1' });
  expect(stale.status).toBe(409);
  expect(stale.text).toContain('After a 3 the Trust puts a plan in place.');
  expect(stale.text).toContain('Mine');
  const tried = await open(it.principal, paths.tryOut(draft));
  expect(tried.text).toContain('Differs');
  const adopt = paths.adopt(draft);
  expect((await send(it.principal, adopt, { why: '' }, started.to)).text).toContain('Enter why the rules change');
  expect((await send(it.principal, adopt, { why: 'A firmer hand' }, started.to)).to).toBe(paths.rules);
  expect((await open(it.governor, paths.rules)).text).toContain('A firmer hand');
  expect((await open(it.principal, rule)).status).toBe(404);
});
