import type { Ctx } from '#core/context.ts';
import { type Mapping, remembered } from '../mapping.ts';
import type { PupilImport } from '../queries.ts';
import '../tables.ts';

/** Keeps how the school's export of this kind and system is read, so that the next one is read so at once. */
export async function rememberMapping(ctx: Ctx, row: PupilImport, mapping: Mapping): Promise<void> {
  await ctx.db
    .insertInto('pupil_mapping')
    .values({
      trust_id: row.trust_id,
      school_id: row.school_id,
      source: row.source,
      kind: row.kind,
      mapping: JSON.stringify(remembered(mapping, row.header)),
      saved_by: ctx.actor.personId,
      saved_at: ctx.now,
    })
    .onConflict((conflict) =>
      conflict.columns(['trust_id', 'school_id', 'source', 'kind']).doUpdateSet((eb) => ({
        mapping: eb.ref('excluded.mapping'),
        saved_by: eb.ref('excluded.saved_by'),
        saved_at: eb.ref('excluded.saved_at'),
      })),
    )
    .execute();
}
