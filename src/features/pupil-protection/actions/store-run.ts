import type { Ctx } from '#core/context.ts';
import { type Certified, certificateOf } from '../documents/certificate.ts';
import '../tables.ts';

export type RunStored = Omit<Certified, 'trust' | 'at'> & {
  kind: string;
  ranBy: string | null;
  schoolId: string | null;
  pupilId: number | null;
};

/** Keeps for ever what was erased, with its certificate. */
export async function storeRun(ctx: Ctx, run: RunStored): Promise<{ id: string; sha256: string }> {
  const { certificate, sha256 } = certificateOf({ ...run, trust: ctx.actor.trustName, at: ctx.now });
  const { id } = await ctx.db
    .insertInto('retention_run')
    .values({
      trust_id: ctx.actor.trustId,
      kind: run.kind,
      ran_at: ctx.now,
      ran_by: run.ranBy,
      school_id: run.schoolId,
      pupil_id: run.pupilId,
      why: run.why,
      rule: run.rule ? JSON.stringify(run.rule.stood) : null,
      counts: JSON.stringify(run.counts),
      oldest: run.oldest,
      newest: run.newest,
      certificate,
      sha256,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, sha256 };
}
