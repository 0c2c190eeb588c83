import type { Ctx } from '#core/context.ts';
import './tables.ts';

/** Versions of these notes that wait for their writer to choose, the first received first. The caller has read the notes as the reader's own. */
export async function openVersions(ctx: Ctx, noteIds: readonly string[]) {
  if (noteIds.length === 0) return [];
  return await ctx.db
    .selectFrom('visit_note_version as v')
    .leftJoin('department as d', 'd.id', 'v.department_id')
    .selectAll('v')
    .select('d.name as department')
    .where('v.note_id', 'in', [...noteIds])
    .where('v.settled', 'is', null)
    .orderBy('v.received_at')
    .execute();
}

export type Version = Awaited<ReturnType<typeof openVersions>>[number];

/** The reader's own notes of which two versions wait. */
export async function notesWithVersions(ctx: Ctx) {
  return await ctx.db
    .selectFrom('visit_note_version as v')
    .innerJoin('visit_note as n', 'n.id', 'v.note_id')
    .innerJoin('school as s', 's.id', 'n.school_id')
    .select(['n.id', 's.name as school', 'n.happened_on'])
    .distinct()
    .where('n.written_by', '=', ctx.actor.personId)
    .where('v.settled', 'is', null)
    .execute();
}
