import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { StoredNow } from '#core/web/stored-now.tsx';
import { type FieldError, Invalid, StaleRevision } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { TextField } from '#ui/text-field.tsx';
import { addPerson } from '../actions/add-person.ts';
import { editPerson } from '../actions/edit-person.ts';
import { editPersonForm, personForm } from '../forms.ts';
import { peoplePaths } from '../paths.ts';
import { findPerson, type Person } from '../queries.ts';

type Shown = { errors?: readonly FieldError[]; typed?: Typed; stale?: string };

const Fields = ({ errors, typed }: { errors: readonly FieldError[]; typed: Typed }) => {
  const field = (name: string) => ({
    name,
    value: typed[name],
    error: errors.find((found) => found.field === name)?.message,
  });
  return (
    <>
      <TextField {...field('name')} label="Name" autocomplete="off" required />
      <TextField
        {...field('email')}
        label="E-mail address"
        type="email"
        hint="The invitation goes here, and they sign in with it"
        autocomplete="off"
        required
      />
      <TextField {...field('jobTitle')} label="Job title" required={false} />
    </>
  );
};

function addPage(ctx: Ctx, { errors = [], typed = {} }: Shown): Reply {
  return appPage(
    ctx,
    { title: 'Add a person', crumbs: [{ href: peoplePaths.list, label: 'People' }], errors },
    <>
      <PageHeading title="Add a person" lead="Next you give them a role and send the invitation." />
      <Form action={peoplePaths.add} csrfToken={ctx.page.csrfToken} warnUnsaved>
        <Fields errors={errors} typed={typed} />
        <Button>Add the person</Button>
      </Form>
    </>,
  );
}

export async function showAddPerson(ctx: Ctx): Promise<Reply> {
  return addPage(ctx, {});
}

export async function sendAddPerson(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const form = readForm(personForm, request.form);
  if (!form.ok) return addPage(ctx, form);
  try {
    const id = await addPerson(ctx, form.value);
    return redirectTo(
      peoplePaths.person(id),
      `${form.value.name} has been added. Give them a role, then send the invitation.`,
    );
  } catch (error) {
    if (error instanceof Invalid) return addPage(ctx, { errors: error.errors, typed: form.typed });
    throw error;
  }
}

function editPage(ctx: Ctx, person: Person, { errors = [], typed, stale }: Shown): Reply {
  const values = typed ?? { name: person.name, email: person.email, jobTitle: person.job_title ?? '' };
  const crumbs = [
    { href: peoplePaths.list, label: 'People' },
    { href: peoplePaths.person(person.id), label: person.name },
  ];
  return appPage(
    ctx,
    { title: 'Change the details', crumbs, errors, ...(stale ? { status: 409 } : {}) },
    <>
      <PageHeading caption={person.name} title="Change the details" />
      {stale ? (
        <StoredNow
          message={stale}
          rows={[
            { key: 'Name', value: person.name },
            { key: 'E-mail address', value: person.email },
            { key: 'Job title', value: person.job_title ?? 'None' },
          ]}
        />
      ) : null}
      <Form action={peoplePaths.edit(person.id)} csrfToken={ctx.page.csrfToken} warnUnsaved>
        <HiddenField name="revision" value={String(person.revision)} />
        <Fields errors={errors} typed={values} />
        <Button>Save the details</Button>
      </Form>
    </>,
  );
}

export async function showEditPerson(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return editPage(ctx, await findPerson(ctx, idParam(request, 'personId')), {});
}

export async function sendEditPerson(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const person = await findPerson(ctx, idParam(request, 'personId'));
  const form = readForm(editPersonForm, request.form);
  if (!form.ok) return editPage(ctx, person, form);
  try {
    await editPerson(ctx, person.id, form.value);
    return redirectTo(peoplePaths.person(person.id), 'The details have been saved.');
  } catch (error) {
    if (error instanceof Invalid) return editPage(ctx, person, { errors: error.errors, typed: form.typed });
    if (error instanceof StaleRevision) return editPage(ctx, person, { typed: form.typed, stale: error.message });
    throw error;
  }
}
