import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#core/access/actor.ts';
import { write } from '#core/audit/write.ts';
import { recordEvidence } from '#core/evidence/record-evidence.ts';
import { buildFrameworks } from '#core/frameworks/build.ts';
import {
  type BuiltSchool,
  type BuiltTrust,
  buildActor,
  buildSchool,
  buildTrust,
  inTrust,
  withAccount,
} from '#core/organisations/build.ts';
import { useDatabase } from '#test/support/database.ts';
import { useFeaturePages } from '#test/support/feature-pages.ts';
import { buildReviewAt, buildReviewPeople, type ReviewPeople } from '../annual-reviews/build.ts';
import { declare } from './actions/declare.ts';
import { saveOwnGrade } from './actions/save-own-grade.ts';
import { as, buildJudgementPair, buildJudges, commitAs, modelFramework } from './build.ts';
import { piecesFor } from './evidence-queries.ts';
import { findJudgement, judgedInYear } from './find-judged-queries.ts';
import { judgingFeature } from './index.ts';
import { evidenceAsked, within } from './judged-queries.ts';
import { judgingPaths } from './paths.ts';
import { visitable } from './visit-queries.ts';

const database = useDatabase();
const web = useFeaturePages(database, judgingFeature.routes);
let trust: BuiltTrust;
let school: BuiltSchool;
let people: ReviewPeople;
let reviewId: string;
let areaId: string;
let slt: Actor;

/** Evidence of a work scrutiny that says something of the quality of education. */
const record = (actor: Actor, values: Partial<Parameters<typeof recordEvidence>[2]> = {}) =>
  as(
    database,
    actor,
    (ctx) =>
      write(ctx, (tx) =>
        recordEvidence(ctx, tx, {
          schoolId: school.id,
          kind: 'work_scrutiny',
          title: 'Books of Year 9',
          summary: 'Corrections are made and remembered.',
          happenedOn: Temporal.PlainDate.from('2026-11-10'),
          areas: [{ areaId, points: 'strength' }],
          ...values,
        }),
      ),
    'evidence:write',
  );

beforeAll(async () => {
  trust = await buildTrust(database.db);
  school = await buildSchool(database.db, trust);
  await buildFrameworks(database.db, trust);
  const framework = await modelFramework(database, trust);
  areaId = framework.areas.find((area) => area.code === 'quality_of_education')?.id ?? '';
  const built = await buildReviewPeople(database, trust, school);
  people = {
    ...built,
    author: await withAccount(database.db, built.author),
    head: await withAccount(database.db, built.head),
    leader: await withAccount(database.db, built.leader),
  };
  slt = await withAccount(database.db, await buildActor(database.db, trust, 'slt', { schoolId: school.id }));
  ({ reviewId } = await buildReviewAt(database, trust, school, 'draft', { people }));
});

const page = judgingPaths.judgement;
const judged = (actor: Actor) =>
  as(
    database,
    actor,
    (ctx) => findJudgement(ctx, { reviewId, areaCode: 'quality_of_education' }),
    'annual-review:read-draft',
  );
const pieces = (actor: Actor) =>
  as(
    database,
    actor,
    async (ctx) =>
      (await piecesFor(within(ctx, 'annual-review:read-draft'), [evidenceAsked(await judged(actor))]))[0] ?? [],
    'annual-review:read-draft',
  );

describe('what speaks to a judgement', () => {
  test('what its sentences cite and what says something of its area, this year and last; withdrawn evidence no more', async () => {
    await record(people.leader, { tags: ['send'] });
    await record(people.leader, {
      title: 'Of an old framework day',
      happenedOn: Temporal.PlainDate.from('2025-09-02'),
    });
    await record(people.leader, { title: 'Too old', happenedOn: Temporal.PlainDate.from('2025-08-31') });
    const gone = await record(people.leader, { title: 'Withdrawn' });
    await inTrust(database.db, trust.id, (tx) =>
      tx
        .updateTable('evidence')
        .set({ withdrawn_at: Temporal.Instant.from('2026-11-20T09:00:00Z'), withdrawn_why: 'Of another school.' })
        .where('id', '=', gone.id)
        .execute(),
    );
    const found = await pieces(people.author);
    expect(found.map((piece) => piece.title)).toEqual([
      'Books of Year 9',
      expect.stringContaining('Invented observation'),
      'Of an old framework day',
    ]);
    expect(found.map((piece) => piece.points)).toEqual(['strength', null, 'strength']);
    expect(found[0]).toMatchObject({ send: true, disadvantaged: false, observers: [people.leader.personId] });
  });

  test('evidence about an observed teacher counts, and is not listed to those who may not read it', async () => {
    await record(people.leader, {
      title: 'A lesson of one teacher',
      kind: 'lesson_observation',
      readers: 'named',
      tags: ['disadvantaged'],
      observers: [{ personId: null, name: 'An adviser from elsewhere' }],
    });
    const found = await pieces(people.author);
    const hidden = found.find((piece) => !piece.readable);
    expect(hidden).toMatchObject({ title: null, seenBy: [], disadvantaged: true });
    expect(hidden?.observers).toHaveLength(2);
    const { text } = await web.open(people.author, page(reviewId, 'quality_of_education'));
    expect(text).not.toContain('A lesson of one teacher');
    expect(text).not.toContain('An adviser from elsewhere');
    expect(text).toContain('One more piece is counted and not listed');
    expect((await web.open(people.leader, page(reviewId, 'quality_of_education'))).text).toContain(
      'A lesson of one teacher',
    );
  });

  test('the page says how safe it is, why, and which visit would make it safer, with where to plan it', async () => {
    const { text } = await web.open(people.author, page(reviewId, 'personal_development'));
    expect(text).toContain('Stands on one person’s visits');
    expect(text).toContain('Only lesson observation');
    expect(text).toContain('Nothing about SEND');
    expect(text).toMatch(/A pupil voice of 30 minutes .*would mend 2 of 4 weak points/);
    expect(text).toContain('To mend 4 of 4, the cheapest are these 2');
    expect(text).toContain(`/visit-notes/new?school=${school.id}`);
    expect((await web.open(people.leader, page(reviewId, 'personal_development'))).text).toContain(
      '/qa-calendar/2026/add',
    );
  });
});

describe('who sees what', () => {
  const list = (actor: Actor) => web.open(actor, judgingPaths.list);

  test('a draft that the head may not read: no grade, no page of it, nothing that contradicts it, nothing that it cites', async () => {
    await record(people.leader, { title: 'Against it', areas: [{ areaId, points: 'development' }] });
    await record(people.leader, { title: 'Against it too', areas: [{ areaId, points: 'development' }] });
    const rows = await as(database, people.head, (ctx) => judgedInYear(ctx, 2026), 'judging:read');
    expect(rows.length).toBeGreaterThan(3);
    for (const row of rows) expect(row).toMatchObject({ grade: null, gradeShown: false, judges: false });
    for (const row of rows) expect(evidenceAsked(row).citing).toBeNull();
    const { text } = await list(people.head);
    expect(text).toContain('Not open to you yet');
    expect(text).not.toContain('Much of it points the other way');
    expect(text).not.toContain('2 Good');
    expect((await list(people.author)).text).toContain('Much of it points the other way');
    expect((await web.open(people.head, page(reviewId, 'quality_of_education'))).status).toBe(404);
  });

  test('another school’s head sees none of it, and a senior leader or governor no such page', async () => {
    const elsewhere = await buildSchool(database.db, trust);
    const other = await withAccount(
      database.db,
      await buildActor(database.db, trust, 'head_teacher', { schoolId: elsewhere.id }),
    );
    expect((await list(other)).text).not.toContain(school.name);
    expect((await list(slt)).status).toBe(403);
    expect((await web.open(other, page(reviewId, 'quality_of_education'))).status).toBe(404);
    const governor = await withAccount(database.db, people.governor);
    expect((await list(governor)).status).toBe(403);
  });

  test('the least safe comes first', async () => {
    const { text } = await list(people.author);
    expect(text).toContain('The least safe comes first');
    const order = ['Personal development', 'Quality of education'].map((title) => text.indexOf(`>${title}</a>`));
    expect(order[0]).toBeGreaterThan(0);
    expect(order[1]).toBeGreaterThan(order[0] ?? 0);
  });

  test('in a trust where nothing is judged yet the page says what will stand there', async () => {
    const empty = await buildTrust(database.db);
    const leader = await withAccount(database.db, await buildActor(database.db, empty, 'trust_leader'));
    expect((await list(leader)).text).toContain('Nothing is judged in this year yet');
  });
});

describe('the school’s own grade', () => {
  const url = () => judgingPaths.ownGrades(school.id);

  test('the head enters it with reasons; it stands beside the Trust’s and the moderated grade', async () => {
    const refused = await web.send(people.head, url(), {
      areaId,
      revision: '0',
      [`reasons-${areaId}`]: 'Results have risen.',
    });
    expect(refused.status).toBe(400);
    expect(refused.text).toContain('Results have risen.');
    expect(refused.text).toContain('Choose a grade for Quality of education');
    const sent = { areaId, revision: '0', [`grade-${areaId}`]: '1', [`reasons-${areaId}`]: 'Results have risen.' };
    expect((await web.send(people.head, url(), sent)).to).toBe(url());
    const stale = await web.send(people.head, url(), { ...sent, [`reasons-${areaId}`]: 'Second window' });
    expect(stale.status).toBe(409);
    expect(stale.text).toContain('Second window');
    expect(stale.text).toContain('Results have risen.');
    const { text } = await web.open(people.author, page(reviewId, 'quality_of_education'));
    expect(text).toMatch(/School’s own grade[\s\S]{0,200}1 Outstanding/);
  });

  test('nobody else enters it, and another school’s head not here', async () => {
    expect((await web.open(people.leader, url())).status).toBe(403);
    const elsewhere = await buildSchool(database.db, trust);
    const other = await withAccount(
      database.db,
      await buildActor(database.db, trust, 'head_teacher', { schoolId: elsewhere.id }),
    );
    expect((await web.open(other, url())).status).toBe(404);
    const framework = await modelFramework(database, trust);
    const [area] = framework.areas;
    if (!area) throw new Error('No area.');
    await expect(
      as(database, people.leader, (ctx) =>
        saveOwnGrade(ctx, framework, area, {
          schoolId: school.id,
          academicYear: 2026,
          gradeCode: '1',
          reasons: 'x',
          revision: 0,
        }),
      ),
    ).rejects.toThrow('The head teacher says how the school sees itself.');
  });

  test('after two people judged it blind, the three grades stand beside each other', async () => {
    const judges = await buildJudges(database, trust);
    const { id } = await judged(people.author);
    const pairId = await buildJudgementPair(database, judges, id);
    for (const judge of [judges.ada, judges.ben]) await as(database, judge, (ctx) => declare(ctx, pairId, null));
    await commitAs(database, judges.ada, pairId, ['3']);
    expect((await web.open(people.author, page(reviewId, 'quality_of_education'))).text).not.toContain(
      'Moderated grade',
    );
    await commitAs(database, judges.ben, pairId, ['3']);
    const { text } = await web.open(people.author, page(reviewId, 'quality_of_education'));
    expect(text).toMatch(
      /Trust’s grade[\s\S]*2 Good[\s\S]*Moderated grade[\s\S]*3 Requires Improvement[\s\S]*School’s own grade[\s\S]*1 Outstanding/,
    );
    const pair = (await web.open(people.leader, judgingPaths.pair(pairId))).text;
    expect(pair).toMatch(/The same[\s\S]*3 Requires Improvement[\s\S]*2 Good[\s\S]*1 Outstanding/);
  });
});

describe('observations of teachers', () => {
  test('no lesson is proposed where every teacher has reached the limit of the year', async () => {
    const place = await buildSchool(database.db, trust);
    const departmentId = await inTrust(database.db, trust.id, async (tx) => {
      const row = await tx
        .insertInto('department')
        .values({ trust_id: trust.id, school_id: place.id, name: 'Mathematics', subject_id: null, closed_on: null })
        .returning('id')
        .executeTakeFirstOrThrow();
      return row.id;
    });
    const asked = () => as(database, people.leader, (ctx) => visitable(ctx, place.id, null));
    expect(await asked()).toMatchObject({ departments: [departmentId], nobodyObservable: false });
    const teacher = await buildActor(database.db, trust, 'teacher', { schoolId: place.id, departmentId });
    expect((await asked()).observable).toEqual([departmentId]);
    await inTrust(database.db, trust.id, (tx) =>
      tx
        .insertInto('workload_line')
        .values(
          ['2026-10-05', '2026-10-12', '2026-11-09'].map((day) => ({
            trust_id: trust.id,
            school_id: place.id,
            academic_year: 2026,
            person_id: teacher.personId,
            department_id: departmentId,
            on_day: Temporal.PlainDate.from(day),
            purpose: 'appraisal' as const,
            part: 'being_observed' as const,
            minutes: 30,
            source_type: 'by_hand' as const,
            source_id: crypto.randomUUID(),
            state: 'done' as const,
            stopped_why: null,
            what: 'Appraisal',
            booked_by: people.leader.personId,
          })),
        )
        .execute(),
    );
    expect(await asked()).toMatchObject({ observable: [], nobodyObservable: true });
    const colleague = await buildActor(database.db, trust, 'teacher', { schoolId: place.id, departmentId });
    expect(colleague.personId).not.toBe(teacher.personId);
    expect(await asked()).toMatchObject({ observable: [departmentId], nobodyObservable: false });
  });
});
