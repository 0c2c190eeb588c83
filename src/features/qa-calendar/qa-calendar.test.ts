import { describe, expect, test } from 'vitest';
import { buildExamWeek, buildTermDates } from '#core/academic-year/build.ts';
import type { Actor } from '#core/access/actor.ts';
import { runAs } from '#core/access/run-as.ts';
import type { Ctx } from '#core/context.ts';
import { buildActor, buildSchool, buildTrust, inTrust } from '#core/organisations/build.ts';
import { plannedDataReviews } from '#features/data-reviews/index.ts';
import { Forbidden, Invalid, NotFound, StaleRevision } from '#platform/errors.ts';
import { useDatabase } from '#test/support/database.ts';
import { addEntry } from './actions/add-entry.ts';
import { answerConsultation } from './actions/answer-consultation.ts';
import { changeEntry } from './actions/change-entry.ts';
import { fingerprintOf, makeCalendar, rollForward } from './actions/make-calendar.ts';
import { moveEntry } from './actions/move-entry.ts';
import { publishCalendar } from './actions/publish-calendar.ts';
import { removeTemplateLine, saveTemplateLine } from './actions/save-template.ts';
import { stopEntry } from './actions/stop-entry.ts';
import { buildEntry, buildPublishedCalendar } from './build.ts';
import { inWeekOf } from './entry-rules.ts';
import { planRollForward, planYear } from './plan-year.ts';
import { entriesInScope, findEntry, movesOf, publishedEntries } from './queries.ts';
import { templateOf, templateVersions } from './template-queries.ts';
import { shippedTemplate } from './template-rules.ts';

const database = useDatabase();
const day = Temporal.PlainDate.from;

async function world() {
  const trust = await buildTrust(database.db);
  await buildTermDates(database.db, trust, 2025);
  await buildTermDates(database.db, trust, 2026);
  await buildTermDates(database.db, trust, 2027);
  const school = await buildSchool(database.db, trust);
  const other = await buildSchool(database.db, trust, { phase: 'primary' });
  const planner = await buildActor(database.db, trust, 'trust_leader');
  const teaching = await buildActor(database.db, trust, 'teaching_learning');
  const head = await buildActor(database.db, trust, 'head_teacher', { schoolId: school.id });
  const plan = <T>(work: (ctx: Ctx) => Promise<T>) => runAs(database, planner, 'qa-calendar:plan', work);
  const read = <T>(actor: Actor, work: (ctx: Ctx) => Promise<T>) => runAs(database, actor, 'qa-calendar:read', work);
  return { trust, school, other, planner, teaching, head, plan, read };
}

const linesOf = async (trustId: string, entryId: string) =>
  await inTrust(database.db, trustId, (tx) =>
    tx
      .selectFrom('workload_line')
      .select(['part', 'minutes', 'person_id', 'state', 'on_day', 'stopped_why'])
      .where('source_id', '=', entryId)
      .execute(),
  );

describe('the calendar of a year', () => {
  test('is shown before anything is written, then made as it was shown, with what it is expected to cost', async () => {
    const { plan, trust, school, teaching } = await world();
    const shown = await plan((ctx) => planYear(ctx, 2027, null));
    expect(shown.drafts).toHaveLength(8);
    expect(await plan((ctx) => entriesInScope(ctx, { academicYear: 2027 }))).toEqual([]);
    expect(await plan((ctx) => makeCalendar(ctx, 2027, null, fingerprintOf(shown)))).toBe(8);
    const made = await plan((ctx) => entriesInScope(ctx, { academicYear: 2027, schoolId: school.id }));
    expect(made.map((entry) => entry.kind)).toEqual([
      'data_review',
      'annual_review',
      'department_review',
      'topic_review',
    ]);
    const [data] = made;
    const lines = await linesOf(trust.id, data?.id ?? '');
    expect(lines.reduce((sum, line) => sum + line.minutes, 0)).toBe(570);
    const annual = made.find((entry) => entry.kind === 'annual_review');
    const writing = (await linesOf(trust.id, annual?.id ?? '')).find((line) => line.part === 'writing');
    expect(writing?.person_id).toBe(annual?.lead_id);
    expect(made.some((entry) => entry.lead_id === teaching.personId)).toBe(true);
  });

  test('made again adds only what is missing: nothing, or what a new school needs', async () => {
    const { plan, trust } = await world();
    await plan(async (ctx) => makeCalendar(ctx, 2027, null, fingerprintOf(await planYear(ctx, 2027, null))));
    const again = await plan((ctx) => planYear(ctx, 2027, null));
    expect(again.drafts).toEqual([]);
    await expect(plan((ctx) => makeCalendar(ctx, 2027, null, fingerprintOf(again)))).rejects.toThrow(
      'Nothing is missing',
    );
    const joined = await buildSchool(database.db, trust);
    const more = await plan((ctx) => planYear(ctx, 2027, null));
    expect(new Set(more.drafts.map((draft) => draft.schoolId))).toEqual(new Set([joined.id]));
  });

  test('is not written when something has changed since it was shown', async () => {
    const { plan, school, planner } = await world();
    const shown = fingerprintOf(await plan((ctx) => planYear(ctx, 2027, null)));
    await buildEntry(database, planner, school.id, { academicYear: 2027, monday: '2028-06-12' });
    await expect(plan((ctx) => makeCalendar(ctx, 2027, null, shown))).rejects.toThrow('Something has changed');
    expect(await plan((ctx) => entriesInScope(ctx, { academicYear: 2027 }))).toHaveLength(1);
  });

  test('keeps out of the weeks of tests of one school and not of the other', async () => {
    const { plan, trust, school, other } = await world();
    for (const monday of ['2027-09-13', '2027-09-20', '2027-09-27'])
      await buildExamWeek(database.db, trust, `Tests ${monday}`, monday, { schoolId: school.id, academicYear: 2027 });
    const { drafts, notes } = await plan((ctx) => planYear(ctx, 2027, null));
    const weekOf = (id: string) =>
      drafts.find((draft) => draft.schoolId === id && draft.kind === 'data_review')?.startsOn;
    expect(weekOf(school.id)?.toString()).not.toMatch(/2027-09-(13|20|27)/);
    expect(weekOf(other.id)?.toString()).toMatch(/2027-09-(13|20|27)/);
    expect(notes.some((note) => note.startsWith(school.name) && note.includes('instead of weeks 3 to 5'))).toBe(true);
  });

  test.each(['head_teacher', 'teaching_learning', 'teacher'] as const)(
    'is not made by somebody with the role %s',
    async (role) => {
      const { trust, school } = await world();
      const place = role === 'teaching_learning' ? {} : { schoolId: school.id };
      const actor = await buildActor(database.db, trust, role, place);
      await expect(
        runAs(database, actor, 'qa-calendar:read', (ctx) => makeCalendar(ctx, 2027, null, '')),
      ).rejects.toThrow(Forbidden);
    },
  );
});

describe('an entry', () => {
  test('moves to another week; its minutes move with it, and the move is kept with its reason', async () => {
    const { plan, planner, school, trust } = await world();
    const id = await buildEntry(database, planner, school.id);
    await plan((ctx) =>
      moveEntry(ctx, id, { ...inWeekOf(day('2027-03-01')), why: 'The inspector comes', revision: 1 }),
    );
    const entry = await plan((ctx) => findEntry(ctx, id));
    expect([entry.starts_on.toString(), entry.revision]).toEqual(['2027-03-01', 2]);
    expect((await linesOf(trust.id, id)).every((line) => line.on_day.toString() === '2027-03-01')).toBe(true);
    const [move] = await plan((ctx) => movesOf(ctx, id));
    expect(move).toMatchObject({ why: 'The inspector comes', after_publication: false, by: planner.name });
    await expect(
      plan((ctx) => moveEntry(ctx, id, { ...inWeekOf(day('2027-03-08')), why: null, revision: 1 })),
    ).rejects.toThrow(StaleRevision);
    await expect(
      plan((ctx) => moveEntry(ctx, id, { ...inWeekOf(day('2027-03-01')), why: null, revision: 2 })),
    ).rejects.toThrow('It stands there already');
  });

  test('gives its estimate up for good once a timetable has taken its place', async () => {
    const { plan, planner, school, trust } = await world();
    const id = await buildEntry(database, planner, school.id);
    await inTrust(database.db, trust.id, (tx) => tx.deleteFrom('workload_line').where('source_id', '=', id).execute());
    await plan((ctx) => moveEntry(ctx, id, { ...inWeekOf(day('2027-03-01')), why: null, revision: 1 }));
    expect(await linesOf(trust.id, id)).toEqual([]);
  });

  test('once published moves only with a reason, and the school is asked again', async () => {
    const { plan, trust, school } = await world();
    const { entryId } = await buildPublishedCalendar(database, trust, school);
    const to = inWeekOf(day('2027-03-01'));
    await expect(plan((ctx) => moveEntry(ctx, entryId, { ...to, why: null, revision: 1 }))).rejects.toMatchObject({
      errors: [{ field: 'why', message: 'Say why: this calendar has been published' }],
    });
    await plan((ctx) => moveEntry(ctx, entryId, { ...to, why: 'The lead is ill', revision: 1 }));
    const [version] = await inTrust(database.db, trust.id, (tx) =>
      tx
        .selectFrom('qa_consultation')
        .selectAll()
        .where('school_id', '=', school.id)
        .orderBy('version', 'desc')
        .execute(),
    );
    expect(version).toMatchObject({
      version: 2,
      what_changed: 'Topic review: SEND moved from week of 1 February 2027 to week of 1 March 2027',
    });
    expect(version?.entries).toMatchObject([{ id: entryId, startsOn: '2027-03-01' }]);
  });

  test('is stopped with a reason: it stays on record, its minutes are counted as stopped, and it cannot be changed', async () => {
    const { plan, planner, school, trust } = await world();
    const id = await buildEntry(database, planner, school.id);
    await plan((ctx) => stopEntry(ctx, id, 'Two teachers are ill', 1));
    expect((await plan((ctx) => findEntry(ctx, id))).stopped_why).toBe('Two teachers are ill');
    expect(await plan((ctx) => entriesInScope(ctx, { academicYear: 2026 }))).toEqual([]);
    expect((await linesOf(trust.id, id)).every((line) => line.state === 'stopped')).toBe(true);
    await expect(
      plan((ctx) => moveEntry(ctx, id, { ...inWeekOf(day('2027-03-01')), why: null, revision: 2 })),
    ).rejects.toThrow(Invalid);
  });

  test('is led by somebody who leads, at a department of its own school', async () => {
    const { plan, planner, school, other, trust, teaching } = await world();
    const id = await buildEntry(database, planner, school.id, {
      kind: 'department_review',
      topic: null,
      title: 'Science',
    });
    const teacher = await buildActor(database.db, trust, 'teacher', { schoolId: school.id });
    const change = { title: 'Science', leadId: teaching.personId, departmentId: null, topic: null, revision: 1 };
    await expect(plan((ctx) => changeEntry(ctx, id, { ...change, leadId: teacher.personId }))).rejects.toMatchObject({
      errors: [{ field: 'leadId' }],
    });
    const elsewhere = await inTrust(database.db, trust.id, (tx) =>
      tx
        .insertInto('department')
        .values({ trust_id: trust.id, school_id: other.id, name: 'Science' })
        .returning('id')
        .executeTakeFirstOrThrow(),
    );
    await expect(plan((ctx) => changeEntry(ctx, id, { ...change, departmentId: elsewhere.id }))).rejects.toMatchObject({
      errors: [{ field: 'departmentId' }],
    });
    await plan((ctx) => changeEntry(ctx, id, change));
    expect((await plan((ctx) => findEntry(ctx, id))).lead_id).toBe(teaching.personId);
    expect((await linesOf(trust.id, id)).some((line) => line.person_id === teaching.personId)).toBe(true);
  });

  test('of a kind has what belongs to it: a topic review its topic, nothing else one', async () => {
    const { planner, school } = await world();
    await expect(buildEntry(database, planner, school.id, { topic: null })).rejects.toMatchObject({
      errors: [{ field: 'topic' }],
    });
    await expect(buildEntry(database, planner, school.id, { kind: 'data_review' })).rejects.toMatchObject({
      errors: [{ field: 'topic' }],
    });
    await expect(buildEntry(database, planner, school.id, { monday: '2029-02-05' })).rejects.toThrow('school year');
  });
});

describe('who sees the calendar', () => {
  test('before it is published whoever plans, and the head and staff representative once they have been asked; afterwards the school, its governors and the trustees', async () => {
    const { trust, school, other, planner, read } = await world();
    const draftId = await buildEntry(database, planner, other.id);
    const { entryId, head } = await buildPublishedCalendar(database, trust, school);
    const ids = async (actor: Actor) =>
      (await read(actor, (ctx) => entriesInScope(ctx, { academicYear: 2026 }))).map((entry) => entry.id);
    const at = (role: Parameters<typeof buildActor>[2], schoolId?: string) =>
      buildActor(database.db, trust, role, schoolId ? { schoolId } : {});
    expect(await ids(await at('trustee'))).toEqual([entryId]);
    expect(await ids(await at('teaching_learning'))).toEqual([entryId]);
    expect(await ids(await at('teacher', school.id))).toEqual([entryId]);
    expect(await ids(await at('lgb_member', school.id))).toEqual([entryId]);
    expect(await ids(head)).toEqual([entryId]);
    // Not asked yet: the head of the other school sees nothing, nor can it be opened.
    const otherHead = await at('head_teacher', other.id);
    expect(await ids(otherHead)).toEqual([]);
    await expect(read(otherHead, (ctx) => findEntry(ctx, draftId))).rejects.toThrow(NotFound);
    await expect(read(otherHead, (ctx) => findEntry(ctx, entryId))).rejects.toThrow(NotFound);
    expect((await ids(planner)).toSorted()).toEqual([draftId, entryId].toSorted());
    expect((await read(planner, (ctx) => publishedEntries(ctx, {}))).map((entry) => entry.id)).toEqual([entryId]);
  });

  test('what is added after publication is seen with the next one', async () => {
    const { trust, school, read } = await world();
    const { planner, head, representative } = await buildPublishedCalendar(database, trust, school);
    const teacher = await buildActor(database.db, trust, 'teacher', { schoolId: school.id });
    const seen = async (actor: Actor) => (await read(actor, (ctx) => entriesInScope(ctx, {}))).length;
    // A later moment: the clock of these tests stands still.
    const later = {
      ...database,
      services: { ...database.services, clock: { now: () => Temporal.Instant.from('2026-11-23T10:00:00Z') } },
    };
    await buildEntry(later, planner, school.id, { monday: '2027-06-14' });
    expect([await seen(teacher), await seen(head), await seen(representative)]).toEqual([1, 2, 2]);
  });

  test('another trust sees none of it', async () => {
    const { trust, school } = await world();
    const { entryId } = await buildPublishedCalendar(database, trust, school);
    const theirs = await buildTrust(database.db);
    const stranger = await buildActor(database.db, theirs, 'trust_leader');
    await expect(runAs(database, stranger, 'qa-calendar:plan', (ctx) => findEntry(ctx, entryId))).rejects.toThrow(
      NotFound,
    );
    await expect(
      runAs(database, stranger, 'qa-calendar:plan', (ctx) =>
        moveEntry(ctx, entryId, { ...inWeekOf(day('2027-03-01')), why: 'x', revision: 1 }),
      ),
    ).rejects.toThrow(NotFound);
    await expect(
      runAs(database, stranger, 'qa-calendar:plan', (ctx) =>
        addEntry(ctx, school.id, 2026, {
          kind: 'data_review',
          topic: null,
          departmentId: null,
          title: 'Data review',
          leadId: null,
          ...inWeekOf(day('2027-03-01')),
        }),
      ),
    ).rejects.toThrow(NotFound);
  });

  test('a head does not move, change or stop an entry of their school', async () => {
    const { trust, school, read } = await world();
    const { entryId, head } = await buildPublishedCalendar(database, trust, school);
    const to = inWeekOf(day('2027-03-01'));
    await expect(read(head, (ctx) => moveEntry(ctx, entryId, { ...to, why: 'x', revision: 1 }))).rejects.toThrow(
      Forbidden,
    );
    await expect(read(head, (ctx) => stopEntry(ctx, entryId, 'x', 1))).rejects.toThrow(Forbidden);
  });
});

test('a published data review sets the date of the meeting, and takes it along when it moves', async () => {
  const { trust, school, plan, planner } = await world();
  const id = await buildEntry(database, planner, school.id, {
    kind: 'data_review',
    topic: null,
    title: 'Data review',
    monday: '2027-05-03',
  });
  await plan((ctx) =>
    publishCalendar(ctx, school.id, 2026, { withoutAgreementWhy: 'The head asked for it', overWhy: null }),
  );
  const planned = async () => (await plan((ctx) => plannedDataReviews(ctx, 2026))).get(school.id)?.plannedOn.toString();
  // The Monday is a bank holiday.
  expect(await planned()).toBe('2027-05-04');
  const { revision } = await plan((ctx) => findEntry(ctx, id));
  const on = { startsOn: day('2027-06-15'), endsOn: day('2027-06-15'), daysKnown: true };
  await plan((ctx) => moveEntry(ctx, id, { ...on, why: 'Results come later', revision }));
  expect(await planned()).toBe('2027-06-15');
  expect(trust.id).toBeDefined();
});

describe('rolling a year forward', () => {
  test('is shown first, then brings each entry a year on, unpublished, linked, with the next topic; and nothing twice', async () => {
    const { trust, school, plan } = await world();
    const { entryId } = await buildPublishedCalendar(database, trust, school);
    const shown = await plan((ctx) => planRollForward(ctx, 2027));
    expect(shown.drafts).toMatchObject([{ rolledFromId: entryId, topic: 'leadership', daysKnown: false }]);
    expect(await plan((ctx) => rollForward(ctx, 2027, fingerprintOf(shown)))).toBe(1);
    const [rolled] = await plan((ctx) => entriesInScope(ctx, { academicYear: 2027 }));
    expect(rolled).toMatchObject({
      rolled_from_id: entryId,
      published: false,
      title: 'Topic review: Leadership and management',
    });
    expect(rolled?.starts_on.toString()).toBe('2028-01-31');
    expect((await plan((ctx) => planRollForward(ctx, 2027))).drafts).toEqual([]);
  });

  test('leaves out a lead who has left, and says so', async () => {
    const { trust, school, plan, planner, teaching } = await world();
    await buildEntry(database, planner, school.id, { leadId: teaching.personId });
    await inTrust(database.db, trust.id, (tx) =>
      tx
        .updateTable('person')
        .set({ left_on: day('2026-10-31') })
        .where('id', '=', teaching.personId)
        .execute(),
    );
    const { drafts, notes } = await plan((ctx) => planRollForward(ctx, 2027));
    expect(drafts[0]?.leadId).toBeNull();
    expect(notes.some((note) => note.includes(`${teaching.name} no longer leads reviews`))).toBe(true);
  });
});

describe('the template', () => {
  const [line] = shippedTemplate;

  test('is the shipped one until the trust saves its own; each change is a new version with a reason', async () => {
    const { plan } = await world();
    if (!line) throw new Error('The shipped template is empty.');
    expect(await plan((ctx) => templateOf(ctx))).toEqual({ version: 0, lines: shippedTemplate });
    await plan((ctx) => saveTemplateLine(ctx, { ...line, fromWeek: 2 }, 0, 'Results come early'));
    await plan((ctx) => removeTemplateLine(ctx, 'topic_review', 1, 'Not this year'));
    const { version, lines } = await plan((ctx) => templateOf(ctx));
    expect(version).toBe(2);
    expect(lines.map((each) => each.key)).toEqual([
      'data_review',
      'annual_review',
      'department_review',
      'subject_review',
    ]);
    expect(lines[0]?.fromWeek).toBe(2);
    expect((await plan((ctx) => templateVersions(ctx))).map((each) => each.why)).toEqual([
      'Not this year',
      'Results come early',
    ]);
  });

  test('is not overwritten by somebody who saw an older version, nor changed by a head', async () => {
    const { plan, head } = await world();
    if (!line) throw new Error('The shipped template is empty.');
    await plan((ctx) => saveTemplateLine(ctx, line, 0, 'Ours'));
    await expect(plan((ctx) => saveTemplateLine(ctx, line, 0, 'Ours'))).rejects.toThrow(StaleRevision);
    await expect(plan((ctx) => saveTemplateLine(ctx, { ...line, toWeek: 1 }, 1, 'Ours'))).rejects.toThrow(Invalid);
    await expect(
      runAs(database, head, 'qa-calendar:read', (ctx) => saveTemplateLine(ctx, line, 1, 'Mine')),
    ).rejects.toThrow(Forbidden);
  });
});

test('an answer is refused where the calendar has changed since it was shown', async () => {
  const { trust, school, plan } = await world();
  const { entryId, head } = await buildPublishedCalendar(database, trust, school);
  await plan((ctx) => moveEntry(ctx, entryId, { ...inWeekOf(day('2027-03-01')), why: 'The lead is ill', revision: 1 }));
  await expect(
    runAs(database, head, 'qa-calendar:answer', (ctx) =>
      answerConsultation(ctx, school.id, 2026, { version: 1, agrees: true, words: '', moves: [] }),
    ),
  ).rejects.toThrow(StaleRevision);
});
