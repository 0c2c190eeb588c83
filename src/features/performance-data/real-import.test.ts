import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Actor } from '#core/access/actor.ts';
import { runAs } from '#core/access/run-as.ts';
import { buildActor, buildSchool, buildTrust } from '#core/organisations/build.ts';
import { renderPdf } from '#platform/documents/index.ts';
import { useDatabase } from '#test/support/database.ts';
import { importStaged } from './actions/import-staged.ts';
import { stageFile } from './actions/stage-file.ts';
import { dataPackDocument } from './documents/data-pack-document.ts';
import type { DataPack } from './pack/data-pack.ts';
import { loadDataPack } from './pack-queries.ts';

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
  const springbank = await school('148518', '8913331', 'Springbank Academy', false);
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
    console.info(
      `${path}: dry run ${((looked - start) / 1000).toFixed(1)} s, import ${((performance.now() - looked) / 1000).toFixed(1)} s; own ${row.rows_own} rows ${row.figures_own} figures, other ${row.rows_other} rows ${row.figures_other} figures, ${row.problem_count} problems`,
    );
    return { ...row, seconds: (performance.now() - start) / 1000 };
  });

const pack = (actor: Actor, schoolId: string) =>
  runAs(database, actor, 'published-data:read', (ctx) => loadDataPack(ctx, schoolId), { readOnly: true });

const rowOf = (data: DataPack, dataset: string, measure: string) =>
  data.sections
    .find((section) => section.dataset === dataset)
    ?.headline.concat(data.sections.find((section) => section.dataset === dataset)?.others ?? [])
    .find((row) => row.measure.id === measure);

describe.skipIf(!there)('the public files', () => {
  test('all England is imported in seconds, and of other schools only headlines are kept', async () => {
    const { administrator } = await whiteHillsPark();
    for (const folder of ['2018-19-england', '2018-19-england-reduced', '2023-24-ees']) {
      const path = `performance-tables/${folder}`;
      for (const file of readdirSync(join(data, path)).filter((name) => name.endsWith('.csv'))) {
        const result = await bring(administrator, `${path}/${file}`, { academicYear: 2018, status: 'final' });
        expect(result.imported_at).not.toBeNull();
        expect(result.seconds).toBeLessThan(20);
      }
    }
    const kept = await database.owner.pool.query(
      `select count(*) filter (where measure = 'attainment8_english') as detail, count(*) filter (where measure = 'attainment8') as headline
       from published_figure where trust_id = $1 and level = 'school' and area not in ('138832', '138837')`,
      [administrator.trustId],
    );
    expect(Number(kept.rows[0].detail)).toBe(0);
    expect(Number(kept.rows[0].headline)).toBeGreaterThan(5_000);
  }, 90_000);

  test('every file of White Hills Park is imported, or refused with what to do, and the data packs show its figures', async () => {
    const park = await whiteHillsPark();
    const { administrator } = park;
    const refused: string[] = [];
    // The links between schools first: older rows are then known to be of predecessors.
    const files = readdirSync(join(data, 'white-hills-park')).sort(
      (a, b) => Number(b.includes('links')) - Number(a.includes('links')),
    );
    for (const file of files) {
      await bring(administrator, `white-hills-park/${file}`, {
        academicYear: file.includes('2024-25') ? 2024 : 2018,
        status: file.includes('provisional') ? 'provisional' : 'final',
      }).catch((error: Error) => refused.push(`${file}: ${error.message}`));
    }
    expect(refused.map((line) => line.split(':')[0]).sort()).toEqual([
      'combined_science_grade_counts_2024-25.csv',
      'dfe-2026-08-extract.json',
      'ofsted_rating_2024-04_rows.csv',
      'subject_grade_counts_2024-25.csv',
    ]);
    for (const line of refused) expect(line).toContain('Nothing was imported');

    const alderman = await pack(administrator, park.alderman.id);
    const ks4 = alderman.sections.find((section) => section.dataset === 'ks4');
    expect(ks4?.years).toEqual([2022, 2023, 2024]);
    expect(ks4?.cohorts.at(-1)).toBe(150);
    const attainment = rowOf(alderman, 'ks4', 'attainment8')?.cells.at(-1);
    expect(attainment?.national?.value).toBe(46);
    expect(attainment?.la?.value).toBe(46.8);
    const progress = rowOf(alderman, 'ks4', 'progress8')?.cells.at(-1);
    expect(progress?.figure?.value ?? null).toBeNull();
    expect(progress?.notPublished).toContain('Not published nationally');
    const before = ks4?.earlier.find(({ measure }) => measure.id === 'progress8')?.figures;
    expect(before?.find(({ year }) => year === 2018)).toMatchObject({ value: 0.3, status: 'final' });
    expect(before?.find(({ year }) => year === 2017)).toMatchObject({ value: -0.14 });
    expect(rowOf(alderman, 'absence', 'absence_overall')).toBeDefined();

    const florence = await pack(administrator, park.florence.id);
    const reading = rowOf(florence, 'ks2', 'ks2_reading_progress')?.cells.at(-1)?.figure;
    expect(reading).toMatchObject({ value: 2.8 });
    expect(rowOf(florence, 'absence', 'absence_overall')?.cells.at(-1)?.figure).toMatchObject({
      value: 4.8,
      predecessor: { urn: '109309' },
    });
    expect(alderman.inspections.length).toBeGreaterThan(0);
    for (const inspection of [...alderman.inspections, ...florence.inspections])
      expect(JSON.stringify(inspection.grades)).not.toMatch(/"grade":[^"1-4]/);
    const [word, pdf] = [
      dataPackDocument(alderman, 'The trust'),
      await renderPdf(dataPackDocument(florence, 'The trust')),
    ];
    expect(JSON.stringify(word)).toContain('Attainment 8');
    expect(pdf.byteLength).toBeGreaterThan(10_000);
  }, 90_000);
});
