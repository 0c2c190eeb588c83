import type { Tx } from '../db/database.ts';
import '../db/tables.ts';

/** The name of the job that sends one mail. */
export const sendMailJob = 'send-mail';

export type Mail = {
  personId: string | null;
  to: string;
  subject: string;
  body: string;
  /** Until when its link works; it is not sent after that. Left out where nothing in it expires. */
  goodUntil?: Temporal.Instant;
};

/** What queueing needs of a request's context. */
export type MailContext = {
  db: Tx;
  actor: { trustId: string; trustName: string };
  now: Temporal.Instant;
  services: { enqueue(tx: Tx, job: { name: string; data: Record<string, unknown> }): Promise<void> };
};

/**
 * Puts a mail in the trust's outbox, in the caller's transaction, signed in the trust's name. It is sent when that commits; without a mail server it
 * stays for the administrator to read, and goes out if one is set within fourteen days. Nothing confidential belongs in it: mail is read by others than its addressee. Returns the mail's id.
 */
export async function queueMail(ctx: MailContext, mail: Mail): Promise<string> {
  const { trustId, trustName } = ctx.actor;
  const row = await ctx.db
    .insertInto('mail_message')
    .values({
      trust_id: trustId,
      person_id: mail.personId,
      created_at: ctx.now,
      to_address: mail.to,
      subject: mail.subject,
      body: `${mail.body.trim()}\n\n${trustName}\nSent by Cairn. Nobody reads replies to this address.\n`,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { goodUntil } = mail;
  const data = { trustId, mailId: row.id, ...(goodUntil && { goodUntil: goodUntil.toString() }) };
  await ctx.services.enqueue(ctx.db, { name: sendMailJob, data });
  return row.id;
}
