// Builds what the browser loads: the style sheet of every page, those of single pages, the scripts of src/ui/client, two fonts, the favicon; each under a name that carries its hash.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';
import { compile } from 'sass';
import { captureIcon } from './capture-icon.mjs';
import { dropUnusedRules } from './drop-unused-rules.mjs';

const fonts = [400, 600].map((weight) => ({
  name: `source-sans-3-${weight}.woff2`,
  from: `node_modules/@fontsource/source-sans-3/files/source-sans-3-latin-${weight}-normal.woff2`,
}));

const hashed = (name, content) => {
  const end = extname(name);
  return `${basename(name, end)}-${createHash('sha256').update(content).digest('hex').slice(0, 10)}${end}`;
};

async function filesBelow(folder, pattern) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && pattern.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

async function styleSheet(root, name, addressOf) {
  const { css } = compile(join(root, `src/ui/styles/${name}.scss`), {
    loadPaths: [join(root, 'node_modules')],
    quietDeps: true,
    charset: false,
  });
  const markup = await Promise.all(
    (await filesBelow(join(root, 'src'), /(?<!\.test)\.tsx?$/)).map((file) => readFile(file, 'utf8')),
  );
  const used = dropUnusedRules(css, markup.join('\n'));
  // The custom properties are always there: their fallbacks only weigh.
  const plain = used
    .replace(/var\((--govuk-[\w-]+), [^()]*\)/g, 'var($1)')
    .replace(/-(?:webkit|moz-osx)-font-smoothing: \w+;?/g, '')
    // Only controls do not inherit the typeface by themselves.
    .replace(/([^{}]*)\{([^{}]*font-family: inherit;?[^{}]*)\}/g, (whole, selector, block) =>
      /button|input|select|textarea/.test(selector)
        ? whole
        : `${selector}{${block.replace(/font-family: inherit;?/, '')}}`,
    );
  const { code } = await transform(plain, {
    loader: 'css',
    minify: true,
    target: ['chrome111', 'firefox115', 'safari16'],
  });
  return code.replace(/font:([\w.-]+)/g, (whole, name) => addressOf[name] ?? whole);
}

async function scripts(root) {
  const folder = join(root, 'src/ui/client');
  const { outputFiles } = await build({
    entryPoints: ['app.ts', 'capture.ts', 'capture-worker.ts', 'qa-grid.ts', 'meeting.ts'].map((name) =>
      join(folder, name),
    ),
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    target: 'es2022',
    outdir: folder,
  });
  return outputFiles.map((file) => ({ name: basename(file.path), content: Buffer.from(file.contents) }));
}

/** What makes notes without a network an app that can be installed. */
const installable = (addressOf) => ({
  id: '/capture',
  name: 'Cairn visit notes',
  short_name: 'Visit notes',
  description: 'Learning walks, drop-ins and visits, with or without a network.',
  lang: 'en-GB',
  start_url: '/capture',
  scope: '/capture',
  display: 'standalone',
  background_color: '#1d4a44',
  theme_color: '#1d4a44',
  icons: [192, 512].map((size) => ({
    src: addressOf[`capture-${size}.png`],
    sizes: `${size}x${size}`,
    type: 'image/png',
    purpose: 'any maskable',
  })),
});

/**
 * Writes the assets and `manifest.json` into `outDir` and returns the manifest: `{ "app.css": "/assets/app-3f9c2a1b44.css" }`. Files of an earlier build stay,
 * so that pages already open keep working.
 * @param {{ root: string, outDir: string }} folders
 * @returns {Promise<Record<string, string>>}
 */
export async function buildAssets({ root, outDir }) {
  await mkdir(outDir, { recursive: true });
  const manifest = {};
  const put = async (name, content) => {
    const file = hashed(name, content);
    await writeFile(join(outDir, `${file}.tmp`), content);
    await rename(join(outDir, `${file}.tmp`), join(outDir, file));
    manifest[name] = `/assets/${file}`;
  };
  for (const { name, from } of fonts) await put(name, await readFile(join(root, from)));
  await put('favicon.svg', await readFile(join(root, 'src/ui/static/favicon.svg')));
  for (const { name, content } of await scripts(root)) await put(name, content);
  // Beside the sheet that every page loads, one for each page that looks like no other (`styles` of a page).
  for (const name of ['app', 'capture', 'heat-map', 'slides', 'qa-calendar', 'reviews'])
    await put(`${name}.css`, await styleSheet(root, name, manifest));
  for (const size of [192, 512]) await put(`capture-${size}.png`, captureIcon(size));
  await put('capture.webmanifest', Buffer.from(JSON.stringify(installable(manifest))));
  await writeFile(join(outDir, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = resolve(fileURLToPath(import.meta.url), '../../..');
  const outDir = resolve(process.argv[2] ?? join(root, 'dist/assets'));
  console.log(await buildAssets({ root, outDir }));
}
