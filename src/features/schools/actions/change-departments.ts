import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { findSchool } from '#core/organisations/queries.ts';
import { Invalid, NotFound } from '#platform/errors.ts';
import { mayManageSchools } from '../policy.ts';

/** Adds a department, teaching a subject of the trust's list (added to it where it is new). */
export async function addDepartment(
  ctx: Ctx,
  schoolId: string,
  input: { name: string; subject: string | null },
): Promise<void> {
  await write(ctx, async (tx) => {
    tx.authorise(mayManageSchools(ctx.actor));
    const school = await findSchool(ctx, schoolId);
    const same = await tx.db
      .selectFrom('department')
      .select('id')
      .where('school_id', '=', schoolId)
      .where('name', '=', input.name)
      .executeTakeFirst();
    if (same)
      throw new Invalid([{ field: 'name', message: `${school.name} already has a department called ${input.name}` }]);
    const subject = input.subject
      ? await tx.db
          .insertInto('subject')
          .values({ trust_id: ctx.actor.trustId, name: input.subject })
          .onConflict((conflict) =>
            conflict.columns(['trust_id', 'name']).doUpdateSet((eb) => ({ name: eb.ref('excluded.name') })),
          )
          .returning('id')
          .executeTakeFirstOrThrow()
      : null;
    const department = await tx.db
      .insertInto('department')
      .values({ trust_id: ctx.actor.trustId, school_id: schoolId, name: input.name, subject_id: subject?.id ?? null })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx.record({
      kind: 'department.added',
      subjectType: 'department',
      subjectId: department.id,
      schoolId,
      summary: `added the department ${input.name}`,
    });
  });
}

/** Closes a department from today; it stays in every record that names it. */
export async function closeDepartment(ctx: Ctx, schoolId: string, departmentId: string): Promise<void> {
  await write(ctx, async (tx) => {
    tx.authorise(mayManageSchools(ctx.actor));
    const department = await tx.db
      .selectFrom('department')
      .select(['name', 'closed_on'])
      .where('id', '=', departmentId)
      .where('school_id', '=', schoolId)
      .forUpdate()
      .executeTakeFirst();
    if (!department) throw new NotFound();
    await tx.db
      .updateTable('department')
      .set({ closed_on: department.closed_on ?? ctx.today })
      .where('id', '=', departmentId)
      .execute();
    await tx.record({
      kind: 'department.closed',
      subjectType: 'department',
      subjectId: departmentId,
      schoolId,
      summary: `closed the department ${department.name}`,
    });
  });
}
