import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#core/access/actor.ts';
import { recordHistory } from '#core/audit/queries.ts';
import { buildFrameworks } from '#core/frameworks/build.ts';
import { listUnread } from '#core/notifications/queries.ts';
import { type BuiltTrust, buildActor, buildSchool, buildTrust, withAccount } from '#core/organisations/build.ts';
import { Forbidden, Invalid, NotFound, StaleRevision } from '#platform/errors.ts';
import { useDatabase } from '#test/support/database.ts';
import { useFeaturePages } from '#test/support/feature-pages.ts';
import { confirmOutcome, sayOutcome } from './actions/agree-outcome.ts';
import { commitGrades, keepDraft } from './actions/grade-blind.ts';
import { stopPair } from './actions/stop-pair.ts';
import { as, buildJudges, buildVignettePair, commitAs, type Judges } from './build.ts';
import { judgingFeature, judgingWaitingFor } from './index.ts';
import { moderatedIn } from './moderated.ts';
import { findPair, ownDraft, ownGrades, pairs } from './pair-queries.ts';
import { judgingPaths } from './paths.ts';

const database = useDatabase();
const web = useFeaturePages(database, judgingFeature.routes);
let trust: BuiltTrust;
let judges: Judges;
let other: Actor;

const secret = 'A sentence that only Ada may read';

beforeAll(async () => {
  trust = await buildTrust(database.db);
  await buildFrameworks(database.db, trust);
  const built = await buildJudges(database, trust);
  judges = {
    asker: await withAccount(database.db, built.asker),
    ada: await withAccount(database.db, built.ada),
    ben: await withAccount(database.db, built.ben),
  };
  other = await withAccount(database.db, await buildActor(database.db, trust, 'teaching_learning', { name: 'Other' }));
});

const waitsFor = (actor: Actor) => as(database, actor, judgingWaitingFor, 'own-account');
const titles = async (actor: Actor) => (await waitsFor(actor)).map((item) => item.title);

describe('while one has committed and the other has not', () => {
  let pairId: string;
  beforeAll(async () => {
    pairId = await buildVignettePair(database, trust, judges);
    await commitAs(database, judges.ada, pairId, ['1', '4'], secret);
  });

  test('the other, whoever asked, and a trust leader see on no page what was given', async () => {
    for (const actor of [judges.ben, judges.asker, other])
      for (const url of [judgingPaths.pair(pairId), judgingPaths.pairs, judgingPaths.agreement, judgingPaths.list]) {
        const { status, text } = await web.open(actor, url);
        expect([url, status]).toEqual([url, 200]);
        expect(text).not.toContain(secret);
      }
    expect((await web.open(other, judgingPaths.pair(pairId))).text).toContain('is shown once both have');
  });

  test('whoever has committed sees the own grades, and who is still missing', async () => {
    const { text } = await web.open(judges.ada, judgingPaths.pair(pairId));
    expect(text).toContain(secret);
    expect(text).toContain('You have committed your grades. What Ben gives is shown once both have.');
    expect(await as(database, judges.ada, (ctx) => ownGrades(ctx, pairId))).toHaveLength(2);
  });

  test('no query of the application gets the rows, whoever asks for them', async () => {
    for (const actor of [judges.ben, judges.asker, other]) {
      const rows = await as(database, actor, (ctx) =>
        ctx.db.selectFrom('moderation_grade').selectAll().where('pair_id', '=', pairId).execute(),
      );
      expect(rows).toEqual([]);
      const counted = await as(database, actor, (ctx) =>
        sql<{ n: number }>`select count(*)::int as n from moderation_grade where pair_id = ${pairId}`.execute(ctx.db),
      );
      expect(counted.rows[0]?.n).toBe(0);
    }
    const own = await as(database, judges.ada, (ctx) =>
      ctx.db.selectFrom('moderation_grade').selectAll().where('pair_id', '=', pairId).execute(),
    );
    expect(own).toHaveLength(2);
  });

  test('neither events, nor the history, nor notifications, nor mail say what was given', async () => {
    const { rows } = await database.owner.pool.query<{ text: string }>(
      `select (select coalesce(string_agg(e::text, ''), '') from event e where e.trust_id = $1)
        || (select coalesce(string_agg(v::text, ''), '') from record_version v where v.trust_id = $1 and v.table_name like 'moderation%')
        || (select coalesce(string_agg(n::text, ''), '') from notification n where n.trust_id = $1)
        || (select coalesce(string_agg(m::text, ''), '') from mail_message m where m.trust_id = $1) as text`,
      [trust.id],
    );
    expect(rows[0]?.text).toContain('committed grades');
    expect(rows[0]?.text).not.toContain(secret);
    expect(rows[0]?.text).not.toMatch(/grade_code|gradeCode/);
  });

  test('the history of the pair says who was asked and declared', async () => {
    const history = await as(database, judges.ben, (ctx) => recordHistory(ctx, 'moderation_pair', pairId));
    expect(history.parts.map((part) => part.noun)).toEqual(['One of the two', 'One of the two']);
    expect(JSON.stringify(history)).not.toContain(secret);
  });

  test('what was committed is not changed, not added to by another hand, and not committed twice', async () => {
    await expect(commitAs(database, judges.ada, pairId, ['2', '2'])).rejects.toThrow(Forbidden);
    await expect(
      as(database, judges.ada, (ctx) =>
        ctx.db.updateTable('moderation_grade').set({ grade_code: '3' }).where('pair_id', '=', pairId).execute(),
      ),
    ).rejects.toThrow(/permission denied/);
    const [grade] = await as(database, judges.ada, (ctx) =>
      ctx.db.selectFrom('moderation_grade').selectAll().where('pair_id', '=', pairId).execute(),
    );
    await expect(
      as(database, judges.ben, (ctx) =>
        ctx.db
          .insertInto('moderation_grade')
          .values({
            trust_id: trust.id,
            pair_id: pairId,
            person_id: judges.ada.personId,
            area_id: grade?.area_id ?? '',
            grade_code: '3',
            reasons: 'Forged',
          })
          .execute(),
      ),
    ).rejects.toThrow(/row-level security/);
  });

  test('the home page of the one who has not graded says so, with the day', async () => {
    expect(await waitsFor(judges.ben)).toEqual([
      expect.objectContaining({ title: 'Judge it blind', href: judgingPaths.pair(pairId), dueOn: expect.anything() }),
    ]);
    expect(await titles(judges.ada)).toEqual([]);
    expect(await titles(other)).toEqual([]);
  });

  test('when the second commits, both are shown, with the difference', async () => {
    const before = await web.open(judges.ben, judgingPaths.pair(pairId));
    expect(before.text).toContain('Your grades');
    expect(await commitAs(database, judges.ben, pairId, ['1', '2'], 'Ben’s reasons')).toEqual({ revealed: true });
    for (const actor of [judges.ada, judges.ben, judges.asker, other]) {
      const { text } = await web.open(actor, judgingPaths.pair(pairId));
      expect(text).toContain(secret);
      expect(text).toContain('Ben’s reasons');
      expect(text).toContain('2 grades apart');
      expect(text).toContain('The same');
    }
    const unread = await as(database, judges.ada, (ctx) => listUnread(ctx), 'own-account');
    expect(unread.map((notice) => notice.subject)).toContain('Both of you have judged: see what each gave');
    expect(JSON.stringify(unread)).not.toContain(secret);
    expect(await titles(judges.ada)).toEqual(['See what each gave, and agree']);
  });

  test('one writes down what came of it, the other sees it differently, the first confirms', async () => {
    const pair = await as(database, judges.ada, (ctx) => findPair(ctx, pairId));
    const [same, apart] = pair.areas;
    if (!same || !apart) throw new Error('Two areas were expected.');
    await expect(as(database, judges.ada, (ctx) => sayOutcome(ctx, pairId, []))).rejects.toThrow(Invalid);
    await expect(
      as(database, judges.ada, (ctx) => sayOutcome(ctx, pairId, [{ areaId: apart.id, gradeCode: '9', reasons: 'x' }])),
    ).rejects.toThrow(Invalid);
    await expect(
      as(database, other, (ctx) => sayOutcome(ctx, pairId, [{ areaId: apart.id, gradeCode: '3', reasons: 'x' }])),
    ).rejects.toThrow(Forbidden);
    await as(database, judges.ada, (ctx) =>
      sayOutcome(ctx, pairId, [{ areaId: apart.id, gradeCode: '4', reasons: 'As I said.' }]),
    );
    const first = (await as(database, judges.ada, (ctx) => findPair(ctx, pairId))).outcome;
    await expect(as(database, judges.ada, (ctx) => confirmOutcome(ctx, pairId, first?.id ?? ''))).rejects.toThrow(
      Forbidden,
    );
    expect(await titles(judges.ben)).toEqual(['Confirm what you have agreed']);
    await as(database, judges.ben, (ctx) =>
      sayOutcome(ctx, pairId, [{ areaId: apart.id, gradeCode: '3', reasons: 'Between the two.' }]),
    );
    await expect(as(database, judges.ada, (ctx) => confirmOutcome(ctx, pairId, first?.id ?? ''))).rejects.toThrow(
      StaleRevision,
    );
    const second = (await as(database, judges.ada, (ctx) => findPair(ctx, pairId))).outcome;
    await as(database, judges.ada, (ctx) => confirmOutcome(ctx, pairId, second?.id ?? ''));
    const settled = await as(database, other, (ctx) => findPair(ctx, pairId));
    expect(settled.state).toBe('settled');
    expect(moderatedIn(settled, same).grade?.code).toBe('1');
    expect(moderatedIn(settled, apart).grade?.code).toBe('3');
    expect(await titles(judges.ada)).toEqual([]);
    expect((await web.open(other, judgingPaths.pair(pairId))).text).toContain('Between the two.');
  });
});

describe('grading', () => {
  let pairId: string;
  beforeAll(async () => {
    pairId = await buildVignettePair(database, trust, judges);
  });
  const draft = (actor: Actor, reasons: string, revision: number) =>
    as(database, actor, async (ctx) => {
      const { areas } = await findPair(ctx, pairId);
      return keepDraft(
        ctx,
        pairId,
        areas.map((area) => ({ areaId: area.id, gradeCode: '', reasons })),
        revision,
      );
    });

  test('a draft is kept for its writer alone, and two windows do not overwrite each other', async () => {
    expect(await draft(judges.ada, secret, 0)).toBe(1);
    await expect(draft(judges.ada, 'From another window', 0)).rejects.toThrow(StaleRevision);
    expect((await as(database, judges.ada, (ctx) => ownDraft(ctx, pairId))).grades[0]?.reasons).toBe(secret);
    const seen = await as(database, judges.ben, (ctx) => ctx.db.selectFrom('moderation_draft').selectAll().execute());
    expect(seen).toEqual([]);
    expect((await web.open(judges.ada, judgingPaths.pair(pairId))).text).toContain(secret);
    expect((await web.open(judges.ben, judgingPaths.pair(pairId))).text).not.toContain(secret);
  });

  test('a grade without reasons, or reasons without a grade, is refused, and what was typed is still there', async () => {
    await expect(commitAs(database, judges.ada, pairId, ['1'])).rejects.toThrow(Invalid);
    await expect(commitAs(database, judges.ada, pairId, ['1', '2'], ' ')).rejects.toThrow(Invalid);
    const { areas } = await as(database, judges.ada, (ctx) => findPair(ctx, pairId));
    const sent = await web.send(
      judges.ada,
      judgingPaths.pairPart(pairId, 'commit'),
      { [`grade-${areas[0]?.id}`]: '2', [`reasons-${areas[0]?.id}`]: 'Typed and not lost' },
      judgingPaths.pair(pairId),
    );
    expect(sent.status).toBe(400);
    expect(sent.text).toContain('Typed and not lost');
    expect(sent.text).toContain(`Choose a grade for ${areas[1]?.title}`);
  });

  test('somebody who was not asked does not grade, and a pair of another trust is not there', async () => {
    await expect(as(database, other, (ctx) => commitGrades(ctx, pairId, []))).rejects.toThrow(Forbidden);
    const elsewhere = await buildTrust(database.db);
    const stranger = await withAccount(database.db, await buildActor(database.db, elsewhere, 'trust_leader'));
    await expect(as(database, stranger, (ctx) => findPair(ctx, pairId))).rejects.toThrow(NotFound);
    expect((await web.open(stranger, judgingPaths.pair(pairId))).status).toBe(404);
  });

  test('a reviewer from outside sees only the pairs that ask something of them', async () => {
    const school = await buildSchool(database.db, trust);
    const visiting = await withAccount(
      database.db,
      await buildActor(database.db, trust, 'visiting_reviewer', { schoolId: school.id }),
    );
    expect((await web.open(visiting, judgingPaths.pair(pairId))).status).toBe(404);
    expect(await as(database, visiting, (ctx) => pairs(ctx))).toEqual([]);
    expect((await web.open(visiting, judgingPaths.vignettes)).status).toBe(403);
    const head = await withAccount(
      database.db,
      await buildActor(database.db, trust, 'head_teacher', { schoolId: school.id }),
    );
    expect((await web.open(head, judgingPaths.pairs)).status).toBe(403);
    expect((await web.open(head, judgingPaths.agreement)).status).toBe(403);
  });

  test('whoever asked stops it; what one had given is never shown to the other', async () => {
    await commitAs(database, judges.ada, pairId, ['1', '2'], secret);
    await expect(as(database, judges.ben, (ctx) => stopPair(ctx, pairId, 'I would rather not.'))).rejects.toThrow(
      Forbidden,
    );
    await as(database, judges.asker, (ctx) => stopPair(ctx, pairId, 'The vignette names a real school.'));
    expect((await web.open(judges.ben, judgingPaths.pair(pairId))).text).not.toContain(secret);
    await expect(commitAs(database, judges.ben, pairId, ['1', '2'])).rejects.toThrow(Forbidden);
    expect(await titles(judges.ben)).toEqual([]);
  });
});

test('both the same: there is nothing left to agree', async () => {
  const pairId = await buildVignettePair(database, trust, judges);
  await commitAs(database, judges.ben, pairId, ['2', '3']);
  await commitAs(database, judges.ada, pairId, ['2', '3']);
  const pair = await as(database, judges.ada, (ctx) => findPair(ctx, pairId));
  expect(pair.state).toBe('settled');
  expect(await titles(judges.ada)).toEqual([]);
  await expect(as(database, judges.ada, (ctx) => sayOutcome(ctx, pairId, []))).rejects.toThrow(Forbidden);
});
