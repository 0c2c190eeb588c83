import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAlive } from './embedded/processes.ts';
import {
  type EmbeddedPostgres,
  findRunningEmbeddedPostgres,
  startEmbeddedPostgres,
  startThrowawayPostgres,
} from './embedded-postgres.ts';

let directory: string;
let running: EmbeddedPostgres | undefined;

const start = async (): Promise<EmbeddedPostgres> => {
  running = await startEmbeddedPostgres({ directory });
  return running;
};

async function ask(url: string, ...statements: string[]): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    let answer: unknown;
    for (const statement of statements) answer = Object.values((await client.query(statement)).rows[0] ?? {})[0];
    return answer;
  } finally {
    await client.end();
  }
}

const serverPid = (): number =>
  Number(readFileSync(join(directory, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);

/** A Cairn in a process of its own, which can be killed. */
async function anotherCairn(): Promise<{ process: ChildProcess; url: string }> {
  const module = join(import.meta.dirname, 'embedded-postgres.ts');
  const script = `import { startEmbeddedPostgres } from ${JSON.stringify(module)};
    console.log((await startEmbeddedPostgres({ directory: ${JSON.stringify(directory)} })).url);
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (text) => resolve(String(text).trim()));
    child.once('exit', (status) => reject(new Error(`ended with ${String(status)}`)));
  });
  return { process: child, url };
}

async function killed(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}

/** The shells that would end the server when its Cairn dies. */
async function killWatcher(pid: number): Promise<void> {
  const ps = spawn('ps', ['-eo', 'pid=,args='], { stdio: ['ignore', 'pipe', 'ignore'] });
  let text = '';
  for await (const part of ps.stdout) text += String(part);
  for (const line of text.split('\n').filter((line) => line.includes('cairn-watch') && line.includes(` ${pid}`)))
    process.kill(Number(line.trim().split(' ')[0]), 'SIGKILL');
}

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'cairn-embedded-'));
});

afterEach(async () => {
  await running?.stop();
  running = undefined;
  rmSync(directory, { recursive: true, force: true });
});

describe('the database that Cairn brings', { timeout: 60_000 }, () => {
  it('starts durable, in UTF-8, on London time, and keeps its rows over a stop', async () => {
    const first = await start();
    expect(await ask(first.url, 'show server_version_num')).toMatch(/^18/);
    expect(await ask(first.url, "select current_setting('fsync') || current_setting('full_page_writes')")).toBe('onon');
    expect(await ask(first.url, 'show server_encoding')).toBe('UTF8');
    expect(await ask(first.url, 'show timezone')).toBe('Europe/London');
    expect(await ask(first.url, 'select current_user || current_database()')).toBe('cairn_ownercairn');
    expect(await ask(first.url, 'show listen_addresses')).toBe('');
    expect(await ask(first.url, "select lower('ÉCOLE')")).toBe('école');
    await ask(first.url, 'create table pupil (name text)', "insert into pupil values ('Siân')");
    await first.stop();
    await first.stop();
    const second = await start();
    expect(await ask(second.url, 'select name from pupil')).toBe('Siân');
  });

  it('keeps its password to itself and refuses a wrong one', async () => {
    const { url } = await start();
    expect(statSync(join(directory, 'postgres-password')).mode & 0o777).toBe(0o600);
    const wrong = new URL(url);
    wrong.password = 'guess';
    await expect(ask(wrong.href, 'select 1')).rejects.toThrow(/password authentication failed/);
  });

  it('still has an acknowledged row after Cairn and the server are killed together', async () => {
    const cairn = await anotherCairn();
    await ask(cairn.url, 'create table mark (n int)', 'insert into mark values (42)');
    const pid = serverPid();
    await killWatcher(pid);
    process.kill(pid, 'SIGKILL');
    await killed(cairn.process);
    const { url } = await start();
    expect(await ask(url, 'select n from mark')).toBe(42);
  });

  it('ends a server that outlived its Cairn, and starts anew with its rows', async () => {
    const cairn = await anotherCairn();
    await ask(cairn.url, 'create table mark (n int)', 'insert into mark values (7)');
    const orphan = serverPid();
    await killWatcher(orphan);
    await killed(cairn.process);
    expect(isAlive(orphan)).toBe(true);
    const { url } = await start();
    expect(isAlive(orphan)).toBe(false);
    expect(await ask(url, 'select n from mark')).toBe(7);
  });

  it('takes the server down with a Cairn that is killed', async () => {
    const cairn = await anotherCairn();
    const pid = serverPid();
    await killed(cairn.process);
    for (let tries = 0; tries < 100 && isAlive(pid); tries += 1) await sleep(50);
    expect(isAlive(pid)).toBe(false);
  });

  it('refuses a second Cairn on the same folder, and says what to do', async () => {
    const { url } = await start();
    await expect(startEmbeddedPostgres({ directory })).rejects.toThrow(/already running.*stop it first/s);
    expect(await ask(url, 'select 1')).toBe(1);
    expect(findRunningEmbeddedPostgres({ directory })).toBe(url);
  });

  it('heeds neither a half-made database nor the notes of processes that are gone', async () => {
    mkdirSync(join(directory, 'postgres.init-half', 'data'), { recursive: true });
    writeFileSync(join(directory, 'cairn.lock'), JSON.stringify({ pid: process.ppid, identity: 'earlier', directory }));
    await (await start()).stop();
    expect(existsSync(join(directory, 'postgres.init-half'))).toBe(false);
    // The number of a process that lives and is no database server.
    writeFileSync(join(directory, 'postgres', 'postmaster.pid'), `${process.ppid}\n${directory}\n`);
    const { url } = await start();
    expect(await ask(url, 'select 1')).toBe(1);
  });

  it.runIf(process.getuid?.() === 0)(
    'keeps root’s data outside a folder closed to others, and finds it again',
    async () => {
      const closed = directory;
      chmodSync(closed, 0o700);
      directory = join(closed, 'runtime');
      const homeOf = (folder: string) => JSON.parse(readFileSync(join(folder, 'postgres-location.json'), 'utf8')).home;
      const homes: string[] = [];
      try {
        const first = await start();
        homes.push(homeOf(directory));
        await ask(first.url, 'create table mark (n int)', 'insert into mark values (1)');
        await first.stop();
        expect(await ask((await start()).url, 'select n from mark')).toBe(1);
        await running?.stop();
        // A copy of the checkout gets a database of its own; the checkout, when it is moved, keeps its own.
        cpSync(directory, join(closed, 'copy'), { recursive: true });
        const copy = await startEmbeddedPostgres({ directory: join(closed, 'copy') });
        homes.push(homeOf(join(closed, 'copy')));
        expect(await ask(copy.url, "select to_regclass('mark')")).toBe(null);
        await copy.stop();
        renameSync(directory, join(closed, 'moved'));
        directory = join(closed, 'moved');
        expect(await ask((await start()).url, 'select n from mark')).toBe(1);
        await running?.stop();
        rmSync(homes[0] ?? '', { recursive: true });
        await expect(start()).rejects.toThrow(/no longer there/);
      } finally {
        for (const home of homes) rmSync(home, { recursive: true, force: true });
        rmSync(closed, { recursive: true, force: true });
      }
    },
  );

  it('sets a new password when the old one was lost', async () => {
    await (await start()).stop();
    rmSync(join(directory, 'postgres-password'));
    const { url } = await start();
    expect(await ask(url, 'select 1')).toBe(1);
  });

  it('offers tests a server that leaves nothing behind', async () => {
    const { url, stop } = await startThrowawayPostgres();
    expect(await ask(url, 'show fsync')).toBe('off');
    const socket = new URL(url).searchParams.get('host') ?? '';
    expect(existsSync(socket)).toBe(true);
    await stop();
    expect(existsSync(join(socket, '..'))).toBe(false);
  });
});
