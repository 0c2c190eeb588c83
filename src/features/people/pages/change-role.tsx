import { roles } from '#core/access/roles.ts';
import type { Ctx } from '#core/context.ts';
import { listSchools } from '#core/organisations/queries.ts';
import { appPage } from '#core/web/app-page.tsx';
import { type FieldError, Invalid, NotFound } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { DateField } from '#ui/date-field.tsx';
import { Form } from '#ui/form.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Radios } from '#ui/radios.tsx';
import { Select } from '#ui/select.tsx';
import { TextField } from '#ui/text-field.tsx';
import { endRole } from '../actions/end-role.ts';
import { grantRole } from '../actions/grant-role.ts';
import { endRoleForm, grantRoleForm } from '../forms.ts';
import { peoplePaths } from '../paths.ts';
import { grantableRoles } from '../policy.ts';
import { findPerson, listGrants, listOpenDepartments } from '../queries.ts';
import { roleAndPlace } from './list-people.tsx';

type Shown = { errors?: readonly FieldError[]; typed?: Typed };

const crumbsOf = (person: { id: string; name: string }) => [
  { href: peoplePaths.list, label: 'People' },
  { href: peoplePaths.person(person.id), label: person.name },
];

async function grantPage(ctx: Ctx, personId: string, { errors = [], typed = {} }: Shown): Promise<Reply> {
  const person = await findPerson(ctx, personId);
  const schools = await listSchools(ctx);
  const open = await listOpenDepartments(
    ctx,
    schools.map((school) => school.id),
  );
  const departments = schools.flatMap((school) =>
    open
      .filter((department) => department.school_id === school.id)
      .map((department) => ({ value: department.id, label: `${school.name}: ${department.name}` })),
  );
  const field = (name: string) => ({
    name,
    value: typed[name],
    error: errors.find((found) => found.field === name)?.message,
  });
  return appPage(
    ctx,
    { title: 'Give a role', crumbs: crumbsOf(person), errors },
    <>
      <PageHeading
        caption={person.name}
        title="Give a role"
        lead="What a person may see and do follows from the role, at the place, between the days."
      />
      <Form action={peoplePaths.grantRole(person.id)} csrfToken={ctx.page.csrfToken} warnUnsaved>
        <Radios
          {...field('role')}
          label="Role"
          options={grantableRoles(ctx.actor).map((role) => ({
            value: role,
            label: roles[role].label,
            hint: { trust: 'For the whole trust', school: 'At a school', department: 'In a department of a school' }[
              roles[role].place
            ],
          }))}
          required
        />
        <Select
          {...field('schoolId')}
          label="School"
          hint="For a role at a school or in a department"
          placeholder="No school: the whole trust"
          options={schools.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Select
          {...field('departmentId')}
          label="Department"
          hint="For a middle leader"
          placeholder="No department"
          options={departments}
        />
        <DateField
          name="startsOn"
          label="First day"
          value={typed['startsOn'] ?? ctx.today.toString()}
          error={field('startsOn').error}
          required
        />
        <DateField
          {...field('endsOn')}
          label="Last day"
          hint="An external or visiting reviewer needs one, at most a year on"
          required={false}
        />
        <TextField {...field('reason')} label="Why" hint="For example: seconded for two terms" required={false} />
        <Button>Give the role</Button>
      </Form>
    </>,
  );
}

export async function showGrantRole(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return await grantPage(ctx, idParam(request, 'personId'), {});
}

export async function sendGrantRole(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const personId = idParam(request, 'personId');
  const form = readForm(grantRoleForm, request.form);
  if (!form.ok) return await grantPage(ctx, personId, form);
  try {
    await grantRole(ctx, personId, form.value);
  } catch (error) {
    if (error instanceof Invalid) return await grantPage(ctx, personId, { errors: error.errors, typed: form.typed });
    throw error;
  }
  return redirectTo(peoplePaths.person(personId), `The role ${roles[form.value.role].label} has been given.`);
}

async function endPage(
  ctx: Ctx,
  personId: string,
  grantId: string,
  { errors = [], typed = {} }: Shown,
): Promise<Reply> {
  const person = await findPerson(ctx, personId);
  const grant = (await listGrants(ctx, [personId])).find((found) => found.id === grantId);
  if (!grant) throw new NotFound();
  const field = (name: string) => ({
    name,
    value: typed[name],
    error: errors.find((found) => found.field === name)?.message,
  });
  return appPage(
    ctx,
    { title: 'End a role', crumbs: crumbsOf(person), errors },
    <>
      <PageHeading caption={person.name} title="End a role" lead={roleAndPlace(grant)} />
      <Form action={peoplePaths.endRole(personId, grantId)} csrfToken={ctx.page.csrfToken}>
        <Radios
          {...field('when')}
          label="When it ends"
          options={[
            { value: 'now', label: 'Now', hint: 'What the role lets them do ends with this click' },
            { value: 'on-date', label: 'With a last day', hint: 'Enter it below' },
          ]}
          required
        />
        <DateField {...field('endsOn')} label="Last day" required={false} />
        <TextField {...field('reason')} label="Why" required />
        <Button variant="warning">End the role</Button>
      </Form>
    </>,
  );
}

export async function showEndRole(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return await endPage(ctx, idParam(request, 'personId'), idParam(request, 'grantId'), {});
}

export async function sendEndRole(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const personId = idParam(request, 'personId');
  const grantId = idParam(request, 'grantId');
  const form = readForm(endRoleForm, request.form);
  if (!form.ok) return await endPage(ctx, personId, grantId, form);
  if (form.value.when === 'on-date' && form.value.endsOn === null) {
    return await endPage(ctx, personId, grantId, {
      errors: [{ field: 'endsOn', message: 'Enter the last day' }],
      typed: form.typed,
    });
  }
  try {
    await endRole(ctx, personId, grantId, {
      on: form.value.when === 'now' ? null : form.value.endsOn,
      reason: form.value.reason,
    });
  } catch (error) {
    if (error instanceof Invalid)
      return await endPage(ctx, personId, grantId, { errors: error.errors, typed: form.typed });
    throw error;
  }
  return redirectTo(peoplePaths.person(personId), 'The role has been ended.');
}
