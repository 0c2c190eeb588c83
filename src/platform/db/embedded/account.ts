import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { isAbsolute } from 'node:path';

/** The operating system's user that PostgreSQL runs as. No `ids` means: the user who runs Cairn. */
export interface Account {
  readonly name: string;
  readonly ids?: { readonly uid: number; readonly gid: number };
}

interface PasswdEntry {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

const isRoot = (): boolean => process.getuid?.() === 0;

function passwd(): PasswdEntry[] {
  if (!existsSync('/etc/passwd')) return [];
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter((entry) => entry.name !== '' && entry.uid > 0 && Number.isInteger(entry.gid));
}

const asAccount = ({ name, uid, gid }: PasswdEntry): Account => ({ name, ids: { uid, gid } });

/**
 * Whom PostgreSQL can run as. It refuses root, so root lends it the checkout's owner, else `postgres`, else `nobody`,
 * else any other user of the machine. `initdb` looks its user up by name, so only users in /etc/passwd count.
 */
export function chooseAccount(checkout: string): Account {
  if (!isRoot()) return { name: 'you' };
  const users = passwd();
  const owner = statSync(checkout).uid;
  const found =
    users.find((user) => user.uid === owner) ??
    users.find((user) => user.name === 'postgres') ??
    users.find((user) => user.name === 'nobody') ??
    users[0];
  if (!found)
    throw new Error(
      'Cairn runs as root, PostgreSQL refuses to, and this machine has no other user. Add one (useradd cairn), or set DATABASE_URL.',
    );
  return asAccount(found);
}

/** The account that already owns a database's folder, which alone may start it. */
export function ownerOf(folder: string): Account {
  const { uid } = statSync(folder);
  if (!isRoot()) {
    if (process.getuid && uid !== process.getuid())
      throw new Error(
        `The database in ${folder} belongs to another user of this machine (number ${uid}). Start Cairn as that user or as root.`,
      );
    return { name: 'you' };
  }
  const found = passwd().find((user) => user.uid === uid);
  if (!found)
    throw new Error(
      `The database in ${folder} belongs to user number ${uid}, whom this machine does not know or who is root. Give it to an ordinary user: chown -R postgres ${folder}`,
    );
  return asAccount(found);
}

/** Whether the account can run this program, tried for real: modes, mounts and missing libraries all count. */
export function canRun(account: Account, program: string): boolean {
  return spawnSync(program, ['--version'], { ...account.ids, cwd: '/', env: {}, stdio: 'ignore' }).status === 0;
}

/** Whether the account can pass through a folder to what lies in it. */
export function canEnter(account: Account, folder: string): boolean {
  if (!account.ids) return true;
  if (!isAbsolute(folder)) return false;
  const tried = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...account.ids, cwd: '/', stdio: 'ignore' });
  return tried.status === 0;
}
