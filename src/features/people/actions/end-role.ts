import { roles } from '#core/access/roles.ts';
import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { longDate } from '#platform/clock.ts';
import { Invalid, NotFound } from '#platform/errors.ts';
import { mayGrantRole } from '../policy.ts';
import { lockOtherAdministrators, lockPerson } from '../queries.ts';
import { administratorRemains, dateProblems } from '../rules.ts';

export const lastAdministrator =
  'This is the last administrator who can sign in. Make somebody else an administrator first, and wait until they have accepted the invitation.';

/**
 * Ends a role at once (`on` is null) or with a last day. A role that has not begun is withdrawn: its row goes, its history and the trail keep it.
 * What the role let its holder do ends with the day, or at once.
 */
export async function endRole(
  ctx: Ctx,
  personId: string,
  grantId: string,
  end: { on: Temporal.PlainDate | null; reason: string },
): Promise<void> {
  await write(ctx, async (tx) => {
    const { person, grants } = await lockPerson(ctx, tx.db, personId);
    const grant = grants.find((each) => each.id === grantId);
    if (!grant) throw new NotFound();
    tx.authorise(mayGrantRole(ctx.actor, grant.role));
    if (end.on !== null) {
      if (Temporal.PlainDate.compare(end.on, ctx.today) < 0)
        throw new Invalid([
          { field: 'endsOn', message: 'The last day must be today or later; to end it at once, choose Now' },
        ]);
      const problems = dateProblems(grant.role, { starts_on: grant.starts_on, ends_on: end.on });
      if (problems.length > 0) throw new Invalid(problems);
    }
    if (grant.role === 'administrator') {
      const from = end.on === null ? ctx.today : end.on.add({ days: 1 });
      if (!administratorRemains(await lockOtherAdministrators(ctx, tx.db, personId), from)) {
        throw new Invalid([{ field: '', message: lastAdministrator }]);
      }
    }
    const future = Temporal.PlainDate.compare(grant.starts_on, ctx.today) > 0;
    if (end.on === null && future) {
      await tx.db.deleteFrom('role_grant').where('id', '=', grantId).execute();
    } else {
      await tx.db
        .updateTable('role_grant')
        .set({
          ends_on: end.on ?? ctx.today,
          ended_at: end.on === null ? ctx.now : null,
          ended_by: ctx.actor.personId,
          end_reason: end.reason,
        })
        .where('id', '=', grantId)
        .execute();
    }
    const how =
      end.on !== null
        ? `set the last day of the role ${roles[grant.role].label} of ${person.name} to ${longDate(end.on)}`
        : future
          ? `withdrew the role ${roles[grant.role].label} of ${person.name} before it began`
          : `ended the role ${roles[grant.role].label} of ${person.name} at once`;
    await tx.record({
      kind: 'role.ended',
      subjectType: 'person',
      subjectId: personId,
      schoolId: grant.school_id,
      summary: how,
      why: end.reason,
      detail: { grantId },
    });
  });
}
