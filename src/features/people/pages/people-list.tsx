import { isRole, type Role, roleNames, roles } from '#core/access/roles.ts';
import type { Ctx } from '#core/context.ts';
import { holds } from '#core/access/actor.ts';
import { listSchools } from '#core/organisations/queries.ts';
import { appPage } from '#core/web/app-page.tsx';
import { longDate } from '#platform/clock.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { ButtonGroup, ButtonLink } from '#ui/button.tsx';
import { FilterForm } from '#ui/filter-form.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Pager } from '#ui/pager.tsx';
import { Select } from '#ui/select.tsx';
import { Table } from '#ui/table.tsx';
import { TextField } from '#ui/text-field.tsx';
import { peoplePaths } from '../paths.ts';
import { grantableRoles } from '../policy.ts';
import { listGrants, listPeople, type PeopleFilter, peoplePerPage } from '../queries.ts';
import { stateOf } from '../rules.ts';
import { accessLine, roleLine } from './describe.ts';

type School = { id: string; name: string };

function readFilter(request: PageRequest, schools: readonly School[]): PeopleFilter {
  const role = request.query['role'] ?? '';
  return {
    search: (request.query['search'] ?? '').trim().slice(0, 100),
    schoolId: schools.find((school) => school.id === request.query['school'])?.id ?? null,
    role: isRole(role) ? role : null,
    left: request.query['left'] === 'yes',
  };
}

function addressOf(filter: PeopleFilter, page: number): string {
  const query = new URLSearchParams();
  if (filter.search) query.set('search', filter.search);
  if (filter.schoolId) query.set('school', filter.schoolId);
  if (filter.role) query.set('role', filter.role);
  if (filter.left) query.set('left', 'yes');
  if (page > 1) query.set('page', String(page));
  return query.size > 0 ? `${peoplePaths.list}?${query}` : peoplePaths.list;
}

const roleOptions = roleNames.map((role: Role) => ({ value: role, label: roles[role].label }));

const Filter = ({ filter, schools }: { filter: PeopleFilter; schools: readonly School[] }) => (
  <FilterForm action={peoplePaths.list} label="Find people" submit="Find" clearHref={addressOf(filter, 1) === peoplePaths.list ? undefined : peoplePaths.list}>
    <TextField name="search" label="Name, e-mail or job title" type="search" value={filter.search} />
    <Select name="school" label="School" placeholder="Every school" value={filter.schoolId ?? ''} options={schools.map((school) => ({ value: school.id, label: school.name }))} />
    <Select name="role" label="Role" placeholder="Every role" value={filter.role ?? ''} options={roleOptions} />
    <Select name="left" label="Show" value={filter.left ? 'yes' : ''} options={[{ value: '', label: 'People of today' }, { value: 'yes', label: 'People who have left' }]} />
  </FilterForm>
);

const Actions = ({ ctx }: { ctx: Ctx }) => (
  <ButtonGroup>
    {grantableRoles(ctx.actor).length > 0 ? <ButtonLink href={peoplePaths.add}>Add a person</ButtonLink> : null}
    {holds(ctx.actor, 'trust:administer') ? (
      <ButtonLink href={peoplePaths.mail} variant="secondary">
        Mail
      </ButtonLink>
    ) : null}
  </ButtonGroup>
);

export async function peopleListPage(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const schools = await listSchools(ctx);
  const filter = readFilter(request, schools);
  const page = Math.max(1, Math.min(10_000, Number(request.query['page']) || 1));
  const { count, rows } = await listPeople(ctx, filter, page);
  const grants = await listGrants(ctx, rows.map((row) => row.id));
  const shown = (personId: string) => grants.filter((grant) => grant.person_id === personId && stateOf(grant, ctx.today) !== 'past');
  const everybody = ctx.scope.schools === 'all';
  return appPage(
    ctx,
    { title: 'People', crumbs: [], wide: true },
    <>
      <PageHeading
        title="People"
        lead={everybody ? 'Who belongs to the trust, what role they hold, and whether they can sign in.' : 'Who holds a role at your school.'}
        actions={<Actions ctx={ctx} />}
      />
      <Filter filter={filter} schools={schools} />
      <Table
        caption={filter.left ? 'People who have left' : 'People of today'}
        captionHidden
        stack
        columns={[{ header: 'Name' }, { header: 'Roles' }, { header: 'E-mail' }, { header: filter.left ? 'Left' : 'Sign-in' }]}
        rows={rows.map((person) => [
          <>
            <a class="govuk-link" href={peoplePaths.person(person.id)}>
              {person.name}
            </a>
            {person.job_title ? <div class="govuk-hint">{person.job_title}</div> : null}
          </>,
          shown(person.id).length === 0 ? (
            filter.left ? '' : 'No role: sees nothing yet'
          ) : (
            <ul class="govuk-list">
              {shown(person.id).map((grant) => (
                <li>{roleLine(grant, ctx.today)}</li>
              ))}
            </ul>
          ),
          person.email,
          person.left_on !== null && filter.left ? longDate(person.left_on) : accessLine(person, ctx.now),
        ])}
        empty={addressOf(filter, 1) === peoplePaths.list ? 'Nobody yet. Add a person to begin.' : 'Nobody is found. Try a shorter name, or clear the filter.'}
      />
      <Pager
        page={page}
        pages={Math.max(1, Math.ceil(count / peoplePerPage))}
        showing={{ from: (page - 1) * peoplePerPage + 1, to: (page - 1) * peoplePerPage + rows.length, of: count }}
        hrefFor={(number) => addressOf(filter, number)}
      />
    </>,
  );
}
