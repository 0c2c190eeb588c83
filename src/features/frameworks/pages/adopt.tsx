import type { Ctx } from '#core/context.ts';
import type { Framework } from '#core/frameworks/framework.ts';
import { appPage } from '#core/web/app-page.tsx';
import { StoredNow } from '#core/web/stored-now.tsx';
import { type FieldError, Invalid, StaleRevision } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button, ButtonGroup } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { InsetText } from '#ui/inset-text.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { WarningText } from '#ui/warning-text.tsx';
import { adoptFramework } from '../actions/adopt-framework.ts';
import { discardDraft } from '../actions/discard-draft.ts';
import { adoptForm, removeForm } from '../forms.ts';
import { frameworkPaths } from '../paths.ts';
import { adoptionBlockers, adoptionRemarks } from '../rules.ts';
import { draftCrumbs, draftOf } from './draft.ts';

type Again = { typed?: Typed; errors?: readonly FieldError[]; stale?: string };

function adoptPage(ctx: Ctx, framework: Framework, { typed = {}, errors = [], stale }: Again): Reply {
  const title = `Adopt version ${framework.version}`;
  const blockers = adoptionBlockers(framework);
  const stored = [
    { key: 'Areas', value: framework.areas.map((area) => area.title).join(', ') },
    { key: 'Grades', value: framework.grades.main.map((grade) => grade.label).join(', ') },
  ];
  return appPage(
    ctx,
    { title, crumbs: draftCrumbs(framework), errors, ...(stale ? { status: 409 } : {}) },
    <>
      <PageHeading
        caption={framework.name}
        title={title}
        lead={`${framework.areas.length} areas, ${framework.grades.main.length} grades.`}
      />
      {stale ? <StoredNow message={stale} rows={stored} /> : null}
      {blockers.map((blocker) => (
        <WarningText>{blocker}</WarningText>
      ))}
      {adoptionRemarks(framework).map((remark) => (
        <InsetText>{remark}</InsetText>
      ))}
      <p class="govuk-body">
        From now on new reviews use it. Reviews that have begun keep the version that they were begun with.
      </p>
      <WarningText>
        Once adopted, this version can never be changed. To change anything later, you make a new version.
      </WarningText>
      <Form action={frameworkPaths.adopt(framework.id)} csrfToken={ctx.page.csrfToken}>
        <HiddenField name="revision" value={framework.revision} />
        <TextArea
          name="why"
          label="Why the Trust adopts it"
          hint="Read by everybody who uses it, and kept in the trail."
          value={typed['why']}
          error={errors.find((error) => error.field === 'why')?.message}
          rows={3}
          required
        />
        <ButtonGroup>
          <Button>Adopt version {framework.version}</Button>
          <a class="govuk-link" href={frameworkPaths.edit(framework.id)}>
            Back to the draft
          </a>
        </ButtonGroup>
      </Form>
    </>,
  );
}

export async function showAdopt(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return adoptPage(ctx, await draftOf(ctx, request), {});
}

export async function sendAdopt(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const framework = await draftOf(ctx, request);
  const form = readForm(adoptForm, request.form);
  if (!form.ok) return adoptPage(ctx, framework, form);
  try {
    await adoptFramework(ctx, framework.id, form.value);
    return redirectTo(frameworkPaths.framework(framework.id), `Version ${framework.version} is now in use.`);
  } catch (error) {
    if (error instanceof Invalid) return adoptPage(ctx, framework, { typed: form.typed, errors: error.errors });
    if (error instanceof StaleRevision) return adoptPage(ctx, framework, { typed: form.typed, stale: error.message });
    throw error;
  }
}

export async function showDiscard(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const framework = await draftOf(ctx, request);
  const title = 'Throw this draft away';
  return appPage(
    ctx,
    { title, crumbs: draftCrumbs(framework) },
    <>
      <PageHeading caption={`${framework.name}, draft of version ${framework.version}`} title={title} />
      <p class="govuk-body">No review uses it. The trail keeps what it held, but it cannot be taken up again.</p>
      <Form action={frameworkPaths.discard(framework.id)} csrfToken={ctx.page.csrfToken}>
        <HiddenField name="revision" value={framework.revision} />
        <ButtonGroup>
          <Button variant="warning">Throw it away</Button>
          <a class="govuk-link" href={frameworkPaths.edit(framework.id)}>
            Keep it
          </a>
        </ButtonGroup>
      </Form>
    </>,
  );
}

export async function sendDiscard(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const form = readForm(removeForm, request.form);
  if (!form.ok) throw new Invalid(form.errors);
  await discardDraft(ctx, idParam(request, 'frameworkId'), form.value.revision);
  return redirectTo(frameworkPaths.list, 'The draft has been thrown away.');
}
