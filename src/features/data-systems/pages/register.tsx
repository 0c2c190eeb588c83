import { holdsAt } from '#core/access/actor.ts';
import type { Ctx } from '#core/context.ts';
import { findSchool, type School } from '#core/organisations/queries.ts';
import { appPage } from '#core/web/app-page.tsx';
import { schoolNavigation } from '#core/web/school-navigation.tsx';
import { protectionLinks } from '#features/pupil-protection/index.ts';
import { londonDate, shortDate } from '#platform/clock.ts';
import type { Refused } from '#platform/http/answer-form.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { Details } from '#ui/details.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Table } from '#ui/table.tsx';
import { dataSystemPaths } from '../paths.ts';
import { mayManage, mayReadReadings } from '../policy.ts';
import { type Access, accessesOf, type System, systemsInUse, trustStaff } from '../queries.ts';
import { accessState, accessWords, reviewDueOn } from '../rules.ts';
import { AccessForms } from './access-forms.tsx';
import { AddSystem, GrantAccess, RetireSystem } from './register-forms.tsx';

const Accesses = (props: { ctx: Ctx; accesses: readonly Access[]; refused: Refused | undefined }) => (
  <Table
    caption="Who in the Trust has full access"
    columns={[
      { header: 'Person' },
      { header: 'System' },
      { header: 'Until' },
      { header: 'Granted' },
      { header: 'Looked at again' },
      { header: 'What to do', headerHidden: true },
    ]}
    rows={props.accesses.map((access) => {
      const due = reviewDueOn(access, props.ctx.today);
      return [
        <>
          {access.person}
          {access.job_title ? <span class="govuk-hint">{access.job_title}</span> : null}
        </>,
        access.system,
        accessWords(access, props.ctx.today),
        <>
          {access.granter}, {shortDate(londonDate(access.granted_at))}: {access.why}
        </>,
        due ? (
          <strong>To be looked at by {shortDate(due)}</strong>
        ) : access.reviewed_at && access.reviewer ? (
          `${access.reviewer}, ${shortDate(londonDate(access.reviewed_at))}`
        ) : (
          'Not yet'
        ),
        <AccessForms ctx={props.ctx} access={access} refused={props.refused} />,
      ];
    })}
    empty="Nobody in the Trust has full access to a system of this school."
    stack
  />
);

const Systems = (props: { ctx: Ctx; systems: readonly System[]; manages: boolean; refused: Refused | undefined }) => (
  <Table
    caption="Systems in use"
    columns={[
      { header: 'System' },
      { header: 'What it holds' },
      { header: 'Whom to ask' },
      ...(props.manages ? [{ header: 'What to do', headerHidden: true }] : []),
    ]}
    rows={props.systems.map((system) => [
      system.name,
      system.holds,
      system.contact ?? '—',
      ...(props.manages
        ? [system.is_cairn ? '' : <RetireSystem ctx={props.ctx} system={system} refused={props.refused} />]
        : []),
    ])}
    empty="No system has been written down."
    stack
  />
);

/** Before the register is first used, Cairn stands in it all the same. */
const withCairn = (systems: readonly System[], school: School): System[] =>
  systems.some((system) => system.is_cairn)
    ? [...systems]
    : [
        {
          id: '',
          school_id: school.id,
          name: 'Cairn',
          holds: 'The pupil data of the school’s snapshots',
          contact: null,
          is_cairn: true,
          revision: 1,
          school: school.name,
        },
        ...systems,
      ];

export async function registerPage(ctx: Ctx, schoolId: string, refused?: Refused): Promise<Reply> {
  const school = await findSchool(ctx, schoolId);
  const systems = await systemsInUse(ctx, schoolId);
  const accesses = await accessesOf(ctx, schoolId);
  const standing = accesses.filter((access) => accessState(access, ctx.today) !== 'over');
  const over = accesses.filter((access) => accessState(access, ctx.today) === 'over');
  const manages = mayManage(ctx.actor, schoolId).allowed;
  return appPage(
    ctx,
    {
      title: `Data systems of ${school.name}`,
      errors: refused?.errors ?? [],
      wide: true,
      crumbs: holdsAt(ctx.actor, 'data-system:read', null)
        ? [{ label: 'Data systems', href: dataSystemPaths.overview }]
        : [],
    },
    <>
      <PageHeading
        caption={school.name}
        title="Data systems"
        lead="The school’s data systems, and who in the Trust has full access to them."
      />
      {schoolNavigation(ctx, schoolId, 'data-systems')}
      <Systems ctx={ctx} systems={withCairn(systems, school)} manages={manages} refused={refused} />
      {manages ? <AddSystem ctx={ctx} schoolId={schoolId} refused={refused} /> : null}
      <Accesses ctx={ctx} accesses={standing} refused={refused} />
      {manages ? (
        <GrantAccess ctx={ctx} schoolId={schoolId} systems={systems} people={await trustStaff(ctx)} refused={refused} />
      ) : null}
      {over.length > 0 ? (
        <Details summary={`Access that has ended (${over.length})`}>
          <Table
            caption="Access that has ended"
            captionHidden
            columns={[{ header: 'Person' }, { header: 'System' }, { header: 'Ended' }, { header: 'Why' }]}
            rows={over.map((access) => [
              access.person,
              access.system,
              accessWords(access, ctx.today),
              access.ended_why ?? 'Its last day had come',
            ])}
            stack
          />
        </Details>
      ) : null}
      {protectionLinks(ctx, schoolId).map((link) => (
        <p class="govuk-body">
          <a class="govuk-link" href={link.href}>
            {link.label}
          </a>
        </p>
      ))}
      {mayReadReadings(ctx.actor, schoolId).allowed ? (
        <p class="govuk-body">
          <a class="govuk-link" href={dataSystemPaths.readings(schoolId)}>
            Who has looked at the school’s pupil data in Cairn
          </a>
        </p>
      ) : null}
    </>,
  );
}

export async function showRegister(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return await registerPage(ctx, request.params['schoolId'] ?? '');
}
