import type { Ctx } from '#core/context.ts';
import { plansWaitingFor } from '#features/action-plans/index.ts';
import { reviewsWaitingFor } from '#features/annual-reviews/index.ts';
import { boardReportsWaitingFor } from '#features/board-reports/index.ts';
import { dataReviewsWaitingFor } from '#features/data-reviews/index.ts';
import { snapshotsWaitingFor } from '#features/data-snapshots/index.ts';
import { accessWaitingFor } from '#features/data-systems/index.ts';
import { evidenceWaitingFor } from '#features/evidence/index.ts';
import { visitNotesWaitingFor } from '#features/informal-monitoring/index.ts';
import { interventionsWaitingFor } from '#features/interventions/index.ts';
import { judgingWaitingFor } from '#features/judging/index.ts';
import { lineMeetingsWaitingFor } from '#features/line-meetings/index.ts';
import { protectionWaitingFor } from '#features/pupil-protection/index.ts';
import { qaCalendarWaitingFor } from '#features/qa-calendar/index.ts';
import { reviewReportsWaitingFor } from '#features/review-reports/index.ts';
import { qaReviewsWaitingFor } from '#features/reviews/index.ts';
import { analysesWaitingFor } from '#features/snapshot-analysis/index.ts';
import type { WaitingItem } from './rules.ts';

/** Everything that waits for the reader, as each slice names it. One after the other: they share one connection. */
export async function waitingForActor(ctx: Ctx): Promise<WaitingItem[]> {
  const items: WaitingItem[] = [];
  for (const waitingFor of [
    reviewsWaitingFor,
    reviewReportsWaitingFor,
    plansWaitingFor,
    lineMeetingsWaitingFor,
    interventionsWaitingFor,
    boardReportsWaitingFor,
    dataReviewsWaitingFor,
    qaCalendarWaitingFor,
    qaReviewsWaitingFor,
    snapshotsWaitingFor,
    accessWaitingFor,
    analysesWaitingFor,
    protectionWaitingFor,
    visitNotesWaitingFor,
    evidenceWaitingFor,
    judgingWaitingFor,
  ])
    items.push(...(await waitingFor(ctx)));
  return items;
}
