import type { Write } from '#core/audit/write.ts';
import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { signInPaths } from '#features/sign-in/paths.ts';
import { Invalid } from '#platform/errors.ts';
import { newOneTimeToken } from '#platform/identity/one-time-token.ts';
import { queueMail } from '#platform/mail/queue-mail.ts';
import { mayManagePerson } from '../policy.ts';
import { lockPerson } from '../queries.ts';

/** Days in which an invitation can be accepted. */
export const invitationDays = 14;

/** Makes a new invitation in place of any before, and its mail. Returns the link. */
export async function makeInvitation(
  ctx: Ctx,
  tx: Write,
  person: { id: string; name: string; email: string },
): Promise<string> {
  const { token, hash } = newOneTimeToken();
  const goodUntil = ctx.now.add({ hours: invitationDays * 24 });
  await tx.db
    .updateTable('invitation')
    .set({ withdrawn_at: ctx.now })
    .where('person_id', '=', person.id)
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .execute();
  await tx.db
    .insertInto('invitation')
    .values({
      trust_id: ctx.actor.trustId,
      person_id: person.id,
      token_hash: hash,
      sent_at: ctx.now,
      sent_by: ctx.actor.personId,
      expires_at: goodUntil,
    })
    .execute();
  const link = `${ctx.services.publicUrl}${signInPaths.invitation(token)}`;
  await queueMail(ctx, {
    personId: person.id,
    to: person.email,
    goodUntil,
    subject: `${ctx.actor.trustName} invites you to Cairn`,
    body: `Dear ${person.name},\n\n${ctx.actor.trustName} uses Cairn for school improvement and has invited you. Choose your password here within ${invitationDays} days; the link works once:\n${link}`,
  });
  return link;
}

/** Sends a person the link by which they get their account; sending it again makes the earlier link useless. */
export async function invitePerson(ctx: Ctx, personId: string): Promise<string> {
  return await write(ctx, async (tx) => {
    const { person, held } = await lockPerson(ctx, tx.db, personId);
    tx.authorise(mayManagePerson(ctx.actor, held));
    if (person.account_id !== null)
      throw new Invalid([{ field: '', message: `${person.name} has an account already.` }]);
    if (person.left_on !== null && Temporal.PlainDate.compare(person.left_on, ctx.today) <= 0) {
      throw new Invalid([{ field: '', message: `${person.name} has left.` }]);
    }
    const link = await makeInvitation(ctx, tx, person);
    await tx.record({
      kind: 'invitation.sent',
      subjectType: 'person',
      subjectId: personId,
      schoolId: null,
      summary: `invited ${person.name}`,
    });
    return link;
  });
}
