import { type Asked, askBundle, type Bundle, keepBundle, momentFor, takenBy } from './bundle.ts';
import { inMessages, noteOf, type Sent, type Standing, toSend } from './note.ts';
import {
  append,
  deviceId,
  forget,
  forgetStanding,
  opsOf,
  photoBytes,
  stand,
  standingOf,
  standingsOf,
} from './store.ts';

type Answer = {
  stored: readonly number[];
  standing: 'none' | 'draft' | 'recorded' | 'added' | 'apart' | 'thrown_away' | 'withdrawn';
  revision: number;
  href: string | null;
  refused: { field: string; words: string } | null;
};

export type Synced = Asked['kind'] | 'sent' | 'failed';

const base64 = (bytes: ArrayBuffer): string => {
  const view = new Uint8Array(bytes);
  let text = '';
  for (let at = 0; at < view.length; at += 0x8000) text += String.fromCharCode(...view.subarray(at, at + 0x8000));
  return btoa(text);
};

async function withPhotos(personId: string, steps: readonly Sent[]) {
  const complete: unknown[] = [];
  for (const step of steps) {
    if (step.op !== 'photo') complete.push(step);
    else {
      const bytes = await photoBytes(personId, step.photoId);
      if (bytes) complete.push({ ...step, data: base64(bytes) });
    }
  }
  return complete;
}

async function post(bundle: Bundle, batch: unknown): Promise<Answer> {
  const reply = await fetch('/capture/sync', {
    method: 'POST',
    signal: AbortSignal.timeout(60_000),
    redirect: 'manual',
    headers: { 'content-type': 'application/json', accept: 'application/json', 'x-csrf-token': bundle.csrf },
    body: JSON.stringify({ batch: JSON.stringify(batch) }),
  });
  if (!reply.ok) throw new Error(String(reply.status));
  return (await reply.json()) as Answer;
}

/** What an answer says of how far the server has the note. `all`: nothing of the plan is left. */
async function heard(
  before: Standing,
  answer: Answer,
  wrote: number | null,
  upTo: number,
  all: boolean,
): Promise<void> {
  const { noteId } = before;
  const { refused, standing } = answer;
  const at = new Date().toISOString();
  // Only what this device wrote and the server took makes it know the newest revision; else it would write over what another device did.
  const took = wrote !== null && answer.stored.includes(wrote) && standing === 'draft';
  const basedOn = took ? answer.revision : before.basedOn;
  if (refused) {
    const stored = [...new Set([...before.stored, ...answer.stored])];
    await stand(noteId, {
      stored,
      basedOn,
      state: 'refused',
      said: refused.words,
      field: refused.field,
      href: answer.href,
    });
    return;
  }
  const stored = all ? [] : [...new Set([...before.stored, ...answer.stored])];
  const acked = all ? upTo : before.acked;
  const known = { stored, acked, said: null, field: null, href: answer.href };
  if (standing === 'apart') await stand(noteId, { ...known, state: 'apart' });
  else if (standing === 'draft' || standing === 'none') await stand(noteId, { ...known, state: 'draft', basedOn });
  else if (!all) await stand(noteId, known);
  else if (await forget(noteId, upTo)) {
    if (standing === 'recorded' || standing === 'added') await stand(noteId, { ...known, state: 'sent', sentAt: at });
    else await forgetStanding(noteId);
  } else await stand(noteId, known);
}

/** Sends what waits of one note; true where all of it has arrived or been answered. */
async function sendNote(bundle: Bundle, standing: Standing): Promise<boolean> {
  const { noteId } = standing;
  const personId = bundle.person.id;
  const { steps, upTo } = toSend(await opsOf(personId, noteId), standing);
  const messages = inMessages(steps);
  for (const [index, message] of messages.entries()) {
    const before = (await standingOf(noteId)) ?? standing;
    const answer = await post(bundle, {
      deviceId: await deviceId(),
      noteId,
      basedOn: before.basedOn,
      steps: await withPhotos(personId, message),
    });
    const wrote = message.find((step) => step.op === 'write')?.seq ?? null;
    await heard(before, answer, wrote, upTo, index === messages.length - 1 && !answer.refused);
    if (answer.refused) return true;
  }
  return true;
}

/** Notes of which nothing waits follow the server: what another device or the form has changed since, and what no longer stands there. */
async function follow(bundle: Bundle, quiet: readonly Standing[]): Promise<void> {
  const personId = bundle.person.id;
  for (const standing of quiet) {
    if (standing.state === 'sent' || standing.basedOn === 0) continue;
    const draft = bundle.drafts.find((one) => one.noteId === standing.noteId);
    await ifNotOpen(standing.noteId, async () => {
      const ops = await opsOf(personId, standing.noteId);
      const upTo = ops.at(-1)?.seq ?? 0;
      if (toSend(ops, standing).steps.length > 0) return;
      if (!draft) {
        if (bundle.drafts.length < 50 && (await forget(standing.noteId, upTo))) await forgetStanding(standing.noteId);
      } else if (draft.apart) await stand(standing.noteId, { state: 'apart', href: draft.href });
      else if (draft.revision > standing.basedOn) {
        await append(
          personId,
          standing.noteId,
          { op: 'took_over', fields: draft.fields },
          momentFor(await takenBy(personId)),
        );
        await stand(standing.noteId, {
          basedOn: draft.revision,
          acked: upTo + 1,
          stored: [],
          state: 'draft',
          said: null,
          field: null,
        });
      }
    });
  }
}

export const lockOfNote = (noteId: string): string => `cairn-note:${noteId}`;

async function ifNotOpen(noteId: string, work: () => Promise<void>): Promise<void> {
  if (!navigator.locks) return await work();
  await navigator.locks.request(lockOfNote(noteId), { ifAvailable: true }, async (lock) => {
    if (lock) await work();
  });
}

const days = 24 * 60 * 60 * 1000;

/** Traces of notes that were sent, and notes thrown away before they left, do not stay. */
async function tidy(personId: string): Promise<void> {
  for (const standing of await standingsOf(personId)) {
    if (standing.state === 'sent') {
      if (Date.now() - Date.parse(standing.sentAt ?? '') > 2 * days) await forgetStanding(standing.noteId);
      continue;
    }
    const ops = await opsOf(personId, standing.noteId);
    if (
      noteOf(ops).thrownAway &&
      toSend(ops, standing).steps.length === 0 &&
      (await forget(standing.noteId, ops.at(-1)?.seq ?? 0))
    )
      await forgetStanding(standing.noteId);
  }
}

async function exchange(): Promise<{ result: Synced; personId: string | null }> {
  const asked = await askBundle();
  if (asked.kind !== 'bundle') return { result: asked.kind, personId: null };
  const { bundle } = asked;
  const personId = bundle.person.id;
  await keepBundle(bundle);
  let result: Synced = 'sent';
  const quiet: Standing[] = [];
  for (const standing of await standingsOf(personId)) {
    const { steps } = toSend(await opsOf(personId, standing.noteId), standing);
    if (steps.length === 0) quiet.push(standing);
    else
      try {
        await sendNote(bundle, standing);
      } catch {
        result = 'failed';
      }
  }
  await follow(bundle, quiet);
  await tidy(personId);
  return { result, personId };
}

/** Fetches what can be chosen and sends what waits of whoever is signed in. One tab, or the worker, at a time. */
export async function sync(): Promise<{ result: Synced; personId: string | null }> {
  if (!navigator.locks) return await exchange();
  return await navigator.locks.request('cairn-capture-sync', exchange);
}
