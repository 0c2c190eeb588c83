import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Account } from './account.ts';
import { owner } from './address.ts';
import { program } from './binaries.ts';
import { dataFolder, hasData } from './place.ts';

const major = '18';
const passwordFile = (home: string): string => join(home, 'postgres-password');

/** PostgreSQL's programs see none of our environment. Windows cannot start a program without its own. */
export const bareEnvironment = process.platform === 'win32' ? {} : { env: { PATH: '/usr/bin:/bin', LANG: 'C' } };

/** Runs a program to its end as the account; throws with what it said when it fails. */
async function run(file: string, args: string[], account: Account, cwd: string, input = ''): Promise<void> {
  const child = spawn(file, args, { ...account.ids, ...bareEnvironment, cwd, stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  child.stdout.on('data', (text) => (said += text));
  child.stderr.on('data', (text) => (said += text));
  child.stdin.on('error', () => undefined); // It may end without reading.
  child.stdin.end(input);
  const status = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  if (status !== 0) throw new Error(`${file} failed (${String(status)}):\n${said.trim()}`);
}

function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}

function newPassword(home: string): string {
  const password = randomBytes(24).toString('base64url');
  const draft = `${passwordFile(home)}.new`;
  writeFileSync(draft, password, { mode: 0o600, flush: true });
  renameSync(draft, passwordFile(home));
  syncFolder(home);
  return password;
}

/** The owner's password, where there is one. */
export const readPassword = (home: string): string | undefined =>
  existsSync(passwordFile(home)) ? readFileSync(passwordFile(home), 'utf8').trim() : undefined;

interface Cluster {
  readonly home: string;
  readonly native: string;
  readonly account: Account;
  readonly durable: boolean;
}

/** Makes the database's files in a folder of their own and renames that, so that they are whole or absent. */
async function initialise({ home, native, account, durable }: Cluster, password: string): Promise<void> {
  const staging = mkdtempSync(join(home, 'postgres.init-'));
  const secret = join(staging, 'password');
  writeFileSync(secret, password, { mode: 0o600 });
  if (account.ids) for (const path of [secret, staging]) chownSync(path, account.ids.uid, account.ids.gid);
  const data = join(staging, 'data');
  await run(
    program(native, 'initdb'),
    [
      ...['-D', data, `--username=${owner}`, `--pwfile=${secret}`, '--auth=scram-sha-256', '--encoding=UTF8'],
      ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--data-checksums'],
      ...(durable ? [] : ['--no-sync']),
    ],
    account,
    staging,
  );
  renameSync(data, dataFolder(home));
  syncFolder(home);
  rmSync(staging, { recursive: true, force: true });
}

/** A password that was lost can be set anew, since the files are ours: PostgreSQL's single-user mode asks for none. */
async function resetPassword({ home, native, account }: Cluster): Promise<string> {
  const password = newPassword(home);
  const data = dataFolder(home);
  const statement = `ALTER ROLE ${owner} PASSWORD '${password}'\n`;
  await run(program(native, 'postgres'), ['--single', '-D', data, 'postgres'], account, data, statement);
  return password;
}

/** Sees to it that there is a database that can be started, and returns its password. No server may be running on it. */
export async function prepareCluster(cluster: Cluster, log: (line: string) => void): Promise<string> {
  const { home } = cluster;
  for (const name of readdirSync(home).filter((name) => name.startsWith('postgres.init-')))
    rmSync(join(home, name), { recursive: true, force: true }); // A start that was killed left it half made.
  if (!hasData(home)) {
    log('Making the database …');
    const password = readPassword(home) ?? newPassword(home);
    await initialise(cluster, password);
    return password;
  }
  const version = readFileSync(join(dataFolder(home), 'PG_VERSION'), 'utf8').trim();
  if (version !== major)
    throw new Error(
      `The database in ${dataFolder(home)} was made by PostgreSQL ${version}; this Cairn brings ${major}. Take a backup with the Cairn that made it and restore it here.`,
    );
  return readPassword(home) ?? (await resetPassword(cluster));
}
