import { expect, test } from 'vitest';
import { buildTermDates } from '#core/academic-year/build.ts';
import type { Actor } from '#core/access/actor.ts';
import { runAs } from '#core/access/run-as.ts';
import { buildActor, buildSchool, buildTrust } from '#core/organisations/build.ts';
import { defaultLimits } from '#core/workload/limits.ts';
import { workloadLimits } from '#core/workload/queries.ts';
import { Forbidden, Invalid, NotFound, StaleRevision } from '#platform/errors.ts';
import { useDatabase } from '#test/support/database.ts';
import { useFeaturePages } from '#test/support/feature-pages.ts';
import { giveAccount } from './actions/give-account.ts';
import {
  correctObservation,
  type Entered,
  observationTookPlace,
  recordObservation,
} from './actions/record-observation.ts';
import { setLimits } from './actions/set-limits.ts';
import { stopObservation } from './actions/stop-observation.ts';
import { observationsAt } from './observation-queries.ts';
import { workloadPaths } from './paths.ts';
import { ledgerOf } from './queries.ts';
import { workloadRoutes } from './routes.ts';

const database = useDatabase();
const pages = useFeaturePages(database, workloadRoutes);
const date = (text: string) => Temporal.PlainDate.from(text);

async function place() {
  const trust = await buildTrust(database.db);
  const school = await buildSchool(database.db, trust);
  const other = await buildSchool(database.db, trust);
  await buildTermDates(database.db, trust);
  const at = { schoolId: school.id };
  const account = () => ({ accountId: crypto.randomUUID() });
  const principal = await buildActor(database.db, trust, 'executive_principal', account());
  const head = await buildActor(database.db, trust, 'head_teacher', { ...at, ...account() });
  const elsewhere = await buildActor(database.db, trust, 'head_teacher', { schoolId: other.id, ...account() });
  const teacher = await buildActor(database.db, trust, 'teacher', { ...at, ...account(), name: 'Ann Ashby' });
  const speaker = await buildActor(database.db, trust, 'staff_representative', { ...at, ...account() });
  const middle = await buildActor(database.db, trust, 'middle_leader', { ...at, ...account() });
  return { trust, school, other, principal, head, elsewhere, teacher, speaker, middle };
}
type Place = Awaited<ReturnType<typeof place>>;

const entered = (here: Place, values: Partial<Entered> = {}): Entered => ({
  personId: here.teacher.personId,
  observerId: here.head.personId,
  purpose: 'appraisal',
  onDay: date('2026-12-03'),
  minutes: 40,
  feedbackMinutes: 20,
  overWhy: null,
  ...values,
});
const enter = (here: Place, values: Partial<Entered> = {}, by: Actor = here.head) =>
  runAs(database, by, 'workload:record', (ctx) => recordObservation(ctx, here.school.id, entered(here, values)));
const as = <T>(actor: Actor, work: Parameters<typeof runAs<T>>[3]) => runAs(database, actor, 'workload:record', work);
const ledger = (here: Place) =>
  as(here.head, async (ctx) =>
    (await ledgerOf(ctx, here.school.id, 2026)).map((line) => `${line.part} ${line.minutes} ${line.state}`),
  );
const stored = async (here: Place, id: string) => {
  const rows = await as(here.head, (ctx) => observationsAt(ctx, here.school.id, 2026));
  return rows.find((row) => row.id === id);
};

test('an observation that is entered books its minutes for both sides, and the teacher is told', async () => {
  const here = await place();
  await enter(here);
  expect(await ledger(here)).toEqual([
    'being_observed 40 planned',
    'feedback 20 planned',
    'observing 40 planned',
    'feedback 20 planned',
  ]);
  const told = await database.owner.pool.query('select subject, href from notification where person_id = $1', [
    here.teacher.personId,
  ]);
  expect(told.rows).toEqual([{ subject: 'You are to be observed on 3 December 2026', href: '/my-part-in-reviews' }]);
});

test('one that lies behind us is done at once, and its correction replaces what it had booked', async () => {
  const here = await place();
  const id = await enter(here, { onDay: date('2026-11-10') });
  expect(await ledger(here)).toContain('being_observed 40 done');
  await as(here.head, (ctx) =>
    correctObservation(ctx, id, 1, entered(here, { onDay: date('2026-11-11'), minutes: 25, observerId: null })),
  );
  expect(await ledger(here)).toEqual(['being_observed 25 done', 'feedback 20 done']);
  await expect(as(here.head, (ctx) => correctObservation(ctx, id, 1, entered(here)))).rejects.toBeInstanceOf(
    StaleRevision,
  );
});

test('who was told of the day has had the notice: correcting something else asks for no reason, another day does', async () => {
  const here = await place();
  const soon = { onDay: date('2026-11-25') };
  const id = await enter(here, { ...soon, overWhy: 'She asked for it' });
  const correct = (values: Partial<Entered>, revision: number) =>
    as(here.head, (ctx) => correctObservation(ctx, id, revision, entered(here, values)));
  await correct({ ...soon, minutes: 30 }, 1);
  await expect(correct({ onDay: date('2026-11-26') }, 2)).rejects.toBeInstanceOf(Invalid);
});

test('a planned one can be said to have taken place on its day or after, not before', async () => {
  const here = await place();
  const early = await enter(here);
  await expect(as(here.head, (ctx) => observationTookPlace(ctx, early, 1))).rejects.toBeInstanceOf(Invalid);
  const today = await enter(here, { onDay: date('2026-11-23'), overWhy: 'She asked for it today' });
  await as(here.head, (ctx) => observationTookPlace(ctx, today, 1));
  expect((await stored(here, today))?.done_at).not.toBeNull();
  await expect(as(here.head, (ctx) => observationTookPlace(ctx, today, 2))).rejects.toBeInstanceOf(Invalid);
});

test('stopping one keeps what that saved; taking out a mistake leaves nothing in the ledger', async () => {
  const here = await place();
  const planned = await enter(here);
  const mistaken = await enter(here, { onDay: date('2026-11-10'), minutes: 30 });
  await as(here.head, (ctx) => stopObservation(ctx, planned, 1, 'The teacher was ill'));
  await as(here.head, (ctx) => stopObservation(ctx, mistaken, 1, 'It was another teacher'));
  expect(await ledger(here)).toEqual([
    'being_observed 40 stopped',
    'feedback 20 stopped',
    'observing 40 stopped',
    'feedback 20 stopped',
  ]);
  await expect(as(here.head, (ctx) => correctObservation(ctx, planned, 2, entered(here)))).rejects.toBeInstanceOf(
    Invalid,
  );
});

test('the fourth of a year is refused without a reason, whatever the four were for, and kept with one', async () => {
  const here = await place();
  for (const purpose of ['appraisal', 'early_career', 'peer'] as const)
    await enter(here, { purpose, onDay: date('2026-11-10'), minutes: 20 });
  const refusal = await enter(here, { minutes: 20 }).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(Invalid);
  expect((refusal as Invalid).errors[0]).toMatchObject({
    field: 'overWhy',
    message: expect.stringContaining('fourth observation of 2026/27'),
  });
  await enter(here, { minutes: 20, overWhy: 'Support was agreed with Ann Ashby' });
  const page = await pages.open(here.head, workloadPaths.school(here.school.id));
  expect(page.text).toContain('Support was agreed');
  expect(page.text).toContain('Past the limit');
});

test('observed and observer are people of the school or the Trust, and not the same', async () => {
  const here = await place();
  await expect(enter(here, { personId: here.elsewhere.personId })).rejects.toBeInstanceOf(Invalid);
  await expect(enter(here, { observerId: here.elsewhere.personId })).rejects.toBeInstanceOf(Invalid);
  await expect(enter(here, { observerId: here.teacher.personId })).rejects.toBeInstanceOf(Invalid);
  await enter(here, { observerId: here.principal.personId });
});

test('another school’s head finds nothing here, and the staff representative reads without entering', async () => {
  const here = await place();
  const id = await enter(here);
  await expect(enter(here, {}, here.elsewhere)).rejects.toBeInstanceOf(NotFound);
  await expect(as(here.elsewhere, (ctx) => stopObservation(ctx, id, 1, 'x'))).rejects.toBeInstanceOf(NotFound);
  const open = (actor: Actor, path: string) => pages.open(actor, path).then(({ status }) => status);
  const school = workloadPaths.school(here.school.id);
  expect(await open(here.elsewhere, school)).toBe(404);
  expect(await open(here.speaker, school)).toBe(200);
  expect(await open(here.middle, school)).toBe(403);
  expect(await open(here.speaker, workloadPaths.observations(here.school.id))).toBe(403);
});

test('the page of the school names people and counts them; what each observation was for is for those who enter them', async () => {
  const here = await place();
  await enter(here, { onDay: date('2026-11-10') });
  const page = await pages.open(here.speaker, workloadPaths.school(here.school.id));
  expect(page.text).toContain('Ann Ashby');
  expect(page.text).toContain('Being observed');
  const mine = await pages.open(here.teacher, workloadPaths.own);
  expect(mine.text).toContain('Observation for appraisal');
  expect(mine.text).toContain('1 of 3');
  const nothing = await pages.open(here.middle, workloadPaths.own);
  expect(nothing.text).toContain('Nothing is planned for you');
  expect(nothing.text).not.toContain('Ann Ashby');
});

test('the page of the trust shows every school in scope beside its hours', async () => {
  const here = await place();
  await enter(here, { onDay: date('2026-11-10') });
  const all = await pages.open(here.principal, workloadPaths.trust);
  expect(all.text).toContain(here.school.name);
  expect(all.text).toContain(here.other.name);
  expect(all.text).toContain('>2.0<');
  const own = await pages.open(here.head, workloadPaths.trust);
  expect(own.text).not.toContain(here.other.name);
});

test('the Executive Principal changes the limits with a reason, versions stay, and nobody overwrites a change unseen', async () => {
  const here = await place();
  const limits = { ...defaultLimits, observationsAYear: 2, warnAtObservations: 1 };
  const set = (actor: Actor, shown: number, changed = limits) =>
    runAs(database, actor, 'workload:limits', (ctx) => setLimits(ctx, shown, changed, 'Agreed with the unions'));
  await expect(set(here.head, 0)).rejects.toBeInstanceOf(Forbidden);
  await expect(set(here.principal, 0, { ...limits, warnAtObservations: 9 })).rejects.toBeInstanceOf(Invalid);
  expect(await set(here.principal, 0)).toBe(1);
  await expect(set(here.principal, 0)).rejects.toBeInstanceOf(StaleRevision);
  expect(await as(here.head, (ctx) => workloadLimits(ctx))).toEqual(limits);
  const page = await pages.open(here.speaker, workloadPaths.limits);
  expect(page.text).toContain('Agreed with the unions');
  expect(page.text).not.toContain('Change the limits');
});

test('a limit that cannot be read loses nothing that was typed', async () => {
  const here = await place();
  const fields = {
    observationsAYear: 'three',
    observedMinutesAYear: '180',
    warnAtObservations: '2',
    noticeSchoolDays: '7',
    observersAtMost: '2',
    schoolHoursATerm: '120',
    why: 'After a year of trying',
  };
  const again = await pages.send(here.principal, workloadPaths.limits, fields);
  expect(again.status).toBe(400);
  expect(again.text).toContain('value="three"');
  expect(again.text).toContain('After a year of trying');
  const sent = await pages.send(here.principal, workloadPaths.limits, { ...fields, observationsAYear: '4' });
  expect(sent.to).toBe(workloadPaths.limits);
  const stale = await pages.send(here.principal, workloadPaths.limits, {
    ...fields,
    observationsAYear: '5',
    revision: '0',
  });
  expect(stale.status).toBe(409);
  expect(stale.text).toContain('Somebody else saved this first');
  expect(stale.text).toContain('value="5"');
});

test('a form that was refused stands open with what was typed', async () => {
  const here = await place();
  const path = workloadPaths.observations(here.school.id);
  const fields = {
    personId: here.teacher.personId,
    observerId: '',
    purpose: 'peer',
    onDay: '2026-11-24',
    minutes: '30',
    feedbackMinutes: '10',
  };
  const refused = await pages.send(here.head, path, fields);
  expect(refused.status).toBe(400);
  expect(refused.text).toContain('1 school day of notice');
  expect(refused.text).toContain('Why it goes over the limit');
  const taken = await pages.send(here.head, path, { ...fields, overWhy: 'She asked for it' });
  expect(taken.status).toBe(303);
  const wrong = await pages.send(here.head, path, { ...fields, minutes: 'half an hour' });
  expect(wrong.text).toContain('value="half an hour"');
});

test('the account of a term is given when it is over, names nobody, and is corrected only with a reason', async () => {
  const here = await place();
  await enter(here, { onDay: date('2026-11-10') });
  const id = await enter(here);
  await as(here.head, (ctx) => stopObservation(ctx, id, 1, 'Ann Ashby was ill'));
  const give = (values: { words: string; why: string | null }, now = '2026-12-18T15:00:00Z') => {
    const services = { ...database.services, clock: { now: () => Temporal.Instant.from(now) } };
    return runAs({ ...database, services }, here.head, 'workload:record', (ctx) =>
      giveAccount(ctx, here.school.id, 2026, 'autumn', values),
    );
  };
  const first = { words: 'A calm term, thanks to Ann Ashby', why: null };
  await expect(give(first, '2026-12-17T15:00:00Z')).rejects.toBeInstanceOf(Invalid);
  expect(await give(first)).toBe(1);
  await expect(give(first)).rejects.toBeInstanceOf(Invalid);
  expect(await give({ words: '', why: 'An observation was missing' })).toBe(2);
  const frozen = await database.owner.pool.query(
    'select f.content from frozen_record f join workload_account a on a.frozen_record_id = f.id where a.school_id = $1',
    [here.school.id],
  );
  const text = JSON.stringify(frozen.rows);
  expect(text).toContain('a member of staff was ill');
  expect(text).not.toContain('Ashby');
  const path = workloadPaths.account(here.school.id, 2026, 'autumn');
  const page = await pages.open(here.speaker, path);
  expect(page.text).toContain('An observation was missing');
  const [file] = [...page.text.matchAll(/\/workload\/accounts\/[\w-]+\/pdf/g)];
  const pdf = await pages.open(here.speaker, file?.[0] ?? '');
  expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-');
  expect((await pages.open(here.elsewhere, file?.[0] ?? '')).status).toBe(404);
  expect((await pages.open(here.elsewhere, path)).status).toBe(404);
  expect((await pages.open(here.head, workloadPaths.account(here.school.id, 2026, 'winter'))).status).toBe(404);
  const told = await database.owner.pool.query('select count(*)::int as count from notification where person_id = $1', [
    here.speaker.personId,
  ]);
  expect(told.rows[0].count).toBe(1);
});

test('the account of a term that is not over is shown as it stands, without the form to give it', async () => {
  const here = await place();
  const page = await pages.open(here.head, workloadPaths.account(here.school.id, 2026, 'autumn'));
  expect(page.text).toContain('from 18 December 2026 on');
  expect(page.text).not.toContain('Give the account</button>');
});

test('another trust finds none of it', async () => {
  const here = await place();
  const there = await place();
  const id = await enter(here);
  expect((await pages.open(there.principal, workloadPaths.school(here.school.id))).status).toBe(404);
  await expect(as(there.principal, (ctx) => stopObservation(ctx, id, 1, 'x'))).rejects.toBeInstanceOf(NotFound);
});
