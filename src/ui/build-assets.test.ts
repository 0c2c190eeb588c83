import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
// @ts-expect-error plain JavaScript, since it runs before there is anything to compile with
import { buildAssets } from './build-assets.mjs';

const root = join(import.meta.dirname, '../..');
let outDir = '';
let manifest: Record<string, string> = {};

const built = async (name: string): Promise<Buffer> =>
  readFile(join(outDir, (manifest[name] ?? '').replace('/assets/', '')));
const weight = async (name: string): Promise<number> => gzipSync(await built(name)).length;

beforeAll(async () => {
  outDir = await mkdtemp(join(tmpdir(), 'cairn-assets-'));
  manifest = await buildAssets({ root, outDir });
});
afterAll(() => rm(outDir, { recursive: true, force: true }));

describe('what the browser loads', () => {
  test('is named after its content', () => {
    expect(manifest['app.css']).toMatch(/^\/assets\/app-[0-9a-f]{10}\.css$/);
  });

  // What every page loads, and then what single pages bring beside it.
  const everywhere = ['app.css', 'app.js', 'source-sans-3-400.woff2', 'source-sans-3-600.woff2', 'favicon.svg'];

  test('weighs little: style below 14 kB, script below 4, with the typeface all of it below 50', async () => {
    expect(await weight('app.css')).toBeLessThan(14_000);
    expect(await weight('app.js')).toBeLessThan(4_000);
    const all = await Promise.all(everywhere.map(weight));
    expect(all.reduce((sum, one) => sum + one, 0)).toBeLessThan(50_000);
  });

  test('a sheet or script of a single page stays below 3 kB', async () => {
    const single = Object.keys(manifest).filter((name) => !everywhere.includes(name) && !name.startsWith('capture'));
    expect(single.length).toBeGreaterThan(3);
    for (const name of single) expect([name, (await weight(name)) < 3_000]).toEqual([name, true]);
  });

  test('notes without a network bring their own script below 12 kB, their worker below 6, and icons that are pictures', async () => {
    expect(await weight('capture.js')).toBeLessThan(12_000);
    expect(await weight('capture-worker.js')).toBeLessThan(6_000);
    const icon = await built('capture-192.png');
    expect([icon.subarray(1, 4).toString(), icon.readUInt32BE(16), icon.readUInt32BE(20)]).toEqual(['PNG', 192, 192]);
    expect(JSON.parse(String(await built('capture.webmanifest')))).toMatchObject({
      start_url: '/capture',
      display: 'standalone',
    });
  });

  test('finds its fonts, and nothing elsewhere', async () => {
    const css = String(await built('app.css'));
    expect(css.includes(manifest['source-sans-3-400.woff2'] ?? 'no font')).toBe(true);
    expect(css.match(/url\((?!"?\/assets\/)[^)]*\)|GDS Transport/g)).toBeNull();
  });

  test('keeps the rules of components in use and none of the others', async () => {
    const css = String(await built('app.css'));
    for (const kept of [
      '.govuk-button--warning',
      '.govuk-heading-l',
      '.govuk-list--bullet',
      '.cairn-tag--amber',
      '@view-transition',
    ])
      expect(css.includes(kept), kept).toBe(true);
    expect(css.includes('.govuk-button--start')).toBe(false);
  });
});
