import { holds } from '#core/access/actor.ts';
import { isRole, roleNames, roles } from '#core/access/roles.ts';
import { isId } from '#core/audit/plain-value.ts';
import type { Ctx } from '#core/context.ts';
import { listSchools } from '#core/organisations/queries.ts';
import { appPage } from '#core/web/app-page.tsx';
import { londonDate, shortDate } from '#platform/clock.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { ButtonGroup, ButtonLink } from '#ui/button.tsx';
import { Checkboxes } from '#ui/checkboxes.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { FilterForm } from '#ui/filter-form.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Pager } from '#ui/pager.tsx';
import { Select } from '#ui/select.tsx';
import { Table } from '#ui/table.tsx';
import { TextField } from '#ui/text-field.tsx';
import { peoplePaths } from '../paths.ts';
import { type Grant, listGrants, listPeople, peoplePerPage } from '../queries.ts';
import { accessState, stateOf } from '../rules.ts';

type Listed = Awaited<ReturnType<typeof listPeople>>['rows'][number];

/** “Head teacher, Larkfield School”. */
export function roleAndPlace(grant: Grant): string {
  return [roles[grant.role].label, grant.department, grant.school].filter(Boolean).join(', ');
}

function gettingIn(ctx: Ctx, person: Listed): string {
  const state = accessState({ hasAccount: person.account_id !== null, invitedUntil: person.invited_until }, ctx.now);
  if (state === 'in')
    return person.signed_in_at
      ? `Last signed in ${shortDate(londonDate(person.signed_in_at))}`
      : 'Has an account, has not signed in';
  if (state === 'invited') return 'Invited, has not accepted';
  return state === 'invitation-over' ? 'The invitation has run out' : 'Not invited';
}

/** Everybody whom the reader may see, with what they are and whether they can get in. */
export async function showPeople(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const { search = '', school = '', role = '', left = '', page: asked = '1' } = request.query;
  const filter = {
    search: search.slice(0, 100),
    schoolId: isId(school) ? school : null,
    role: isRole(role) ? role : null,
    left: left === 'yes',
  };
  const { count, pages, page, rows } = await listPeople(ctx, filter, Math.max(1, Number.parseInt(asked, 10) || 1));
  const grants = await listGrants(
    ctx,
    rows.map((row) => row.id),
  );
  const schools = await listSchools(ctx);
  const manages = holds(ctx.actor, 'people:manage');
  const filtered = search !== '' || filter.schoolId !== null || filter.role !== null || filter.left;
  const address = (to: number) =>
    `${peoplePaths.list}?${new URLSearchParams({ search, school, role, left, page: String(to) })}`;
  const from = (page - 1) * peoplePerPage;
  return appPage(
    ctx,
    { title: 'People', wide: true },
    <>
      <PageHeading
        title="People"
        lead="Who works with Cairn in your trust, and what each is at which school."
        actions={
          manages ? (
            <ButtonGroup>
              <ButtonLink href={peoplePaths.add}>Add a person</ButtonLink>
              {holds(ctx.actor, 'trust:administer') ? (
                <ButtonLink href={peoplePaths.mail} variant="secondary">
                  Mail that went out
                </ButtonLink>
              ) : null}
            </ButtonGroup>
          ) : null
        }
      />
      <FilterForm action={peoplePaths.list} label="Find people" clearHref={filtered ? peoplePaths.list : undefined}>
        <TextField name="search" label="Name, e-mail or job title" type="search" value={search} />
        {schools.length > 1 ? (
          <Select
            name="school"
            label="School"
            placeholder="Every school"
            value={school}
            options={schools.map(({ id, name }) => ({ value: id, label: name }))}
          />
        ) : null}
        <Select
          name="role"
          label="Role"
          placeholder="Every role"
          value={role}
          options={roleNames.map((value) => ({ value, label: roles[value].label }))}
        />
        <Checkboxes
          name="left"
          label="Leavers"
          labelHidden
          values={[left]}
          options={[{ value: 'yes', label: 'Who have left' }]}
        />
      </FilterForm>
      {rows.length === 0 ? (
        <EmptyState title={filtered ? 'Nobody matches' : 'Nobody is here yet'}>
          {filtered
            ? 'Change or clear what you are looking for.'
            : 'Add a person, give them a role, then send the invitation.'}
        </EmptyState>
      ) : (
        <>
          <Table
            caption="People"
            captionHidden
            columns={[
              { header: 'Name' },
              { header: 'Roles today' },
              { header: 'Job title' },
              { header: 'E-mail' },
              { header: 'Getting in' },
            ]}
            rows={rows.map((person) => {
              const held = grants.filter(
                (grant) => grant.person_id === person.id && stateOf(grant, ctx.today) === 'live',
              );
              return [
                <a class="govuk-link" href={peoplePaths.person(person.id)}>
                  {person.name}
                </a>,
                held.length > 0 ? held.map((grant) => <div>{roleAndPlace(grant)}</div>) : 'No role today',
                person.job_title ?? '—',
                person.email,
                person.left_on
                  ? `${filter.left ? 'Left' : 'Leaves'} on ${shortDate(person.left_on)}`
                  : gettingIn(ctx, person),
              ];
            })}
            stack
          />
          <Pager
            page={page}
            pages={pages}
            showing={{ from: from + 1, to: from + rows.length, of: count }}
            hrefFor={address}
          />
        </>
      )}
    </>,
  );
}
