import { describe, expect, test } from 'vitest';
import { examWeeks, termDates } from '#core/academic-year/queries.ts';
import { countSchoolDays, lastDayOfTerm } from '#core/academic-year/rules.ts';
import { runAs } from '#core/access/run-as.ts';
import type { Ctx } from '#core/context.ts';
import { buildActor, buildSchool, buildTrust } from '#core/organisations/build.ts';
import { Forbidden, NotFound, StaleRevision } from '#platform/errors.ts';
import { useDatabase } from '#test/support/database.ts';
import { addClosedDay, removeClosedDay } from './actions/change-closed-days.ts';
import { addExamWeek, correctExamWeek, removeExamWeek } from './actions/change-exam-weeks.ts';
import { enterHalfTerms, followTrustDates } from './actions/enter-half-terms.ts';
import { closedDays, examWeeksOfYears } from './queries.ts';
import { type HalfTermInput, halfTermProblems } from './rules.ts';

const database = useDatabase();
const date = (text: string) => Temporal.PlainDate.from(text);
const pattern = [
  ['2026-09-02', '2026-10-16'],
  ['2026-11-02', '2026-12-18'],
  ['2027-01-04', '2027-02-12'],
  ['2027-02-22', '2027-03-25'],
  ['2027-04-12', '2027-05-28'],
  ['2027-06-07', '2027-07-22'],
] as const;
const halves: HalfTermInput[] = pattern.map(([from, to], index) => ({
  number: index + 1,
  startsOn: date(from),
  endsOn: date(to),
}));

async function world() {
  const trust = await buildTrust(database.db);
  const school = await buildSchool(database.db, trust);
  const administrator = await buildActor(database.db, trust, 'administrator');
  const head = await buildActor(database.db, trust, 'head_teacher', { schoolId: school.id });
  const administer = <T>(work: (ctx: Ctx) => Promise<T>) => runAs(database, administrator, 'trust:administer', work);
  const said = async (kind: string): Promise<string[]> => {
    const { rows } = await database.owner.pool.query<{ summary: string }>(
      'select summary from event where trust_id = $1 and kind = $2 order by number',
      [trust.id, kind],
    );
    return rows.map((row) => row.summary);
  };
  return { school, head, administer, said };
}

test('the dates of a year bring the bank holidays with them: 190 school days', async () => {
  const { administer } = await world();
  const dates = await administer(async (ctx) => {
    await enterHalfTerms(ctx, null, 2026, halves);
    return await termDates(ctx, null, 2026);
  });
  expect(countSchoolDays(dates)).toBe(190);
  expect(lastDayOfTerm(dates, 'autumn')?.toString()).toBe('2026-12-18');
});

test('a school keeps dates of its own until it follows the trust again', async () => {
  const { administer, school } = await world();
  await administer((ctx) => enterHalfTerms(ctx, null, 2026, halves));
  const own = halves.map((half) => (half.number === 2 ? { ...half, endsOn: date('2026-12-16') } : half));
  await administer((ctx) => enterHalfTerms(ctx, school.id, 2026, own));
  const autumnEnd = (ctx: Ctx) =>
    termDates(ctx, school.id, 2026).then((dates) => lastDayOfTerm(dates, 'autumn')?.toString());
  expect(await administer(autumnEnd)).toBe('2026-12-16');
  await administer((ctx) => followTrustDates(ctx, school.id, 2026));
  expect(await administer(autumnEnd)).toBe('2026-12-18');
});

test('half terms that overlap or lie in another year are named', () => {
  const overlapping = halves.map((half) => (half.number === 2 ? { ...half, startsOn: date('2026-10-10') } : half));
  expect(halfTermProblems(overlapping, 2026).map((problem) => problem.message)).toEqual([
    'Autumn 2 must start after Autumn 1 has ended',
  ]);
  expect(halfTermProblems(halves, 2025).length).toBeGreaterThan(0);
  expect(halfTermProblems(halves, 2008)[0]?.message).toBe('Autumn 1 must lie in the school year 2008/09');
  expect(halfTermProblems(halves, 2026)).toEqual([]);
});

test('an INSET day is entered once and can be taken out', async () => {
  const { administer, said } = await world();
  const inset = { day: date('2026-09-01'), kind: 'inset' as const, name: 'Staff training' };
  await administer((ctx) => addClosedDay(ctx, null, 2026, inset));
  await expect(administer((ctx) => addClosedDay(ctx, null, 2026, inset))).rejects.toThrow('already entered');
  const [entered] = await administer((ctx) => closedDays(ctx, null, 2026));
  expect(await said('term-dates.day-closed')).toEqual(['entered 1 September 2026 as closed: Staff training']);
  await administer((ctx) => removeClosedDay(ctx, entered?.id ?? ''));
  expect(await administer((ctx) => closedDays(ctx, null, 2026))).toEqual([]);
  await expect(administer((ctx) => removeClosedDay(ctx, entered?.id ?? ''))).rejects.toThrow(NotFound);
});

test('the trail names the year as people write it', async () => {
  const { administer, said } = await world();
  await administer((ctx) => enterHalfTerms(ctx, null, 2026, halves));
  expect(await said('term-dates.entered')).toEqual(['entered the term dates of 2026/27']);
});

test('a closed day of another school year is not taken, for it would not be seen', async () => {
  const { administer } = await world();
  const day = { kind: 'inset' as const, name: 'Staff training' };
  await expect(
    administer((ctx) => addClosedDay(ctx, null, 2026, { ...day, day: date('2019-09-02') })),
  ).rejects.toMatchObject({ errors: [{ field: 'day', message: 'The day must lie in the school year 2026/27' }] });
});

test('a head teacher does not enter term dates', async () => {
  const { head, school } = await world();
  await expect(
    runAs(database, head, 'school:read', (ctx) => enterHalfTerms(ctx, school.id, 2026, halves)),
  ).rejects.toThrow(Forbidden);
});

describe('weeks of tests and examinations', () => {
  const sats = { name: 'Key stage 2 tests', startsOn: date('2027-05-10'), endsOn: date('2027-05-13') };

  test('are entered for every school or for one, corrected and taken out', async () => {
    const { administer, school, said } = await world();
    const id = await administer((ctx) => addExamWeek(ctx, null, 2026, sats));
    await administer((ctx) => addExamWeek(ctx, school.id, 2026, { ...sats, name: 'Mock examinations' }));
    const names = (schoolId: string | null) =>
      administer(async (ctx) => (await examWeeks(ctx, 2026))(schoolId).map((exam) => exam.name));
    expect([await names(null), (await names(school.id)).toSorted()]).toEqual([
      ['Key stage 2 tests'],
      ['Key stage 2 tests', 'Mock examinations'],
    ]);
    await administer((ctx) => correctExamWeek(ctx, id, { ...sats, endsOn: date('2027-05-14') }, 1));
    expect(await said('term-dates.exams-corrected')).toEqual([
      'corrected weeks of tests or examinations to Key stage 2 tests, 10 May 2027 to 14 May 2027',
    ]);
    await expect(administer((ctx) => correctExamWeek(ctx, id, sats, 1))).rejects.toThrow(StaleRevision);
    await administer((ctx) => removeExamWeek(ctx, id));
    expect(await names(null)).toEqual([]);
  });

  test('are entered by the Executive Principal too, and by nobody at a school', async () => {
    const { administer, head, school } = await world();
    const trust = { id: head.trustId, name: head.trustName };
    const principal = await buildActor(database.db, trust, 'executive_principal');
    const id = await runAs(database, principal, 'school:read', (ctx) => addExamWeek(ctx, school.id, 2026, sats));
    await expect(
      runAs(database, head, 'school:read', (ctx) => addExamWeek(ctx, school.id, 2026, sats)),
    ).rejects.toThrow(Forbidden);
    await expect(runAs(database, head, 'school:read', (ctx) => removeExamWeek(ctx, id))).rejects.toThrow(Forbidden);
    const elsewhere = await buildActor(database.db, await buildTrust(database.db), 'administrator');
    await expect(runAs(database, elsewhere, 'school:read', (ctx) => correctExamWeek(ctx, id, sats, 1))).rejects.toThrow(
      NotFound,
    );
    expect(await administer((ctx) => examWeeksOfYears(ctx, [2026]))).toHaveLength(1);
  });

  test('lie in their year, end after they begin, and are entered once', async () => {
    const { administer } = await world();
    const enter = (values: Partial<typeof sats>) =>
      administer((ctx) => addExamWeek(ctx, null, 2026, { ...sats, ...values }));
    await expect(enter({ endsOn: date('2027-05-01') })).rejects.toThrow('must not come before the first');
    await expect(enter({ endsOn: date('2027-08-20') })).rejects.toThrow('60 days at most');
    await expect(enter({ startsOn: date('2029-05-10'), endsOn: date('2029-05-11') })).rejects.toThrow('2026/27');
    await enter({});
    await expect(enter({})).rejects.toThrow('already entered for 2026/27');
  });
});
