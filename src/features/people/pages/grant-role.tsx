import { demand } from '#core/access/decision.ts';
import { isRole, type Role, roles } from '#core/access/roles.ts';
import type { Ctx } from '#core/context.ts';
import { listSchools } from '#core/organisations/queries.ts';
import { appPage } from '#core/web/app-page.tsx';
import { type FieldError, Invalid } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { PageHeading } from '#ui/page-heading.tsx';
import { grantRole } from '../actions/grant-role.ts';
import { grantRoleForm } from '../forms.ts';
import { peoplePaths } from '../paths.ts';
import { grantableRoles, mayManagePeople } from '../policy.ts';
import { findPerson, listOpenDepartments } from '../queries.ts';
import { withArticle } from '../rules.ts';
import { ChooseRole, ChooseSchool, GrantForm, NoDepartments } from './grant-role-parts.tsx';

type Again = { errors?: readonly FieldError[]; typed?: Typed };

/**
 * One question at a time, so that it works without scripts: the role, then (for a department) the school, then place and dates together.
 */
async function show(ctx: Ctx, personId: string, chosen: { role: Role | null; schoolId: string | null }, again: Again = {}): Promise<Reply> {
  const person = await findPerson(ctx, personId);
  const { errors = [], typed = {} } = again;
  const { role } = chosen;
  const action = peoplePaths.grantRole(personId);
  const schools = role && roles[role].place !== 'trust' ? await listSchools(ctx) : [];
  const school = schools.find((each) => each.id === chosen.schoolId) ?? null;
  const inDepartment = role !== null && roles[role].place === 'department';
  const departments = inDepartment && school ? await listOpenDepartments(ctx, school.id) : [];
  const title = role ? `Make ${person.name} ${withArticle(role)}` : `Give ${person.name} a role`;
  let step = <ChooseRole action={action} roles={grantableRoles(ctx.actor)} />;
  if (role && inDepartment && !school) step = <ChooseSchool action={action} role={role} schools={schools} />;
  else if (role && inDepartment && school && departments.length === 0) step = <NoDepartments school={school} back={action} />;
  else if (role) {
    step = (
      <GrantForm action={action} csrfToken={ctx.page.csrfToken} role={role} schools={schools} school={school} departments={departments}
        errors={errors} typed={{ startsOn: ctx.today.toString(), schoolId: school?.id ?? '', ...typed }} />
    );
  }
  return appPage(
    ctx,
    { title, crumbs: [{ href: peoplePaths.list, label: 'People' }, { href: peoplePaths.person(personId), label: person.name }], errors },
    <>
      <PageHeading title={title} lead={role ? undefined : 'A role says what somebody may see and do. Roles held elsewhere stay: somebody who is seconded keeps both.'} />
      {step}
    </>,
  );
}

export async function grantRolePage(ctx: Ctx, request: PageRequest): Promise<Reply> {
  demand(mayManagePeople(ctx.actor));
  const role = request.query['role'] ?? '';
  return await show(ctx, idParam(request, 'personId'), { role: isRole(role) ? role : null, schoolId: request.query['schoolId'] ?? null });
}

export async function sendGrantRole(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const personId = idParam(request, 'personId');
  const form = readForm(grantRoleForm, request.form);
  const asked = form.typed['role'] ?? '';
  const chosen = { role: isRole(asked) ? asked : null, schoolId: form.typed['schoolId'] ?? null };
  if (!form.ok) return await show(ctx, personId, chosen, form);
  try {
    await grantRole(ctx, personId, form.value);
  } catch (error) {
    if (error instanceof Invalid) return await show(ctx, personId, chosen, { errors: error.errors, typed: form.typed });
    throw error;
  }
  return redirectTo(peoplePaths.person(personId), `The role ${roles[form.value.role].label} has been given.`);
}
