import { demand } from '#core/access/decision.ts';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { type FieldError, Invalid } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { DateField } from '#ui/date-field.tsx';
import { Form } from '#ui/form.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { TextField } from '#ui/text-field.tsx';
import { leaveTrust } from '../actions/leave-trust.ts';
import { removeSecondStep } from '../actions/remove-second-step.ts';
import { leaveForm, reasonForm } from '../forms.ts';
import { peoplePaths } from '../paths.ts';
import { mayManagePeople } from '../policy.ts';
import { findPerson } from '../queries.ts';

type Again = { errors?: readonly FieldError[]; typed?: Typed };

const crumbsOf = (person: { id: string; name: string }) => [
  { href: peoplePaths.list, label: 'People' },
  { href: peoplePaths.person(person.id), label: person.name },
];

async function showLeave(ctx: Ctx, personId: string, { errors = [], typed = {} }: Again = {}): Promise<Reply> {
  demand(mayManagePeople(ctx.actor));
  const person = await findPerson(ctx, personId);
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message;
  return appPage(
    ctx,
    { title: `${person.name} leaves`, crumbs: crumbsOf(person), errors },
    <>
      <PageHeading
        title={`${person.name} leaves`}
        lead="From that day they can no longer sign in and their roles end. With today’s date they are signed out everywhere at once."
      />
      <Form action={peoplePaths.leave(personId)} csrfToken={ctx.page.csrfToken}>
        <DateField name="leftOn" label="First day on which they are no longer here" value={typed['leftOn']} error={errorOf('leftOn')} />
        <TextField name="reason" label="Why" hint="For the trail, such as: new post elsewhere" value={typed['reason']} error={errorOf('reason')} />
        <Button variant="warning">Record that they leave</Button>
      </Form>
    </>,
  );
}

export const leavePage = (ctx: Ctx, request: PageRequest): Promise<Reply> => showLeave(ctx, idParam(request, 'personId'));

export async function sendLeave(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const personId = idParam(request, 'personId');
  const form = readForm(leaveForm, request.form);
  if (!form.ok) return await showLeave(ctx, personId, form);
  try {
    await leaveTrust(ctx, personId, form.value);
  } catch (error) {
    if (error instanceof Invalid) return await showLeave(ctx, personId, { errors: error.errors, typed: form.typed });
    throw error;
  }
  return redirectTo(peoplePaths.person(personId), 'Recorded.');
}

async function showRemove(ctx: Ctx, personId: string, { errors = [], typed = {} }: Again = {}): Promise<Reply> {
  demand(mayManagePeople(ctx.actor));
  const person = await findPerson(ctx, personId);
  const title = 'Turn two-step sign-in off';
  return appPage(
    ctx,
    { title, crumbs: crumbsOf(person), errors },
    <>
      <PageHeading title={title} caption={person.name} lead="For somebody who has lost their phone and their backup codes. Make sure that it is they who ask: see them, or ring a number that you know." />
      <Form action={peoplePaths.removeSecondStep(personId)} csrfToken={ctx.page.csrfToken}>
        <TextField name="reason" label="Why, and how you made sure" value={typed['reason']} error={errors[0]?.message} />
        <Button variant="warning">Turn it off</Button>
      </Form>
    </>,
  );
}

export const removeSecondStepPage = (ctx: Ctx, request: PageRequest): Promise<Reply> => showRemove(ctx, idParam(request, 'personId'));

export async function sendRemoveSecondStep(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const personId = idParam(request, 'personId');
  const form = readForm(reasonForm, request.form);
  if (!form.ok) return await showRemove(ctx, personId, form);
  try {
    await removeSecondStep(ctx, personId, form.value.reason);
  } catch (error) {
    if (error instanceof Invalid) return await showRemove(ctx, personId, { errors: error.errors, typed: form.typed });
    throw error;
  }
  return redirectTo(peoplePaths.person(personId), 'Two-step sign-in is off, and they have been told.');
}
