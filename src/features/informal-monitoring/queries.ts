import { scopeOf } from '#core/access/actor.ts';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import '#core/organisations/tables.ts';
import '#core/people/tables.ts';
import { mayReadPiece } from '#core/evidence/queries.ts';
import { NotFound } from '#platform/errors.ts';
import { type NoteState, stateOf } from './rules.ts';
import './tables.ts';

/** Notes with the names of what they point to. `evidence` stands under its own name, for `mayReadPiece`. */
export function notes(ctx: Ctx) {
  return ctx.db
    .selectFrom('visit_note as n')
    .innerJoin('school as s', 's.id', 'n.school_id')
    .innerJoin('person as w', 'w.id', 'n.written_by')
    .leftJoin('department as d', 'd.id', 'n.department_id')
    .leftJoin('person as o', 'o.id', 'n.observed_id')
    .leftJoin('evidence', 'evidence.id', 'n.evidence_id')
    .selectAll('n')
    .select([
      's.name as school',
      'w.name as writer',
      'd.name as department',
      'o.name as observed',
      'evidence.readers as readers',
      'evidence.withdrawn_at as evidence_withdrawn_at',
      'evidence.withdrawn_why as evidence_withdrawn_why',
    ]);
}

export type Note = Awaited<ReturnType<ReturnType<typeof notes>['execute']>>[number];

/** Where a note stands; one whose evidence was withdrawn on its own page is withdrawn too. */
export const standingOf = (note: Note): NoteState =>
  stateOf({ ...note, withdrawn_at: note.withdrawn_at ?? note.evidence_withdrawn_at });

const mine = (ctx: Ctx) =>
  notes(ctx)
    .where('n.written_by', '=', ctx.actor.personId)
    .where(inScope(scopeOf(ctx.actor, 'monitoring:write'), 'n.school_id'));

/** The reader's own notes, the newest first; what was thrown away or added to another is left out. */
export async function myNotes(ctx: Ctx, limit = 100): Promise<Note[]> {
  return await mine(ctx)
    .where('n.thrown_away_at', 'is', null)
    .where('n.added_at', 'is', null)
    .orderBy('n.happened_on', 'desc')
    .orderBy('n.started_at', 'desc')
    .limit(limit)
    .execute();
}

/** One of the reader's own notes; anything else is `NotFound`. */
export async function myNote(ctx: Ctx, id: string): Promise<Note> {
  const found = await mine(ctx).where('n.id', '=', id).executeTakeFirst();
  if (!found) throw new NotFound();
  return found;
}

/** One of the reader's own notes by the number that a device gave it; a note that was begun on the form goes by its own. */
export async function myNoteFromDevice(ctx: Ctx, clientId: string): Promise<Note | undefined> {
  return await mine(ctx)
    .where((eb) =>
      eb.or([eb('n.client_id', '=', clientId), eb.and([eb('n.id', '=', clientId), eb('n.client_id', 'is', null)])]),
    )
    .executeTakeFirst();
}

/** Recorded notes of the schools where the reader reads them, without those for which only others are named. */
const readable = (ctx: Ctx) =>
  notes(ctx)
    .where('n.recorded_at', 'is not', null)
    .where(inScope(scopeOf(ctx.actor, 'monitoring:read'), 'n.school_id'))
    .where(mayReadPiece(ctx));

/** One note that the reader may read: an own one, or a recorded one of their schools; anything else is `NotFound`. */
export async function findNote(ctx: Ctx, id: string): Promise<Note> {
  const found =
    (await mine(ctx).where('n.id', '=', id).executeTakeFirst()) ??
    (await readable(ctx).where('n.id', '=', id).executeTakeFirst());
  if (!found) throw new NotFound();
  return found;
}

/** The recorded notes of a school that this reader may read, the newest first. */
export async function notesOfSchool(
  ctx: Ctx,
  schoolId: string,
  between: { from: Temporal.PlainDate; until: Temporal.PlainDate },
): Promise<Note[]> {
  return await readable(ctx)
    .where(inScope(ctx.scope, 'n.school_id'))
    .where('n.school_id', '=', schoolId)
    .where('n.happened_on', '>=', between.from)
    .where('n.happened_on', '<=', between.until)
    .orderBy('n.happened_on', 'desc')
    .orderBy('n.recorded_at', 'desc')
    .execute();
}

/** What a recorded note said before, the first version first. */
export async function correctionsOf(ctx: Ctx, noteId: string) {
  return await ctx.db
    .selectFrom('visit_note_correction as c')
    .innerJoin('person as p', 'p.id', 'c.corrected_by')
    .select(['c.number', 'c.kind', 'c.words_before', 'c.points_before', 'c.why', 'c.corrected_at', 'p.name as by'])
    .where('c.note_id', '=', noteId)
    .orderBy('c.number')
    .execute();
}

/** Drafts of the reader's that nobody has touched since before a moment. */
export async function oldDrafts(ctx: Ctx, before: Temporal.Instant): Promise<Note[]> {
  return await mine(ctx)
    .where('n.recorded_at', 'is', null)
    .where('n.added_at', 'is', null)
    .where('n.thrown_away_at', 'is', null)
    .where('n.saved_at', '<', before)
    .orderBy('n.saved_at')
    .execute();
}

/** Drafts of the reader's, the newest first: another device may go on with them. */
export async function myDrafts(ctx: Ctx): Promise<Note[]> {
  return await mine(ctx)
    .where('n.recorded_at', 'is', null)
    .where('n.added_at', 'is', null)
    .where('n.thrown_away_at', 'is', null)
    .orderBy('n.saved_at', 'desc')
    .limit(50)
    .execute();
}

/** Recorded notes of the reader's own that may be the same visit. */
export async function myNotesOfDay(ctx: Ctx, schoolId: string, day: Temporal.PlainDate): Promise<Note[]> {
  return await mine(ctx)
    .where('n.school_id', '=', schoolId)
    .where('n.happened_on', '=', day)
    .where('n.recorded_at', 'is not', null)
    .where('n.withdrawn_at', 'is', null)
    .where('evidence.withdrawn_at', 'is', null)
    .orderBy('n.recorded_at')
    .execute();
}
