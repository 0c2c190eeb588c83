import { queueMail } from '#platform/mail/queue-mail.ts';
import type { Process } from '../access/run-as.ts';
import type { Ctx } from '../context.ts';
import { choicesOf } from './choice-queries.ts';
import { composeDigest, digestMail, sizeOf, weekOf } from './digest-rules.ts';
import { forEachPerson } from './each-person.ts';
import { noticePaths } from './paths.ts';
import { decidedFor, dueFor, waitingFor } from './sources.ts';
import './tables.ts';

/** Since when to look back: the last digest, a week at most. */
async function since(ctx: Ctx): Promise<Temporal.Instant> {
  const last = await ctx.db
    .selectFrom('digest_sent')
    .select('sent_at')
    .where('person_id', '=', ctx.actor.personId)
    .orderBy('week_of', 'desc')
    .limit(1)
    .executeTakeFirst();
  const aWeekAgo = ctx.now.subtract({ hours: 7 * 24 });
  return last && Temporal.Instant.compare(last.sent_at, aWeekAgo) > 0 ? last.sent_at : aWeekAgo;
}

/** What the person was told on the page since then and has not opened; who has it mailed at once leaves it out by their choice. */
const toldSince = (ctx: Ctx, moment: Temporal.Instant) =>
  ctx.db
    .selectFrom('notification')
    .select(['subject', 'href'])
    .where('person_id', '=', ctx.actor.personId)
    .where('read_at', 'is', null)
    .where('created_at', '>', moment)
    .orderBy('created_at')
    .execute();

async function digest(ctx: Ctx): Promise<number> {
  const { personId, trustId, name, email } = ctx.actor;
  const choices = await choicesOf(ctx.db, personId);
  const moment = await since(ctx);
  const due = await dueFor(ctx);
  const dueAt = new Set(due.map((item) => item.href));
  const found = {
    waiting: choices.waiting === 'weekly' ? await waitingFor(ctx) : [],
    due,
    // A reminder is a notice too: what it speaks of is in the digest as what is due.
    told: (await toldSince(ctx, moment)).filter((notice) => !dueAt.has(notice.href)),
    decided: choices.decided === 'weekly' ? await decidedFor(ctx, moment) : [],
  };
  const composed = composeDigest(found, choices, ctx.today);
  // With nothing to say there is no mail; that it was looked at stands all the same, so that a second run says nothing either.
  const stored = await ctx.db
    .insertInto('digest_sent')
    .values({
      trust_id: trustId,
      person_id: personId,
      week_of: weekOf(ctx.today),
      sent_at: ctx.now,
      said: composed ? sizeOf(composed) : 0,
    })
    .onConflict((conflict) => conflict.columns(['person_id', 'week_of']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!stored || !composed) return 0;
  const { publicUrl } = ctx.services;
  const mail = digestMail(composed, {
    name,
    today: ctx.today,
    home: publicUrl,
    settings: `${publicUrl}${noticePaths.choices}`,
  });
  await queueMail(ctx, { personId, to: email, ...mail });
  return 1;
}

/** Sends everybody the digest of this week, once; whoever has nothing to read gets no mail. Returns how many went out. */
export async function sendDigests(process: Process, trustId?: string): Promise<number> {
  return await forEachPerson(
    process,
    {
      kind: 'digest.sent',
      summary: (people) => `sent the digest of the week to ${people} ${people === 1 ? 'person' : 'people'}`,
      trustId,
    },
    digest,
  );
}
