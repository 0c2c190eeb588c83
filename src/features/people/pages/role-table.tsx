import type { Role } from '#core/access/roles.ts';
import type { Ctx } from '#core/context.ts';
import { longDate } from '#platform/clock.ts';
import { Table } from '#ui/table.tsx';
import { peoplePaths } from '../paths.ts';
import { grantableRoles } from '../policy.ts';
import type { Grant } from '../queries.ts';
import { stateOf } from '../rules.ts';
import { roleAndPlace } from './list-people.tsx';

const stateWords = { future: 'Begins later', live: 'Now', past: 'Over' } as const;

function roleCells(ctx: Ctx, grant: Grant, grantable: readonly Role[]) {
  const state = stateOf(grant, ctx.today);
  return [
    roleAndPlace(grant),
    longDate(grant.starts_on),
    grant.ends_on ? longDate(grant.ends_on) : 'No end',
    stateWords[state],
    [grant.reason, grant.end_reason].filter(Boolean).join('. Ended: ') || '—',
    grant.granted_by_name ?? '—',
    state !== 'past' && grantable.includes(grant.role) ? (
      <a class="govuk-link" href={peoplePaths.endRole(grant.person_id, grant.id)}>
        End<span class="govuk-visually-hidden"> {roleAndPlace(grant)}</span>
      </a>
    ) : (
      ''
    ),
  ];
}

/** What somebody is, was and will be; those whom the reader may end have a link for it. */
export const RoleTable = ({ ctx, grants }: { ctx: Ctx; grants: readonly Grant[] }) => (
  <Table
    caption="Roles"
    columns={[
      { header: 'Role' },
      { header: 'First day' },
      { header: 'Last day' },
      { header: 'State' },
      { header: 'Why' },
      { header: 'Given by' },
      { header: 'Change', headerHidden: true },
    ]}
    rows={grants.map((grant) => roleCells(ctx, grant, grantableRoles(ctx.actor)))}
    empty="No role yet: without one, nothing of the trust can be seen."
    stack
  />
);
