import { inScope } from '#core/access/scope.ts';
import type { Write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { NotFound } from '#platform/errors.ts';
import { type Analysis, findAnalysis } from '../queries.ts';

/** The analysis, locked until the request is over: of two writers the second waits and then sees what the first has done. */
export async function lockAnalysis(ctx: Ctx, tx: Pick<Write, 'db'>, id: string): Promise<Analysis> {
  const row = await tx.db
    .selectFrom('snapshot_analysis as a')
    .select('a.id')
    .where(inScope(ctx.scope, 'a.school_id'))
    .where('a.id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new NotFound();
  return await findAnalysis(ctx, id);
}

/** What the trail says of any change: about which analysis it is. */
export const trailOf = (analysis: Pick<Analysis, 'id' | 'school_id'>) => ({
  subjectType: 'snapshot_analysis',
  subjectId: analysis.id,
  schoolId: analysis.school_id,
});
