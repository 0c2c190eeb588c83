import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { pieceInWords } from '#core/evidence/rules.ts';
import '#core/evidence/tables.ts';
import { tell } from '#core/notifications/tell.ts';
import { longDate } from '#platform/clock.ts';
import type { ObservedPiece } from '../observed-queries.ts';
import { evidencePaths } from '../paths.ts';
import { mayReply } from '../policy.ts';

type Piece = Pick<
  ObservedPiece,
  'id' | 'school_id' | 'kind' | 'title' | 'readers' | 'happened_on' | 'recorded_by' | 'observed_id' | 'revision'
>;

/** The observed person has read what stands now. Reading it again in the same revision changes nothing. */
export async function markRead(ctx: Ctx, piece: Piece): Promise<void> {
  await write(ctx, async (tx) => {
    tx.authorise(mayReply(ctx.actor, piece));
    const marked = await tx.db
      .insertInto('evidence_seen')
      .values({
        trust_id: ctx.actor.trustId,
        evidence_id: piece.id,
        person_id: ctx.actor.personId,
        of_revision: piece.revision,
        seen_at: ctx.now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    await tx.record({
      kind: 'evidence.read',
      subjectType: 'evidence',
      subjectId: piece.id,
      schoolId: piece.school_id,
      summary: marked ? 'read the notes on their lesson' : 'read the notes on their lesson again',
    });
  });
}

/** Keeps a reply beside a piece of evidence for good, and tells whoever recorded it. */
export async function replyToEvidence(ctx: Ctx, piece: Piece, body: string): Promise<void> {
  await write(ctx, async (tx) => {
    tx.authorise(mayReply(ctx.actor, piece));
    await tx.db
      .insertInto('evidence_reply')
      .values({
        trust_id: ctx.actor.trustId,
        evidence_id: piece.id,
        body,
        replied_at: ctx.now,
        replied_by: ctx.actor.personId,
      })
      .execute();
    await tx.record({
      kind: 'evidence.replied',
      subjectType: 'evidence',
      subjectId: piece.id,
      schoolId: piece.school_id,
      summary: `replied to the evidence ${pieceInWords(piece)}`,
    });
    if (piece.recorded_by !== ctx.actor.personId)
      await tell(ctx, tx, piece.recorded_by, {
        subject: `A reply to what you recorded on ${longDate(piece.happened_on)}`,
        body: `${ctx.actor.name} has replied. The reply stays beside your record; if it puts something right, correct the record.`,
        href: evidencePaths.evidence(piece.school_id, piece.id),
      });
  });
}
