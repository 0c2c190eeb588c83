import type { Ctx } from '#core/context.ts';
import {
  keepPhoto,
  keepVersion,
  meets,
  myNoteFromDevice,
  type Note,
  openVersions,
  reasonOf,
  recordNote,
  removePhoto,
  saveNote,
  standingOf,
  startNote,
  throwNoteAway,
} from '#features/informal-monitoring/index.ts';
import { visitNotePaths } from '#features/informal-monitoring/paths.ts';
import { Forbidden, Invalid, NotFound } from '#platform/errors.ts';
import type { Answer, Batch, Step } from '../batch-rules.ts';
import { stripImage } from '../image-rules.ts';
import { storedSteps } from '../queries.ts';
import { textOf } from '../text-of.ts';
import { lockDeviceNote, storeSteps } from './store-steps.ts';

type Of<Name extends Step['op']> = Extract<Step, { op: Name }>;

const textOfNote = (note: Note) =>
  textOf({
    schoolId: note.school_id,
    kind: note.kind,
    happenedOn: note.happened_on,
    reason: reasonOf(note),
    departmentId: note.department_id,
    words: note.words,
    points: note.points,
    areaIds: note.area_ids,
    tags: note.tags,
    observedId: note.observed_id,
    observedMinutes: note.observed_minutes,
    overWhy: note.over_why,
  });

const refuse = (words: string, field = ''): never => {
  throw new Invalid([{ field, message: words }]);
};

async function writeStep(ctx: Ctx, batch: Batch, step: Of<'write'>): Promise<void> {
  const note = await myNoteFromDevice(ctx, batch.noteId);
  const { deviceId, noteId, basedOn } = batch;
  if (!note) {
    if (basedOn > 0) refuse('This note is not yours to change here any more. Your words are kept on this device.');
    await startNote(ctx, step.fields, { clientId: noteId, deviceId, capturedAt: step.at });
    return;
  }
  const text = textOf(step.fields);
  const stored = { revision: note.revision, changedOn: note.changed_device, text: textOfNote(note) };
  const how = meets(stored, { basedOn, deviceId, text });
  const state = standingOf(note);
  if (how === 'same') return;
  if (state === 'draft' && how === 'goes_on') await saveNote(ctx, note.id, step.fields, { deviceId });
  else if (state === 'draft' || state === 'recorded')
    await keepVersion(ctx, note.id, step.fields, { deviceId, basedOn, writtenAt: step.at });
  else refuse('This note was thrown away, withdrawn or joined to another. Make a new note of your words.');
}

async function photoStep(ctx: Ctx, batch: Batch, step: Of<'photo'>): Promise<void> {
  const photo = stripImage(Buffer.from(step.data, 'base64'));
  if (!photo.ok) {
    refuse(`The photo ${photo.why} Take it out, or take it again.`, 'photo');
    return;
  }
  const note = await myNoteFromDevice(ctx, batch.noteId);
  if (!note) throw new NotFound();
  await keepPhoto(ctx, note.id, { clientId: step.photoId, bytes: photo.bytes, mediaType: photo.mediaType });
}

async function finishStep(ctx: Ctx, batch: Batch, step: Of<'finish'>): Promise<void> {
  const note = await myNoteFromDevice(ctx, batch.noteId);
  if (!note) throw new NotFound();
  const state = standingOf(note);
  if (state === 'recorded' || state === 'added') return;
  if ((await openVersions(ctx, [note.id])).length > 0)
    refuse('This note was written on two devices. Choose between the two versions first.', 'versions');
  await recordNote(ctx, note.id, { sameDay: step.sameDay });
}

async function take(ctx: Ctx, batch: Batch, step: Step): Promise<void> {
  const note = step.op === 'write' ? undefined : await myNoteFromDevice(ctx, batch.noteId);
  switch (step.op) {
    case 'write':
      return await writeStep(ctx, batch, step);
    case 'photo':
      return await photoStep(ctx, batch, step);
    case 'photo_removed':
      if (note) await removePhoto(ctx, note.id, step.photoId);
      return;
    case 'finish':
      return await finishStep(ctx, batch, step);
    case 'throw_away':
      if (note) await throwNoteAway(ctx, note.id);
      return;
  }
}

function wordsOf(error: unknown): { field: string; words: string } {
  if (error instanceof Invalid) return { field: error.errors[0]?.field ?? '', words: error.message };
  if (error instanceof Forbidden) return { field: 'access', words: error.message };
  if (error instanceof NotFound)
    return { field: 'access', words: 'This note is not here, or your role at its school has ended.' };
  throw error;
}

async function standingNow(
  ctx: Ctx,
  batch: Batch,
): Promise<Pick<Answer, 'standing' | 'revision' | 'href'> & { note: Note | undefined }> {
  const note = await myNoteFromDevice(ctx, batch.noteId);
  if (!note) return { note, standing: 'none', revision: 0, href: null };
  const versions = await openVersions(ctx, [note.id]);
  if (versions.length > 0)
    return { note, standing: 'apart', revision: note.revision, href: visitNotePaths.versions(note.id) };
  return { note, standing: standingOf(note), revision: note.revision, href: visitNotePaths.note(note.id) };
}

/**
 * Does what a device says was done to one note, in order, each step once: what is stored already is passed over, so that a device may send anything again. The
 * first step that is refused ends the batch; the steps before it are stored, and the words of the refusal go back.
 */
export async function takeBatch(ctx: Ctx, batch: Batch): Promise<Answer> {
  await lockDeviceNote(ctx, batch.noteId);
  const stored = await storedSteps(ctx, batch.noteId, batch.deviceId);
  const done: Step[] = [];
  let refused: Answer['refused'] = null;
  for (const step of batch.steps) {
    if (stored.has(step.seq)) continue;
    try {
      await take(ctx, batch, step);
      done.push(step);
    } catch (error) {
      refused = wordsOf(error);
      break;
    }
  }
  const { note, ...standing } = await standingNow(ctx, batch);
  if (done.length > 0)
    await storeSteps(ctx, batch, done, { noteId: note?.id ?? batch.noteId, schoolId: note?.school_id ?? null });
  const now = new Set([...stored, ...done.map((step) => step.seq)]);
  const { noteId } = batch;
  return { noteId, stored: batch.steps.map((step) => step.seq).filter((seq) => now.has(seq)), ...standing, refused };
}
