import type { Child } from 'hono/jsx';
import type { Claim } from '#core/claims/claim-rules.ts';
import { ClaimTag } from '#core/claims/claim-tag.tsx';
import { plainSentence } from '#core/claims/sentence-rules.ts';
import { WaiverFields } from '#core/claims/waiver-fields.tsx';
import type { Ctx } from '#core/context.ts';
import { evidenceKindLabel, evidenceKindNames } from '#core/evidence/kinds.ts';
import { evidenceOfSchool } from '#core/evidence/queries.ts';
import { shortDate } from '#platform/clock.ts';
import { errorFor, type FieldError, NotFound } from '#platform/errors.ts';
import type { Typed } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Checkboxes } from '#ui/checkboxes.tsx';
import { DateField } from '#ui/date-field.tsx';
import { Details } from '#ui/details.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { InsetText } from '#ui/inset-text.tsx';
import { Link } from '#ui/link.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Select } from '#ui/select.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { TextField } from '#ui/text-field.tsx';
import { loadContent } from '../content/queries.ts';
import { partTitle } from '../content/review-facts.ts';
import { claimPath, claimsPath, sentencePath } from '../paths.ts';
import { mayWrite } from '../policy.ts';
import { findDraft } from '../queries.ts';

import { reviewPage } from './review-frame.tsx';

type Shown = { errors?: readonly FieldError[]; typed?: Typed };

const ClaimForm = ({
  ctx,
  reviewId,
  what,
  claim,
  children,
}: {
  ctx: Ctx;
  reviewId: string;
  what: Parameters<typeof claimPath>[1];
  claim: Claim;
  children?: Child;
}) => (
  <Form action={claimPath(reviewId, what)} csrfToken={ctx.page.csrfToken}>
    <HiddenField name="part" value={claim.part} />
    <HiddenField name="hash" value={claim.sentence.hash} />
    {children}
  </Form>
);

/** The page of one sentence, again with what was typed where something was wrong. */
export async function sentenceView(
  ctx: Ctx,
  reviewId: string,
  ref: { part: string; hash: string },
  { errors = [], typed = {} }: Shown = {},
): Promise<Reply> {
  const review = await findDraft(ctx, reviewId);
  const content = await loadContent(ctx, review);
  const claim = content.claims.find((one) => one.part === ref.part && one.sentence.hash === ref.hash);
  if (!claim || !mayWrite(ctx.actor, review).allowed)
    throw new NotFound(
      'This sentence has been changed, or the authors no longer hold the pen. Go back to the evidence behind each sentence.',
    );
  const linked = claim.evidenceIds.flatMap((id) => content.evidence.get(id) ?? []);
  const evidence = (await evidenceOfSchool(ctx, review.schoolId)).filter(
    (item) => !claim.evidenceIds.includes(item.id),
  );
  const next = content.claims.find((one) => one.state === 'unsupported' && one !== claim);
  const same = { ctx, reviewId, claim };
  return reviewPage(
    ctx,
    review,
    { title: 'Support a sentence', errors },
    <>
      <PageHeading
        title="Support a sentence"
        caption={`${review.schoolName}: ${partTitle(content, claim.part)}`}
        status={<ClaimTag state={claim.state} />}
      />
      <InsetText>{plainSentence(claim.sentence.text)}</InsetText>
      {claim.reason ? <p class="govuk-body">Reason: {claim.reason}</p> : null}
      {claim.state === 'waived' || claim.state === 'not_a_claim' ? (
        <ClaimForm {...same} what="unwaive">
          <Button variant="secondary">Ask for evidence again</Button>
        </ClaimForm>
      ) : null}
      {claim.evidenceIds.length > 0 ? <h2 class="govuk-heading-m">Supported by</h2> : null}
      {claim.evidenceIds.length > linked.length ? (
        <p class="govuk-body">Evidence that only named people read, and that you may not open.</p>
      ) : null}
      {linked.map((item) => (
        <ClaimForm {...same} what="unlink">
          <HiddenField name="evidenceId" value={item.id} />
          <p class="govuk-body">
            {evidenceKindLabel(item.kind)}, {shortDate(item.happened_on)}: {item.title}
          </p>
          <Button variant="secondary" hiddenText={item.title}>
            Take away
          </Button>
        </ClaimForm>
      ))}
      <h2 class="govuk-heading-m">Evidence recorded at this school</h2>
      {evidence.length === 0 ? (
        <p class="govuk-body">
          {linked.length > 0
            ? 'There is no other evidence at this school.'
            : 'No evidence has been recorded at this school yet. Record the first piece below.'}
        </p>
      ) : (
        <ClaimForm {...same} what="sentence">
          <Checkboxes
            name="evidenceId"
            label="What does this sentence rest on?"
            error={errorFor(errors, 'evidenceId')}
            options={evidence.map((item) => ({
              value: item.id,
              label: item.title,
              hint: `${evidenceKindLabel(item.kind)}, ${shortDate(item.happened_on)}, recorded by ${item.recorder_name}`,
            }))}
          />
          <Button>Support the sentence</Button>
        </ClaimForm>
      )}
      <Details
        summary="Record new evidence for this sentence"
        open={['kind', 'title', 'summary', 'happenedOn'].some((field) => errorFor(errors, field))}
      >
        <ClaimForm {...same} what="record">
          <Select
            name="kind"
            label="Kind"
            placeholder="Choose a kind"
            options={evidenceKindNames.map((kind) => ({ value: kind, label: evidenceKindLabel(kind) }))}
            value={typed['kind']}
            error={errorFor(errors, 'kind')}
          />
          <TextField
            name="title"
            label="What it is"
            value={typed['title']}
            error={errorFor(errors, 'title')}
            hint="For example “Learning walk, Year 8, six lessons”"
          />
          <DateField
            name="happenedOn"
            label="The day it happened"
            value={typed['happenedOn']}
            error={errorFor(errors, 'happenedOn')}
          />
          <TextArea
            name="summary"
            label="What it shows"
            rows={4}
            value={typed['summary']}
            error={errorFor(errors, 'summary')}
            hint="Name no pupil."
          />
          <Button variant="secondary">Record it and support the sentence</Button>
        </ClaimForm>
      </Details>
      <Details summary="This sentence needs no evidence" open={errorFor(errors, 'reason') !== undefined}>
        <ClaimForm {...same} what="waive">
          <WaiverFields errors={errors} typed={typed} paper="review" />
          <Button variant="secondary">It needs no evidence</Button>
        </ClaimForm>
      </Details>
      <p class="govuk-body">
        {next ? (
          <Link href={sentencePath(review.id, next.part, next.sentence.hash)}>Next sentence without evidence</Link>
        ) : (
          <Link href={claimsPath(review.id)}>All sentences</Link>
        )}
      </p>
    </>,
  );
}

export async function showSentence(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return await sentenceView(ctx, idParam(request, 'reviewId'), {
    part: request.query['part'] ?? '',
    hash: request.query['hash'] ?? '',
  });
}
