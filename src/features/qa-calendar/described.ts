import { holdsAt } from '#core/access/actor.ts';
import { describeRecord, textOf } from '#core/audit/describe-record.ts';
import type { Ctx } from '#core/context.ts';
import { NotFound } from '#platform/errors.ts';
import { qaCalendarPaths } from './paths.ts';
import { findEntry, within } from './queries.ts';
import { kindWords, topicWords } from './words.ts';

async function mayRead(ctx: Ctx, id: string): Promise<boolean> {
  const narrowed = within(ctx);
  if (!narrowed) return false;
  try {
    await findEntry(narrowed, id);
    return true;
  } catch (error) {
    if (error instanceof NotFound) return false;
    throw error;
  }
}

/** The history of an entry may be read by whoever may see the entry: before it is published, whoever plans and whoever was asked. */
export function describeQaEntry(): void {
  describeRecord('qa_entry', {
    noun: 'Calendar entry',
    permission: 'qa-calendar:read',
    place: 'school',
    title: (content) => textOf(content, 'title'),
    labels: { starts_on: 'First day', ends_on: 'Last day', days_known: 'Days are known', lead_id: 'Led by' },
    words: { kind: kindWords, topic: topicWords },
    hidden: ['template_key'],
    parts: [
      {
        table: 'qa_move_request',
        key: 'entry_id',
        noun: 'Request to move',
        title: (content) => textOf(content, 'why'),
      },
    ],
    mayRead,
    linkFor: (actor, schoolId) => schoolId !== null && holdsAt(actor, 'qa-calendar:plan', schoolId),
    href: (id) => qaCalendarPaths.entry(id),
  });
}
