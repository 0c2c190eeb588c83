import type { Ctx } from '#core/context.ts';
import { errorsOf } from '#platform/errors.ts';
import { readForm } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { cancelReview, gatherReview, reopenReview, shareReview } from '../actions/take-step.ts';
import { shareForm, stepForm } from '../forms.ts';
import { qaReviewPaths } from '../paths.ts';

import type { StepShown } from './next-step.tsx';
import { showReviewPage } from './review.tsx';

type Step = StepShown['step'];

async function take(
  ctx: Ctx,
  request: PageRequest,
  step: Step,
  act: (reviewId: string) => Promise<void>,
  done: string,
  typed: string,
): Promise<Reply> {
  const reviewId = idParam(request, 'qaReviewId');
  try {
    await act(reviewId);
    return redirectTo(qaReviewPaths.review(reviewId), done);
  } catch (error) {
    return await showReviewPage(ctx, reviewId, { step, errors: errorsOf(error), typed });
  }
}

export async function postShare(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const form = readForm(shareForm, request.form);
  const overWhy = form.ok ? form.value.overWhy : null;
  return await take(
    ctx,
    request,
    'share',
    (id) => shareReview(ctx, id, overWhy),
    'The review has been shared. The school and the team have been told.',
    overWhy ?? '',
  );
}

export const postGather = (ctx: Ctx, request: PageRequest): Promise<Reply> =>
  take(
    ctx,
    request,
    'gather',
    (id) => gatherReview(ctx, id),
    'The evidence is complete. The report can be written.',
    '',
  );

const withReason =
  (step: 'reopen' | 'cancel', act: typeof reopenReview, done: string) =>
  async (ctx: Ctx, request: PageRequest): Promise<Reply> => {
    const form = readForm(stepForm, request.form);
    const why = form.ok ? form.value.why : null;
    return await take(ctx, request, step, (id) => act(ctx, id, why), done, why ?? '');
  };

export const postReopen = withReason('reopen', reopenReview, 'The evidence is open again.');
export const postCancel = withReason(
  'cancel',
  cancelReview,
  'The review has been cancelled, and whoever knew of it has been told.',
);
