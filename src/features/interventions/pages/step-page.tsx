import type { Child } from 'hono/jsx';
import { academicYearName } from '#core/academic-year/rules.ts';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { type FieldError, Invalid } from '#platform/errors.ts';
import type { FormResult, Typed } from '#platform/http/form.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import type { Crumb } from '#ui/breadcrumbs.tsx';
import { Button, ButtonGroup } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { interventionPaths } from '../paths.ts';
import type { Intervention } from '../queries.ts';

export type Wrong = { typed: Typed; errors: readonly FieldError[] };

export const interventionCrumbs = (intervention: Intervention): Crumb[] => [
  { href: interventionPaths.list, label: 'Interventions' },
  {
    href: interventionPaths.intervention(intervention.id),
    label: `${intervention.school} ${academicYearName(intervention.academic_year)}`,
  },
];

/** The message of one field of a form that is shown again. */
export const wrongIn = (wrong: Wrong | null) => (field: string) =>
  wrong?.errors.find((error) => error.field === field)?.message;

/** A page with one form about an intervention, and the way back. */
export function stepPage(
  ctx: Ctx,
  intervention: Intervention,
  wrong: Wrong | null,
  props: {
    title: string;
    lead?: string;
    before?: Child;
    action: string;
    fields: Child;
    submit: string;
    warning?: boolean;
  },
): Reply {
  return appPage(
    ctx,
    { title: props.title, crumbs: interventionCrumbs(intervention), errors: wrong?.errors ?? [] },
    <>
      <PageHeading title={props.title} caption={intervention.school} lead={props.lead} />
      {props.before}
      <Form action={props.action} csrfToken={ctx.page.csrfToken} warnUnsaved>
        {props.fields}
        <ButtonGroup>
          <Button variant={props.warning ? 'warning' : 'primary'}>{props.submit}</Button>
          <a class="govuk-link" href={interventionPaths.intervention(intervention.id)}>
            Back to the intervention
          </a>
        </ButtonGroup>
      </Form>
    </>,
  );
}

/** Carries out what a posted form asks and leads back to the intervention; what is refused shows the form again with what was typed. */
export async function submit<T>(
  form: FormResult<T>,
  interventionId: string,
  flash: string,
  work: (value: T) => Promise<unknown>,
  again: (wrong: Wrong) => Promise<Reply>,
): Promise<Reply> {
  if (!form.ok) return await again(form);
  try {
    await work(form.value);
  } catch (error) {
    if (error instanceof Invalid) return await again({ typed: form.typed, errors: error.errors });
    throw error;
  }
  return redirectTo(interventionPaths.intervention(interventionId), flash);
}
