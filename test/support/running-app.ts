import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import type { Clock } from '#platform/clock.ts';
import { createIdentity } from '#platform/identity/identity.ts';
import { createApp } from '#src/app.ts';
// @ts-expect-error plain JavaScript, since it runs before there is anything to compile with
import { buildAssets } from '#ui/build-assets.mjs';
import type { Stage } from '../world/stage.ts';
import { buildWorld } from '../world.ts';
import { launchBrowser } from './browser.ts';
import { type TestDatabase, useDatabase } from './database.ts';

export type RunningApp = {
  database: TestDatabase;
  /** Known once `beforeAll` has run. */
  address(): string;
  stage(): Stage;
  browser(): Browser;
  /** A browser of somebody's own, signed in by the button of the demonstration. */
  signIn(name: string, options?: BrowserContextOptions): Promise<BrowserContext>;
};

/** Goes on from a moment at the pace of the real one, so that what happens later is later. */
function runningClock(from: string): Clock {
  const start = Temporal.Instant.from(from);
  const since = performance.now();
  return { now: () => start.add({ milliseconds: Math.round(performance.now() - since) }) };
}

const secret = 'a secret of the journeys, long enough for all';

/** The product with its real style sheet on a port of its own, over a database that holds the invented trust; and a browser. Call it once a file. */
export function useRunningApp(): RunningApp {
  const database = useDatabase(runningClock('2026-11-24T11:00:00Z'));
  const closers: (() => Promise<unknown>)[] = [];
  let built: { address: string; stage: Stage; browser: Browser } | undefined;
  const running = () => {
    if (!built) throw new Error('The product runs once the tests begin.');
    return built;
  };
  beforeAll(async () => {
    const assetsFolder = await mkdtemp(join(tmpdir(), 'cairn-journey-'));
    closers.push(() => rm(assetsFolder, { recursive: true, force: true }));
    await buildAssets({ root: process.cwd(), outDir: assetsFolder });
    const publicUrl = database.services.publicUrl;
    const identity = createIdentity({ databaseUrl: database.url, secret, publicUrl, maxConnections: 4 });
    closers.push(() => identity.close());
    const services = { ...database.services, identity };
    const app = await createApp({ db: database.db, services }, identity.readSession, {
      secret,
      logLevel: 'error',
      assetsFolder,
      trustProxy: false,
      secure: false,
    });
    closers.push(() => app.close());
    const stage = await buildWorld({ db: database.db, services });
    const address = await app.listen({ port: 0, host: '127.0.0.1' });
    const browser = await launchBrowser();
    closers.push(() => browser.close());
    built = { address, stage, browser };
  }, 120_000);
  afterAll(async () => {
    for (const close of closers.toReversed()) await close();
  });
  return {
    database,
    address: () => running().address,
    stage: () => running().stage,
    browser: () => running().browser,
    signIn: async (name, options = {}) => {
      const context = await running().browser.newContext({
        baseURL: running().address,
        reducedMotion: 'reduce',
        ...options,
      });
      const page = await context.newPage();
      await page.goto('/sign-in');
      await page
        .getByRole('button', { name: `Sign in as ${name}`, exact: true })
        .first()
        .click();
      await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
      await page.close();
      return context;
    },
  };
}
