import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { NotFound } from '#platform/errors.ts';
import '#platform/db/tables.ts';
import { mayReadMail } from '../policy.ts';

/** Opens a mail of the outbox. Its link may let whoever has it in, so the trail says who has read it. */
export async function readMail(ctx: Ctx, mailId: string) {
  return await write(ctx, async (tx) => {
    const mail = await tx.db.selectFrom('mail_message').selectAll().where('id', '=', mailId).executeTakeFirst();
    if (!mail) throw new NotFound();
    tx.authorise(mayReadMail(ctx.actor));
    await tx.record({
      kind: 'mail.read',
      subjectType: 'mail_message',
      subjectId: mailId,
      schoolId: null,
      summary: `read the mail “${mail.subject}” to ${mail.to_address}`,
    });
    return mail;
  });
}
