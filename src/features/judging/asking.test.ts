import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#core/access/actor.ts';
import { buildEvidence } from '#core/evidence/build.ts';
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
import { Forbidden, Invalid, NotFound } from '#platform/errors.ts';
import { useDatabase } from '#test/support/database.ts';
import { useFeaturePages } from '#test/support/feature-pages.ts';
import { buildReviewAt, buildReviewPeople } from '../annual-reviews/build.ts';
import { askPair } from './actions/ask-pair.ts';
import { declare } from './actions/declare.ts';
import { as, buildJudgementPair, buildJudges, commitAs, type Judges, modelFramework } from './build.ts';
import { possibleGraders } from './grader-queries.ts';
import { judgingFeature } from './index.ts';
import { findPair } from './pair-queries.ts';
import { judgingPaths } from './paths.ts';

const database = useDatabase();
const web = useFeaturePages(database, judgingFeature.routes);
let trust: BuiltTrust;
let school: BuiltSchool;
let judges: Judges;
let author: Actor;
let head: Actor;
let judgementId: string;
let reviewId: string;

beforeAll(async () => {
  trust = await buildTrust(database.db);
  school = await buildSchool(database.db, trust);
  await buildFrameworks(database.db, trust);
  judges = await buildJudges(database, trust);
  judges = {
    ...judges,
    asker: await withAccount(database.db, judges.asker),
    ada: await withAccount(database.db, judges.ada),
    ben: await withAccount(database.db, judges.ben),
  };
  const people = await buildReviewPeople(database, trust, school);
  author = people.author;
  head = await withAccount(database.db, people.head);
  ({ reviewId } = await buildReviewAt(database, trust, school, 'draft', { people }));
  judgementId = await inTrust(database.db, trust.id, async (tx) => {
    const row = await tx
      .selectFrom('judgement')
      .select('id')
      .where('review_id', '=', reviewId)
      .where('area_code', '=', 'quality_of_education')
      .executeTakeFirstOrThrow();
    return row.id;
  });
});

const ask = (actor: Actor, values: Partial<Parameters<typeof askPair>[1]> = {}) =>
  as(database, actor, (ctx) =>
    askPair(ctx, {
      subject: { type: 'judgement', id: judgementId },
      firstId: judges.ada.personId,
      secondId: judges.ben.personId,
      dueOn: ctx.today.add({ days: 7 }),
      areaIds: [],
      ...values,
    }),
  );
const fields = async (asking: Promise<unknown>) => {
  const error = await asking.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return error instanceof Invalid ? error.errors.map((one) => one.field) : error;
};

describe('asking two people', () => {
  test('the same person twice, a day that has passed, and people who may not judge are refused', async () => {
    expect(await fields(ask(judges.asker, { secondId: judges.ada.personId }))).toEqual(['secondId']);
    expect(await fields(ask(judges.asker, { dueOn: Temporal.PlainDate.from('2026-11-20') }))).toEqual(['dueOn']);
    expect(await fields(ask(judges.asker, { firstId: head.personId }))).toEqual(['firstId']);
    expect(await fields(ask(judges.asker, { firstId: crypto.randomUUID() }))).toEqual(['firstId']);
  });

  test('whoever wrote the judgement has judged it already', async () => {
    expect(await fields(ask(judges.asker, { secondId: author.personId }))).toEqual(['secondId']);
  });

  test('whoever worked at the school this year, or governs it, does not judge it; an external reviewer of it may', async () => {
    const { db } = database;
    const governs = await buildActor(db, trust, 'trust_leader');
    const left = await buildActor(db, trust, 'teaching_learning');
    const external = await buildActor(db, trust, 'external_reviewer', { schoolId: school.id });
    const elsewhere = await buildSchool(db, trust);
    const externalElsewhere = await buildActor(db, trust, 'external_reviewer', { schoolId: elsewhere.id });
    const visiting = await buildActor(db, trust, 'visiting_reviewer', { schoolId: school.id });
    await inTrust(db, trust.id, (tx) =>
      tx
        .insertInto('role_grant')
        .values(
          [
            { person_id: governs.personId, role: 'lgb_member' as const, ends_on: null },
            { person_id: left.personId, role: 'slt' as const, ends_on: Temporal.PlainDate.from('2026-09-30') },
          ].map((grant) => ({
            ...grant,
            trust_id: trust.id,
            school_id: school.id,
            starts_on: Temporal.PlainDate.from('2024-09-01'),
          })),
        )
        .execute(),
    );
    const possible = await as(database, judges.asker, (ctx) =>
      possibleGraders(ctx, {
        type: 'judgement',
        schoolId: school.id,
        academicYear: 2026,
        authorIds: [author.personId],
      }),
    );
    const ids = possible.map((person) => person.id);
    expect(ids).toEqual(expect.arrayContaining([judges.ada.personId, judges.ben.personId, external.personId]));
    for (const not of [governs, left, externalElsewhere, head, author, visiting])
      expect(ids).not.toContain(not.personId);
    const ofTheme = await as(database, judges.asker, (ctx) =>
      possibleGraders(ctx, { type: 'theme', schoolId: school.id, academicYear: 2026, authorIds: [] }),
    );
    expect(ofTheme.map((person) => person.id)).toContain(visiting.personId);
  });

  test('a head or somebody of another school does not ask, and a judgement that the reader may not open is not there', async () => {
    const away = await buildSchool(database.db, trust);
    const external = await buildActor(database.db, trust, 'external_reviewer', { schoolId: away.id });
    await expect(ask(external)).rejects.toThrow(NotFound);
    const headAndLeader: Actor = {
      ...judges.asker,
      grants: [...judges.asker.grants, { role: 'slt', schoolId: school.id, departmentId: null }],
    };
    await expect(ask(headAndLeader)).rejects.toThrow(NotFound);
  });

  test('a set piece needs areas of one framework', async () => {
    const framework = await modelFramework(database, trust);
    const [area] = framework.areas;
    const piece = await buildEvidence(database.db, school, judges.asker, { kind: 'work_scrutiny' });
    const subject = { type: 'evidence' as const, id: piece.id };
    expect(await fields(ask(judges.asker, { subject }))).toEqual(['areaIds']);
    expect(await fields(ask(judges.asker, { subject, areaIds: [crypto.randomUUID()] }))).toEqual(['areaIds']);
    const ofTwo = await inTrust(database.db, trust.id, (tx) =>
      tx.selectFrom('framework_area').select('id').where('framework_id', '<>', framework.id).limit(1).execute(),
    );
    expect(await fields(ask(judges.asker, { subject, areaIds: [area?.id ?? '', ofTwo[0]?.id ?? ''] }))).toEqual([
      'areaIds',
    ]);
    const id = await ask(judges.asker, { subject, areaIds: [area?.id ?? ''] });
    const pair = await as(database, judges.ada, (ctx) => findPair(ctx, id));
    expect(pair).toMatchObject({ state: 'grading', title: piece.title, school: school.name });
  });

  test('a single lesson is never graded, nor what is open to named people only', async () => {
    const lesson = await buildEvidence(database.db, school, judges.asker, { kind: 'lesson_observation' });
    await expect(ask(judges.asker, { subject: { type: 'evidence', id: lesson.id } })).rejects.toThrow(NotFound);
    const named = await buildEvidence(database.db, school, judges.asker, { kind: 'work_scrutiny' });
    await inTrust(database.db, trust.id, (tx) =>
      tx.updateTable('evidence').set({ readers: 'named' }).where('id', '=', named.id).execute(),
    );
    await expect(ask(judges.asker, { subject: { type: 'evidence', id: named.id } })).rejects.toThrow(NotFound);
  });

  test('an interest that is declared stops it, and whoever asked is told', async () => {
    const id = await buildJudgementPair(database, judges, judgementId);
    await expect(commitAs(database, judges.ada, id, ['2'])).rejects.toThrow(Forbidden);
    await as(database, judges.ada, (ctx) => declare(ctx, id, 'My sister teaches there.'));
    const pair = await as(database, judges.asker, (ctx) => findPair(ctx, id));
    expect(pair).toMatchObject({ state: 'stopped', stoppedWhy: 'Ada declared an interest.' });
    await expect(as(database, judges.ben, (ctx) => declare(ctx, id, null))).rejects.toThrow(Forbidden);
    const told = await inTrust(database.db, trust.id, (tx) =>
      tx.selectFrom('notification').select('subject').where('person_id', '=', judges.asker.personId).execute(),
    );
    expect(told.map((one) => one.subject)).toContain('Somebody cannot judge what you asked for');
    expect(JSON.stringify(told)).not.toContain('sister');
  });

  test('the form asks for what is missing, keeps what was chosen, and leads to the pair', async () => {
    const url = judgingPaths.askAbout(`judgement:${judgementId}`);
    const first = await web.send(judges.asker, judgingPaths.ask, { firstId: judges.ada.personId, dueOn: '' }, url);
    expect(first.status).toBe(400);
    expect(first.text).toContain('Choose the second of the two');
    expect(first.text).toContain('Enter the day by which both should have graded');
    expect(first.text).toContain(`<option value="${judges.ada.personId}" selected`);
    const sent = await web.send(
      judges.asker,
      judgingPaths.ask,
      { firstId: judges.ada.personId, secondId: judges.ben.personId, dueOn: '2026-12-04' },
      url,
    );
    expect(sent.to).toMatch(/^\/judging\/moderation\/[0-9a-f-]{36}$/);
    expect((await web.open(judges.ben, sent.to)).text).toContain(`Does anything tie you to ${school.name}?`);
    expect((await web.open(head, sent.to)).status).toBe(403);
  });

  test('while it is judged, the page shows the evidence and not the authors’ grade or reasons', async () => {
    const id = await buildJudgementPair(database, judges, judgementId);
    const declared = await web.send(
      judges.ada,
      judgingPaths.pairPart(id, 'declare'),
      { hasInterest: 'yes', interest: '' },
      judgingPaths.pair(id),
    );
    expect(declared.status).toBe(400);
    expect(declared.text).toContain('Say what ties you to it');
    await web.send(judges.ada, judgingPaths.pairPart(id, 'declare'), { hasInterest: 'no' }, judgingPaths.pair(id));
    const { text } = await web.open(judges.ada, judgingPaths.pair(id));
    expect(text).toContain('What you judge from');
    expect(text).toContain('Invented observation');
    expect(text).not.toContain('What was seen supports the judgement');
    expect(text).not.toContain('Trust’s grade');
    expect(text).not.toMatch(/checked/);
  });

  test('the choice of what is judged offers judgements, vignettes and set pieces of the reader', async () => {
    const { text } = await web.open(judges.asker, judgingPaths.ask);
    expect(text).toContain(`judgement:${judgementId}`);
    expect(text).toContain('Set piece:');
    expect((await web.open(judges.asker, judgingPaths.askAbout('lesson:1'))).text).toContain(
      'What are two people to judge?',
    );
  });
});

describe('vignettes', () => {
  test('are written once and offered to be judged', async () => {
    const refused = await web.send(judges.asker, judgingPaths.vignettes, { title: 'By the sea', body: '' });
    expect(refused.status).toBe(400);
    expect(refused.text).toContain('By the sea');
    const sent = await web.send(judges.asker, judgingPaths.vignettes, {
      title: 'By the sea',
      body: 'Pupils read well.',
    });
    expect((await web.open(judges.ben, sent.to)).text).toContain('Pupils read well.');
    const id = sent.to.split('/').at(-1) ?? '';
    await expect(
      as(database, judges.asker, (ctx) =>
        ctx.db.updateTable('calibration_vignette').set({ body: 'x' }).where('id', '=', id).execute(),
      ),
    ).rejects.toThrow(/permission denied/);
  });
});
