import type { Ctx } from '#core/context.ts';
import type { Framework } from '#core/frameworks/framework.ts';
import { allFrameworks } from '#core/frameworks/queries.ts';
import { modelFamily, ofstedFamily } from '#core/frameworks/rules.ts';
import { appPage } from '#core/web/app-page.tsx';
import { londonDate, shortDate } from '#platform/clock.ts';
import type { Reply } from '#platform/http/reply.ts';
import { ButtonLink } from '#ui/button.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Table } from '#ui/table.tsx';
import { Tag } from '#ui/tag.tsx';
import { frameworkPaths } from '../paths.ts';
import { mayManage } from '../policy.ts';
import { stateOf } from '../rules.ts';

const order = (family: string): string => (family === modelFamily ? '0' : family === ofstedFamily ? '1' : `2${family}`);

function byFamily(frameworks: readonly Framework[]): Framework[][] {
  const families = [...new Set(frameworks.map((framework) => framework.family))].sort((a, b) =>
    order(a).localeCompare(order(b)),
  );
  return families.map((family) => frameworks.filter((framework) => framework.family === family));
}

export const StateTag = ({ framework }: { framework: Framework }) => {
  const state = stateOf(framework);
  if (state === 'draft') return <Tag colour="amber">Draft</Tag>;
  if (state === 'in use') return <Tag colour="green">In use</Tag>;
  return <Tag>Replaced</Tag>;
};

const when = (framework: Framework): string => {
  if (framework.adoptedAt === null) return 'Not adopted yet';
  const adopted = shortDate(londonDate(framework.adoptedAt));
  return framework.retiredAt === null
    ? `Since ${adopted}`
    : `${adopted} to ${shortDate(londonDate(framework.retiredAt))}`;
};

const Family = ({ versions, canManage }: { versions: readonly Framework[]; canManage: boolean }) => {
  const shown = versions.find((version) => stateOf(version) === 'in use') ?? versions[0];
  if (!shown) return null;
  return (
    <section>
      <h2 class="govuk-heading-m">{shown.name}</h2>
      {shown.description === '' ? null : <p class="govuk-body">{shown.description}</p>}
      <Table
        caption={`Versions of ${shown.name}`}
        captionHidden
        columns={[
          { header: 'Version' },
          { header: 'State' },
          { header: 'In use' },
          { header: 'Areas', align: 'number' },
          { header: 'Grades', align: 'number' },
        ]}
        rows={versions.map((version) => [
          <a
            class="govuk-link"
            href={
              canManage && version.adoptedAt === null
                ? frameworkPaths.edit(version.id)
                : frameworkPaths.framework(version.id)
            }
          >
            Version {version.version}
            <span class="govuk-visually-hidden"> of {version.name}</span>
          </a>,
          <StateTag framework={version} />,
          when(version),
          String(version.areas.length),
          String(version.grades.main.length),
        ])}
      />
    </section>
  );
};

export async function showFrameworks(ctx: Ctx): Promise<Reply> {
  const frameworks = await allFrameworks(ctx);
  const canManage = mayManage(ctx.actor).allowed;
  const shown = canManage ? frameworks : frameworks.filter((framework) => framework.adoptedAt !== null);
  return appPage(
    ctx,
    { title: 'Frameworks', crumbs: [] },
    <>
      <PageHeading
        title="Frameworks"
        lead="What a review judges, and the grades it may give. A review keeps the version that it was begun with."
        actions={
          canManage ? (
            <ButtonLink href={frameworkPaths.add} variant="secondary">
              Make our own framework
            </ButtonLink>
          ) : undefined
        }
      />
      {shown.length === 0 ? (
        <EmptyState title="The trust has no framework yet">
          Setting up the trust adds the model’s 1 to 4 and Ofsted’s standards of November 2025. Ask your administrator
          to finish the set-up.
        </EmptyState>
      ) : null}
      {byFamily(shown).map((versions) => (
        <Family versions={versions} canManage={canManage} />
      ))}
      {shown.length > 1 ? (
        <p class="govuk-body">
          <a class="govuk-link" href={frameworkPaths.sideBySide}>
            Two frameworks side by side, and why their grades are never converted
          </a>
        </p>
      ) : null}
    </>,
  );
}
