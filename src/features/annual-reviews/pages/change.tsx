import type { Ctx } from '#core/context.ts';
import type { Grade } from '#core/frameworks/queries.ts';
import { gradeLabel } from '#core/frameworks/rules.ts';
import { type Judged, previewChanges } from '#features/interventions/index.ts';
import { errorFor, errorsOf, type FieldError, Invalid } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { InsetText } from '#ui/inset-text.tsx';
import { Link } from '#ui/link.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Radios } from '#ui/radios.tsx';
import { RichTextArea } from '#ui/rich-text-area.tsx';
import { Table } from '#ui/table.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { changeGrade } from '../actions/change-grade.ts';
import { withdrawReview } from '../actions/withdraw-review.ts';
import { type JudgementContent, loadContent, type ReviewContent } from '../content/queries.ts';
import { changeForm, stepForm } from '../forms.ts';
import { changePath, issuedPath, stepPath } from '../paths.ts';
import { findDraft, type Review } from '../queries.ts';
import { ReasonForm } from './next-step.tsx';
import { GradeNow, reviewPage } from './review-frame.tsx';

/** The grades as they would be judged, with one of them changed. */
function judgedWith(content: ReviewContent, chosen: JudgementContent, grade: Grade): Judged[] {
  return content.judgements.flatMap((it) => {
    const now = it.id === chosen.id ? grade : it.grade;
    return now
      ? [
          {
            judgementId: it.id,
            areaCode: it.area.code,
            areaTitle: it.area.title,
            gradeCode: now.code,
            gradeLabel: gradeLabel(now),
          },
        ]
      : [];
  });
}

/** What becomes of intervention and plan, in words: by grade of the chosen judgement, and if the review is withdrawn. */
async function whatWouldBecome(
  ctx: Ctx,
  content: ReviewContent,
  chosen: JudgementContent | undefined,
  grades: readonly Grade[],
): Promise<{ ofGrade: readonly string[]; ofWithdrawal: string }> {
  const { review, framework } = content;
  const { schoolId, academicYear } = review;
  const told = { reviewId: review.id, schoolId, academicYear, frameworkFamily: framework.family };
  const variants = chosen ? grades.map((grade) => judgedWith(content, chosen, grade)) : [];
  const [withdrawn, ...changed] = await previewChanges(ctx, told, [null, ...variants]);
  return { ofGrade: changed.map((one) => one.becomes), ofWithdrawal: withdrawn?.becomes ?? '' };
}

type Shown = { errors?: readonly FieldError[]; typed?: Typed };

/** Changing a grade of an issued review, withdrawing it, or reopening a withdrawn one: the three ways in which an issue is not the last word. */
export async function changeView(
  ctx: Ctx,
  review: Review,
  area: string | undefined,
  { errors = [], typed = {} }: Shown = {},
): Promise<Reply> {
  const content = await loadContent(ctx, review);
  const chosen = content.judgements.find((it) => it.area.code === (typed['areaCode'] ?? area));
  const grades = chosen
    ? content.framework.grades[chosen.area.scale].filter((grade) => grade.code !== chosen.grade?.code)
    : [];
  if (review.state === 'withdrawn') {
    return reviewPage(
      ctx,
      review,
      { title: 'Reopen the review', errors },
      <>
        <PageHeading
          title="Reopen the review"
          caption={review.schoolName}
          lead="It becomes a draft again and takes its whole way anew: facts, moderation, signature. What was issued stays as it was."
        />
        <ReasonForm
          ctx={ctx}
          review={review}
          step="reopened"
          summary="Reopen it"
          label="Reopen the review"
          hint="Why is it written anew?"
          errors={errors}
        />
      </>,
    );
  }
  const becomes = await whatWouldBecome(ctx, content, chosen, grades);
  return reviewPage(
    ctx,
    review,
    { title: 'Change a grade or withdraw', errors },
    <>
      <PageHeading
        title="Change a grade or withdraw"
        caption={review.schoolName}
        lead="A changed grade goes out as a new issue with your reason in it. Trustees and governors confirm receipt again, and the plan that follows from the grade is looked at again."
      />
      <Table
        caption="Trust judgements as issued"
        columns={[{ header: 'Judgement to change' }, { header: 'Grade' }]}
        rows={content.judgements.map((it) => [
          <Link href={`${changePath(review.id)}?area=${it.area.code}#change`}>{it.area.title}</Link>,
          <GradeNow judgement={it} />,
        ])}
      />
      {chosen ? (
        <section id="change">
          <h2 class="govuk-heading-m">Change {chosen.area.title}</h2>
          <Form action={changePath(review.id)} csrfToken={ctx.page.csrfToken} warnUnsaved>
            <HiddenField name="areaCode" value={chosen.area.code} />
            <Radios
              name="gradeCode"
              label="New grade"
              hint="Below each grade: what becomes of intervention and plan."
              options={grades.map((grade, index) => ({
                value: grade.code,
                label: gradeLabel(grade),
                hint: becomes.ofGrade[index],
              }))}
              value={typed['gradeCode']}
              error={errorFor(errors, 'gradeCode')}
            />
            <TextArea
              name="why"
              label="Why is the grade changed?"
              hint="Printed in the new issue and kept in the trail."
              rows={3}
              value={typed['why']}
              error={errorFor(errors, 'why')}
            />
            <RichTextArea
              name="reasons"
              label="Reasons as they should now read"
              value={typed['reasons'] ?? chosen.reasons}
              error={errorFor(errors, 'reasons')}
              hint="Keep to what is supported already. To bring in new evidence, withdraw the review and reopen it."
            />
            <Button>Change the grade and send out a new issue</Button>
          </Form>
        </section>
      ) : null}
      <h2 class="govuk-heading-m">Withdraw the review</h2>
      <InsetText>
        A withdrawn review can still be read, marked as withdrawn. Its grades no longer count. It can be reopened and
        written anew. <strong>{becomes.ofWithdrawal}</strong>
      </InsetText>
      <Form action={stepPath(review.id, 'withdrawn')} csrfToken={ctx.page.csrfToken}>
        <TextArea
          name="why"
          id="why-withdrawn"
          label="Why is it withdrawn?"
          rows={3}
          error={errorFor(errors, 'why-withdrawn')}
        />
        <Button variant="warning">Withdraw the review</Button>
      </Form>
    </>,
  );
}

export async function showChange(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const review = await findDraft(ctx, idParam(request, 'reviewId'));
  if (review.state !== 'issued' && review.state !== 'withdrawn') return redirectTo(issuedPath(review.id));
  return await changeView(ctx, review, request.query['area']);
}

export async function postChange(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const review = await findDraft(ctx, idParam(request, 'reviewId'));
  const form = readForm(changeForm, request.form);
  if (!form.ok) return await changeView(ctx, review, undefined, { errors: form.errors, typed: form.typed });
  try {
    await changeGrade(ctx, review.id, form.value);
    return redirectTo(issuedPath(review.id), 'The grade has been changed, and a new issue has been sent out.');
  } catch (error) {
    return await changeView(ctx, review, undefined, { errors: errorsOf(error), typed: form.typed });
  }
}

export async function postWithdraw(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const review = await findDraft(ctx, idParam(request, 'reviewId'));
  const form = readForm(stepForm, request.form);
  if (!form.ok) throw new Invalid(form.errors);
  try {
    await withdrawReview(ctx, review.id, form.value.why);
    return redirectTo(issuedPath(review.id), 'The review has been withdrawn.');
  } catch (error) {
    return await changeView(ctx, review, undefined, { errors: errorsOf(error) });
  }
}
