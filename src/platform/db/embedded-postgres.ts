import { chmodSync, chownSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chooseAccount } from './embedded/account.ts';
import { chooseAddress, leaveAddress, urlOf } from './embedded/address.ts';
import { temporaryBase } from './embedded/bases.ts';
import { runnableBinaries } from './embedded/binaries.ts';
import { claim, currentClaim, publish, release } from './embedded/claim.ts';
import { prepareCluster, readPassword } from './embedded/cluster.ts';
import { confirmPlace, dataFolder, findPlace } from './embedded/place.ts';
import { endOrphan, type ServerPlan, startServer, stopServer, watch } from './embedded/server.ts';
import { durable, throwaway, writeSettings } from './embedded/settings.ts';

/** A database server that this process started. */
export interface EmbeddedPostgres {
  /** Connects as `cairn_owner`, a superuser, to the database `cairn`. */
  readonly url: string;
  /** Ends the server (transactions in progress are rolled back) and returns when it has. May be called twice. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** Where the data lies. Made when it is missing; by default `data/runtime` in the working folder. */
  readonly directory?: string;
  /** Told, in a sentence for the operator, what takes time or lies where it is not expected. */
  readonly log?: (line: string) => void;
  /** Told when the server ends without having been stopped. */
  readonly onLost?: (reason: string) => void;
}

const defaultDirectory = (): string => join(process.cwd(), 'data', 'runtime');

async function run(plan: ServerPlan, leave: () => void, options: EmbeddedPostgresOptions, remove?: string) {
  const server = await startServer(plan);
  const unwatch = watch(server.pid, plan, remove);
  let stopping: Promise<void> | undefined;
  server.once('exit', (status, signal) => {
    if (stopping) return;
    const reason = `The database server ended by itself (${String(status ?? signal)}). Its log: ${join(plan.data, 'log')}`;
    plan.log(reason);
    options.onLost?.(reason);
  });
  const stop = (): Promise<void> => {
    stopping ??= stopServer(server.pid, plan).finally(() => {
      unwatch();
      leave();
    });
    return stopping;
  };
  return { url: urlOf(plan.address, plan.password), stop };
}

/**
 * Starts PostgreSQL 18 on the data in a folder: durable, reachable only from this machine, with a random password.
 * Recovers from a `kill -9` of Cairn, of PostgreSQL, or of both. Throws when another Cairn uses the folder.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions = {}): Promise<EmbeddedPostgres> {
  const { directory = defaultDirectory(), log = () => undefined } = options;
  const mine = await claim(directory);
  try {
    const { account, home } = findPlace(directory, log);
    const native = runnableBinaries(account, log);
    const data = dataFolder(home);
    await endOrphan(native, data, account, log);
    const password = await prepareCluster({ home, native, account, durable: true }, log);
    confirmPlace(directory, home);
    const address = await chooseAddress(home, account);
    writeSettings(data, account, durable, address);
    const startLog = join(home, 'postgres-start.log');
    const plan = { native, account, data, startLog, address, password, log };
    const leave = () => {
      leaveAddress(home, address);
      release(mine);
    };
    const server = await run(plan, leave, options);
    publish(mine, urlOf(address, ''), home);
    return server;
  } catch (error) {
    release(mine);
    throw error;
  }
}

/** The URL of the server that a running Cairn started on the folder, for the command line to join; else undefined. */
export function findRunningEmbeddedPostgres({ directory = defaultDirectory() } = {}): string | undefined {
  const held = currentClaim(directory);
  const password = held?.home ? readPassword(held.home) : undefined;
  if (!held?.address || !password) return undefined;
  const url = new URL(held.address);
  url.password = password;
  return url.href;
}

/** Starts an empty PostgreSQL for tests: fast, not durable, gone when stopped or when this process ends. */
export async function startThrowawayPostgres({ log = () => undefined }: { log?: (line: string) => void } = {}) {
  const account = chooseAccount(process.cwd());
  const native = runnableBinaries(account, log);
  const home = mkdtempSync(join(realpathSync(temporaryBase(account)), 'cairn-test-'));
  chmodSync(home, 0o700);
  if (account.ids) chownSync(home, account.ids.uid, account.ids.gid);
  const remove = () => rmSync(home, { recursive: true, force: true });
  try {
    const password = await prepareCluster({ home, native, account, durable: false }, log);
    const address = await chooseAddress(home, account);
    const data = dataFolder(home);
    writeSettings(data, account, throwaway, address);
    const plan = { native, account, data, startLog: join(home, 'postgres-start.log'), address, password, log };
    return await run(plan, remove, {}, home);
  } catch (error) {
    remove();
    throw error;
  }
}
