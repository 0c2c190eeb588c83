// Bundles the programs into dist/ and lets src/ui/build-assets.mjs write the style sheets, scripts and fonts beside
// them. Runs on the brought Node. The new dist/ replaces the old one only when it is whole.
import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { root } from './bring-up.mjs';

const programs = {
  main: 'src/main.ts',
  cli: 'src/cli.ts',
  bench: 'bench/main.ts',
  'typeset-process': 'src/platform/documents/typeset-process.ts',
};

// What a build that was killed left behind. No other build runs now: bring-up lets one in at a time.
for (const name of readdirSync(root).filter((entry) => /^dist\.(new|old)-/.test(entry)))
  rmSync(join(root, name), { recursive: true, force: true });

const outDir = mkdtempSync(join(root, 'dist.new-'));
const dist = join(root, 'dist');

async function bundle() {
  const entryPoints = Object.fromEntries(Object.entries(programs).filter(([, file]) => existsSync(join(root, file))));
  await build({
    absWorkingDir: root,
    entryPoints,
    outdir: outDir,
    bundle: true,
    platform: 'node',
    target: 'node26',
    format: 'esm',
    packages: 'external',
    sourcemap: true,
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    loader: { '.sql': 'text', '.txt': 'text' },
    logLevel: 'warning',
  });
}

async function assets() {
  const script = join(root, 'src', 'ui', 'build-assets.mjs');
  if (!existsSync(script)) return;
  const { buildAssets } = await import(pathToFileURL(script).href);
  await buildAssets({ root, outDir: join(outDir, 'assets') });
}

try {
  await Promise.all([bundle(), assets()]);
  const old = outDir.replace('dist.new-', 'dist.old-');
  if (existsSync(dist)) renameSync(dist, old);
  renameSync(outDir, dist);
  rmSync(old, { recursive: true, force: true });
} catch (error) {
  rmSync(outDir, { recursive: true, force: true });
  if (!error.errors) console.error(error); // esbuild has shown its own.
  process.exitCode = 1;
}
