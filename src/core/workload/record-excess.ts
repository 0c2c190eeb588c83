import { Invalid } from '#platform/errors.ts';
import type { Write } from '../audit/write.ts';
import type { Ctx } from '../context.ts';
import type { WorkloadCause } from './book-workload.ts';
import type { Finding } from './check-rules.ts';
import './tables.ts';

/**
 * Keeps that a limit is passed on purpose, inside the caller's write. Where a finding blocks and no reason is given, it throws `Invalid` at the field
 * `overWhy` with what stands in the way. What was decided before for the same cause is not asked again. Warnings are not kept.
 */
export async function recordExcess(
  ctx: Ctx,
  tx: Write,
  cause: WorkloadCause,
  schoolId: string,
  findings: readonly Finding[],
  why: string | null,
): Promise<void> {
  const blocking = findings.filter((finding) => finding.blocks);
  if (blocking.length === 0) return;
  const decided = await tx.db
    .selectFrom('workload_excess')
    .select(['limit_code', 'person_id', 'finding'])
    .where('source_type', '=', cause.type)
    .where('source_id', '=', cause.id)
    .execute();
  const open = blocking.filter(
    (finding) =>
      !decided.some(
        (row) =>
          row.limit_code === finding.limit && row.person_id === finding.personId && row.finding === finding.words,
      ),
  );
  if (open.length === 0) return;
  const reason = why?.trim() ?? '';
  if (reason === '')
    throw new Invalid([
      { field: 'overWhy', message: `${open.map((finding) => finding.words).join('; ')}. Say why it is needed` },
    ]);
  await tx.db
    .insertInto('workload_excess')
    .values(
      open.map((finding) => ({
        trust_id: ctx.actor.trustId,
        school_id: schoolId,
        academic_year: finding.academicYear,
        person_id: finding.personId,
        limit_code: finding.limit,
        finding: finding.words,
        source_type: cause.type,
        source_id: cause.id,
        why: reason,
        decided_at: ctx.now,
        decided_by: ctx.actor.personId,
      })),
    )
    .execute();
}
