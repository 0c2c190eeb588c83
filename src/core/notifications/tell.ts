import type { Tx } from '#platform/db/database.ts';
import { queueMail } from '#platform/mail/queue-mail.ts';
import type { Ctx } from '../context.ts';
import '../people/tables.ts';
import { choicesOf } from './choice-queries.ts';
import type { NoticeKind } from './kind-rules.ts';
import './tables.ts';

/** `href` is a path of ours, where the person does something about it. Neither text holds anything confidential: no grade, no name of a pupil. */
export type Notice = { subject: string; body: string; href: string };

/**
 * Tells a person something: it waits on the home page until it is read, and goes out by mail, both with the caller's transaction; whoever has chosen to hear of
 * this kind weekly or on the page only gets no mail now. Nobody is told twice of the same thing while the first is unread, and people who have left are told
 * nothing.
 */
export async function tell(
  ctx: Ctx,
  tx: { db: Tx },
  personId: string,
  notice: Notice,
  kind: NoticeKind = 'news',
): Promise<void> {
  const person = await tx.db
    .selectFrom('person')
    .select(['email', 'name'])
    .where('id', '=', personId)
    .where((eb) => eb.or([eb('left_on', 'is', null), eb('left_on', '>', ctx.today)]))
    .executeTakeFirst();
  if (!person) return;
  const unread = await tx.db
    .selectFrom('notification')
    .select('id')
    .where('person_id', '=', personId)
    .where('subject', '=', notice.subject)
    .where('href', '=', notice.href)
    .where('read_at', 'is', null)
    .executeTakeFirst();
  if (unread) return;
  await tx.db
    .insertInto('notification')
    .values({ trust_id: ctx.actor.trustId, person_id: personId, created_at: ctx.now, ...notice })
    .execute();
  if ((await choicesOf(tx.db, personId))[kind] !== 'at_once') return;
  await queueMail(
    { db: tx.db, actor: ctx.actor, now: ctx.now, services: ctx.services },
    {
      personId,
      to: person.email,
      subject: notice.subject,
      body: `Dear ${person.name},\n\n${notice.body}\n\nSign in to read more:\n${ctx.services.publicUrl}${notice.href}`,
    },
  );
}
