import type { Child } from 'hono/jsx';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { type FieldError, Invalid, StaleRevision } from '#platform/errors.ts';
import type { FormResult, Typed } from '#platform/http/form.ts';
import type { Reply } from '#platform/http/reply.ts';
import { Button, ButtonGroup } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { NotificationBanner } from '#ui/notification-banner.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { actionPlanPaths } from '../paths.ts';
import { errorOf } from './parts/part-form.ts';
import { planCrumbs } from './plan-crumbs.ts';

/** What was typed and what was wrong with it, when a form is shown again. */
export type Wrong = { typed: Typed; errors: readonly FieldError[]; stale?: string };

type StepPage = {
  plan: { id: string; school_name: string; academic_year: number };
  title: string;
  lead?: string;
  /** Above the form: what it is about. */
  before?: Child;
  /** The form; left out where it cannot be sent now. */
  form?: { action: string; fields: Child; submit: string; warning?: boolean };
  after?: Child;
  wide?: boolean;
};

/** A page of one step of a plan: what it is about, one form, and the way back. */
export function stepPage(ctx: Ctx, wrong: Wrong | null, props: StepPage): Reply {
  const { plan, form } = props;
  return appPage(
    ctx,
    {
      title: props.title,
      crumbs: planCrumbs(plan),
      errors: wrong?.errors ?? [],
      wide: props.wide ?? false,
      ...(wrong?.stale ? { status: 409 } : {}),
    },
    <>
      {wrong?.stale ? <NotificationBanner kind="error">{wrong.stale}</NotificationBanner> : null}
      <PageHeading title={props.title} caption={plan.school_name} lead={props.lead} />
      {props.before}
      {form ? (
        <Form action={form.action} csrfToken={ctx.page.csrfToken} warnUnsaved>
          {form.fields}
          <ButtonGroup>
            <Button variant={form.warning ? 'warning' : 'primary'}>{form.submit}</Button>
            <a class="govuk-link" href={actionPlanPaths.plan(plan.id)}>
              Back to the plan
            </a>
          </ButtonGroup>
        </Form>
      ) : (
        <p class="govuk-body">
          <a class="govuk-link" href={actionPlanPaths.plan(plan.id)}>
            Back to the plan
          </a>
        </p>
      )}
      {props.after}
    </>,
  );
}

/** Carries out what a posted form asks; what is refused shows the form again with what was typed. */
export async function submit<T>(
  form: FormResult<T>,
  work: (value: T) => Promise<Reply>,
  again: (wrong: Wrong) => Promise<Reply>,
): Promise<Reply> {
  if (!form.ok) return await again({ typed: form.typed, errors: form.errors });
  try {
    return await work(form.value);
  } catch (error) {
    if (error instanceof StaleRevision) return await again({ typed: form.typed, errors: [], stale: error.message });
    if (error instanceof Invalid) return await again({ typed: form.typed, errors: error.errors });
    throw error;
  }
}

/** The message of one field of a form that is shown again. */
export const wrongIn = (wrong: Wrong | null) => errorOf(wrong?.errors ?? []);
