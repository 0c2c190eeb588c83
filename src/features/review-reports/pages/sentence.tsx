import type { Child } from 'hono/jsx';
import { ClaimTag } from '#core/claims/claim-tag.tsx';
import { plainSentence } from '#core/claims/sentence-rules.ts';
import { WaiverFields } from '#core/claims/waiver-fields.tsx';
import type { Ctx } from '#core/context.ts';
import { evidenceKindLabel } from '#core/evidence/kinds.ts';
import { type Evidence, evidenceOfSchool } from '#core/evidence/queries.ts';
import { shortDate } from '#platform/clock.ts';
import { errorFor, errorsOf, type FieldError, NotFound } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Checkboxes } from '#ui/checkboxes.tsx';
import { Details } from '#ui/details.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { InsetText } from '#ui/inset-text.tsx';
import { Link } from '#ui/link.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { linkEvidence, type SentenceRef, unlinkEvidence, unwaiveClaim, waiveClaim } from '../actions/support-claim.ts';
import { partTitle } from '../content/parts.ts';
import { type Claim, loadContent } from '../content/queries.ts';
import { linkForm, sentenceForm, unlinkForm, waiveForm } from '../forms.ts';
import { reviewReportPaths } from '../paths.ts';
import { mayWrite } from '../policy.ts';
import { findDraft } from '../queries.ts';
import { Piece } from './claim-list.tsx';
import { reportPage } from './frame.tsx';

type Shown = { errors?: readonly FieldError[]; typed?: Typed };

const ClaimForm = ({
  ctx,
  reportId,
  what,
  claim,
  children,
}: {
  ctx: Ctx;
  reportId: string;
  what: Parameters<typeof reviewReportPaths.claim>[1];
  claim: Claim;
  children?: Child;
}) => (
  <Form action={reviewReportPaths.claim(reportId, what)} csrfToken={ctx.page.csrfToken}>
    <HiddenField name="part" value={claim.part} />
    <HiddenField name="hash" value={claim.sentence.hash} />
    {children}
  </Form>
);

const asOption = (item: Evidence) => ({
  value: item.id,
  label: item.title,
  hint: `${evidenceKindLabel(item.kind)}, ${shortDate(item.happened_on)}, recorded by ${item.recorder_name}`,
});

/** The page of one sentence, again with what was typed where something was wrong. */
async function sentenceView(
  ctx: Ctx,
  reportId: string,
  ref: SentenceRef,
  { errors = [], typed = {} }: Shown = {},
): Promise<Reply> {
  const report = await findDraft(ctx, reportId);
  const content = await loadContent(ctx, report);
  const claim = content.claims.find((one) => one.part === ref.part && one.sentence.hash === ref.hash);
  if (!claim || !mayWrite(ctx.actor, report).allowed)
    throw new NotFound(
      'This sentence has been changed, or the authors no longer hold the pen. Go back to the evidence behind each sentence.',
    );
  const others = (await evidenceOfSchool(ctx, report.schoolId)).filter((item) => !claim.evidenceIds.includes(item.id));
  const ofReview = others.filter((item) => content.reviewEvidenceIds.includes(item.id));
  const elsewhere = others.filter((item) => !content.reviewEvidenceIds.includes(item.id));
  const next = content.claims.find((one) => one.state === 'unsupported' && one !== claim);
  const same = { ctx, reportId, claim };
  return reportPage(
    ctx,
    report,
    { title: 'Support a sentence', errors },
    <>
      <PageHeading
        title="Support a sentence"
        caption={`${report.schoolName}: ${partTitle(content, claim.part)}`}
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
      {claim.evidenceIds.flatMap((id) => {
        const item = content.evidence.get(id);
        if (!item) return [];
        return [
          <ClaimForm {...same} what="unlink">
            <HiddenField name="evidenceId" value={id} />
            <p class="govuk-body">
              <Piece item={item} />
            </p>
            <Button variant="secondary" hiddenText={item.piece?.title ?? 'this evidence'}>
              Take away
            </Button>
          </ClaimForm>,
        ];
      })}
      {others.length === 0 ? (
        <p class="govuk-body">
          There is no {claim.evidenceIds.length > 0 ? 'other ' : ''}evidence at this school that you may open. Evidence
          is recorded in the review, or under Evidence.
        </p>
      ) : (
        <ClaimForm {...same} what="sentence">
          {ofReview.length > 0 ? (
            <Checkboxes
              name="evidenceId"
              label="Recorded in this review"
              labelSize="m"
              error={errorFor(errors, 'evidenceId')}
              options={ofReview.map(asOption)}
            />
          ) : null}
          {elsewhere.length > 0 ? (
            <Checkboxes
              name="evidenceId"
              id="elsewhere"
              label={ofReview.length > 0 ? 'Other evidence at this school' : 'Evidence at this school'}
              labelSize="m"
              error={ofReview.length > 0 ? undefined : errorFor(errors, 'evidenceId')}
              options={elsewhere.map(asOption)}
            />
          ) : null}
          <Button>Support the sentence</Button>
        </ClaimForm>
      )}
      <Details summary="This sentence needs no evidence" open={errorFor(errors, 'reason') !== undefined}>
        <ClaimForm {...same} what="waive">
          <WaiverFields errors={errors} typed={typed} paper="report" />
          <Button variant="secondary">It needs no evidence</Button>
        </ClaimForm>
      </Details>
      <p class="govuk-body">
        {next ? (
          <Link href={reviewReportPaths.sentence(report.id, next.part, next.sentence.hash)}>
            Next sentence without evidence
          </Link>
        ) : (
          <Link href={reviewReportPaths.claims(report.id)}>All sentences</Link>
        )}
      </p>
    </>,
  );
}

export const showSentence = (ctx: Ctx, request: PageRequest): Promise<Reply> =>
  sentenceView(ctx, idParam(request, 'reviewReportId'), {
    part: request.query['part'] ?? '',
    hash: request.query['hash'] ?? '',
  });

const typedRef = (typed: Typed): SentenceRef => ({ part: typed['part'] ?? '', hash: typed['hash'] ?? '' });

export async function postLink(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const reportId = idParam(request, 'reviewReportId');
  const form = readForm(linkForm, request.form);
  if (!form.ok) return await sentenceView(ctx, reportId, typedRef(form.typed), { errors: form.errors });
  try {
    await linkEvidence(ctx, reportId, form.value, form.value.evidenceId);
    return redirectTo(`${reviewReportPaths.claims(reportId)}#s-${form.value.hash}`, 'The sentence is supported.');
  } catch (error) {
    return await sentenceView(ctx, reportId, form.value, { errors: errorsOf(error) });
  }
}

export async function postUnlink(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const reportId = idParam(request, 'reviewReportId');
  const form = readForm(unlinkForm, request.form);
  if (!form.ok) return await sentenceView(ctx, reportId, typedRef(form.typed), { errors: form.errors });
  await unlinkEvidence(ctx, reportId, form.value, form.value.evidenceId);
  return redirectTo(
    reviewReportPaths.sentence(reportId, form.value.part, form.value.hash),
    'The evidence no longer supports this sentence. It is still recorded at the school.',
  );
}

export async function postWaive(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const reportId = idParam(request, 'reviewReportId');
  const form = readForm(waiveForm, request.form);
  if (!form.ok)
    return await sentenceView(ctx, reportId, typedRef(form.typed), { errors: form.errors, typed: form.typed });
  try {
    await waiveClaim(ctx, reportId, form.value, form.value.kind, form.value.reason);
    const said =
      form.value.kind === 'waived'
        ? 'The sentence is waived, with your reason.'
        : 'The sentence is marked as not a claim.';
    return redirectTo(`${reviewReportPaths.claims(reportId)}#s-${form.value.hash}`, said);
  } catch (error) {
    return await sentenceView(ctx, reportId, form.value, { errors: errorsOf(error), typed: form.typed });
  }
}

export async function postUnwaive(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const reportId = idParam(request, 'reviewReportId');
  const form = readForm(sentenceForm, request.form);
  if (!form.ok) return await sentenceView(ctx, reportId, typedRef(form.typed), { errors: form.errors });
  await unwaiveClaim(ctx, reportId, form.value);
  return redirectTo(
    reviewReportPaths.sentence(reportId, form.value.part, form.value.hash),
    'The sentence needs evidence again.',
  );
}
