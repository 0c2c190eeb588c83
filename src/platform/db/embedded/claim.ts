import {
  accessSync,
  constants,
  linkSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { identityOf } from './processes.ts';

/** Says which process uses a folder's database, and how to reach that. */
export interface Claim {
  readonly pid: number;
  readonly identity: string;
  readonly directory: string;
  readonly since: string;
  readonly address?: string;
  readonly home?: string;
}

const triesToClaim = 12;
const pause = 250;

const claimFile = (directory: string): string => join(directory, 'cairn.lock');

function read(file: string): Claim | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Claim;
  } catch {
    return undefined;
  }
}

const isHeld = (claim: Claim | undefined, directory: string): claim is Claim =>
  claim !== undefined && claim.directory === directory && identityOf(claim.pid) === claim.identity;

/** The claim of a process that still runs, if there is one. */
export function currentClaim(given: string): Claim | undefined {
  try {
    const directory = realpathSync(given);
    const claim = read(claimFile(directory));
    return isHeld(claim, directory) ? claim : undefined;
  } catch {
    return undefined;
  }
}

function refuse(claim: Claim): never {
  throw new Error(
    `Cairn is already running on the database in ${claim.directory} (process ${claim.pid}, since ${claim.since}). ` +
      `Use that one, or stop it first (Ctrl-C in its window, or: kill ${claim.pid}). For a second Cairn, use another checkout or set DATABASE_URL.`,
  );
}

function ownDirectory(given: string): string {
  try {
    mkdirSync(given, { recursive: true });
    accessSync(given, constants.W_OK);
    return realpathSync(given);
  } catch (error) {
    const hint = 'Start Cairn as the user who owns the checkout, or set DATABASE_URL to a server.';
    throw new Error(`You may not write in ${given}, where the database is kept. ${hint}`, { cause: error });
  }
}

/**
 * Takes the folder's database for this process. Throws when another process has it and keeps it for three seconds. A claim left by a
 * killed process is set aside by renaming, so that of two starts at once only one takes it over.
 */
export async function claim(given: string): Promise<Claim> {
  const directory = ownDirectory(given);
  const file = claimFile(directory);
  const mine: Claim = {
    pid: process.pid,
    identity: identityOf(process.pid) ?? '',
    directory,
    since: new Date().toISOString(),
  };
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(mine), { mode: 0o644 });
  try {
    for (let tries = 0; tries < triesToClaim; tries += 1) {
      try {
        linkSync(draft, file);
        return mine;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const held = read(file);
      if (isHeld(held, directory)) {
        if (tries === triesToClaim - 1) refuse(held);
        await sleep(pause); // It may be on its way out: a restart right after a stop is not a second Cairn.
      } else setAside(file, directory);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  throw new Error(`Cannot take ${file}. If no Cairn runs, delete that file and start again.`);
}

function setAside(file: string, directory: string): void {
  const aside = `${file}.old.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return; // Another start was faster.
  }
  const taken = read(aside);
  if (isHeld(taken, directory)) linkSync(aside, file); // It was fresh after all: give it back.
  rmSync(aside, { force: true });
}

/** Adds to our claim where the server answers, for the command line to join it. */
export function publish(mine: Claim, address: string, home: string): void {
  const file = claimFile(mine.directory);
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify({ ...mine, address, home }), { mode: 0o644 });
  renameSync(draft, file);
}

/** Gives the folder's database up, unless someone else has taken it over. */
export function release(mine: Claim): void {
  const file = claimFile(mine.directory);
  const held = read(file);
  if (held?.pid === mine.pid && held.identity === mine.identity) rmSync(file, { force: true });
}
