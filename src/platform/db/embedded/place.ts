import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, realpathSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Account, canEnter, chooseAccount, ownerOf } from './account.ts';
import { durableBases } from './bases.ts';

/** Where a database lies and whose it is. */
export interface Place {
  readonly account: Account;
  /** Holds `postgres/` (the data), the password and the socket. */
  readonly home: string;
}

/** Kept in the checkout when the data lies elsewhere, so that it is found again and never silently begun anew. */
interface Pointer {
  readonly directory: string;
  readonly home: string;
  readonly ready: boolean;
}

const pointerFile = (directory: string): string => join(directory, 'postgres-location.json');

function readPointer(directory: string): Pointer | undefined {
  const file = pointerFile(directory);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Pointer) : undefined;
}

function writePointer(pointer: Pointer): void {
  const file = pointerFile(pointer.directory);
  writeFileSync(`${file}.new`, `${JSON.stringify(pointer, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}

export const dataFolder = (home: string): string => join(home, 'postgres');
export const hasData = (home: string): boolean => existsSync(join(dataFolder(home), 'PG_VERSION'));

/** The database of a checkout that was copied is not the copy's; that of one that was moved is. */
const belongsToAnother = (pointer: Pointer, directory: string): boolean =>
  pointer.directory !== directory &&
  existsSync(pointer.directory) &&
  readPointer(pointer.directory)?.home === pointer.home;

function newHome(account: Account, directory: string): string {
  const name = createHash('sha256').update(directory).digest('hex').slice(0, 16);
  for (const base of durableBases(account)) {
    for (let count = 1; count < 1000; count += 1) {
      const home = join(base, count === 1 ? name : `${name}-${count}`);
      if (existsSync(home)) continue; // Left by a checkout that was here before: kept, not ours.
      mkdirSync(home, { mode: 0o755 });
      return home;
    }
  }
  throw new Error(
    `There is no folder where the user ${account.name} could keep a database. Set DATABASE_URL to a server.`,
  );
}

/**
 * Finds the database's place, or chooses it: the given folder, unless PostgreSQL's user cannot enter that (root's
 * checkout in a closed folder): then a durable folder outside. Throws when data that was there is out of reach.
 */
export function findPlace(given: string, log: (line: string) => void): Place {
  mkdirSync(given, { recursive: true });
  const directory = realpathSync(given);
  if (hasData(directory)) {
    const account = ownerOf(dataFolder(directory));
    if (!canEnter(account, directory))
      throw new Error(
        `The database in ${directory} belongs to the user ${account.name}, who can no longer enter that folder. Let others pass through the folders above it again (chmod o+x).`,
      );
    return { account, home: directory };
  }
  const pointer = readPointer(directory);
  if (pointer && !belongsToAnother(pointer, directory)) {
    if (hasData(pointer.home)) {
      if (pointer.directory !== directory) writePointer({ ...pointer, directory });
      log(`The database is in ${pointer.home}.`);
      return { account: ownerOf(dataFolder(pointer.home)), home: pointer.home };
    }
    if (pointer.ready)
      throw new Error(
        `The database of this checkout was in ${pointer.home} and is no longer there. Put it back; or, to begin with an empty one, delete ${pointerFile(directory)}.`,
      );
    if (existsSync(pointer.home)) return { account: chooseAccount(directory), home: pointer.home };
  }
  const account = chooseAccount(directory);
  if (account.ids) chmodSync(directory, 0o755);
  if (canEnter(account, directory)) return { account, home: directory };
  const home = newHome(account, directory);
  writePointer({ directory, home, ready: false });
  log(
    `The user ${account.name}, whom PostgreSQL runs as, cannot enter ${dirname(directory)}: the database is kept in ${home}.`,
  );
  return { account, home };
}

/** Notes that the data has come into being, from when its absence is a loss and no longer a beginning. */
export function confirmPlace(given: string, home: string): void {
  const directory = realpathSync(given);
  if (home !== directory) writePointer({ directory, home, ready: true });
}
