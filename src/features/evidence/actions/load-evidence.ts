import { scopeOf } from '#core/access/actor.ts';
import { inScope } from '#core/access/scope.ts';
import type { Write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { mayReadPiece } from '#core/evidence/queries.ts';
import '#core/evidence/tables.ts';
import { NotFound, requireRevision } from '#platform/errors.ts';
import { mayChange } from '../policy.ts';

/** Locks one piece of evidence for a change that this person may make to this revision. */
export async function lockEvidence(ctx: Ctx, tx: Write, evidenceId: string, revision: number) {
  const row = await tx.db
    .selectFrom('evidence')
    .selectAll()
    .where(inScope(ctx.scope, 'evidence.school_id'))
    .where(inScope(scopeOf(ctx.actor, 'evidence:read'), 'evidence.school_id'))
    .where(mayReadPiece(ctx))
    .where('id', '=', evidenceId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new NotFound();
  tx.authorise(mayChange(ctx.actor, row));
  requireRevision(row.revision, revision);
  return row;
}
