import { holds } from '#core/access/actor.ts';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { londonDate, shortDate } from '#platform/clock.ts';
import { errorsOf, type FieldError } from '#platform/errors.ts';
import { readForm } from '#platform/http/form.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { Link } from '#ui/link.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Table } from '#ui/table.tsx';
import { Tag } from '#ui/tag.tsx';
import { beginDraft, makeForms } from '../actions/change-form.ts';
import { draftForm } from '../forms.ts';
import { allInstruments, type Instrument } from '../instrument-queries.ts';
import { qaReviewPaths } from '../paths.ts';
import { activityKindNames, activityKinds } from '../rules.ts';

export const FormState = ({ form }: { form: Instrument }) => {
  if (form.adopted_at === null) return <Tag colour="amber">Draft</Tag>;
  return form.retired_at === null ? <Tag colour="green">In use</Tag> : <Tag>Replaced</Tag>;
};

async function formsPage(ctx: Ctx, errors: readonly FieldError[] = []): Promise<Reply> {
  const forms = await allInstruments(ctx);
  const edits = holds(ctx.actor, 'review:instruments');
  return appPage(
    ctx,
    {
      title: 'Forms of the activities',
      crumbs: [{ href: qaReviewPaths.list, label: 'Reviews' }],
      errors,
    },
    <>
      <PageHeading
        title="Forms of the activities"
        lead="One form for each kind of activity, made from the statements of the Trust’s framework. A version that has been in use is never changed; a review keeps the version that it was planned with."
      />
      {forms.length === 0 ? (
        <EmptyState
          title="No forms yet"
          action={
            edits ? (
              <Form action={qaReviewPaths.forms} csrfToken={ctx.page.csrfToken}>
                <HiddenField name="kind" value="lesson_observation" />
                <HiddenField name="first" value="yes" />
                <Button>Make the forms from the framework</Button>
              </Form>
            ) : null
          }
        >
          They are made from the framework’s statements when the first review is prepared, or now.
        </EmptyState>
      ) : (
        <Table
          caption="Forms"
          columns={[
            { header: 'Form' },
            { header: 'Version', align: 'number' },
            { header: 'Questions', align: 'number' },
            { header: 'Activities', align: 'number' },
            { header: 'State' },
            { header: 'Since' },
            { header: 'Action', headerHidden: true },
          ]}
          rows={activityKindNames.flatMap((kind) => {
            const ofKind = forms.filter((form) => form.kind === kind);
            const drafted = ofKind.some((form) => form.adopted_at === null);
            return ofKind.map((form) => [
              <Link href={qaReviewPaths.form(form.id)}>
                {form.name === activityKinds[kind].label ? form.name : `${form.name} (${activityKinds[kind].label})`}
              </Link>,
              form.version,
              form.questions,
              form.used,
              <FormState form={form} />,
              form.adopted_at === null ? '—' : shortDate(londonDate(form.adopted_at)),
              edits && !drafted && form.adopted_at !== null && form.retired_at === null ? (
                <Form action={qaReviewPaths.forms} csrfToken={ctx.page.csrfToken}>
                  <HiddenField name="kind" value={kind} />
                  <Button variant="secondary" hiddenText={`of ${activityKinds[kind].label.toLowerCase()}`}>
                    Begin the next version
                  </Button>
                </Form>
              ) : null,
            ]);
          })}
          stack
        />
      )}
    </>,
  );
}

export const showForms = (ctx: Ctx): Promise<Reply> => formsPage(ctx);

export async function postForms(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const form = readForm(draftForm, request.form);
  if (!form.ok) return await formsPage(ctx, form.errors);
  try {
    if (request.form['first']?.[0] === 'yes') {
      await makeForms(ctx);
      return redirectTo(qaReviewPaths.forms, 'The forms have been made from the framework.');
    }
    const id = await beginDraft(ctx, form.value.kind);
    return redirectTo(qaReviewPaths.form(id), 'This is a draft. Change it, then put it into use.');
  } catch (error) {
    return await formsPage(ctx, errorsOf(error));
  }
}
