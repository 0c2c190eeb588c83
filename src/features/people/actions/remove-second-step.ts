import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { Invalid } from '#platform/errors.ts';
import { endSessions } from '#platform/identity/actions/end-sessions.ts';
import { removeSecondFactor } from '#platform/identity/actions/second-factor.ts';
import { queueMail } from '#platform/mail/queue-mail.ts';
import { mayManagePerson } from '../policy.ts';
import { lockPerson } from '../queries.ts';

/** Turns two-step sign-in off for somebody who has lost their phone and their backup codes; they are signed out everywhere and told. */
export async function removeSecondStep(ctx: Ctx, personId: string, reason: string): Promise<void> {
  await write(ctx, async (tx) => {
    const { person, held } = await lockPerson(ctx, tx.db, personId);
    tx.authorise(mayManagePerson(ctx.actor, held));
    if (person.account_id === null || !(await removeSecondFactor(tx.db, person.account_id))) {
      throw new Invalid([{ field: 'reason', message: `${person.name} has no two-step sign-in` }]);
    }
    await endSessions(tx.db, person.account_id);
    await queueMail(ctx, {
      personId,
      to: person.email,
      subject: 'Two-step sign-in was turned off',
      body: `Dear ${person.name},\n\n${ctx.actor.name} has turned two-step sign-in off for your Cairn account. If you did not ask for it, tell your trust.`,
    });
    await tx.record({
      kind: 'account.second-step-removed',
      subjectType: 'person',
      subjectId: personId,
      schoolId: null,
      summary: `turned two-step sign-in off for ${person.name}`,
      why: reason,
    });
  });
}
