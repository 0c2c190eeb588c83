import type { Op, Standing } from './note.ts';
import { databaseName, leftKey, personValue, valueStore } from './person.ts';
import { type Sealed, seal, open as unseal } from './seal.ts';

let opening: Promise<IDBDatabase> | undefined;

function openDatabase(): Promise<IDBDatabase> {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(databaseName, 1);
    request.onupgradeneeded = () => {
      const database = request.result;
      database.createObjectStore('ops', { keyPath: ['noteId', 'seq'] }).createIndex('person', 'personId');
      database.createObjectStore('standings', { keyPath: 'noteId' }).createIndex('person', 'personId');
      database.createObjectStore('photos', { keyPath: 'photoId' }).createIndex('note', 'noteId');
      database.createObjectStore(valueStore);
    };
    request.onsuccess = () => {
      request.result.onversionchange = () => {
        request.result.close();
        opening = undefined;
      };
      resolve(request.result);
    };
    request.onerror = () => {
      opening = undefined;
      reject(request.error ?? new Error('The store of this browser cannot be opened.'));
    };
  });
  return opening;
}

const answer = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** Writes are on the disk before they are taken as done: a flat battery a moment later loses nothing. */
async function change<T>(stores: string[], work: (tx: IDBTransaction) => Promise<T>): Promise<T> {
  const tx = (await openDatabase()).transaction(stores, 'readwrite', { durability: 'strict' });
  const done = new Promise<void>((resolve, reject) => {
    tx.oncomplete = () => resolve();
    tx.onabort = () => reject(tx.error ?? new Error('Not kept.'));
  });
  done.catch(() => {});
  const result = await work(tx);
  await done;
  return result;
}

async function read<T>(store: string, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  return await answer(work((await openDatabase()).transaction(store).objectStore(store)));
}

export const keepValue = (key: string, value: unknown): Promise<unknown> =>
  change(['kept'], (tx) => answer(tx.objectStore('kept').put(value, key)));

export const keptValue = <T>(key: string): Promise<T | undefined> =>
  read('kept', (store) => store.get(key) as IDBRequest<T | undefined>);

/** Keeps a value only where there is none yet, and answers with the one that is there: two tabs that begin at once end with one. */
export async function keepFirst<T>(key: string, value: T): Promise<T> {
  return await change(['kept'], async (tx) => {
    const store = tx.objectStore('kept');
    const there = (await answer(store.get(key))) as T | undefined;
    if (there !== undefined) return there;
    await answer(store.put(value, key));
    return value;
  });
}

/** Who uses this device now, as far as it knows without asking. */
export async function personHere(): Promise<string | null> {
  if (localStorage.getItem(leftKey) !== null) return null;
  return (await keptValue<string>(personValue)) ?? null;
}

export async function setPersonHere(personId: string): Promise<void> {
  if ((await personHere()) === personId) return;
  await keepValue(personValue, personId);
  localStorage.removeItem(leftKey);
}

/** The number of this device, made once. */
export const deviceId = (): Promise<string> => keepFirst('device', crypto.randomUUID());

/** The key of one person on this device. It cannot be taken out of the browser. */
async function keyOf(personId: string): Promise<CryptoKey> {
  const known = await keptValue<CryptoKey>(`key:${personId}`);
  if (known) return known;
  const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  return await keepFirst(`key:${personId}`, made);
}

export async function keepSealed(personId: string, key: string, value: unknown): Promise<void> {
  await keepValue(`${key}:${personId}`, await seal(await keyOf(personId), JSON.stringify(value)));
}

export async function keptSealed<T>(personId: string, key: string): Promise<T | null> {
  const sealed = await keptValue<Sealed>(`${key}:${personId}`);
  return sealed ? (JSON.parse(await unseal(await keyOf(personId), sealed)) as T) : null;
}

type StoredOp = { noteId: string; seq: number; personId: string; at: string; sealed: Sealed };
type Bare = Op extends infer One ? (One extends Op ? Omit<One, 'seq' | 'at'> : never) : never;

export const newStanding = (personId: string, noteId: string): Standing => ({
  noteId,
  personId,
  basedOn: 0,
  acked: 0,
  stored: [],
  state: 'here',
  said: null,
  field: null,
  href: null,
  sentAt: null,
});

/** Adds a step at the end of a note's log. The photo of a step is kept in the same go. */
export async function append(
  personId: string,
  noteId: string,
  step: Bare,
  at: string,
  photo?: { photoId: string; bytes: ArrayBuffer },
): Promise<number> {
  const key = await keyOf(personId);
  const sealed = await seal(key, JSON.stringify(step));
  const picture = photo && { photoId: photo.photoId, noteId, personId, sealed: await seal(key, photo.bytes) };
  return await change(['ops', 'standings', 'photos'], async (tx) => {
    const ops = tx.objectStore('ops');
    const last = await answer(ops.openCursor(IDBKeyRange.bound([noteId, 0], [noteId, Infinity]), 'prev'));
    const standings = tx.objectStore('standings');
    const known = (await answer(standings.get(noteId))) as Standing | undefined;
    // A number is never given twice, not even once the log has gone: the server would take the step for one that it has.
    const seq =
      Math.max((last?.value as StoredOp | undefined)?.seq ?? 0, known?.acked ?? 0, ...(known?.stored ?? [])) + 1;
    await answer(ops.add({ noteId, seq, personId, at, sealed } satisfies StoredOp));
    if (picture) await answer(tx.objectStore('photos').put(picture));
    if (!known || known.state === 'sent')
      await answer(standings.put({ ...newStanding(personId, noteId), ...known, state: 'here', sentAt: null }));
    return seq;
  });
}

/** The log of one note, in order. */
export async function opsOf(personId: string, noteId: string): Promise<Op[]> {
  const stored = (await read('ops', (store) =>
    store.getAll(IDBKeyRange.bound([noteId, 0], [noteId, Infinity])),
  )) as StoredOp[];
  const key = await keyOf(personId);
  const own = stored.filter((op) => op.personId === personId);
  return await Promise.all(
    own.map(async ({ seq, at, sealed }) => ({ ...JSON.parse(await unseal(key, sealed)), seq, at }) as Op),
  );
}

/** Every note of a person on this device, in no order. */
export const standingsOf = (personId: string): Promise<Standing[]> =>
  read('standings', (store) => store.index('person').getAll(personId)) as Promise<Standing[]>;

export const standingOf = (noteId: string): Promise<Standing | undefined> =>
  read('standings', (store) => store.get(noteId)) as Promise<Standing | undefined>;

/** Changes what is known of how far the server has a note. */
export async function stand(noteId: string, values: Partial<Standing>): Promise<void> {
  await change(['standings'], async (tx) => {
    const store = tx.objectStore('standings');
    const now = (await answer(store.get(noteId))) as Standing | undefined;
    if (now) await answer(store.put({ ...now, ...values }));
  });
}

export async function photoBytes(personId: string, photoId: string): Promise<ArrayBuffer | null> {
  const stored = (await read('photos', (store) => store.get(photoId))) as { sealed: Sealed } | undefined;
  return stored ? await unsealBytes(await keyOf(personId), stored.sealed) : null;
}

const unsealBytes = async (key: CryptoKey, sealed: Sealed): Promise<ArrayBuffer> =>
  await crypto.subtle.decrypt({ name: 'AES-GCM', iv: sealed.iv }, key, sealed.data);

/** Takes the log and photos of a note off this device: only once the server has acknowledged all of it, or its writer threw it away before it left. */
export async function forget(noteId: string, upTo: number): Promise<boolean> {
  return await change(['ops', 'photos', 'standings'], async (tx) => {
    const ops = tx.objectStore('ops');
    const range = IDBKeyRange.bound([noteId, 0], [noteId, Infinity]);
    const last = await answer(ops.openCursor(range, 'prev'));
    // Another tab wrote on in the meantime.
    if (((last?.value as StoredOp | undefined)?.seq ?? 0) > upTo) return false;
    await answer(ops.delete(range));
    const photos = tx.objectStore('photos');
    for (const photo of await answer(photos.index('note').getAllKeys(noteId))) await answer(photos.delete(photo));
    return true;
  });
}

/** Takes even the trace of a note off this device. */
export const forgetStanding = (noteId: string): Promise<unknown> =>
  change(['standings'], (tx) => answer(tx.objectStore('standings').delete(noteId)));
