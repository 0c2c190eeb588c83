import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#core/access/actor.ts';
import { runAs } from '#core/access/run-as.ts';
import type { Ctx } from '#core/context.ts';
import { buildActor, buildTrust, inTrust } from '#core/organisations/build.ts';
import { buildOpenSnapshot } from '#core/pupil-data/build.ts';
import { snapshotPaths } from '#features/data-snapshots/paths.ts';
import { buildWeb, type Web } from '#features/sign-in/build.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import { useDatabase } from '#test/support/database.ts';
import { buildOverview, measure, passed, rowOf } from './build.ts';
import { showChanges } from './pages/changes.tsx';
import { showGroups } from './pages/groups.tsx';
import { showHeatMap } from './pages/heat-map.tsx';
import { showMissing } from './pages/missing.tsx';
import { showTrends } from './pages/trends.tsx';
import { snapshotOverviewPaths as paths } from './paths.ts';

const database = useDatabase();
let web: Web;
beforeAll(async () => {
  web = await buildWeb(database);
});
afterAll(() => web.close());
const world = () => buildOverview(database, web);

test('a corrected snapshot counts in its newest taken version, an open correction not at all', async () => {
  const { trust, principal, autumn, school, took, see } = await world();
  const at = await school('Correcting School');
  await took(at, [passed(50, 100)]);
  const values = { collection_id: autumn, version: 2, corrects_why: 'A class was missing' };
  const open = await buildOpenSnapshot(database.db, trust, at, principal, values);
  expect(rowOf(await see(principal, paths.overview()), 'Correcting School')).toContain('50%');
  await inTrust(database.db, trust.id, (tx) =>
    tx
      .insertInto('snapshot_figure')
      .values({
        trust_id: trust.id,
        snapshot_id: open.id,
        measure,
        breakdown: 'all',
        group_code: 'all',
        basis: 'r',
        pupils: 100,
        total: 70,
        value: 70,
        null_kind: null,
        lower: 60,
        upper: 78,
        weight: null,
        note: null,
      })
      .execute(),
  );
  const again = await see(principal, paths.overview({ beside: 'trust' }));
  expect(rowOf(again, 'Correcting School')).toContain('50%');
  await inTrust(database.db, trust.id, (tx) =>
    tx
      .updateTable('data_snapshot')
      .set({ taken_at: Temporal.Instant.from('2026-11-22T10:00:00Z'), taken_by: principal.personId })
      .where('id', '=', open.id)
      .execute(),
  );
  const body = await see(principal, paths.overview({ beside: 'last' }));
  expect(rowOf(body, 'Correcting School')).toContain('70%');
  expect(body).toContain(snapshotPaths.measure(open.id, measure, 'r'));
});

test('each school is held against its own target, and a column sorts by a link with the silent ones last', async () => {
  const { trust, principal, autumn, school, took, see } = await world();
  const [low, high] = [await school('A Low School'), await school('B High School')];
  await took(low, [passed(60, 200)]);
  await took(high, [passed(150, 200)]);
  await buildOpenSnapshot(database.db, trust, await school('C Late School'), principal, { collection_id: autumn });
  await inTrust(database.db, trust.id, (tx) =>
    tx
      .insertInto('snapshot_target')
      .values(
        [low, high].map((at) => ({
          trust_id: trust.id,
          school_id: at.id,
          academic_year: 2026,
          measure,
          value: 50,
          set_by: principal.personId,
        })),
      )
      .execute(),
  );
  const body = await see(principal, paths.overview({ beside: 'target', sort: measure, order: 'down' }));
  expect(rowOf(body, 'A Low School')).toContain('worse');
  expect(rowOf(body, 'B High School')).toContain('better');
  const order = ['B High School', 'A Low School', 'C Late School'].map((name) => body.indexOf(`>${name}<`));
  expect(order).toEqual(order.toSorted((a, b) => a - b));
});

test('with nothing asked for, and with nothing taken, the pages say what to do next', async () => {
  const { trust, principal, autumn, school, see } = await world();
  const nobody = await buildTrust(database.db);
  const other = await buildActor(database.db, nobody, 'executive_principal');
  for (const path of Object.values(paths)) expect(await see(other, path())).toContain('No snapshot has been asked for');
  await buildOpenSnapshot(database.db, trust, await school('Waiting School'), principal, { collection_id: autumn });
  expect(await see(principal, paths.overview())).toContain('No school has shared this snapshot yet');
});

const asked = (query: Record<string, string>): PageRequest => ({
  method: 'GET',
  url: '',
  params: {},
  query,
  form: {},
  files: [],
  headers: {},
  ip: '',
  inBackground: false,
});

/** What a page asks of the database: how many statements, and which pupil-level tables are named in them. */
async function asks(actor: Actor, page: (ctx: Ctx, request: PageRequest) => Promise<unknown>, query = {}) {
  let statements = 0;
  const pupilTables = new Set<string>();
  await runAs(database, actor, 'snapshot:read', (ctx) => {
    const db = ctx.db.withPlugin({
      transformQuery: ({ node }) => {
        statements += 1;
        for (const [, table] of JSON.stringify(node).matchAll(
          /"(snapshot_(?:result|pupil|attendance|suspension)|pupil)"/g,
        ))
          pupilTables.add(table ?? '');
        return node;
      },
      transformResult: async ({ result }) => result,
    });
    return page({ ...ctx, db }, asked(query));
  });
  return { statements, pupilTables: [...pupilTables] };
}

test('a page asks the database as often for ten schools as for two, and never for pupils', async () => {
  const { principal, collection, school, took } = await world();
  const summer = await collection('Summer snapshot', '2026-06-12', '2026-06-26', 2025);
  const add = async (count: number) => {
    for (let number = 0; number < count; number += 1) {
      const at = await school(`School ${crypto.randomUUID()}`);
      await took(at, [passed(50, 100)], summer);
      await took(at, [passed(60, 100)]);
    }
  };
  const pages = [
    [showHeatMap, { beside: 'trust' }],
    [showHeatMap, { beside: 'last' }],
    [showHeatMap, { beside: 'target' }],
    [showHeatMap, { beside: 'national' }],
    [showChanges, {}],
    [showTrends, {}],
    [showGroups, {}],
    [showMissing, {}],
  ] as const;
  const measureAll = async () => {
    const found = [];
    for (const [page, query] of pages) found.push(await asks(principal, page, query));
    return found;
  };
  await add(2);
  const few = await measureAll();
  await add(8);
  expect(await measureAll()).toEqual(few);
  expect(few.flatMap((each) => each.pupilTables)).toEqual([]);
  expect(Math.max(...few.map((each) => each.statements))).toBeLessThanOrEqual(6);
  expect(Math.min(...few.map((each) => each.statements))).toBeGreaterThan(2);
});
