import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#core/access/actor.ts';
import { runAs } from '#core/access/run-as.ts';
import { buildActor, buildSchool, buildTrust, inTrust } from '#core/organisations/build.ts';
import { buildOpenSnapshot, buildSnapshotPupils, buildUpn, takeBuiltSnapshot } from '#core/pupil-data/build.ts';
import { recordPupilReading } from '#core/pupil-data/record-reading.ts';
import { buildWeb, signedInAgent, type Web } from '#features/sign-in/build.ts';
import { useDatabase } from '#test/support/database.ts';
import { buildKeptFile, buildQuarantine } from './build.ts';
import { whereItOccurs } from './build-search.ts';
import { carryOutRules } from './jobs/retention-job.ts';
import { protectionLinks } from './links.ts';
import { protectionPaths as paths } from './paths.ts';
import { protectionWaitingFor } from './waiting.ts';

const database = useDatabase();
let web: Web;
beforeAll(async () => {
  web = await buildWeb(database);
});
afterAll(() => web.close());
let seed = 80_000;

async function world() {
  seed += 10;
  const surname = `Thistlewick${seed}`;
  const upn = buildUpn(seed);
  const trust = await buildTrust(database.db);
  const school = await buildSchool(database.db, trust);
  const administrator = await buildActor(database.db, trust, 'administrator');
  const principal = await buildActor(database.db, trust, 'executive_principal');
  const head = await buildActor(database.db, trust, 'head_teacher', { schoolId: school.id });
  const elsewhere = await buildActor(database.db, trust, 'head_teacher', {
    schoolId: (await buildSchool(database.db, trust)).id,
  });
  const snapshot = await buildOpenSnapshot(database.db, trust, school, head);
  const [pupil] = await buildSnapshotPupils(database.db, snapshot, [
    { upn, reference: `R${seed}`, surname, forename: 'Linnet', sen: 'E', sen_need: 'ASD' },
  ]);
  if (!pupil) throw new Error('a pupil was built');
  await inTrust(database.db, trust.id, async (tx) => {
    const { id } = await tx
      .insertInto('assessment_subject')
      .values({ trust_id: trust.id, code: null, name: 'Pottery', qualification: 'gcse', scale: '9-1' })
      .returning('id')
      .executeTakeFirstOrThrow();
    const at = { trust_id: trust.id, snapshot_id: snapshot.id, pupil_id: pupil.id };
    await tx
      .insertInto('snapshot_result')
      .values({ ...at, subject_id: id, kind: 'p', grade: '8', points: 8, class: '11P/Po1' })
      .execute();
    await tx
      .insertInto('snapshot_attendance')
      .values({ ...at, possible: 120, authorised: 4, unauthorised: 2 })
      .execute();
    await tx
      .insertInto('snapshot_suspension')
      .values({ ...at, number: 1, kind: 'suspension', started_on: null, sessions: 3, reasons: ['DB'] })
      .execute();
  });
  const file = await buildKeptFile(
    database.db,
    snapshot,
    head,
    `UPN,Surname,Forename,Notes\n${upn},${surname},Linnet,Sits at the front\n`,
  );
  await buildQuarantine(database.db, snapshot, file, {
    line: 3,
    cells: [upn, surname, 'Linnet', 'Twice in the file'],
    value: upn,
    reason: 'Comes twice',
  });
  await takeBuiltSnapshot(database.db, snapshot, head);
  await runAs(database, principal, 'pupil-data:read', (ctx) =>
    recordPupilReading(ctx, { schoolId: school.id, snapshotId: snapshot.id, pupilId: pupil.id, what: 'one pupil' }),
  );
  const readings = () =>
    inTrust(database.db, trust.id, (tx) =>
      tx.selectFrom('pupil_reading').select(['person_id', 'what', 'pupil_id']).orderBy('id').execute(),
    );
  return { trust, school, administrator, principal, head, elsewhere, surname, upn, pupil, snapshot, readings };
}

const open = async (actor: Actor, path: string) => (await signedInAgent(web, actor)).get(path);

test('the overview is for administrators and the Executive Principal; a head has the page of the school', async () => {
  const { school, administrator, principal, head, elsewhere } = await world();
  for (const path of [paths.overview, paths.due, paths.runs, paths.rule('readings'), paths.identity]) {
    expect((await open(administrator, path)).statusCode, path).toBe(200);
    expect((await open(principal, path)).statusCode, path).toBe(200);
    expect((await open(head, path)).statusCode, path).toBe(403);
  }
  for (const path of [paths.school(school.id), paths.schoolIdentity(school.id)]) {
    expect((await open(head, path)).statusCode, path).toBe(200);
    expect((await open(administrator, path)).statusCode, path).toBe(200);
    expect((await open(elsewhere, path)).statusCode, path).toBe(404);
  }
  const governor = await buildActor(database.db, { id: head.trustId, name: '' }, 'lgb_member', { schoolId: school.id });
  expect((await open(governor, paths.school(school.id))).statusCode).toBe(403);
  expect((await open(administrator, '/data-protection/rules/all')).statusCode).toBe(404);
  expect(protectionLinks({ actor: governor }, school.id)).toEqual([]);
  expect(protectionLinks({ actor: head }, school.id).map((link) => link.href)).toEqual([
    paths.school(school.id),
    paths.find,
  ]);
  expect(protectionLinks({ actor: principal }, null).map((link) => link.href)).toEqual([paths.overview]);
});

test('a rule is confirmed on its page, a wrong form comes back with what was typed, and the job’s certificate can be read', async () => {
  const { trust, school, administrator, head } = await world();
  const agent = await signedInAgent(web, administrator);
  const bad = await agent.post(paths.rule('import_files'), {
    months: '0',
    confirmed: 'The officer',
    why: '',
    revision: '0',
  });
  expect(bad.statusCode).toBe(400);
  expect(bad.body).toContain('The officer');
  const least = await agent.post(paths.rule('import_files'), {
    months: '0',
    confirmed: 'The officer',
    why: 'Short',
    revision: '0',
  });
  expect(least.body).toContain('1 month at least');
  const saved = await agent.post(paths.rule('import_files'), {
    months: '1',
    confirmed: 'The officer',
    why: 'Short',
    revision: '0',
  });
  expect(saved.statusCode).toBe(303);
  const stale = await agent.post(paths.rule('import_files'), {
    months: '2',
    confirmed: 'The officer',
    why: 'Short',
    revision: '0',
  });
  expect(stale.body).toContain('Somebody else has changed this');
  await inTrust(database.db, trust.id, (tx) =>
    tx
      .updateTable('pupil_import')
      .set({ uploaded_at: Temporal.Instant.from('2026-09-01T09:00:00Z') })
      .execute(),
  );
  const due = await agent.get(paths.due);
  expect(due.body).toContain('Would be erased tonight');
  expect(due.body).toContain('1 file and 1 row in quarantine');
  expect(due.body).toContain('Erase now what is due');
  const [runId] = await carryOutRules(database, trust.id);
  const certificate = await agent.get(paths.run(runId ?? ''));
  expect(certificate.body).toContain('The text is what was certified');
  expect(certificate.body).toContain(school.name);
  expect((await agent.get(paths.overview)).body).toContain('Erased 1 file and 1 row in quarantine.');
  expect((await open(head, paths.run(runId ?? ''))).statusCode).toBe(404);
  expect((await agent.post(paths.runNow)).statusCode).toBe(303);
});

test('one pupil is found by surname, UPN or number, and the school sees who searched and looked', async () => {
  const { administrator, principal, head, elsewhere, surname, upn, pupil, readings } = await world();
  const agent = await signedInAgent(web, administrator);
  for (const words of [surname.toLowerCase(), upn, `r${seed}`, `${surname}, Lin`, `Linnet ${surname}`])
    expect((await agent.post(paths.find, { words })).body, words).toContain(paths.pupil(pupil.id));
  expect((await agent.post(paths.find, { words: `${surname}, Rose` })).body).toContain('No such pupil is held');
  expect((await agent.post(paths.find, { words: '' })).statusCode).toBe(400);
  expect((await (await signedInAgent(web, elsewhere)).post(paths.find, { words: surname })).body).not.toContain(
    paths.pupil(pupil.id),
  );
  expect((await (await signedInAgent(web, principal)).post(paths.find, { words: surname })).statusCode).toBe(403);
  const page = await agent.get(paths.pupil(pupil.id));
  expect(page.body).toContain(`Linnet ${surname}`);
  expect(page.body).toContain('2 rows of files, 1 of them in quarantine');
  expect((await open(head, paths.pupil(pupil.id))).statusCode).toBe(200);
  expect((await open(elsewhere, paths.pupil(pupil.id))).statusCode).toBe(404);
  expect((await open(principal, paths.pupil(pupil.id))).statusCode).toBe(403);
  const seen = await readings();
  expect(seen.filter((each) => each.person_id === administrator.personId).map((each) => each.what)).toEqual([
    'a search for one pupil',
    'everything held of one pupil',
  ]);
  expect(seen.filter((each) => each.person_id === head.personId)).toEqual([
    { person_id: head.personId, what: 'everything held of one pupil', pupil_id: pupil.id },
  ]);
});

/** A request that is written down, up to its review. */
async function asked(actor: Actor, pupilId: number) {
  const agent = await signedInAgent(web, actor);
  const answer = await agent.post(paths.ask(pupilId), {
    askedOn: '2026-11-16',
    askedBy: 'parent',
    identityChecked: 'Passport shown at reception',
  });
  expect(answer.statusCode).toBe(303);
  return { agent, id: String(answer.headers.location).split('/').at(-1) ?? '' };
}

test('a request is written down, reviewed, and answered with everything that is held; the answer is not kept', async () => {
  const { trust, administrator, head, surname, upn, pupil } = await world();
  const before = (await whereItOccurs(database.owner, surname)).toSorted();
  const { agent, id } = await asked(administrator, pupil.id);
  expect((await agent.get(paths.access(id))).body).toContain('16 December 2026');
  const early = await agent.post(paths.release(id), { format: 'json' });
  expect(early.statusCode).toBe(400);
  expect(early.body).toContain('Review what goes out first');
  expect((await agent.post(paths.access(id), { revision: '1', results: 'Not announced yet' })).statusCode).toBe(303);
  const json = await agent.post(paths.release(id), { format: 'json' });
  expect(json.headers['content-type']).toContain('application/json');
  const content = JSON.parse(json.body) as Record<string, unknown>;
  expect(content).toMatchObject({
    partsLeftOut: 1,
    identity: { surname, forename: 'Linnet', upn, schoolsNumber: `R${seed}` },
    onRoll: [{ specialEducationalNeeds: 'E', primaryNeed: 'ASD' }],
    attendance: [{ possibleSessions: 120, unauthorisedAbsence: 2 }],
    suspensions: [{ kind: 'Suspension', sessions: 3, reasons: ['DB'] }],
    fileRows: [
      { line: 2, inQuarantine: null, cells: { Notes: 'Sits at the front' } },
      { line: 3, inQuarantine: 'Comes twice', cells: { UPN: upn } },
    ],
  });
  expect(content).not.toHaveProperty('results');
  // In which role somebody looked, not who.
  expect(json.body).toContain('Executive Principal');
  expect(json.body).not.toContain(head.name);
  const pdf = await agent.post(paths.release(id), { format: 'pdf' });
  expect(pdf.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
  const word = await agent.post(paths.release(id), { format: 'docx' });
  expect(word.rawPayload.subarray(0, 2).toString()).toBe('PK');
  expect((await whereItOccurs(database.owner, surname)).toSorted()).toEqual(before);
  const events = await inTrust(database.db, trust.id, (tx) =>
    tx.selectFrom('event').select('kind').where('subject_id', '=', id).orderBy('number').execute(),
  );
  expect(events.map((event) => event.kind)).toEqual([
    'subject-access.opened',
    'subject-access.reviewed',
    'subject-access.released',
    'subject-access.released',
    'subject-access.released',
  ]);
  expect((await agent.post(paths.close(id), { revision: '3', why: 'Handed over in person' })).statusCode).toBe(303);
  expect((await agent.post(paths.release(id), { format: 'json' })).statusCode).toBe(400);
  expect((await agent.get(paths.access(id))).body).toContain('Handed over in person');
});

test('readers are named only when the head says so', async () => {
  const { administrator, principal, head, pupil } = await world();
  const { agent, id } = await asked(administrator, pupil.id);
  expect((await agent.post(paths.access(id), { revision: '1', namesReaders: 'yes' })).statusCode).toBe(403);
  const asHead = await signedInAgent(web, head);
  expect((await asHead.post(paths.access(id), { revision: '1', namesReaders: 'yes' })).statusCode).toBe(303);
  const json = await agent.post(paths.release(id), { format: 'json' });
  expect(JSON.parse(json.body).readings).toContainEqual(
    expect.objectContaining({ reader: principal.name, role: 'Executive Principal' }),
  );
});

test('a review never leaves out everything, nor names the pupil in a reason; others’ requests are not there', async () => {
  const { administrator, principal, elsewhere, surname, pupil } = await world();
  const { agent, id } = await asked(administrator, pupil.id);
  const named = await agent.post(paths.access(id), { revision: '1', results: `${surname} has siblings here` });
  expect(named.statusCode).toBe(400);
  expect(named.body).toContain('Do not name the pupil');
  const everything = Object.fromEntries(
    ['identity', 'onRoll', 'results', 'attendance', 'suspensions', 'fileRows', 'readings'].map((part) => [part, 'No']),
  );
  expect((await agent.post(paths.access(id), { revision: '1', ...everything })).body).toContain(
    'Close the request instead',
  );
  expect((await open(elsewhere, paths.access(id))).statusCode).toBe(404);
  expect((await open(principal, paths.access(id))).statusCode).toBe(403);
  const theirs = await buildActor(database.db, await buildTrust(database.db), 'administrator');
  expect((await open(theirs, paths.access(id))).statusCode).toBe(404);
});

test('a pupil is erased on the page, with a ground, a reason and a tick; under a hold the page says why not', async () => {
  const { head, administrator, surname, pupil, school } = await world();
  const agent = await signedInAgent(web, head);
  const bare = await agent.post(paths.erase(pupil.id), { ground: 'mistake', why: 'Wrong school' });
  expect(bare.statusCode).toBe(400);
  expect(bare.body).toContain('what is erased cannot be brought back');
  await agent.post(paths.hold(school.id), { reason: 'An inquiry' });
  expect((await agent.get(paths.erase(pupil.id))).body).toContain('This pupil cannot be erased now');
  expect(
    (await agent.post(paths.erase(pupil.id), { ground: 'mistake', why: 'Wrong school', sure: 'yes' })).statusCode,
  ).toBe(400);
  const asAdministrator = await signedInAgent(web, administrator);
  const lift =
    /action="(\/data-protection\/holds\/[^"]+)"/.exec((await asAdministrator.get(paths.overview)).body)?.[1] ?? '';
  expect((await agent.post(lift, { why: 'Over', revision: '1' })).statusCode).toBe(403);
  expect((await asAdministrator.post(lift, { why: 'Over', revision: '1' })).statusCode).toBe(303);
  const erased = await agent.post(paths.erase(pupil.id), { ground: 'mistake', why: 'Wrong school', sure: 'yes' });
  expect(erased.statusCode).toBe(303);
  expect((await agent.get(String(erased.headers.location))).body).toContain('Certificate of erasure');
  expect(await whereItOccurs(database.owner, surname)).toEqual([]);
  expect((await agent.get(paths.pupil(pupil.id))).statusCode).toBe(404);
});

test('names are kept out on the page of the school, and lists of pupils show the school’s number from then on', async () => {
  const { head, surname, snapshot, school } = await world();
  const agent = await signedInAgent(web, head);
  const list = `/snapshots/${snapshot.id}/measures/absence_overall/pupils`;
  expect((await agent.get(list)).body).toContain(surname);
  expect((await agent.post(paths.schoolIdentity(school.id), { keeps: 'upn', why: '' })).statusCode).toBe(400);
  expect(
    (await agent.post(paths.schoolIdentity(school.id), { keeps: 'upn', why: 'We need no names' })).statusCode,
  ).toBe(303);
  const after = await agent.get(list);
  expect(after.body).not.toContain(surname);
  expect(after.body).toContain(`Pupil R${seed}`);
  const page = await agent.get(paths.school(school.id));
  expect(page.body).toContain('UPN, no names and no date of birth');
  expect(page.body).toContain('What identifies pupils');
});

test('what waits: a request for heads and administrators, rules to be confirmed for administrators alone', async () => {
  const { administrator, head, principal, pupil } = await world();
  await asked(head, pupil.id);
  const waits = (actor: Actor) =>
    runAs(database, actor, 'own-account', async (ctx) => (await protectionWaitingFor(ctx)).map((each) => each.title));
  expect(await waits(head)).toEqual(['Answer a request for access to pupil data']);
  expect(await waits(administrator)).toEqual([
    'Answer a request for access to pupil data',
    'Confirm how long pupil data is kept',
  ]);
  expect(await waits(principal)).toEqual([]);
});
