import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Account } from './account.ts';
import { database, urlOf } from './address.ts';
import { program } from './binaries.ts';
import { bareEnvironment } from './cluster.ts';
import { hasEnded, isAlive, isServerOf } from './processes.ts';
import type { Address } from './settings.ts';

export interface ServerPlan {
  readonly native: string;
  readonly account: Account;
  readonly data: string;
  readonly startLog: string;
  readonly address: Address;
  readonly password: string;
  readonly log: (line: string) => void;
}

const pidFile = (data: string): string => join(data, 'postmaster.pid');

function recordedPid(data: string): number | undefined {
  if (!existsSync(pidFile(data))) return undefined;
  const pid = Number(readFileSync(pidFile(data), 'utf8').split('\n')[0]);
  return Number.isInteger(pid) && pid > 1 ? pid : undefined;
}

/** Ends a server: waits for its transactions' end no longer than it must (fast), then harder. */
async function end(pid: number, native: string, data: string, account: Account): Promise<void> {
  if (process.platform === 'win32') {
    spawn(program(native, 'pg_ctl'), ['stop', '-D', data, '-m', 'fast'], { ...account.ids, stdio: 'ignore' });
    if (await hasEnded(pid, 40_000)) return;
  }
  const steps: [NodeJS.Signals, number][] = [
    ['SIGINT', 30_000],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 5_000],
  ];
  for (const [signal, patience] of steps) {
    if (!isAlive(pid)) return;
    process.kill(pid, signal);
    if (await hasEnded(pid, patience)) return;
  }
  throw new Error(`PostgreSQL (process ${pid}) does not end.`);
}

/**
 * Clears what a killed Cairn left on the data: ends a server that still runs without it, and removes the note of one
 * that does not, which PostgreSQL would heed if its process number is another's by now.
 */
export async function endOrphan(
  native: string,
  data: string,
  account: Account,
  log: (line: string) => void,
): Promise<void> {
  const pid = recordedPid(data);
  if (pid !== undefined && isServerOf(pid, data)) {
    log(`Ending the database server that an earlier Cairn left behind (process ${pid}) …`);
    await end(pid, native, data, account);
  }
  rmSync(pidFile(data), { force: true });
}

function launch({ native, account, data, startLog }: ServerPlan): ChildProcess {
  const output = openSync(startLog, 'w', 0o600);
  const child = spawn(program(native, 'postgres'), ['-D', data], {
    ...account.ids,
    ...bareEnvironment,
    cwd: data,
    detached: true, // A Ctrl-C in the terminal is for Cairn, which ends its work first and the server last.
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  child.on('error', () => undefined);
  child.unref();
  return child;
}

const hasExited = (child: ChildProcess): boolean =>
  child.pid === undefined || child.exitCode !== null || child.signalCode !== null;

/** Starting up, shutting down, not yet listening, no connection free: not ready, and no reason to give up. */
const notReadyYet = new Set(['57P03', '53300', 'ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EACCES']);

async function answers(plan: ServerPlan): Promise<boolean> {
  const client = new pg.Client({
    connectionString: urlOf(plan.address, plan.password, 'postgres'),
    connectionTimeoutMillis: 5_000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const found = await client.query('select 1 from pg_database where datname = $1', [database]);
    if (found.rowCount === 0) await client.query(`create database ${database}`);
    return true;
  } catch (error) {
    const { code, message } = error as Error & { code?: string };
    if (notReadyYet.has(code ?? '') || /timeout|terminated/i.test(message)) return false;
    throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function becomesReady(child: ChildProcess, plan: ServerPlan): Promise<boolean> {
  const began = Date.now();
  let told = false;
  while (!hasExited(child)) {
    if (await answers(plan)) return true;
    if (!told && Date.now() - began > 5_000) {
      told = true;
      plan.log('The database is recovering what was being written when it last stopped …');
    }
    if (Date.now() - began > 15 * 60_000) throw new Error(`PostgreSQL does not answer. ${whatItSaid(plan)}`);
    await sleep(25);
  }
  return false;
}

/** The last lines that the server wrote, before and after it opened its log. */
function whatItSaid({ startLog, data }: ServerPlan): string {
  const folder = join(data, 'log');
  const logs = existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
  const newest = logs.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs).slice(0, 1);
  const files = [startLog, ...newest].filter((file) => existsSync(file));
  return files
    .map((file) => `${file}:\n${readFileSync(file, 'utf8').trim().split('\n').slice(-8).join('\n')}`)
    .join('\n');
}

/**
 * Starts the server and waits until it answers. Backends of a server that was killed hold its memory for a moment
 * longer; PostgreSQL then refuses to start, and it is tried again.
 */
export async function startServer(plan: ServerPlan): Promise<ChildProcess & { pid: number }> {
  const began = Date.now();
  for (;;) {
    const child = launch(plan);
    if (child.pid !== undefined) {
      try {
        if (await becomesReady(child, plan)) return Object.assign(child, { pid: child.pid });
      } catch (error) {
        await end(child.pid, plan.native, plan.data, plan.account);
        throw error;
      }
    }
    await sleep(500); // Its log is written by another process, which may still be at it.
    const said = whatItSaid(plan);
    const mayPass = /pre-existing shared memory block|lock file .* already exists|being shut down/.test(said);
    if (Date.now() - began > (mayPass ? 20_000 : 2_000)) throw new Error(`PostgreSQL did not start.\n${said}`);
  }
}

/** Ends the server, and returns when it has. */
export const stopServer = (pid: number, plan: ServerPlan): Promise<void> =>
  end(pid, plan.native, plan.data, plan.account);

const shutDown = 'read -r pid < "$1/postmaster.pid" && [ "$pid" = "$2" ] && kill -INT "$2"';
const andRemove = 'i=0; while kill -0 "$2" && [ $i -lt 100 ]; do sleep 0.1; i=$((i+1)); done; rm -rf "$3"';

/**
 * A shell that waits for our end of a pipe to close, which it does however this process ends, and then ends the
 * server. Returns what lets the shell go.
 */
export function watch(pid: number, plan: ServerPlan, remove?: string): () => void {
  if (process.platform === 'win32') return () => undefined;
  const script = `cat > /dev/null; ${shutDown}${remove ? `; ${andRemove}` : ''}`;
  const shell = spawn('/bin/sh', ['-c', script, 'cairn-watch', plan.data, String(pid), remove ?? ''], {
    ...plan.account.ids,
    ...bareEnvironment,
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  shell.on('error', () => undefined);
  shell.stdin.on('error', () => undefined);
  shell.unref();
  (shell.stdin as unknown as { unref?: () => void }).unref?.();
  return () => shell.stdin.end();
}
