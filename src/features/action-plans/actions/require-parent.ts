import type { Write } from '#core/audit/write.ts';
import { Invalid } from '#platform/errors.ts';

/** What a part hangs on must be of the same plan and still there. */
export async function requireParent(
  tx: Write,
  kind: 'issues' | 'objectives',
  planId: string,
  parentId: string,
  field: string,
): Promise<void> {
  const found = await tx.db
    .selectFrom(kind === 'issues' ? 'plan_issue' : 'plan_objective')
    .select('id')
    .where('id', '=', parentId)
    .where('plan_id', '=', planId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  if (found) return;
  throw new Invalid([{ field, message: `Choose ${kind === 'issues' ? 'a key issue' : 'an objective'} of this plan` }]);
}
