import { beforeAll, describe, expect, test } from 'vitest';
import { buildTermDates } from '#core/academic-year/build.ts';
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
import '../qa-calendar/tables.ts';
import '../reviews/tables.ts';
import { useDatabase } from '#test/support/database.ts';
import { useFeaturePages } from '#test/support/feature-pages.ts';
import { askPair } from './actions/ask-pair.ts';
import { agreements, itemsOf } from './agreement-groups.ts';
import { as, buildJudges, buildVignettePair, commitAs, type Judges, modelFramework } from './build.ts';
import { judgingFeature } from './index.ts';
import { pairs } from './pair-queries.ts';
import { judgingPaths } from './paths.ts';

const database = useDatabase();
const web = useFeaturePages(database, judgingFeature.routes);
let trust: BuiltTrust;
let school: BuiltSchool;
let judges: Judges;

beforeAll(async () => {
  trust = await buildTrust(database.db);
  school = await buildSchool(database.db, trust);
  await buildFrameworks(database.db, trust);
  await buildTermDates(database.db, trust);
  const built = await buildJudges(database, trust);
  judges = {
    asker: await withAccount(database.db, built.asker),
    ada: await withAccount(database.db, built.ada),
    ben: await withAccount(database.db, built.ben),
  };
});

/** A review that has been shared, with one theme: the Trust's grade and the school's own, where given. */
async function buildTheme(
  grades: { grade: string | null; own: string | null },
  state: 'shared' | 'gathered' = 'shared',
) {
  const framework = await modelFramework(database, trust);
  const [area] = framework.areas;
  return await inTrust(database.db, trust.id, async (tx) => {
    const of = { trust_id: trust.id, school_id: school.id };
    const on = Temporal.PlainDate.from('2026-11-10');
    const at = Temporal.Instant.from('2026-11-02T09:00:00Z');
    const by = judges.asker.personId;
    const about = {
      kind: 'topic_review' as const,
      topic: 'send' as const,
      department_id: null,
      title: 'SEND',
      starts_on: on,
      ends_on: on,
    };
    const entry = await tx
      .insertInto('qa_entry')
      .values({
        ...of,
        ...about,
        academic_year: 2026,
        lead_id: by,
        rolled_from_id: null,
        added_by: by,
        stopped_at: null,
        stopped_by: null,
        stopped_why: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const review = await tx
      .insertInto('qa_review')
      .values({
        ...of,
        ...about,
        academic_year: 2026,
        qa_entry_id: entry.id,
        framework_id: framework.id,
        started_by: by,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx
      .insertInto('qa_review_step')
      .values(
        (state === 'shared' ? (['shared'] as const) : (['shared', 'gathered'] as const)).map((step, index) => ({
          trust_id: trust.id,
          review_id: review.id,
          number: index + 1,
          step,
          state: step,
          taken_at: at,
          taken_by: by,
          why: null,
        })),
      )
      .execute();
    const theme = await tx
      .insertInto('qa_review_theme')
      .values({
        trust_id: trust.id,
        review_id: review.id,
        area_id: area?.id ?? '',
        area_code: area?.code ?? '',
        title: 'Quality of education for pupils with SEND',
        position: 1,
        delegated_to: null,
        grade_code: grades.grade,
        own_grade_code: grades.own,
        own_saved_at: grades.own ? at : null,
        own_saved_by: grades.own ? by : null,
        saved_at: null,
        saved_by: null,
        removed_at: null,
        removed_by: null,
        removed_why: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    return theme.id;
  });
}

describe('a theme of a review', () => {
  test('has its own page; the school’s own grade and the Trust’s are kept apart until both have said theirs', async () => {
    const head = await withAccount(
      database.db,
      await buildActor(database.db, trust, 'head_teacher', { schoolId: school.id }),
    );
    const half = await buildTheme({ grade: '3', own: null });
    expect((await web.open(head, judgingPaths.theme(half))).text).toContain('Not open to you yet');
    expect((await web.open(judges.ada, judgingPaths.theme(half))).text).toContain('3 Requires Improvement');
    const own = await buildTheme({ grade: null, own: '1' });
    expect((await web.open(judges.ada, judgingPaths.theme(own))).text).not.toContain('1 Outstanding');
    expect((await web.open(head, judgingPaths.theme(own))).text).toContain('1 Outstanding');
    const both = await buildTheme({ grade: '3', own: '1' });
    for (const actor of [head, judges.ada]) {
      const { text } = await web.open(actor, judgingPaths.theme(both));
      expect(text).toContain('3 Requires Improvement');
      expect(text).toContain('1 Outstanding');
    }
    expect((await web.open(judges.ada, judgingPaths.list)).text).toContain('Quality of education for pupils with SEND');
  });

  test('readers from outside who are not on its team do not find it, nor another school’s head', async () => {
    const theme = await buildTheme({ grade: null, own: null });
    const visiting = await withAccount(
      database.db,
      await buildActor(database.db, trust, 'visiting_reviewer', { schoolId: school.id }),
    );
    expect((await web.open(visiting, judgingPaths.theme(theme))).status).toBe(404);
    const elsewhere = await buildSchool(database.db, trust);
    const other = await withAccount(
      database.db,
      await buildActor(database.db, trust, 'head_teacher', { schoolId: elsewhere.id }),
    );
    expect((await web.open(other, judgingPaths.theme(theme))).status).toBe(404);
    const middle = await withAccount(database.db, await buildActor(database.db, trust, 'slt', { schoolId: school.id }));
    expect((await web.open(middle, judgingPaths.theme(theme))).status).toBe(403);
    expect((await web.open(judges.ada, judgingPaths.theme(crypto.randomUUID()))).status).toBe(404);
  });

  test('two people can be asked to judge it blind', async () => {
    const theme = await buildTheme({ grade: null, own: null });
    const pairId = await as(database, judges.asker, (ctx) =>
      askPair(ctx, {
        subject: { type: 'theme', id: theme },
        firstId: judges.ada.personId,
        secondId: judges.ben.personId,
        dueOn: ctx.today,
        areaIds: [],
      }),
    );
    expect((await web.open(judges.ada, judgingPaths.pair(pairId))).text).toContain(
      'Quality of education for pupils with SEND',
    );
  });
});

describe('agreement', () => {
  test('before anything is revealed the page says what will stand there', async () => {
    expect((await web.open(judges.ada, judgingPaths.agreement)).text).toContain('No pair has been revealed yet');
  });

  test('it is told by criterion, by pair and by term; below ten judgements it is too few to tell', async () => {
    const settle = async (ada: readonly string[], ben: readonly string[]) => {
      const pairId = await buildVignettePair(database, trust, judges, ada.length);
      await commitAs(database, judges.ada, pairId, ada);
      await commitAs(database, judges.ben, pairId, ben);
    };
    await settle(['1', '2', '3', '4'], ['1', '2', '3', '4']);
    expect((await web.open(judges.ada, judgingPaths.agreement)).text).toContain('Too few to tell');
    await settle(['2', '2', '3', '4'], ['2', '2', '3', '4']);
    await settle(['2', '1', '3', '4'], ['3', '1', '3', '4']);
    const { text } = await web.open(judges.asker, judgingPaths.agreement);
    expect(text).toContain('Ada and Ben');
    expect(text).toContain('autumn term 2026/27');
    expect(text).toContain('By criterion');
    expect(text).toContain('Agreement term by term');
    const [scale] = await as(database, judges.ada, async (ctx) =>
      agreements(itemsOf(await pairs(ctx), () => ({ order: 1, name: 'a term' }))),
    );
    expect(scale?.whole).toMatchObject({ judgements: 12, exact: 11 / 12, adjacent: 1 });
    expect(scale?.whole.kappa).toBeGreaterThan(0.9);
    expect(scale?.byArea.map((group) => group.agreement.judgements)).toEqual([3, 3, 3, 3]);
    // What is not agreed yet counts for no drift.
    expect(scale?.drift.map((person) => [person.name, person.whole.judgements])).toEqual([
      ['Ada', 11],
      ['Ben', 11],
    ]);
  });

  test('somebody who does not see every pair sees only their own', async () => {
    const visiting = await withAccount(
      database.db,
      await buildActor(database.db, trust, 'external_reviewer', { schoolId: school.id }),
    );
    expect((await web.open(visiting, judgingPaths.agreement)).text).toContain('No pair has been revealed yet');
  });

  test('grades of two frameworks are never put together', async () => {
    const ofsted = await inTrust(database.db, trust.id, (tx) =>
      tx
        .selectFrom('framework_area as a')
        .innerJoin('framework as f', 'f.id', 'a.framework_id')
        .select('a.id')
        .where('f.family', '=', 'ofsted-2025')
        .where('a.scale', '=', 'main')
        .orderBy('a.position')
        .limit(1)
        .executeTakeFirstOrThrow(),
    );
    const grade = await inTrust(database.db, trust.id, (tx) =>
      tx
        .selectFrom('framework_grade as g')
        .innerJoin('framework as f', 'f.id', 'g.framework_id')
        .select('g.code')
        .where('f.family', '=', 'ofsted-2025')
        .where('g.scale', '=', 'main')
        .orderBy('g.position')
        .limit(1)
        .executeTakeFirstOrThrow(),
    );
    const vignettePair = await buildVignettePair(database, trust, judges, 1);
    const { subject } = await as(database, judges.asker, async (ctx) => {
      const [found] = await pairs(ctx, { pairId: vignettePair });
      if (!found) throw new Error('No pair.');
      return found;
    });
    const pairId = await as(database, judges.asker, (ctx) =>
      askPair(ctx, {
        subject,
        firstId: judges.ada.personId,
        secondId: judges.ben.personId,
        dueOn: ctx.today,
        areaIds: [ofsted.id],
      }),
    );
    for (const judge of [judges.ada, judges.ben]) {
      await web.send(judge, judgingPaths.pairPart(pairId, 'declare'), { hasInterest: 'no' }, judgingPaths.pair(pairId));
      await commitAs(database, judge, pairId, [grade.code]);
    }
    const scales = await as(database, judges.ada, async (ctx) =>
      agreements(itemsOf(await pairs(ctx), () => ({ order: 1, name: 'a term' }))),
    );
    expect(scales.map((scale) => scale.whole.judgements)).toEqual([12, 1]);
    expect((await web.open(judges.ada, judgingPaths.agreement)).status).toBe(200);
  });
});
