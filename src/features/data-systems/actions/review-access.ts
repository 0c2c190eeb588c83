import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { tell } from '#core/notifications/tell.ts';
import { longDate } from '#platform/clock.ts';
import { Invalid, StaleRevision } from '#platform/errors.ts';
import { mayEnd, mayGrantTo } from '../policy.ts';
import { lockAccess } from '../queries.ts';
import { accessState, dayProblems } from '../rules.ts';

async function lockStanding(ctx: Ctx, id: string) {
  const access = await lockAccess(ctx, id);
  const { name } = await ctx.db
    .selectFrom('person')
    .select('name')
    .where('id', '=', access.person_id)
    .executeTakeFirstOrThrow();
  const { name: system } = await ctx.db
    .selectFrom('data_system')
    .select('name')
    .where('id', '=', access.system_id)
    .executeTakeFirstOrThrow();
  return { access, name, system };
}

function refuseWhereOver(ctx: Ctx, access: Awaited<ReturnType<typeof lockAccess>>, revision: number): void {
  if (accessState(access, ctx.today) === 'over')
    throw new Invalid([{ field: '', message: 'This access has ended: grant it anew if it is needed again.' }]);
  if (access.revision !== revision) throw new StaleRevision();
}

/** Looked at again and kept, with a new last day. Returns the school. */
export async function keepAccess(
  ctx: Ctx,
  id: string,
  input: { endsOn: Temporal.PlainDate; revision: number },
): Promise<string> {
  return await write(ctx, async (tx) => {
    const { access, name, system } = await lockStanding(ctx, id);
    tx.authorise(mayGrantTo(ctx.actor, access.school_id, access.person_id));
    refuseWhereOver(ctx, access, input.revision);
    const problems = dayProblems({ startsOn: access.starts_on, endsOn: input.endsOn }, ctx.today);
    if (problems.length > 0) throw new Invalid(problems);
    await tx.db
      .updateTable('system_access')
      .set({
        ends_on: input.endsOn,
        reviewed_at: ctx.now,
        reviewed_by: ctx.actor.personId,
        revision: access.revision + 1,
      })
      .where('id', '=', id)
      .execute();
    if (access.role_grant_id)
      await tx.db
        .updateTable('role_grant')
        .set({ ends_on: input.endsOn })
        .where('id', '=', access.role_grant_id)
        .execute();
    await tx.record({
      kind: 'data-system.access-kept',
      subjectType: 'system_access',
      subjectId: id,
      schoolId: access.school_id,
      summary: `looked again at the access of ${name} to ${system} and kept it until ${longDate(input.endsOn)}`,
    });
    return access.school_id;
  });
}

/** Ended at once: the role that opens the pupil data ends in the same moment. Returns the school. */
export async function endAccess(ctx: Ctx, id: string, input: { why: string; revision: number }): Promise<string> {
  return await write(ctx, async (tx) => {
    const { access, name, system } = await lockStanding(ctx, id);
    tx.authorise(mayEnd(ctx.actor, access.school_id, access.person_id));
    refuseWhereOver(ctx, access, input.revision);
    await tx.db
      .updateTable('system_access')
      .set({
        ended_at: ctx.now,
        ended_by: ctx.actor.personId,
        ended_why: input.why,
        revision: access.revision + 1,
      })
      .where('id', '=', id)
      .execute();
    if (access.role_grant_id)
      await tx.db
        .updateTable('role_grant')
        .set({ ended_at: ctx.now, ended_by: ctx.actor.personId, end_reason: input.why })
        .where('id', '=', access.role_grant_id)
        .where('ended_at', 'is', null)
        .execute();
    await tx.record({
      kind: 'data-system.access-ended',
      subjectType: 'system_access',
      subjectId: id,
      schoolId: access.school_id,
      summary: `ended the access of ${name} to ${system}`,
      why: input.why,
    });
    if (access.person_id !== ctx.actor.personId)
      await tell(ctx, tx, access.person_id, {
        subject: `Your access to ${system} has ended`,
        body: input.why,
        href: '/',
      });
    return access.school_id;
  });
}
