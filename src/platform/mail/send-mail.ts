import { sql } from 'kysely';
import { createTransport } from 'nodemailer';
import type { Db, Tx } from '../db/database.ts';
import '../db/tables.ts';

export type MailSettings = { smtpUrl: string | null; from: string };

/** Links that let their reader in carry 43 random characters: once the mail has left, nobody else need be able to read them here. */
const secretPart = /[\w-]{43,}/g;

async function sendOne(
  db: Tx,
  mailId: string,
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
 * with the message and thrown, so that it is tried again. Without a mail server the message stays where it is.
 */
export function mailWorker(db: Db, settings: MailSettings): (data: Record<string, unknown>) => Promise<void> {
  const { smtpUrl, from } = settings;
  if (smtpUrl === null) return async () => {};
  const transport = createTransport(smtpUrl, { from });
  return async (data) => {
    const failure = await db.transaction().execute(async (tx) => {
      await sql`select set_config('app.trust_id', ${String(data['trustId'])}, true)`.execute(tx);
      return await sendOne(tx, String(data['mailId']), async (mail) => void (await transport.sendMail(mail)));
    });
    if (failure) throw failure;
  };
}
