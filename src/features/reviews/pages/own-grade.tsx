import { demand } from '#core/access/decision.ts';
import type { Ctx } from '#core/context.ts';
import { gradeLabel } from '#core/frameworks/rules.ts';
import { StoredNow } from '#core/web/stored-now.tsx';
import { errorFor, errorsOf, type FieldError, StaleRevision } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button, ButtonGroup } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Radios } from '#ui/radios.tsx';
import { RichTextArea } from '#ui/rich-text-area.tsx';
import { saveOwnGrade } from '../actions/write-theme.ts';
import { ownForm } from '../forms.ts';
import { qaReviewPaths } from '../paths.ts';
import { mayEnterOwn } from '../policy.ts';
import { reviewPage } from './frame.tsx';
import { loadTheme } from './theme.tsx';

type Shown = { typed?: Typed; errors?: readonly FieldError[]; stale?: string };

async function ownPage(ctx: Ctx, request: PageRequest, { typed = {}, errors = [], stale }: Shown = {}): Promise<Reply> {
  const { review, theme, grades } = await loadTheme(ctx, request);
  demand(mayEnterOwn(ctx.actor, review));
  return reviewPage(
    ctx,
    review,
    { title: `The school’s own view: ${theme.title}`, errors, ...(stale ? { status: 409 } : {}) },
    <>
      <PageHeading
        caption={`${review.schoolName}, ${review.title}`}
        title={`How does the school see “${theme.title}”?`}
        lead="Say it before you know what the team makes of it. Each side sees the other’s grade once both have been saved."
      />
      {stale ? (
        <StoredNow
          message={stale}
          rows={[
            { key: 'Grade', value: theme.own_grade_code ?? 'None' },
            { key: 'Why', value: <span class="cairn-pre">{theme.own_reasons}</span> },
          ]}
        />
      ) : null}
      <Form action={qaReviewPaths.themePart(review.id, theme.id, 'own')} csrfToken={ctx.page.csrfToken} warnUnsaved>
        <HiddenField name="revision" value={theme.own_revision} />
        <Radios
          name="ownGradeCode"
          label="The grade that the school would give itself"
          value={typed['ownGradeCode'] ?? theme.own_grade_code ?? undefined}
          error={errorFor(errors, 'ownGradeCode')}
          required
          options={grades.map((grade) => ({ value: grade.code, label: gradeLabel(grade), hint: grade.descriptor }))}
        />
        <RichTextArea
          name="ownReasons"
          label="Why"
          hint="What you know of it, and how you know."
          rows={8}
          value={typed['ownReasons'] ?? theme.own_reasons}
          error={errorFor(errors, 'ownReasons')}
          required
        />
        <ButtonGroup>
          <Button>Save the school’s view</Button>
          <a class="govuk-link" href={qaReviewPaths.review(review.id)}>
            Cancel
          </a>
        </ButtonGroup>
      </Form>
    </>,
  );
}

export const showOwnGrade = (ctx: Ctx, request: PageRequest): Promise<Reply> => ownPage(ctx, request);

export async function postOwnGrade(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const { review, theme } = await loadTheme(ctx, request);
  const form = readForm(ownForm, request.form);
  if (!form.ok) return await ownPage(ctx, request, form);
  const { ownGradeCode, ownReasons, revision } = form.value;
  try {
    await saveOwnGrade(ctx, review.id, theme.id, { gradeCode: ownGradeCode, reasons: ownReasons, revision });
    return redirectTo(qaReviewPaths.theme(review.id, theme.id), 'The school’s view has been saved.');
  } catch (error) {
    if (error instanceof StaleRevision) return await ownPage(ctx, request, { typed: form.typed, stale: error.message });
    return await ownPage(ctx, request, { typed: form.typed, errors: errorsOf(error) });
  }
}
