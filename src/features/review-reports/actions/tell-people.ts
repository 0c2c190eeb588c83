import type { Write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { type Notice, tell } from '#core/notifications/tell.ts';
import { holdersAt } from '#core/people/queries.ts';
import type { Report } from '../queries.ts';

/** Tells the head teacher and, of a report about a department, its leader. */
export async function tellSchool(ctx: Ctx, tx: Write, report: Report, notice: Notice): Promise<void> {
  const heads = await holdersAt(tx.db, [report.schoolId], ['head_teacher'], ctx.today);
  const leaders = report.departmentId === null ? [] : await leadersOfDepartment(ctx, tx, report.departmentId);
  for (const personId of new Set([...heads.map((head) => head.id), ...leaders])) await tell(ctx, tx, personId, notice);
}

async function leadersOfDepartment(ctx: Ctx, tx: Write, departmentId: string): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('role_grant')
    .select('person_id')
    .where('role', '=', 'middle_leader')
    .where('department_id', '=', departmentId)
    .where('starts_on', '<=', ctx.today)
    .where((eb) => eb.or([eb('ends_on', 'is', null), eb('ends_on', '>=', ctx.today)]))
    .where('ended_at', 'is', null)
    .execute();
  return rows.map((row) => row.person_id);
}

/** Tells the governors of the school. */
export async function tellGovernors(ctx: Ctx, tx: Write, report: Report, notice: Notice): Promise<void> {
  const governors = await holdersAt(tx.db, [report.schoolId], ['lgb_member'], ctx.today);
  for (const personId of new Set(governors.map((governor) => governor.id))) await tell(ctx, tx, personId, notice);
}

/** Tells the authors, but for whoever did it. */
export async function tellAuthors(ctx: Ctx, tx: Write, report: Report, notice: Notice): Promise<void> {
  for (const personId of report.authorIds) if (personId !== ctx.actor.personId) await tell(ctx, tx, personId, notice);
}
