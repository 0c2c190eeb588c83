import type { Ctx } from '#core/context.ts';
import { errorsOf } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { recordAndLink } from '../actions/record-and-link.ts';
import { linkEvidence, unlinkEvidence, unwaiveClaim, waiveClaim } from '../actions/support-claim.ts';
import { linkForm, recordForm, sentenceForm, unlinkForm, waiveForm } from '../forms.ts';
import { claimsPath, sentencePath } from '../paths.ts';

import { sentenceView } from './sentence.tsx';

const typedRef = (typed: Typed) => ({ part: typed['part'] ?? '', hash: typed['hash'] ?? '' });

/** After a sentence has been dealt with: on to the list, at that sentence. */
const done = (reviewId: string, hash: string, flash: string): Reply =>
  redirectTo(`${claimsPath(reviewId)}#s-${hash}`, flash);

export async function postLink(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const reviewId = idParam(request, 'reviewId');
  const form = readForm(linkForm, request.form);
  if (!form.ok) return await sentenceView(ctx, reviewId, typedRef(form.typed), { errors: form.errors });
  try {
    await linkEvidence(ctx, reviewId, form.value, form.value.evidenceId);
    return done(reviewId, form.value.hash, 'The sentence is supported.');
  } catch (error) {
    return await sentenceView(ctx, reviewId, form.value, { errors: errorsOf(error) });
  }
}

export async function postRecord(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const reviewId = idParam(request, 'reviewId');
  const form = readForm(recordForm, request.form);
  if (!form.ok)
    return await sentenceView(ctx, reviewId, typedRef(form.typed), { errors: form.errors, typed: form.typed });
  try {
    const { part, hash, ...evidence } = form.value;
    await recordAndLink(ctx, reviewId, { part, hash }, evidence);
    return done(reviewId, hash, 'The evidence has been recorded, and the sentence is supported.');
  } catch (error) {
    return await sentenceView(ctx, reviewId, form.value, { errors: errorsOf(error), typed: form.typed });
  }
}

export async function postUnlink(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const reviewId = idParam(request, 'reviewId');
  const form = readForm(unlinkForm, request.form);
  if (!form.ok) return await sentenceView(ctx, reviewId, typedRef(form.typed), { errors: form.errors });
  await unlinkEvidence(ctx, reviewId, form.value, form.value.evidenceId);
  return redirectTo(
    sentencePath(reviewId, form.value.part, form.value.hash),
    'The evidence no longer supports this sentence. It is still recorded at the school.',
  );
}

export async function postWaive(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const reviewId = idParam(request, 'reviewId');
  const form = readForm(waiveForm, request.form);
  if (!form.ok)
    return await sentenceView(ctx, reviewId, typedRef(form.typed), { errors: form.errors, typed: form.typed });
  try {
    await waiveClaim(ctx, reviewId, form.value, form.value.kind, form.value.reason);
    return done(
      reviewId,
      form.value.hash,
      form.value.kind === 'waived'
        ? 'The sentence is waived, with your reason.'
        : 'The sentence is marked as not a claim.',
    );
  } catch (error) {
    return await sentenceView(ctx, reviewId, form.value, { errors: errorsOf(error), typed: form.typed });
  }
}

export async function postUnwaive(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const reviewId = idParam(request, 'reviewId');
  const form = readForm(sentenceForm, request.form);
  if (!form.ok) return await sentenceView(ctx, reviewId, typedRef(form.typed), { errors: form.errors });
  await unwaiveClaim(ctx, reviewId, form.value);
  return redirectTo(sentencePath(reviewId, form.value.part, form.value.hash), 'The sentence needs evidence again.');
}
