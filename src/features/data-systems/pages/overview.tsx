import type { Ctx } from '#core/context.ts';
import { listSchools } from '#core/organisations/queries.ts';
import { appPage } from '#core/web/app-page.tsx';
import { protectionLinks } from '#features/pupil-protection/index.ts';
import type { Reply } from '#platform/http/reply.ts';
import { PageHeading } from '#ui/page-heading.tsx';
import { Table } from '#ui/table.tsx';
import { dataSystemPaths } from '../paths.ts';
import { accessesOf, systemsInUse } from '../queries.ts';
import { accessState, reviewDueOn } from '../rules.ts';

/** Every school of the reader: its systems, and who in the trust has full access to them today. */
export async function showOverview(ctx: Ctx): Promise<Reply> {
  const schools = await listSchools(ctx);
  const systems = await systemsInUse(ctx);
  const accesses = (await accessesOf(ctx)).filter((access) => accessState(access, ctx.today) === 'live');
  return appPage(
    ctx,
    { title: 'Data systems', wide: true },
    <>
      <PageHeading
        title="Data systems"
        lead="Which data systems each school has, and who in the Trust has full access to each, granted by whom and until when."
      />
      {protectionLinks(ctx, null).map((link) => (
        <p class="govuk-body">
          <a class="govuk-link" href={link.href}>
            {link.label}
          </a>
        </p>
      ))}
      <Table
        caption="Schools"
        captionHidden
        columns={[
          { header: 'School' },
          { header: 'Systems' },
          { header: 'People with full access', align: 'number' },
          { header: 'To be looked at again', align: 'number' },
        ]}
        rows={schools.map((school) => {
          const own = systems.filter((system) => system.school_id === school.id && !system.is_cairn);
          const live = accesses.filter((access) => access.school_id === school.id);
          return [
            <a class="govuk-link" href={dataSystemPaths.school(school.id)}>
              {school.name}
            </a>,
            own.length === 0 ? 'None but Cairn is written down' : own.map((system) => system.name).join(', '),
            new Set(live.map((access) => access.person_id)).size,
            live.filter((access) => reviewDueOn(access, ctx.today) !== null).length,
          ];
        })}
        empty="No school yet."
        stack
      />
    </>,
  );
}
