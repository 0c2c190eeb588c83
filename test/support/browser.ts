import {
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { type Browser, chromium } from 'playwright-core';
import { untar } from './untar.ts';

interface Chromium {
  readonly executablePath: string;
  readonly env?: Record<string, string>;
}

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/**
 * Without the switches against background work, a closed network is asked for Google's hosts at every start; as root,
 * Chromium runs only without its sandbox, which is safe for pages of our own.
 */
export const switches = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--font-render-hinting=none',
];

/** Unpacks one of the package's Brotli files: a tape archive into the folder, anything else as the file of that name. */
async function unpack(source: string, folder: string, program?: string): Promise<void> {
  const parts: Buffer[] = [];
  await pipeline(createReadStream(source), createBrotliDecompress(), async (stream: Readable) => {
    for await (const part of stream) parts.push(part as Buffer);
  });
  const content = Buffer.concat(parts);
  if (program) writeFileSync(join(folder, program), content, { mode: 0o755 });
  else untar(content, folder);
}

function cacheFolder(): string {
  const beside = join(import.meta.dirname, '..', '..', '.cairn');
  try {
    mkdirSync(beside, { recursive: true });
    rmSync(mkdtempSync(join(beside, 'try-')), { recursive: true });
    return beside;
  } catch {
    return tmpdir(); // A checkout that we may not write in.
  }
}

/**
 * The Chromium inside the package @sparticuz/chromium, unpacked once per version. The libraries and fonts that a bare
 * machine lacks come from the package too; the machine's own fonts are not used, so that pages look the same everywhere.
 */
async function packagedChromium(): Promise<Chromium> {
  const packaged = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..');
  const { version } = JSON.parse(readFileSync(join(packaged, 'package.json'), 'utf8')) as { version: string };
  const base = cacheFolder();
  const folder = join(base, `chromium-${version}`);
  if (!existsSync(join(folder, 'chromium'))) {
    const staging = mkdtempSync(join(base, 'chromium-'));
    const file = (name: string): string => join(packaged, 'bin', name);
    await unpack(file('al2023.tar.br'), staging);
    await unpack(file('fonts.tar.br'), staging);
    await unpack(file('swiftshader.tar.br'), staging);
    await unpack(file('chromium.br'), staging, 'chromium');
    try {
      renameSync(staging, folder);
    } catch {
      rmSync(staging, { recursive: true, force: true }); // Another process was faster.
    }
  }
  // Written at every start: the paths in it are absolute, and the checkout may have been moved.
  const fonts = `<dir>${join(folder, 'fonts')}</dir><cachedir>${join(folder, 'font-cache')}</cachedir>`;
  const declaration = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">';
  writeFileSync(join(folder, 'fonts.conf'), `${declaration}<fontconfig>${fonts}</fontconfig>`);
  return {
    executablePath: join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: join(folder, 'lib'), FONTCONFIG_PATH: folder, FONTCONFIG_FILE: join(folder, 'fonts.conf') },
  };
}

/** The machine's Chromium (unless `packaged`), else the one that a package brings. */
export async function findChromium(packaged: boolean): Promise<Chromium> {
  const executablePath = packaged ? undefined : installed.find((path) => existsSync(path));
  return executablePath ? { executablePath } : packagedChromium();
}

/** Starts a headless Chromium: the machine's (unless `packaged`), else the one that a package brings. Close it when done. */
export async function launchBrowser({ packaged = false } = {}): Promise<Browser> {
  const { executablePath, env } = await findChromium(packaged);
  const home = tmpdir();
  return chromium.launch({
    executablePath,
    headless: true,
    args: switches,
    env: { PATH: '/usr/bin:/bin', HOME: home, TZ: 'Europe/London', LANG: 'en_GB.UTF-8', ...env },
  });
}
