import { sync } from './capture/sync.ts';

// What a service worker has and a page has not, as far as it is used here.
type Event = { waitUntil(work: Promise<unknown>): void };
type Fetch = Event & { request: Request; respondWith(answer: Promise<Response>): void };
type Worker = {
  cairnKept: readonly string[];
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  addEventListener(name: 'install' | 'activate', work: (event: Event) => void): void;
  addEventListener(name: 'fetch', work: (event: Fetch) => void): void;
  addEventListener(name: 'sync', work: (event: Event & { tag: string }) => void): void;
};

const worker = self as unknown as Worker;
const [shell = '/capture/shell', ...assets] = worker.cairnKept;
const prefix = 'cairn-capture-';

/** Named after everything in it: another list is another store, and the old one goes once the new one is whole. */
const storeName = `${prefix}${assets.map((path) => /-([0-9a-f]{10})\./.exec(path)?.[1] ?? path).join('-')}`;

worker.addEventListener('install', (event) => {
  const fill = async () => {
    const store = await caches.open(storeName);
    await store.addAll([shell, ...assets].map((path) => new Request(path, { cache: 'reload', credentials: 'omit' })));
    await worker.skipWaiting();
  };
  event.waitUntil(fill());
});

worker.addEventListener('activate', (event) => {
  const clear = async () => {
    for (const name of await caches.keys())
      if (name.startsWith(prefix) && name !== storeName) await caches.delete(name);
    await worker.clients.claim();
  };
  event.waitUntil(clear());
});

const kept = async (path: string, request: Request): Promise<Response> =>
  (await (await caches.open(storeName)).match(path)) ?? (await fetch(request));

// The page itself and what it is made of come from here, with a network or without. Everything else goes where it always went.
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (request.mode === 'navigate' && (pathname === '/capture' || pathname === '/capture/'))
    event.respondWith(kept(shell, request));
  else if (assets.includes(pathname)) event.respondWith(kept(pathname, request));
});

// Where the browser knows how to wait for a network, notes leave even after the page was closed.
worker.addEventListener('sync', (event) => {
  if (event.tag !== 'notes') return;
  const send = async () => {
    const { result } = await sync();
    if (result === 'offline' || result === 'failed' || result === 'trouble') throw new Error(result);
  };
  event.waitUntil(send());
});
