import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { longDate } from '#platform/clock.ts';
import { Invalid } from '#platform/errors.ts';
import { endSessions } from '#platform/identity/actions/end-sessions.ts';
import { mayManagePerson } from '../policy.ts';
import { lockOtherAdministrators, lockPerson } from '../queries.ts';
import { administratorRemains } from '../rules.ts';
import { lastAdministrator } from './end-role.ts';

/**
 * A person leaves the trust on a day: from that day they are let in no more, and their roles end. Leaving today or earlier ends every session with
 * this write. What they wrote and decided stays under their name.
 */
export async function leaveTrust(
  ctx: Ctx,
  personId: string,
  leaving: { leftOn: Temporal.PlainDate; reason: string },
): Promise<void> {
  const { leftOn, reason } = leaving;
  await write(ctx, async (tx) => {
    const { person, grants, held } = await lockPerson(ctx, tx.db, personId);
    tx.authorise(mayManagePerson(ctx.actor, held));
    if (personId === ctx.actor.personId)
      throw new Invalid([{ field: 'leftOn', message: 'Somebody else must record that you leave' }]);
    if (
      held.includes('administrator') &&
      !administratorRemains(await lockOtherAdministrators(ctx, tx.db, personId), leftOn)
    ) {
      throw new Invalid([{ field: '', message: lastAdministrator }]);
    }
    for (const grant of grants) {
      if (Temporal.PlainDate.compare(grant.starts_on, leftOn) > 0) {
        await tx.db.deleteFrom('role_grant').where('id', '=', grant.id).execute();
      } else if (grant.ends_on === null || Temporal.PlainDate.compare(grant.ends_on, leftOn) > 0) {
        await tx.db
          .updateTable('role_grant')
          .set({ ends_on: leftOn, ended_by: ctx.actor.personId, end_reason: reason })
          .where('id', '=', grant.id)
          .execute();
      }
    }
    await tx.db
      .updateTable('person')
      .set({ left_on: leftOn, revision: person.revision + 1 })
      .where('id', '=', personId)
      .execute();
    await tx.db
      .updateTable('invitation')
      .set({ withdrawn_at: ctx.now })
      .where('person_id', '=', personId)
      .where('accepted_at', 'is', null)
      .where('withdrawn_at', 'is', null)
      .execute();
    if (person.account_id !== null && Temporal.PlainDate.compare(leftOn, ctx.today) <= 0)
      await endSessions(tx.db, person.account_id);
    await tx.record({
      kind: 'person.left',
      subjectType: 'person',
      subjectId: personId,
      schoolId: null,
      why: reason,
      summary: `recorded that ${person.name} leaves on ${longDate(leftOn)}`,
    });
  });
}

/** Takes back that somebody leaves or has left. Their roles do not come back by themselves: who returns is given them anew. */
export async function comeBack(ctx: Ctx, personId: string): Promise<void> {
  await write(ctx, async (tx) => {
    const { person, held } = await lockPerson(ctx, tx.db, personId);
    tx.authorise(mayManagePerson(ctx.actor, held));
    if (person.left_on === null) throw new Invalid([{ field: '', message: `${person.name} has not left.` }]);
    await tx.db
      .updateTable('person')
      .set({ left_on: null, revision: person.revision + 1 })
      .where('id', '=', personId)
      .execute();
    await tx.record({
      kind: 'person.returned',
      subjectType: 'person',
      subjectId: personId,
      schoolId: null,
      summary: `recorded that ${person.name} stays or is back`,
    });
  });
}
