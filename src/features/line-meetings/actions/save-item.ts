import { type Write, write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { Invalid, NotFound, requireRevision } from '#platform/errors.ts';
import { loadParts, wellbeingOf } from '../part-queries.ts';
import { mayReadWellbeing, mayTakePart, mayWrite } from '../policy.ts';
import type { Meeting } from '../queries.ts';
import type { Part } from '../tables.ts';
import { lockMeeting, nameOf, recordMeetingEvent } from './lock-meeting.ts';

const wrote = (tx: Write, meeting: Meeting) =>
  recordMeetingEvent(tx, meeting, { kind: 'line-meeting.written', summary: `wrote in ${nameOf(meeting)}` });

/** Before a meeting begins both may add items; a decision is made in the meeting. */
function authorise(ctx: Ctx, tx: Write, meeting: Meeting, part: Part): void {
  if (meeting.cancelled_at !== null) throw new Invalid([{ field: '', message: 'This meeting has been cancelled' }]);
  tx.authorise(
    part === 'item' && meeting.held_on === null
      ? mayTakePart(ctx.actor, meeting)
      : mayWrite(ctx.actor, meeting, meeting),
  );
}

/** Adds an item of either side, also beforehand, or a decision. */
export async function addItem(
  ctx: Ctx,
  meetingId: string,
  item: { part: 'item' | 'decision'; title: string; words: string },
): Promise<string> {
  return await write(ctx, async (tx) => {
    const meeting = await lockMeeting(ctx, tx, meetingId);
    authorise(ctx, tx, meeting, item.part);
    const who = ctx.actor.personId;
    const row = await tx.db
      .insertInto('line_meeting_item')
      .values({
        trust_id: ctx.actor.trustId,
        meeting_id: meetingId,
        ...item,
        added_at: ctx.now,
        added_by: who,
        saved_at: ctx.now,
        saved_by: who,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await recordMeetingEvent(tx, meeting, {
      kind: 'line-meeting.item-added',
      summary: `added to the agenda of ${nameOf(meeting)}`,
    });
    return row.id;
  });
}

/** Saves the words of an item or decision; returns its revision. */
export async function saveItem(
  ctx: Ctx,
  meetingId: string,
  itemId: string,
  values: { title: string; words: string; revision: number },
): Promise<number> {
  return await write(ctx, async (tx) => {
    const meeting = await lockMeeting(ctx, tx, meetingId);
    const item = (await loadParts(ctx, meetingId)).items.find((each) => each.id === itemId && each.title !== null);
    if (!item) throw new NotFound();
    authorise(ctx, tx, meeting, item.part);
    requireRevision(item.revision, values.revision);
    await tx.db
      .updateTable('line_meeting_item')
      .set({
        title: values.title,
        words: values.words,
        saved_at: ctx.now,
        saved_by: ctx.actor.personId,
        revision: item.revision + 1,
      })
      .where('id', '=', itemId)
      .execute();
    await wrote(tx, meeting);
    return item.revision + 1;
  });
}

/** Takes an item or a decision out. */
export async function removeItem(ctx: Ctx, meetingId: string, itemId: string): Promise<void> {
  await write(ctx, async (tx) => {
    const meeting = await lockMeeting(ctx, tx, meetingId);
    const item = (await loadParts(ctx, meetingId)).items.find((each) => each.id === itemId && each.title !== null);
    if (!item) throw new NotFound();
    authorise(ctx, tx, meeting, item.part);
    await tx.db
      .updateTable('line_meeting_item')
      .set({ removed_at: ctx.now, removed_by: ctx.actor.personId })
      .where('id', '=', itemId)
      .execute();
    await wrote(tx, meeting);
  });
}

/** Saves what was said about a part that the agenda builds itself: the data, the lines of enquiry, the actions. */
export async function saveNote(
  ctx: Ctx,
  meetingId: string,
  part: Exclude<Part, 'item' | 'decision'>,
  values: { words: string; revision: number },
): Promise<number> {
  return await write(ctx, async (tx) => {
    const meeting = await lockMeeting(ctx, tx, meetingId);
    tx.authorise(mayWrite(ctx.actor, meeting, meeting));
    const note = (await loadParts(ctx, meetingId)).items.find((each) => each.part === part);
    requireRevision(note?.revision ?? 0, values.revision);
    const saved = { words: values.words, saved_at: ctx.now, saved_by: ctx.actor.personId };
    if (note) {
      await tx.db
        .updateTable('line_meeting_item')
        .set({ ...saved, revision: note.revision + 1 })
        .where('id', '=', note.id)
        .execute();
    } else {
      await tx.db
        .insertInto('line_meeting_item')
        .values({
          ...saved,
          trust_id: ctx.actor.trustId,
          meeting_id: meetingId,
          part,
          title: null,
          added_at: ctx.now,
          added_by: ctx.actor.personId,
        })
        .execute();
    }
    await wrote(tx, meeting);
    return (note?.revision ?? 0) + 1;
  });
}

/** Saves the note on the head's wellbeing and workload, which the two keep between them, also after the minutes went out. No version before is kept: what is taken out is gone. */
export async function saveWellbeing(
  ctx: Ctx,
  meetingId: string,
  values: { words: string; revision: number },
): Promise<number> {
  return await write(ctx, async (tx) => {
    const meeting = await lockMeeting(ctx, tx, meetingId);
    if (!mayReadWellbeing(ctx.actor, meeting)) throw new NotFound();
    tx.authorise(mayTakePart(ctx.actor, meeting));
    const before = await wellbeingOf(ctx, meetingId);
    requireRevision(before?.revision ?? 0, values.revision);
    const revision = (before?.revision ?? 0) + 1;
    const saved = { words: values.words, saved_at: ctx.now, saved_by: ctx.actor.personId, revision };
    await tx.db
      .insertInto('line_meeting_private')
      .values({ ...saved, trust_id: ctx.actor.trustId, meeting_id: meetingId })
      .onConflict((conflict) => conflict.column('meeting_id').doUpdateSet(saved))
      .execute();
    await wrote(tx, meeting);
    return revision;
  });
}
