import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { findChromium, switches } from './browser.ts';

/** The network between devices and the product, which can be cut, and which can lose the answer to what has arrived. */
export type Network = {
  address: string;
  cut(isCut: boolean): void;
  /** Answers to these addresses get lost, although the request has been carried out; null loses none. */
  loseAnswers(to: string | null): void;
  /** Requests to these addresses never arrive. */
  block(to: string | null): void;
  /** How often an address was asked. */
  asked(path: string): number;
  close(): Promise<void>;
};

/** Stands between the browser and the product at `target`. */
export async function startNetwork(target: string): Promise<Network> {
  const { hostname, port } = new URL(target);
  const asked = new Map<string, number>();
  let [isCut, lost, blocked] = [false, null as string | null, null as string | null];
  const carry = (incoming: IncomingMessage, answer: ServerResponse) => {
    const path = incoming.url?.split('?')[0] ?? '';
    if (isCut || path === blocked) return void answer.destroy();
    asked.set(path, (asked.get(path) ?? 0) + 1);
    const onward = request({ hostname, port, method: incoming.method, path: incoming.url, headers: incoming.headers });
    onward.on('response', (reply) => {
      if (path === lost) {
        reply.resume();
        reply.on('end', () => answer.destroy());
        return;
      }
      answer.writeHead(reply.statusCode ?? 500, reply.headers);
      reply.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    incoming.pipe(onward);
  };
  const server = createServer(carry).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut: (now) => {
      isCut = now;
      if (now) server.closeAllConnections();
    },
    loseAnswers: (to) => {
      lost = to;
    },
    block: (to) => {
      blocked = to;
    },
    asked: (path) => asked.get(path) ?? 0,
    close: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** A phone or tablet: a Chromium of its own with a disk of its own, which outlives the browser. */
export type Device = {
  context(): BrowserContext;
  page(): Promise<Page>;
  /** No signal, or signal again, for pages and service workers alike. */
  offline(isOffline: boolean): Promise<void>;
  /** The battery is flat: every process of the browser ends at once, without a word. */
  kill(): Promise<void>;
  /** Switched on again; the network is as it was. */
  start(): Promise<void>;
  throwAway(): Promise<void>;
};

export async function startDevice(network: Network): Promise<Device> {
  const disk = await mkdtemp(join(tmpdir(), 'cairn-device-'));
  let running: { process: ChildProcess; context: BrowserContext } | undefined;
  let isOffline = false;
  const context = () => {
    if (!running) throw new Error('The device is switched off.');
    return running.context;
  };
  const device: Device = {
    context,
    page: async () => {
      const page = await context().newPage();
      await page.setViewportSize({ width: 390, height: 844 });
      return page;
    },
    offline: async (now) => {
      isOffline = now;
      network.cut(now);
      await context().setOffline(now);
    },
    kill: async () => {
      const { process: browser } = running ?? {};
      running = undefined;
      if (!browser?.pid || browser.exitCode !== null) return;
      const ended = once(browser, 'exit');
      // The group that was started here: the browser with its renderers, network and storage processes.
      process.kill(-browser.pid, 'SIGKILL');
      await ended;
      await wait(200);
    },
    start: async () => {
      const told = join(disk, 'DevToolsActivePort');
      await rm(told, { force: true });
      const { executablePath, env } = await findChromium(false);
      const browser = spawn(
        executablePath,
        ['--headless=new', ...switches, `--user-data-dir=${disk}`, '--remote-debugging-port=0', 'about:blank'],
        {
          detached: true,
          stdio: 'ignore',
          env: { PATH: '/usr/bin:/bin', HOME: disk, TZ: 'Europe/London', LANG: 'en_GB.UTF-8', ...env },
        },
      );
      for (let tries = 0; !existsSync(told) || !readFileSync(told, 'utf8').includes('\n'); tries += 1) {
        if (tries > 300) throw new Error('Chromium did not start.');
        await wait(100);
      }
      const [port] = readFileSync(told, 'utf8').split('\n');
      const connected = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
      const [first] = connected.contexts();
      if (!first) throw new Error('Chromium has no window.');
      first.setDefaultTimeout(15_000);
      running = { process: browser, context: first };
      await first.setOffline(isOffline);
    },
    throwAway: async () => {
      await device.kill();
      await rm(disk, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  await device.start();
  return device;
}
