import { sql } from 'kysely';
import { createTransport } from 'nodemailer';
import type { Db, Tx } from '../db/database.ts';
import '../db/tables.ts';
import type { Worker } from '../jobs/jobs.ts';

export type MailSettings = { smtpUrl: string; from: string };

/** Links that let their reader in carry 43 random characters: once the mail has left, nobody else need be able to read them here. */
const secretPart = /[\w-]{43,}/g;

async function sendOne(
  db: Tx,
  { mailId, tooLate }: { mailId: string; tooLate: boolean },
  deliver: (mail: { to: string; subject: string; text: string }) => Promise<void>,
): Promise<Error | null> {
  const mail = await db
    .selectFrom('mail_message')
    .select(['to_address', 'subject', 'body', 'failed_attempts'])
    .where('id', '=', mailId)
    .where('sent_at', 'is', null)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (!mail) return null;
  if (tooLate) {
    const reason = 'its link had expired before a mail server took it';
    await db.updateTable('mail_message').set({ last_error: reason }).where('id', '=', mailId).execute();
    return null;
  }
  try {
    await deliver({ to: mail.to_address, subject: mail.subject, text: mail.body });
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    await db
      .updateTable('mail_message')
      .set({ failed_attempts: mail.failed_attempts + 1, last_error: error.message.slice(0, 500) })
      .where('id', '=', mailId)
      .execute();
    return error;
  }
  await db
    .updateTable('mail_message')
    .set({ sent_at: sql`now()`, last_error: null, body: mail.body.replace(secretPart, '…') })
    .where('id', '=', mailId)
    .execute();
  return null;
}

/**
 * The worker that sends mail over SMTP. Running twice sends once: the message is locked while it goes and marked when it has gone. A failure is kept
 * with the message and thrown, so that it is tried again. A mail whose link is no good any more stays where it is.
 */
export function mailWorker(db: Db, { smtpUrl, from }: MailSettings): Worker {
  const transport = createTransport(smtpUrl, { from });
  return async ({ trustId, mailId, goodUntil }) => {
    const tooLate = goodUntil !== undefined && Temporal.Instant.compare(String(goodUntil), Temporal.Now.instant()) <= 0;
    const failure = await db.transaction().execute(async (tx) => {
      await sql`select set_config('app.trust_id', ${String(trustId)}, true)`.execute(tx);
      return await sendOne(
        tx,
        { mailId: String(mailId), tooLate },
        async (mail) => void (await transport.sendMail(mail)),
      );
    });
    if (failure) throw failure;
  };
}
