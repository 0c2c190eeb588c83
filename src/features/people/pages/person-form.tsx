import type { Ctx } from '#core/context.ts';
import { demand } from '#core/access/decision.ts';
import { appPage } from '#core/web/app-page.tsx';
import { type FieldError, Invalid, StaleRevision } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { NotificationBanner } from '#ui/notification-banner.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { TextField } from '#ui/text-field.tsx';
import { addPerson } from '../actions/add-person.ts';
import { editPerson } from '../actions/edit-person.ts';
import { editPersonForm, personForm } from '../forms.ts';
import { peoplePaths } from '../paths.ts';
import { mayManagePeople } from '../policy.ts';
import { findPerson, type Person } from '../queries.ts';

type Again = { errors?: readonly FieldError[]; typed?: Typed };

const crumbs = [{ href: peoplePaths.list, label: 'People' }];

const Fields = ({ errors, typed }: { errors: readonly FieldError[]; typed: Typed }) => {
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message;
  return (
    <>
      <TextField name="name" label="Name" hint="As it should stand in documents" autocomplete="off" width={30} value={typed['name']} error={errorOf('name')} />
      <TextField name="email" label="E-mail address" type="email" hint="They sign in with it" autocomplete="off" width={30} value={typed['email']} error={errorOf('email')} />
      <TextField name="jobTitle" label="Job title" required={false} autocomplete="off" width={30} value={typed['jobTitle']} error={errorOf('jobTitle')} />
    </>
  );
};

function showAdd(ctx: Ctx, { errors = [], typed = {} }: Again = {}): Reply {
  return appPage(
    ctx,
    { title: 'Add a person', crumbs, errors },
    <>
      <PageHeading title="Add a person" lead="Next you give them a role, then you send the invitation. Nothing is sent by this step." />
      <Form action={peoplePaths.add} csrfToken={ctx.page.csrfToken}>
        <Fields errors={errors} typed={typed} />
        <Button>Add and choose a role</Button>
      </Form>
    </>,
  );
}

export async function addPersonPage(ctx: Ctx): Promise<Reply> {
  demand(mayManagePeople(ctx.actor));
  return showAdd(ctx);
}

export async function sendAddPerson(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const form = readForm(personForm, request.form);
  if (!form.ok) return showAdd(ctx, form);
  try {
    return redirectTo(peoplePaths.grantRole(await addPerson(ctx, form.value)), `${form.value.name} has been added.`);
  } catch (error) {
    if (error instanceof Invalid) return showAdd(ctx, { errors: error.errors, typed: form.typed });
    throw error;
  }
}

const Stored = ({ person }: { person: Person }) => (
  <>
    <NotificationBanner kind="error" title="Somebody else saved this while you were writing">
      Nothing of yours is lost: it stands in the form below. Compare it with what is stored now, then save again.
    </NotificationBanner>
    <SummaryList
      rows={[
        { key: 'Name now', value: person.name },
        { key: 'E-mail address now', value: person.email },
        { key: 'Job title now', value: person.job_title ?? 'None' },
      ]}
    />
  </>
);

function showEdit(ctx: Ctx, person: Person, { errors = [], typed, stale = false }: Again & { stale?: boolean } = {}): Reply {
  const back = [...crumbs, { href: peoplePaths.person(person.id), label: person.name }];
  return appPage(
    ctx,
    { title: 'Change details', crumbs: back, errors, ...(stale ? { status: 409 } : {}) },
    <>
      <PageHeading title="Change details" caption={person.name} />
      {stale ? <Stored person={person} /> : null}
      <Form action={peoplePaths.edit(person.id)} csrfToken={ctx.page.csrfToken}>
        <HiddenField name="revision" value={person.revision} />
        <Fields errors={errors} typed={typed ?? { name: person.name, email: person.email, jobTitle: person.job_title ?? '' }} />
        <Button>Save</Button>
      </Form>
    </>,
  );
}

export async function editPersonPage(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return showEdit(ctx, await findPerson(ctx, idParam(request, 'personId')));
}

export async function sendEditPerson(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const person = await findPerson(ctx, idParam(request, 'personId'));
  const form = readForm(editPersonForm, request.form);
  if (!form.ok) return showEdit(ctx, person, form);
  try {
    await editPerson(ctx, person.id, form.value);
  } catch (error) {
    if (error instanceof Invalid) return showEdit(ctx, person, { errors: error.errors, typed: form.typed });
    if (error instanceof StaleRevision) return showEdit(ctx, person, { typed: form.typed, stale: true });
    throw error;
  }
  return redirectTo(peoplePaths.person(person.id), 'The details are saved.');
}
