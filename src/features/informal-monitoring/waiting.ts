import { holds } from '#core/access/actor.ts';
import type { Ctx } from '#core/context.ts';
import { longDate } from '#platform/clock.ts';
import { visitNotePaths } from './paths.ts';
import { oldDrafts } from './queries.ts';
import { noteKinds } from './rules.ts';
import { notesWithVersions } from './version-queries.ts';

export type Waiting = { title: string; detail: string; href: string };

/** After so many days a draft of a visit note waits on its writer's home page. */
const daysUntilAsked = 2;

/** Drafts that nobody has touched for two days, and notes of which two versions wait for a choice. */
export async function visitNotesWaitingFor(ctx: Ctx): Promise<Waiting[]> {
  if (!holds(ctx.actor, 'monitoring:write')) return [];
  const drafts = await oldDrafts(ctx, ctx.now.subtract({ hours: 24 * daysUntilAsked }));
  return [
    ...(await notesWithVersions(ctx)).map((note) => ({
      title: 'Choose between two versions of a visit note',
      detail: `${note.school}, ${longDate(note.happened_on)}`,
      href: visitNotePaths.versions(note.id),
    })),
    ...drafts.map((note) => ({
      title: 'Record a visit note that you began',
      detail: `${noteKinds[note.kind]}, ${note.school}, ${longDate(note.happened_on)}`,
      href: visitNotePaths.write(note.id),
    })),
  ];
}
