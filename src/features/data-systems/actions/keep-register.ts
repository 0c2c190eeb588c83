import { sql } from 'kysely';
import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { findSchool } from '#core/organisations/queries.ts';
import type { Tx } from '#platform/db/database.ts';
import { Invalid, StaleRevision } from '#platform/errors.ts';
import { mayManage } from '../policy.ts';
import { lockSystem } from '../queries.ts';
import '../tables.ts';

/** Cairn stands in the register of every school; it is written down when the register is first used. Returns its id. */
export async function ensureCairn(ctx: Ctx, db: Tx, schoolId: string): Promise<string> {
  await db
    .insertInto('data_system')
    .values({
      trust_id: ctx.actor.trustId,
      school_id: schoolId,
      name: 'Cairn',
      holds: 'The pupil data of the school’s snapshots',
      contact: null,
      is_cairn: true,
      added_at: ctx.now,
      added_by: ctx.actor.personId,
    })
    .onConflict((conflict) => conflict.columns(['trust_id', 'school_id']).where(sql<boolean>`is_cairn`).doNothing())
    .execute();
  const row = await db
    .selectFrom('data_system')
    .select('id')
    .where('school_id', '=', schoolId)
    .where('is_cairn', '=', true)
    .executeTakeFirstOrThrow();
  return row.id;
}

/** Writes a data system of a school into its register. */
export async function addSystem(
  ctx: Ctx,
  schoolId: string,
  input: { name: string; holds: string; contact: string | null },
): Promise<void> {
  await write(ctx, async (tx) => {
    const school = await findSchool(ctx, schoolId);
    tx.authorise(mayManage(ctx.actor, school.id));
    await ensureCairn(ctx, tx.db, school.id);
    const same = await tx.db
      .selectFrom('data_system')
      .select('id')
      .where('school_id', '=', school.id)
      .where('retired_at', 'is', null)
      .where((eb) => eb(eb.fn<string>('lower', ['name']), '=', input.name.toLowerCase()))
      .executeTakeFirst();
    if (same) throw new Invalid([{ field: 'name', message: `${input.name} is in the register already` }]);
    const { id } = await tx.db
      .insertInto('data_system')
      .values({
        trust_id: ctx.actor.trustId,
        school_id: school.id,
        ...input,
        added_at: ctx.now,
        added_by: ctx.actor.personId,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx.record({
      kind: 'data-system.added',
      subjectType: 'data_system',
      subjectId: id,
      schoolId: school.id,
      summary: `wrote ${input.name} into the register of data systems`,
    });
  });
}

/** A system that the school no longer uses leaves the register; access to it that still stood ends with it. */
export async function retireSystem(
  ctx: Ctx,
  systemId: string,
  input: { why: string; revision: number },
): Promise<string> {
  return await write(ctx, async (tx) => {
    const system = await lockSystem(ctx, systemId);
    tx.authorise(mayManage(ctx.actor, system.school_id));
    if (system.is_cairn)
      throw new Invalid([{ field: '', message: 'Cairn stays in the register while the school is in the trust.' }]);
    if (system.revision !== input.revision) throw new StaleRevision();
    await tx.db
      .updateTable('data_system')
      .set({
        retired_at: ctx.now,
        retired_by: ctx.actor.personId,
        retired_why: input.why,
        revision: system.revision + 1,
      })
      .where('id', '=', systemId)
      .execute();
    await tx.db
      .updateTable('system_access')
      .set({ ended_at: ctx.now, ended_by: ctx.actor.personId, ended_why: 'The school no longer uses the system' })
      .where('system_id', '=', systemId)
      .where('ended_at', 'is', null)
      .execute();
    await tx.record({
      kind: 'data-system.retired',
      subjectType: 'data_system',
      subjectId: systemId,
      schoolId: system.school_id,
      summary: `took ${system.name} out of the register of data systems`,
      why: input.why,
    });
    return system.school_id;
  });
}
