import type { Ctx } from '#core/context.ts';
import { gradeLabel, gradesFor } from '#core/frameworks/rules.ts';
import { MarkdownProse } from '#core/web/markdown-prose.tsx';
import { judgingPaths } from '#features/judging/paths.ts';
import { longMoment } from '#platform/clock.ts';
import { errorFor, errorsOf, type FieldError, isStale, NotFound } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import { idParam, type PageRequest, textParam } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Columns } from '#ui/columns.tsx';
import { Details } from '#ui/details.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { Link } from '#ui/link.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Radios } from '#ui/radios.tsx';
import { RichTextArea } from '#ui/rich-text-area.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { Table } from '#ui/table.tsx';
import { saveJudgement } from '../actions/save-part.ts';
import { commentsOf, type JudgementContent, loadContent, type ReviewContent } from '../content/queries.ts';
import { judgementForm } from '../forms.ts';
import { autosavePath, judgementPath, reviewPath } from '../paths.ts';
import { isOfTrust, mayWrite } from '../policy.ts';
import { findDraft } from '../queries.ts';
import { autosaveReply } from './autosave-reply.ts';
import { claimRows } from './claim-list.tsx';
import { Comments } from './comments.tsx';
import { moderationWords } from './moderation-words.ts';
import { GradeNow, Previous, reviewPage } from './review-frame.tsx';
import { StaleNotice } from './stale-notice.tsx';

type Shown = { errors?: readonly FieldError[]; typed?: Typed; stale?: boolean };

/** Grades with what each looks like in this area, best first. */
function gradeChoices(content: ReviewContent, judgement: JudgementContent) {
  return gradesFor(content.framework, judgement.area).map((grade) => ({
    value: grade.code,
    label: gradeLabel(grade),
    hint: judgement.area.descriptors[grade.code] || grade.descriptor || undefined,
  }));
}

const Aside = ({
  content,
  judgement,
  ofTrust,
}: {
  content: ReviewContent;
  judgement: JudgementContent;
  ofTrust: boolean;
}) => {
  const moderation = ofTrust ? moderationWords(content, judgement) : null;
  return (
    <>
      <SummaryList
        rows={[
          { key: 'Grade now', value: <GradeNow judgement={judgement} /> },
          { key: 'Previous', value: <Previous judgement={judgement} /> },
          ...(moderation ? [{ key: 'Moderation', value: moderation }] : []),
        ]}
      />
      <p class="govuk-body">
        <Link href={`/schools/${content.review.schoolId}/data-pack`}>The school’s published results</Link>
      </p>
      {ofTrust ? (
        <p class="govuk-body">
          <Link href={judgingPaths.judgement(content.review.id, judgement.area.code)}>How safe is this judgement?</Link>
        </p>
      ) : null}
      {judgement.area.prompts.length > 0 ? (
        <Details summary="Questions that help to judge">
          <ul class="govuk-list govuk-list--bullet">
            {judgement.area.prompts.map((prompt) => (
              <li>{prompt}</li>
            ))}
          </ul>
        </Details>
      ) : null}
    </>
  );
};

async function show(ctx: Ctx, request: PageRequest, shown: Shown = {}): Promise<Reply> {
  const review = await findDraft(ctx, idParam(request, 'reviewId'));
  const content = await loadContent(ctx, review);
  const judgement = content.judgements.find((it) => it.area.code === textParam(request, 'area'));
  if (!judgement) throw new NotFound();
  const { typed, errors = [] } = shown;
  const may = mayWrite(ctx.actor, review).allowed;
  const path = judgementPath(review.id, judgement.area.code);
  const claims = content.claims.filter((claim) => claim.part === judgement.part);
  const editor = (
    <Form
      action={path}
      csrfToken={ctx.page.csrfToken}
      autosave={shown.stale ? undefined : autosavePath(path)}
      warnUnsaved
    >
      <HiddenField name="revision" value={judgement.revision} />
      <Radios
        name="gradeCode"
        label="Trust judgement"
        options={gradeChoices(content, judgement)}
        value={typed ? typed['gradeCode'] : judgement.grade?.code}
        error={errorFor(errors, 'gradeCode')}
        hint="The grade that fits best. It may be left open while the reasons are being written."
      />
      <RichTextArea
        name="reasons"
        label={shown.stale ? 'Your reasons' : 'Reasons'}
        value={typed?.['reasons'] ?? judgement.reasons}
        rows={16}
        error={errorFor(errors, 'reasons')}
        hint="Each sentence is a claim that needs evidence, unless you mark it as not a claim or waive it with a reason."
      />
      {judgement.savedBy && judgement.savedAt ? (
        <p class="govuk-hint">
          Last written by {judgement.savedBy}, {longMoment(judgement.savedAt)}
        </p>
      ) : null}
      <Button name="next" value="stay">
        Save
      </Button>
    </Form>
  );
  return reviewPage(
    ctx,
    review,
    { title: judgement.area.title, errors, ...(shown.stale ? { status: 409 } : {}) },
    <>
      <PageHeading
        title={judgement.area.title}
        caption={review.schoolName}
        lead="A Trust judgement, with the reasons for it. It is not an Ofsted inspection outcome."
      />
      {shown.stale ? (
        <StaleNotice
          who={judgement.savedBy}
          when={judgement.savedAt}
          stored={judgement.reasons}
          grade={judgement.grade ? gradeLabel(judgement.grade) : 'not yet judged'}
        />
      ) : null}
      <Columns
        main={
          <>
            {may ? (
              editor
            ) : judgement.reasons.trim() === '' ? (
              <p class="govuk-body">No reasons have been written yet.</p>
            ) : (
              <MarkdownProse text={judgement.reasons} />
            )}
            {isOfTrust(ctx.actor, review.schoolId) && claims.length > 0 ? (
              <Table
                caption="Sentences as last saved"
                columns={[{ header: 'Sentence' }, { header: 'Evidence' }, { header: 'Action', headerHidden: true }]}
                rows={claimRows(content, claims, may)}
                stack
              />
            ) : null}
            <Comments ctx={ctx} review={review} part={judgement.part} comments={await commentsOf(ctx, review.id)} />
          </>
        }
        asideLabel="About this judgement"
        aside={<Aside content={content} judgement={judgement} ofTrust={isOfTrust(ctx.actor, review.schoolId)} />}
      />
      <p class="govuk-body">
        <Link href={reviewPath(review.id)}>Back to the review</Link>
      </p>
    </>,
  );
}

export const showJudgement = (ctx: Ctx, request: PageRequest): Promise<Reply> => show(ctx, request);

export async function postJudgement(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const reviewId = idParam(request, 'reviewId');
  const area = textParam(request, 'area');
  const form = readForm(judgementForm, request.form);
  if (!form.ok) return await show(ctx, request, { errors: form.errors, typed: form.typed });
  try {
    await saveJudgement(ctx, reviewId, area, form.value);
    return redirectTo(judgementPath(reviewId, area), 'The judgement has been saved.');
  } catch (error) {
    if (isStale(error)) return await show(ctx, request, { typed: form.typed, stale: true });
    return await show(ctx, request, { errors: errorsOf(error), typed: form.typed });
  }
}

/** Saves while somebody types; answers the new revision, or 409 when another author saved this judgement first. */
export async function autosaveJudgement(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const save = (value: { gradeCode: string | null; reasons: string; revision: number }) =>
    saveJudgement(ctx, idParam(request, 'reviewId'), textParam(request, 'area'), value);
  return await autosaveReply(
    readForm(judgementForm, request.form),
    save,
    'Another author has saved this judgement since you opened it. Your text is still here: press Save to see both.',
  );
}
