import { demand } from '#core/access/decision.ts';
import { roles } from '#core/access/roles.ts';
import type { Ctx } from '#core/context.ts';
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
import { TextField } from '#ui/text-field.tsx';
import { endRole } from '../actions/end-role.ts';
import { endRoleForm } from '../forms.ts';
import { peoplePaths } from '../paths.ts';
import { mayGrantRole } from '../policy.ts';
import { findPerson, listGrants } from '../queries.ts';
import { stateOf } from '../rules.ts';
import { placeOf } from './describe.ts';

async function show(ctx: Ctx, personId: string, grantId: string, again: { errors?: readonly FieldError[]; typed?: Typed } = {}): Promise<Reply> {
  const { errors = [], typed = {} } = again;
  const person = await findPerson(ctx, personId);
  const grant = (await listGrants(ctx, [personId])).find((each) => each.id === grantId);
  if (!grant || stateOf(grant, ctx.today) === 'past') throw new NotFound('This role is over already.');
  demand(mayGrantRole(ctx.actor, grant.role));
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message;
  const title = `End the role ${roles[grant.role].label}`;
  const future = stateOf(grant, ctx.today) === 'future';
  return appPage(
    ctx,
    { title, crumbs: [{ href: peoplePaths.list, label: 'People' }, { href: peoplePaths.person(personId), label: person.name }], errors },
    <>
      <PageHeading title={title} caption={`${person.name}, ${placeOf(grant)}`} lead="What they wrote and decided in this role stays, under their name." />
      <Form action={peoplePaths.endRole(personId, grantId)} csrfToken={ctx.page.csrfToken}>
        <Radios
          name="when"
          label="When does it end?"
          value={typed['when'] ?? 'on-date'}
          error={errorOf('when')}
          options={[
            { value: 'on-date', label: 'With the day below', hint: 'The role counts until the end of that day' },
            { value: 'now', label: future ? 'It never begins' : 'Now', hint: future ? 'The role is withdrawn' : 'What it lets them see and do ends at once' },
          ]}
        />
        <DateField name="endsOn" label="Last day" value={typed['endsOn'] ?? grant.ends_on?.toString()} error={errorOf('endsOn')} />
        <TextField name="reason" label="Why it ends" hint="For the trail" value={typed['reason']} error={errorOf('reason')} />
        <Button variant="warning">End the role</Button>
      </Form>
    </>,
  );
}

export const endRolePage = (ctx: Ctx, request: PageRequest): Promise<Reply> =>
  show(ctx, idParam(request, 'personId'), idParam(request, 'grantId'));

export async function sendEndRole(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const personId = idParam(request, 'personId');
  const grantId = idParam(request, 'grantId');
  const form = readForm(endRoleForm, request.form);
  if (!form.ok) return await show(ctx, personId, grantId, form);
  const { when, endsOn, reason } = form.value;
  if (when === 'on-date' && endsOn === null) {
    return await show(ctx, personId, grantId, { errors: [{ field: 'endsOn', message: 'Enter the last day' }], typed: form.typed });
  }
  try {
    await endRole(ctx, personId, grantId, { on: when === 'now' ? null : endsOn, reason });
  } catch (error) {
    if (error instanceof Invalid) return await show(ctx, personId, grantId, { errors: error.errors, typed: form.typed });
    throw error;
  }
  return redirectTo(peoplePaths.person(personId), when === 'now' ? 'The role has ended.' : 'The last day of the role is set.');
}
