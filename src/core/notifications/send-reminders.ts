import type { Process } from '../access/run-as.ts';
import type { Ctx } from '../context.ts';
import { forEachPerson } from './each-person.ts';
import { nameOfReminder, remindersOn } from './remind-rules.ts';
import { dueFor } from './sources.ts';
import { tell } from './tell.ts';
import './tables.ts';

async function remind(ctx: Ctx): Promise<number> {
  const { personId, trustId } = ctx.actor;
  const items = await dueFor(ctx);
  if (items.length === 0) return 0;
  const rows = await ctx.db
    .selectFrom('reminder_sent')
    .select(['thing', 'due_on'])
    .where('person_id', '=', personId)
    .where('due_on', '>=', ctx.today)
    .execute();
  const sent = new Set(rows.map((row) => nameOfReminder({ thing: row.thing, dueOn: row.due_on })));
  let count = 0;
  for (const item of remindersOn(items, ctx.today, sent)) {
    // A job that runs at the same time may have been quicker: only one of the two stores it.
    const stored = await ctx.db
      .insertInto('reminder_sent')
      .values({ trust_id: trustId, person_id: personId, thing: item.thing, due_on: item.dueOn, sent_at: ctx.now })
      .onConflict((conflict) => conflict.columns(['person_id', 'thing', 'due_on']).doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!stored) continue;
    await tell(ctx, ctx, personId, { subject: item.title, body: item.detail, href: item.href }, item.kind);
    count += 1;
  }
  return count;
}

/** Reminds everybody of what is due for them, each thing once. Safe to run twice. Returns how many reminders went out. */
export async function sendReminders(process: Process, trustId?: string): Promise<number> {
  return await forEachPerson(
    process,
    {
      kind: 'reminders.sent',
      summary: (people) => `reminded ${people} ${people === 1 ? 'person' : 'people'} of what is due`,
      trustId,
    },
    remind,
  );
}
