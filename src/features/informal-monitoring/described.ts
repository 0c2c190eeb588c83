import { type Content, describeRecord, textOf } from '#core/audit/describe-record.ts';
import type { Ctx } from '#core/context.ts';
import { registerEvidenceSource } from '#core/evidence/sources.ts';
import { NotFound } from '#platform/errors.ts';
import { visitNotePaths } from './paths.ts';
import { findNote } from './queries.ts';
import { type NoteKind, noteKinds } from './rules.ts';

const kindOf = (content: Content): string => noteKinds[textOf(content, 'kind') as NoteKind] ?? 'Visit note';

/** True where the reader may open the note's own page. */
async function mayOpen(ctx: Ctx, id: string): Promise<boolean> {
  try {
    await findNote(ctx, id);
    return true;
  } catch (error) {
    if (error instanceof NotFound) return false;
    throw error;
  }
}

/** The history of a note may be read by whoever may read the note; evidence says where it comes from. */
export function describeVisitNotes(): void {
  describeRecord('visit_note', {
    noun: 'Visit note',
    permission: 'monitoring:write',
    place: 'school',
    title: kindOf,
    parts: [
      {
        table: 'visit_note_version',
        key: 'note_id',
        noun: 'Version of another device',
        title: (content) => textOf(content, 'written_at'),
      },
    ],
    mayRead: mayOpen,
    // A draft, or a note for named readers only, is refused, and a list cannot tell which it is: the way to the history is on the note's own page.
    linkFor: () => false,
    href: (id) => visitNotePaths.note(id),
  });
  registerEvidenceSource('visit_note', async (ctx, id) => {
    const open = await mayOpen(ctx, id);
    return { label: 'A visit note', href: open ? visitNotePaths.note(id) : null };
  });
}
