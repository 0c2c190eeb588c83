import { createHash } from 'node:crypto';
import { chmodSync, chownSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Account } from './account.ts';
import { temporaryBase } from './bases.ts';
import type { Address } from './settings.ts';

export const owner = 'cairn_owner';
export const database = 'cairn';

/** The systems allow 104 to 108 bytes; some room is left. */
const longestSocketPath = 100;

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

function ownFolder(folder: string, account: Account): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  const ours = [process.getuid?.(), account.ids?.uid];
  if (found && !(found.isDirectory() && ours.includes(found.uid))) return false;
  if (!found) mkdirSync(folder, { mode: 0o700 });
  chmodSync(folder, 0o700);
  if (account.ids) chownSync(folder, account.ids.uid, account.ids.gid);
  // A killed server's note beside its socket; PostgreSQL heeds it for as long as nobody has reaped that process.
  for (const name of readdirSync(folder).filter((name) => name.startsWith('.s.PGSQL.'))) rmSync(join(folder, name));
  return true;
}

/** Chooses where the server, which must not be running, is to answer: a socket beside the data, or in the temporary folder if that path is too long. */
export async function chooseAddress(home: string, account: Account): Promise<Address> {
  if (process.platform === 'win32') return { port: await freePort() };
  const beside = join(home, 'socket');
  if (Buffer.byteLength(join(beside, '.s.PGSQL.5432')) < longestSocketPath && ownFolder(beside, account))
    return { socket: beside };
  const base = temporaryBase(account);
  const short = join(base, `cairn-${createHash('sha256').update(home).digest('hex').slice(0, 12)}`);
  if (ownFolder(short, account)) return { socket: short };
  const fresh = mkdtempSync(join(base, 'cairn-'));
  ownFolder(fresh, account);
  return { socket: fresh };
}

/** Removes a socket's folder that is not beside the data. */
export function leaveAddress(home: string, address: Address): void {
  if ('socket' in address && !address.socket.startsWith(home)) rmSync(address.socket, { recursive: true, force: true });
}

/** The address in the form that `pg`, libpq and `new URL` all read. */
export function urlOf(address: Address, password: string, name: string = database): string {
  const url = new URL(`postgresql://localhost/${name}`);
  url.username = owner;
  url.password = password;
  if ('socket' in address) url.searchParams.set('host', address.socket);
  else {
    url.hostname = '127.0.0.1';
    url.port = String(address.port);
  }
  return url.href;
}
