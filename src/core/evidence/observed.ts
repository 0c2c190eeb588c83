import { longDate } from '#platform/clock.ts';
import type { Write } from '../audit/write.ts';
import type { Ctx } from '../context.ts';
import { tell } from '../notifications/tell.ts';

/** Where somebody reads what was written about their lessons. */
const observations = '/my-observations';

/**
 * Tells the observed person that notes on their lesson are there, or have been corrected: at once, whoever recorded them and for whatever purpose. The home page
 * names each lesson by its day; one notice that waits unread stands for all.
 */
export async function tellObserved(
  ctx: Ctx,
  tx: Write,
  piece: { id: string; observedId: string | null; happenedOn: Temporal.PlainDate },
  corrected = false,
): Promise<void> {
  if (piece.observedId === null || piece.observedId === ctx.actor.personId) return;
  await tell(
    ctx,
    tx,
    piece.observedId,
    corrected
      ? {
          subject: `The notes on your lesson of ${longDate(piece.happenedOn)} have been corrected`,
          body: `${ctx.actor.name} has corrected what was written down. You can read it as it stands now, and reply.`,
          href: `${observations}/${piece.id}`,
        }
      : {
          subject: 'Notes from your lesson are there to read',
          body: `${ctx.actor.name} has written up what was seen in your lesson. You can read it, see who else may, and reply. No lesson is graded.`,
          href: observations,
        },
  );
}
