import type { Ctx } from '#core/context.ts';
import { errorsOf, type FieldError } from '#platform/errors.ts';
import { readForm } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { type HandOver, takeStep } from '../actions/take-step.ts';
import { stepForm } from '../forms.ts';
import { reviewPath, signPath } from '../paths.ts';
import { findDraft, type Review } from '../queries.ts';
import { changeView } from './change.tsx';
import { moderationView } from './moderation.tsx';
import { reviewView } from './review.tsx';

import { signView } from './sign.tsx';

const said: Record<HandOver, string> = {
  sent_to_school: 'The review is with the school to check the facts.',
  taken_back: 'The review is with its authors again.',
  facts_returned: 'The review has been returned to its authors.',
  sent_to_moderation: 'The review waits for another leader to moderate it.',
  moderated: 'Every grade is agreed. The review waits for the Executive Principal to sign.',
  sent_back: 'The review is with its authors again.',
  signed: 'The review is signed. It can be issued now.',
  reopened: 'The review is a draft again.',
};

/** The page on which the step was tried, with what stands in its way. */
async function again(ctx: Ctx, review: Review, step: HandOver, errors: readonly FieldError[]): Promise<Reply> {
  if (step === 'moderated' || (step === 'sent_back' && review.state === 'moderation'))
    return await moderationView(ctx, review, errors);
  if (step === 'signed' || step === 'sent_back') return await signView(ctx, review, errors);
  if (step === 'reopened') return await changeView(ctx, review, undefined, { errors });
  return await reviewView(ctx, review, errors);
}

/** The form of one step. */
export function postStep(step: HandOver) {
  return async (ctx: Ctx, request: PageRequest): Promise<Reply> => {
    const reviewId = idParam(request, 'reviewId');
    const form = readForm(stepForm, request.form);
    const review = await findDraft(ctx, reviewId);
    if (!form.ok) return await again(ctx, review, step, form.errors);
    try {
      await takeStep(ctx, reviewId, step, form.value.why);
      return redirectTo(step === 'signed' ? signPath(reviewId) : reviewPath(reviewId), said[step]);
    } catch (error) {
      return await again(ctx, review, step, errorsOf(error));
    }
  };
}
