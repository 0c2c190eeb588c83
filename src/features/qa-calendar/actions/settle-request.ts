import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { tell } from '#core/notifications/tell.ts';
import { Invalid } from '#platform/errors.ts';
import { findMoveRequest } from '../consultation-queries.ts';
import { inWeekOf } from '../entry-rules.ts';
import { qaCalendarPaths } from '../paths.ts';
import { mayPlan } from '../policy.ts';
import { lockEntry, moveInside } from './move-entry.ts';

export type Settlement =
  | { outcome: 'moved'; week: Temporal.PlainDate; words: string | null; revision: number }
  | { outcome: 'declined'; words: string };

/** Settles what a school asked for: moves the entry, whereupon both sides are asked again, or declines with words. Whoever asked is told. */
export async function settleRequest(ctx: Ctx, requestId: string, settlement: Settlement): Promise<void> {
  await write(ctx, async (tx) => {
    await tx.db.selectFrom('qa_move_request').select('id').where('id', '=', requestId).forUpdate().execute();
    const request = await findMoveRequest(ctx, requestId);
    tx.authorise(mayPlan(ctx.actor));
    if (request.outcome !== null) throw new Invalid([{ field: '', message: 'This request has been settled already' }]);
    if (settlement.outcome === 'moved') {
      const entry = await lockEntry(ctx, tx, request.entry_id, settlement.revision);
      await moveInside(ctx, tx, entry, { ...inWeekOf(settlement.week), why: `The school asked: ${request.why}` });
    }
    const row = await tx.db
      .updateTable('qa_move_request')
      .set({
        outcome: settlement.outcome,
        outcome_words: settlement.words,
        settled_at: ctx.now,
        settled_by: ctx.actor.personId,
      })
      .where('id', '=', requestId)
      .returning('asked_by')
      .executeTakeFirstOrThrow();
    await tell(ctx, tx, row.asked_by, {
      subject:
        settlement.outcome === 'moved' ? `${request.title} has been moved` : `${request.title} stays where it is`,
      body:
        settlement.outcome === 'moved'
          ? 'You asked to move it. Please look at the calendar as it stands now, and say whether you agree.'
          : 'You asked to move it. The reasons are on the page of the consultation.',
      href: qaCalendarPaths.consultation(request.school_id, request.academic_year),
    });
    await tx.record({
      kind: settlement.outcome === 'moved' ? 'qa-calendar.request-met' : 'qa-calendar.request-declined',
      subjectType: 'qa_entry',
      subjectId: request.entry_id,
      schoolId: request.school_id,
      summary:
        settlement.outcome === 'moved'
          ? `moved ${request.title} as the school had asked`
          : `declined to move ${request.title}`,
      why: settlement.words,
    });
  });
}
