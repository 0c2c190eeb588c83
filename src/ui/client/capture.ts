import { type Asked, askBundle, keepBundle, takenBy } from './capture/bundle.ts';
import type { Device } from './capture/device.ts';
import { button, el } from './capture/element.ts';
import { countWaiting, itemsOf, listView } from './capture/list-view.ts';
import { signInWords, waitingInWords } from './capture/note.ts';
import { noteView } from './capture/note-view.ts';
import { leftKey } from './capture/person.ts';
import { personHere, setPersonHere } from './capture/store.ts';
import { lockOfNote, type Synced, sync } from './capture/sync.ts';

const place = document.getElementById('capture');
const bar = document.getElementById('status');
const tabs = 'BroadcastChannel' in window ? new BroadcastChannel('cairn-capture') : null;
const firstWait = 2000;
const longestWait = 5 * 60_000;

let device: Device | null = null;
let leave: (() => Promise<void>) | null = null;
let release: (() => void) | null = null;
let last: Synced | null = null;
let wait = firstWait;
let timer = 0;
let syncing = false;

const signIn = '/sign-in?next=%2Fcapture';

async function showStatus(): Promise<void> {
  if (!bar) return;
  const count = device ? countWaiting(await itemsOf(device.personId)) : 0;
  const network = navigator.onLine && last !== 'offline' ? '' : ' · no network';
  const words = `${waitingInWords(count)}${network}`;
  if (last === 'signed_out') bar.replaceChildren(el('a', { href: signIn }, signInWords(count)));
  else if (last === 'no_role')
    bar.textContent = `${waitingInWords(count)} · your role does not include visit notes any more. Your words stay on this device: open a note to copy them.`;
  else if (bar.textContent !== words) bar.textContent = words;
}

async function closeNote(): Promise<void> {
  await leave?.();
  leave = null;
  release?.();
  release = null;
}

// Each time somebody goes somewhere. What was asked for before, and is ready only now, must not take the place of what was asked for since.
let turns = 0;

/** The list as it stands now, unless a note has been opened meanwhile; left alone where nothing changed, so that no press on it is lost. */
async function refreshList(): Promise<void> {
  const turn = turns;
  if (leave || !place || !device) return;
  const view = await listView(device);
  if (turn !== turns || place.firstElementChild?.outerHTML === view.outerHTML) return;
  place.replaceChildren(view);
}

async function showList(focus: boolean): Promise<void> {
  turns += 1;
  const turn = turns;
  await closeNote();
  if (!place || !device) return;
  const view = await listView(device);
  if (turn !== turns) return;
  place.replaceChildren(view);
  if (focus) place.querySelector<HTMLElement>('h1')?.focus();
  await showStatus();
}

/** Only one tab writes on a note at a time, and holds it until it lets go by calling what comes back; null where another tab has it. */
async function holdNote(noteId: string): Promise<(() => void) | null> {
  if (!navigator.locks) return () => {};
  return await new Promise((resolve) => {
    void navigator.locks.request(lockOfNote(noteId), { ifAvailable: true }, (lock) => {
      if (lock) return new Promise<void>((free) => resolve(free));
      resolve(null);
      return undefined;
    });
  });
}

async function openNote(noteId: string): Promise<void> {
  turns += 1;
  const turn = turns;
  await closeNote();
  if (!place || !device) return;
  const letGo = await holdNote(noteId);
  if (turn !== turns) return letGo?.();
  if (!letGo) {
    const back = button('Back', 'secondary', () => void showList(true));
    place.replaceChildren(
      el('p', { class: 'govuk-body' }, 'This note is open in another tab. Write on it there.'),
      back,
    );
    return;
  }
  const opened = await noteView(device, noteId);
  if (turn !== turns) {
    await opened.leave();
    return letGo();
  }
  release = letGo;
  leave = opened.leave;
  place.replaceChildren(opened.view);
  scrollTo(0, 0);
  opened.view.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
}

function later(after: number): void {
  clearTimeout(timer);
  timer = window.setTimeout(() => void send(), after);
}

async function askForSending(): Promise<void> {
  const ready = await navigator.serviceWorker?.getRegistration('/capture');
  const background = ready && 'sync' in ready ? (ready.sync as { register(tag: string): Promise<void> }) : null;
  await background?.register('notes').catch(() => {});
}

async function send(): Promise<void> {
  if (syncing) return later(firstWait);
  syncing = true;
  try {
    const { result, personId } = await sync();
    last = result;
    if (personId && personId !== device?.personId) return await begin(personId);
    if (personId && device) device.taken = await takenBy(personId);
  } catch {
    last = 'failed';
  } finally {
    syncing = false;
  }
  tabs?.postMessage('changed');
  const count = device ? countWaiting(await itemsOf(device.personId)) : 0;
  wait = last === 'sent' ? firstWait : Math.min(wait * 2, longestWait);
  if (last !== 'sent' && last !== 'no_role') later(wait);
  else if (count > 0) later(longestWait);
  await refreshList();
  await showStatus();
}

/** Somebody is known to use this device: their notes, and nobody else's. */
async function begin(personId: string): Promise<void> {
  await setPersonHere(personId);
  device = {
    personId,
    taken: await takenBy(personId),
    changed: () => {
      tabs?.postMessage('changed');
      void showStatus();
      later(firstWait);
      void askForSending();
    },
    open: (noteId) => void openNote(noteId),
    list: () => void showList(true),
  };
  await showList(false);
}

function nobody(asked: Asked['kind']): void {
  const words =
    asked === 'no_role'
      ? 'Your role does not include visit notes.'
      : 'Sign in once with a network. After that, notes can be written here without one.';
  place?.replaceChildren(
    el('h1', { class: 'govuk-heading-l' }, 'Visit notes'),
    el('p', { class: 'govuk-body' }, words),
    el('a', { class: 'cap-button cap-button--primary', href: signIn }, 'Sign in'),
  );
}

const slow = new Promise<Asked>((resolve) => setTimeout(() => resolve({ kind: 'offline' }), 3000));

async function start(): Promise<void> {
  void navigator.serviceWorker?.register('/capture-worker.js', { scope: '/capture', updateViaCache: 'none' });
  void navigator.storage?.persist?.();
  // With a network, the server says who is here before anything is shown; without one, whoever was here last and has not signed out.
  const asked = await Promise.race([askBundle(), slow]);
  last = asked.kind;
  const here = await personHere();
  if (asked.kind === 'bundle') {
    await keepBundle(asked.bundle);
    await begin(asked.bundle.person.id);
  } else if (here) await begin(here);
  else nobody(asked.kind);
  await showStatus();
  await send();
}

addEventListener('online', () => later(0));
addEventListener('offline', () => void showStatus());
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) later(0);
});
tabs?.addEventListener('message', () => {
  void refreshList();
  void showStatus();
});
// Signed out in another tab: nothing of this person stays on the screen.
addEventListener('storage', (event) => {
  if (event.key === leftKey && event.newValue !== null) location.reload();
});
void start();
