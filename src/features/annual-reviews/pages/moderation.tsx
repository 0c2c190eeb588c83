import type { Ctx } from '#core/context.ts';
import { gradeLabel, gradesFor } from '#core/frameworks/rules.ts';
import { MarkdownProse } from '#core/web/markdown-prose.tsx';
import { errorFor, errorsOf, type FieldError } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { Details } from '#ui/details.tsx';
import { Form } from '#ui/form.tsx';
import { Link } from '#ui/link.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Radios } from '#ui/radios.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { Table } from '#ui/table.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { moderateJudgement } from '../actions/moderate-judgement.ts';
import { type JudgementContent, loadContent, type ReviewContent } from '../content/queries.ts';
import { loadFacts, standingModeration } from '../content/review-facts.ts';
import { moderateForm } from '../forms.ts';
import { moderateJudgementPath, moderationPath, previewPath } from '../paths.ts';
import { mayModerate } from '../policy.ts';
import { findDraft, type Review } from '../queries.ts';
import { claimRows } from './claim-list.tsx';
import { moderationWords } from './moderation-words.ts';
import { HandOverForm, ReasonForm } from './next-step.tsx';
import { GradeNow, Previous, reviewPage } from './review-frame.tsx';

type Shown = { judgementId: string; typed: Typed; errors: readonly FieldError[] };

const Judgement = ({
  ctx,
  content,
  judgement,
  may,
  shown,
}: {
  ctx: Ctx;
  content: ReviewContent;
  judgement: JudgementContent;
  may: boolean;
  shown: Shown | undefined;
}) => {
  const standing = standingModeration(content, judgement);
  const words = moderationWords(content, judgement);
  const claims = content.claims.filter((claim) => claim.part === judgement.part);
  const evidence = new Set(claims.flatMap((claim) => claim.evidenceIds)).size;
  const { id } = judgement;
  return (
    <div id={`judgement-${id}`}>
      <Card title={judgement.area.title} headingLevel={2} aside={<GradeNow judgement={judgement} />}>
        <SummaryList
          rows={[
            { key: 'Authors’ grade', value: judgement.grade ? gradeLabel(judgement.grade) : 'Not yet judged' },
            { key: 'Previous grade', value: <Previous judgement={judgement} /> },
            { key: standing || !words ? 'Moderation' : 'Earlier moderation', value: words ?? 'Not moderated yet' },
          ]}
        />
        <MarkdownProse text={judgement.reasons} />
        <Details
          summary={`Evidence: ${claims.length} ${claims.length === 1 ? 'sentence' : 'sentences'}, ${evidence} ${evidence === 1 ? 'piece' : 'pieces'} of evidence`}
        >
          <Table
            caption={`Evidence for ${judgement.area.title}`}
            captionHidden
            columns={[{ header: 'Sentence' }, { header: 'Evidence' }]}
            rows={claimRows(content, claims, false).map(([sentence, state]) => [sentence, state])}
            stack
          />
        </Details>
        {may ? (
          <Form
            action={moderateJudgementPath(content.review.id, id)}
            csrfToken={ctx.page.csrfToken}
            label={`Moderate ${judgement.area.title}`}
          >
            <Radios
              name="moderatedCode"
              id={`grade-${id}`}
              label="The grade that you would give"
              inline
              value={shown?.typed['moderatedCode'] ?? standing?.moderatedCode}
              error={errorFor(shown?.errors ?? [], `grade-${id}`) ?? errorFor(shown?.errors ?? [], 'moderatedCode')}
              options={gradesFor(content.framework, judgement.area).map((grade) => ({
                value: grade.code,
                label: gradeLabel(grade),
              }))}
            />
            <TextArea
              name="reason"
              id={`reason-${id}`}
              label="Reason"
              rows={2}
              hint="Required where you would give another grade than the authors."
              value={shown?.typed['reason'] ?? standing?.reason ?? ''}
              error={errorFor(shown?.errors ?? [], `reason-${id}`)}
            />
            <Button variant="secondary" hiddenText={judgement.area.title}>
              Save
            </Button>
          </Form>
        ) : null}
      </Card>
    </div>
  );
};

/** The judgements one below the other for the moderator; for others, what moderation said. */
export async function moderationView(
  ctx: Ctx,
  review: Review,
  errors: readonly FieldError[] = [],
  shown?: Shown,
): Promise<Reply> {
  const content = await loadContent(ctx, review);
  const { facts } = await loadFacts(ctx, content);
  const may = mayModerate(ctx.actor, review).allowed;
  return reviewPage(
    ctx,
    review,
    { title: 'Moderation', errors },
    <>
      <PageHeading
        title="Moderation"
        caption={review.schoolName}
        lead={
          may
            ? 'Read the reasons and their evidence, then say which grade you would give. Your grade is kept beside the authors’.'
            : 'What another leader, who did not write the review, said of each grade.'
        }
      />
      <p class="govuk-body">
        <Link href={previewPath(review.id)}>The whole draft as one document</Link>
      </p>
      {content.judgements.map((judgement) => (
        <Judgement
          ctx={ctx}
          content={content}
          judgement={judgement}
          may={may}
          shown={shown?.judgementId === judgement.id ? shown : undefined}
        />
      ))}
      <HandOverForm
        ctx={ctx}
        review={review}
        step="moderated"
        label="Agree the grades and pass on for signature"
        facts={facts}
      />
      {review.state === 'moderation' ? (
        <ReasonForm
          ctx={ctx}
          review={review}
          step="sent_back"
          summary="Send the review back to its authors"
          label="Send it back"
          errors={errors}
          hint="What should they look at again? The grades that you asked for are shown to them with your reasons."
        />
      ) : null}
    </>,
  );
}

export async function showModeration(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return await moderationView(ctx, await findDraft(ctx, idParam(request, 'reviewId')));
}

export async function postModeration(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const review = await findDraft(ctx, idParam(request, 'reviewId'));
  const judgementId = idParam(request, 'judgementId');
  const form = readForm(moderateForm, request.form);
  if (!form.ok)
    return await moderationView(ctx, review, form.errors, { judgementId, typed: form.typed, errors: form.errors });
  try {
    await moderateJudgement(ctx, review.id, judgementId, form.value);
    return redirectTo(`${moderationPath(review.id)}#judgement-${judgementId}`, 'Your grade has been saved.');
  } catch (error) {
    const errors = errorsOf(error);
    return await moderationView(ctx, review, errors, { judgementId, typed: form.typed, errors });
  }
}
