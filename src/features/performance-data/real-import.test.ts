import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Actor } from '#core/access/actor.ts';
import { runAs } from '#core/access/run-as.ts';
import { buildActor, buildSchool, buildTrust } from '#core/organisations/build.ts';
import { useDatabase } from '#test/support/database.ts';
import { importStaged } from './actions/import-staged.ts';
import { stageFile } from './actions/stage-file.ts';

/** Real public files beside the repository: published results on real schools, and no judgement of ours on any of them. */
const data = join(import.meta.dirname, '../../../../shared/data');
const there = existsSync(data);
if (!there) console.warn(`Skipped: the public sample files are not at ${data}, so they were not imported.`);

const database = useDatabase();

/** White Hills Park's five schools as the register has them. */
async function whiteHillsPark() {
  const trust = await buildTrust(database.db, 'White Hills Park, as imported');
  const school = (urn: string, laestab: string, name: string, secondary: boolean) =>
    buildSchool(database.db, trust, {
      urn,
      laestab,
      name,
      local_authority_code: '891',
      phase: secondary ? 'secondary' : 'primary',
      low_age: secondary ? 11 : 3,
      high_age: secondary ? 18 : 11,
      has_sixth_form: secondary,
      has_early_years: !secondary,
    });
  const alderman = await school('138832', '8914117', 'Alderman White School', true);
  const bramcote = await school('138837', '8914119', 'Bramcote College', true);
  const florence = await school('147925', '8913789', 'The Florence Nightingale Academy', false);
  const clifford = await school('148313', '8912274', 'John Clifford Primary School', false);
  const springbank = await school('142745', '8913331', 'Springbank Academy', false);
  const administrator = await buildActor(database.db, trust, 'administrator');
  await database.owner.pool.query(`update trust set group_uid = '5314' where id = $1`, [trust.id]);
  return { trust, administrator, alderman, bramcote, florence, clifford, springbank };
}

const bring = (actor: Actor, path: string, answers: { academicYear?: number; status?: 'final' | 'provisional' } = {}) =>
  runAs(database, actor, 'published-data:import', async (ctx) => {
    const start = performance.now();
    const staged = await stageFile(ctx, {
      bytes: readFileSync(join(data, path)),
      fileName: path.split('/').at(-1) ?? path,
      ...answers,
    });
    const looked = performance.now();
    await importStaged(ctx, staged.importId);
    const row = await ctx.db
      .selectFrom('data_import')
      .selectAll()
      .where('id', '=', staged.importId)
      .executeTakeFirstOrThrow();
    console.log(
      `${path}: dry run ${((looked - start) / 1000).toFixed(1)} s, import ${((performance.now() - looked) / 1000).toFixed(1)} s; own ${row.rows_own} rows ${row.figures_own} figures, other ${row.rows_other} rows ${row.figures_other} figures, ${row.problem_count} problems`,
    );
    return { ...row, seconds: (performance.now() - start) / 1000 };
  });

describe.skipIf(!there)('the public files', () => {
  test('all England is imported in seconds', async () => {
    const { administrator } = await whiteHillsPark();
    for (const folder of [
      'performance-tables/2018-19-england',
      'performance-tables/2018-19-england-reduced',
      'performance-tables/2023-24-ees',
    ]) {
      for (const file of readdirSync(join(data, folder)).filter((name) => name.endsWith('.csv'))) {
        const result = await bring(administrator, `${folder}/${file}`, { academicYear: 2018, status: 'final' });
        expect(result.seconds).toBeLessThan(20);
      }
    }
  });
});
