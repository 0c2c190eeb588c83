import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { signInPaths } from '#features/sign-in/paths.ts';
import { Invalid } from '#platform/errors.ts';
import { startPasswordReset } from '#platform/identity/actions/password-reset.ts';
import { queueMail } from '#platform/mail/queue-mail.ts';
import { mayManagePerson } from '../policy.ts';
import { lockPerson } from '../queries.ts';

/** Mails somebody a link to choose a new password, on their behalf. */
export async function sendPasswordLink(ctx: Ctx, personId: string): Promise<void> {
  await write(ctx, async (tx) => {
    const { person, held } = await lockPerson(ctx, tx.db, personId);
    tx.authorise(mayManagePerson(ctx.actor, held));
    if (person.account_id === null)
      throw new Invalid([{ field: '', message: `${person.name} has no account yet: send an invitation.` }]);
    const token = await startPasswordReset(tx.db, person.account_id);
    await queueMail(ctx, {
      personId,
      to: person.email,
      subject: 'Choose a new password for Cairn',
      goodUntil: ctx.now.add({ hours: 1 }),
      body: `Dear ${person.name},\n\n${ctx.actor.name} has had this link sent to you. Choose a new password here within an hour; it works once:\n${ctx.services.publicUrl}${signInPaths.reset(token)}`,
    });
    await tx.record({
      kind: 'account.reset-sent',
      subjectType: 'person',
      subjectId: personId,
      schoolId: null,
      summary: `sent ${person.name} a link to choose a new password`,
    });
  });
}
