import type { Fields } from './note.ts';
import { keepSealed, keptSealed } from './store.ts';

export type Place = {
  id: string;
  name: string;
  departments: readonly { id: string; name: string; visitsThisWeek: number }[];
  teachers: readonly { id: string; name: string }[];
};

/** What the server gives a device to take along. */
export type Bundle = {
  person: { id: string; name: string; trust: string };
  csrf: string;
  now: string;
  places: readonly Place[];
  reasons: readonly { key: string; schoolId: string; label: string; detail: string }[];
  areas: readonly { id: string; title: string }[];
  words: {
    kinds: Readonly<Record<string, string>>;
    points: Readonly<Record<string, string>>;
    tags: Readonly<Record<string, string>>;
  };
  /** From this many visits of a week on, one more to the same department is worth a thought. */
  visitsWithoutWarning: number;
  drafts: readonly { noteId: string; revision: number; apart: boolean; href: string; fields: Fields }[];
};

/** What was taken along, when, and by how much the clock of this device is wrong. */
export type Taken = { bundle: Bundle; at: number; behind: number };

export type Asked =
  | { kind: 'bundle'; bundle: Bundle }
  /** Nobody is signed in; the role has ended; there is no network; the server is in trouble. */
  | { kind: 'signed_out' | 'no_role' | 'offline' | 'trouble' };

/** Asks who is signed in and what can be chosen. A redirect is the way to the page of sign-in. */
export async function askBundle(): Promise<Asked> {
  let reply: Response;
  try {
    reply = await fetch('/capture/bundle', {
      redirect: 'manual',
      signal: AbortSignal.timeout(20_000),
      cache: 'no-store',
      headers: { accept: 'application/json' },
    });
  } catch {
    return { kind: 'offline' };
  }
  if (reply.type === 'opaqueredirect') return { kind: 'signed_out' };
  if (reply.status === 403) return { kind: 'no_role' };
  if (!reply.ok) return { kind: 'trouble' };
  try {
    return { kind: 'bundle', bundle: (await reply.json()) as Bundle };
  } catch {
    return { kind: 'trouble' };
  }
}

/** Keeps what was taken along for its person. The token of the session is not kept. */
export async function keepBundle(bundle: Bundle): Promise<Taken> {
  const taken = { bundle: { ...bundle, csrf: '' }, at: Date.now(), behind: Date.parse(bundle.now) - Date.now() };
  await keepSealed(bundle.person.id, 'bundle', taken);
  return taken;
}

export const takenBy = (personId: string): Promise<Taken | null> => keptSealed<Taken>(personId, 'bundle');

/** The moment by the server's clock, as far as this device can tell. */
export const momentFor = (taken: Taken | null): string => new Date(Date.now() + (taken?.behind ?? 0)).toISOString();

/** The day in London. */
export const dayOf = (moment: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(new Date(moment));
