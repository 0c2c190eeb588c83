import type { Ctx } from '#core/context.ts';
import type { Framework } from '#core/frameworks/framework.ts';
import { appPage } from '#core/web/app-page.tsx';
import { StoredNow } from '#core/web/stored-now.tsx';
import { type FieldError, StaleRevision } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { TextField } from '#ui/text-field.tsx';
import { changeDetails } from '../actions/change-details.ts';
import { detailsForm } from '../forms.ts';
import { frameworkPaths } from '../paths.ts';
import { draftCrumbs, draftOf } from './draft.ts';

type Again = { typed: Typed; errors?: readonly FieldError[]; stale?: string };

function detailsPage(ctx: Ctx, framework: Framework, { typed, errors = [], stale }: Again): Reply {
  const error = (field: string) => errors.find((one) => one.field === field)?.message;
  const title = 'Name and description';
  return appPage(
    ctx,
    { title, crumbs: draftCrumbs(framework), errors, ...(stale ? { status: 409 } : {}) },
    <>
      <PageHeading caption={framework.name} title={title} />
      {stale ? (
        <StoredNow
          message={stale}
          rows={[
            { key: 'Name', value: framework.name },
            { key: 'Description', value: framework.description || 'None' },
            { key: 'How its grades compare', value: framework.comparabilityNote || 'Nothing said' },
          ]}
        />
      ) : null}
      <Form action={frameworkPaths.details(framework.id)} csrfToken={ctx.page.csrfToken} warnUnsaved>
        <HiddenField name="revision" value={stale ? framework.revision : (typed['revision'] ?? framework.revision)} />
        <TextField name="name" label="Name" value={typed['name']} error={error('name')} width={30} required />
        <TextArea
          name="description"
          label="What it is for"
          value={typed['description']}
          error={error('description')}
          rows={4}
          required={false}
        />
        <TextArea
          name="comparabilityNote"
          label="How its grades compare with others"
          hint="Shown to readers beside the grades."
          value={typed['comparabilityNote']}
          error={error('comparabilityNote')}
          rows={4}
          required={false}
        />
        <Button>Save</Button>
      </Form>
    </>,
  );
}

export async function showDetails(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const framework = await draftOf(ctx, request);
  const { name, description, comparabilityNote } = framework;
  return detailsPage(ctx, framework, { typed: { name, description, comparabilityNote } });
}

export async function sendDetails(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const framework = await draftOf(ctx, request);
  const form = readForm(detailsForm, request.form);
  if (!form.ok) return detailsPage(ctx, framework, form);
  try {
    await changeDetails(ctx, framework.id, form.value);
    return redirectTo(frameworkPaths.edit(framework.id), 'Saved.');
  } catch (error) {
    if (error instanceof StaleRevision) return detailsPage(ctx, framework, { typed: form.typed, stale: error.message });
    throw error;
  }
}
