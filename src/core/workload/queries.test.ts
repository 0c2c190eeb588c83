import { expect, test } from 'vitest';
import { buildTermDates } from '#core/academic-year/build.ts';
import type { Actor } from '#core/access/actor.ts';
import { allowed } from '#core/access/decision.ts';
import { runAs } from '#core/access/run-as.ts';
import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { buildActor, buildSchool, buildTrust, inTrust } from '#core/organisations/build.ts';
import { Invalid } from '#platform/errors.ts';
import { useDatabase } from '#test/support/database.ts';
import {
  bookWorkload,
  calendarEntryDone,
  type WorkloadCause,
  type WorkloadShare,
  workloadDone,
  workloadStopped,
} from './book-workload.ts';
import { defaultLimits } from './limits.ts';
import { schoolHours, workloadFindings, workloadLimits } from './queries.ts';
import { recordExcess } from './record-excess.ts';

const database = useDatabase();

async function place() {
  const trust = await buildTrust(database.db);
  const school = await buildSchool(database.db, trust);
  const other = await buildSchool(database.db, trust);
  await buildTermDates(database.db, trust);
  const leader = await buildActor(database.db, trust, 'trust_leader');
  const head = await buildActor(database.db, trust, 'head_teacher', { schoolId: school.id });
  const teacher = await buildActor(database.db, trust, 'teacher', { schoolId: school.id, name: 'Ann Ashby' });
  return { trust, school, other, leader, head, teacher };
}
type Place = Awaited<ReturnType<typeof place>>;

const cause = (): WorkloadCause => ({ type: 'by_hand', id: crypto.randomUUID() });
const lesson = ({ school, teacher }: Place, values: Partial<WorkloadShare> = {}): WorkloadShare => ({
  schoolId: school.id,
  personId: teacher.personId,
  departmentId: null,
  onDay: Temporal.PlainDate.from('2027-02-03'),
  purpose: 'appraisal',
  part: 'being_observed',
  minutes: 30,
  what: 'A lesson',
  ...values,
});
const as = <T>(actor: Actor, work: (ctx: Ctx) => Promise<T>) => runAs(database, actor, 'workload:record', work);
const recorded = (ctx: Ctx, work: Parameters<typeof write>[1]) =>
  write(ctx, async (tx) => {
    tx.authorise(allowed);
    await work(tx);
    await tx.record({
      kind: 'test.booked',
      subjectType: 'school',
      subjectId: crypto.randomUUID(),
      schoolId: null,
      summary: 'booked something',
    });
  });
const book = (actor: Actor, of: WorkloadCause, shares: readonly WorkloadShare[]) =>
  as(actor, (ctx) => recorded(ctx, (tx) => bookWorkload(ctx, tx, of, shares)));

test('a trust follows the defaults until it has set its own limits, and then the newest', async () => {
  const { trust, leader } = await place();
  expect(await as(leader, (ctx) => workloadLimits(ctx))).toEqual(defaultLimits);
  await inTrust(database.db, trust.id, async (tx) => {
    for (const version of [1, 2])
      await tx
        .insertInto('workload_policy')
        .values({
          trust_id: trust.id,
          version,
          observations_a_year: version,
          observed_minutes_a_year: 100,
          warn_at_observations: 1,
          notice_school_days: 10,
          observers_at_most: 1,
          school_hours_a_term: 50,
          not_in_first_week: false,
          not_in_last_week: false,
          not_in_exam_weeks: false,
          set_at: Temporal.Instant.from('2026-09-01T09:00:00Z'),
          set_by: leader.personId,
          why: 'Agreed with the unions',
        })
        .execute();
  });
  expect(await as(leader, (ctx) => workloadLimits(ctx))).toMatchObject({ observationsAYear: 2, noticeSchoolDays: 10 });
});

test('what the cause itself had planned is left out, what others planned stands, at whatever school', async () => {
  const here = await place();
  const mine = cause();
  await book(here.leader, mine, [lesson(here)]);
  await book(here.leader, cause(), [lesson(here)]);
  await book(here.leader, cause(), [lesson(here, { schoolId: here.other.id })]);
  const findings = (of?: WorkloadCause) => as(here.head, (ctx) => workloadFindings(ctx, [lesson(here)], of));
  expect((await findings(mine)).map((found) => found.blocks)).toEqual([false]);
  expect((await findings()).map((found) => found.words)).toEqual([
    'Ann Ashby: it would be the fourth observation of 2026/27, and the limit is 3',
  ]);
});

test('another trust’s ledger is no matter, and nothing proposed finds nothing', async () => {
  const here = await place();
  const there = await place();
  await book(there.leader, cause(), [lesson(there), lesson(there)]);
  expect(await as(here.leader, (ctx) => workloadFindings(ctx, [lesson(here)]))).toEqual([]);
  expect(await as(here.leader, (ctx) => workloadFindings(ctx, []))).toEqual([]);
});

test('exam weeks of the school are left alone', async () => {
  const here = await place();
  await inTrust(database.db, here.trust.id, (tx) =>
    tx
      .insertInto('exam_week')
      .values({
        trust_id: here.trust.id,
        school_id: here.school.id,
        academic_year: 2026,
        name: 'Year 11 mocks',
        starts_on: Temporal.PlainDate.from('2027-02-01'),
        ends_on: Temporal.PlainDate.from('2027-02-05'),
      })
      .execute(),
  );
  const limits = (schoolId: string) =>
    as(here.leader, async (ctx) =>
      (await workloadFindings(ctx, [lesson(here, { schoolId })])).map((each) => each.limit),
    );
  expect(await limits(here.school.id)).toEqual(['exam_week']);
  expect(await limits(here.other.id)).toEqual([]);
});

test('going over without a reason is refused at the field for it; with one it is kept, and not asked again', async () => {
  const here = await place();
  for (let count = 0; count < 3; count += 1) await book(here.leader, cause(), [lesson(here)]);
  const over = cause();
  const pass = (why: string | null) =>
    as(here.leader, (ctx) =>
      recorded(ctx, async (tx) => {
        const findings = await workloadFindings(ctx, [lesson(here)], over);
        await recordExcess(ctx, tx, over, here.school.id, findings, why);
      }),
    );
  const refusal = await pass('  ').catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(Invalid);
  expect((refusal as Invalid).errors[0]?.field).toBe('overWhy');
  expect((refusal as Invalid).errors[0]?.message).toContain('fourth observation');
  await pass('The head of department asked for it');
  await pass(null);
  const kept = await database.owner.pool.query('select * from workload_excess where source_id = $1', [over.id]);
  expect(kept.rows).toHaveLength(1);
  expect(kept.rows[0]).toMatchObject({
    limit_code: 'observations',
    person_id: here.teacher.personId,
    academic_year: 2026,
    why: 'The head of department asked for it',
  });
});

test('a warning needs no reason and is not kept', async () => {
  const here = await place();
  await book(here.leader, cause(), [lesson(here)]);
  const warned = cause();
  await as(here.leader, (ctx) =>
    recorded(ctx, async (tx) => {
      const findings = await workloadFindings(ctx, [lesson(here)], warned);
      expect(findings).toHaveLength(1);
      await recordExcess(ctx, tx, warned, here.school.id, findings, null);
    }),
  );
  const kept = await database.owner.pool.query('select * from workload_excess where source_id = $1', [warned.id]);
  expect(kept.rows).toEqual([]);
});

test('hours by school, term, department and person: planned, done and stopped apart, names only for those who may read them', async () => {
  const here = await place();
  const [planned, done, stopped] = [cause(), cause(), cause()];
  await book(here.leader, planned, [lesson(here), lesson(here, { part: 'feedback', minutes: 15 })]);
  await book(here.leader, done, [lesson(here, { onDay: Temporal.PlainDate.from('2026-11-10') })]);
  await book(here.leader, stopped, [lesson(here, { minutes: 50 })]);
  await book(here.leader, cause(), [lesson(here, { schoolId: here.other.id })]);
  await as(here.leader, (ctx) => recorded(ctx, (tx) => workloadDone(tx, done)));
  await as(here.leader, (ctx) => recorded(ctx, (tx) => workloadStopped(tx, stopped, 'The teacher was ill')));
  const mine = await as(here.head, (ctx) => schoolHours(ctx, 2026));
  expect(mine).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ term: 'spring', person: 'Ann Ashby', planned: 45, done: 0, stopped: 50 }),
      expect.objectContaining({ term: 'autumn', person: 'Ann Ashby', planned: 0, done: 30, stopped: 0 }),
    ]),
  );
  expect(mine).toHaveLength(2);
  expect(await as(here.leader, (ctx) => schoolHours(ctx, 2026))).toHaveLength(3);
  const unnamed = await runAs(database, here.teacher, 'qa-calendar:read', (ctx) => schoolHours(ctx, 2026));
  expect(unnamed.map((row) => [row.schoolId, row.personId, row.person])).toEqual([
    [here.school.id, null, null],
    [here.school.id, null, null],
  ]);
});

test('a data review that was held makes the minutes planned for it done: of its school, year and kind, and no other', async () => {
  const here = await place();
  const entry = async (schoolId: string, kind: 'data_review' | 'annual_review') => {
    const day = Temporal.PlainDate.from('2026-09-21');
    const { id } = await inTrust(database.db, here.trust.id, (tx) =>
      tx
        .insertInto('qa_entry')
        .values({
          trust_id: here.trust.id,
          school_id: schoolId,
          academic_year: 2026,
          kind,
          topic: null,
          department_id: null,
          title: 'Of the calendar',
          starts_on: day,
          ends_on: day,
          lead_id: null,
          rolled_from_id: null,
          added_by: here.leader.personId,
        })
        .returning('id')
        .executeTakeFirstOrThrow(),
    );
    const shares = [lesson(here, { schoolId, part: 'meeting', purpose: 'formal_review', onDay: day })];
    await book(here.leader, { type: 'qa_entry', id }, shares);
    return id;
  };
  const held = await entry(here.school.id, 'data_review');
  const others = [await entry(here.school.id, 'annual_review'), await entry(here.other.id, 'data_review')];
  const done = { schoolId: here.school.id, academicYear: 2026, kind: 'data_review' } as const;
  await as(here.leader, (ctx) => recorded(ctx, (tx) => calendarEntryDone(tx, done)));
  const states = await database.owner.pool.query(
    'select source_id, state from workload_line where source_id = any($1)',
    [[held, ...others]],
  );
  expect(Object.fromEntries(states.rows.map((row) => [row.source_id, row.state]))).toEqual({
    [held]: 'done',
    [others[0] ?? '']: 'planned',
    [others[1] ?? '']: 'planned',
  });
});
