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

  test('weighs little: style below 14 kB, script below 4, all of it below 50', async () => {
    expect(await weight('app.css')).toBeLessThan(14_000);
    expect(await weight('app.js')).toBeLessThan(4_000);
    const all = await Promise.all(Object.keys(manifest).map(weight));
    expect(all.reduce((sum, one) => sum + one, 0)).toBeLessThan(50_000);
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
