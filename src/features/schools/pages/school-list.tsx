import { holds } from '#core/access/actor.ts';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import type { Reply } from '#platform/http/reply.ts';
import { ButtonLink } from '#ui/button.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Table } from '#ui/table.tsx';
import { schoolPaths } from '../paths.ts';
import { schoolsWithHeads } from '../queries.ts';
import { phaseLabels, stagesTaught } from '../rules.ts';

type Listed = Awaited<ReturnType<typeof schoolsWithHeads>>[number];

const cells = (school: Listed) => [
  <a class="govuk-link" href={schoolPaths.school(school.id)}>
    {school.name}
  </a>,
  phaseLabels[school.phase],
  stagesTaught(school).join(', '),
  school.head ?? 'Not recorded',
  school.urn,
  school.pupils_on_roll?.toLocaleString('en-GB') ?? '—',
  school.capacity?.toLocaleString('en-GB') ?? '—',
];

const columns = [
  { header: 'School' },
  { header: 'Phase' },
  { header: 'Stages' },
  { header: 'Head teacher' },
  { header: 'URN', align: 'number' as const },
  { header: 'On roll', align: 'number' as const },
  { header: 'Capacity', align: 'number' as const },
];

/** Every school that the reader may see. */
export async function showSchools(ctx: Ctx): Promise<Reply> {
  const schools = await schoolsWithHeads(ctx);
  const hasLeft = (school: Listed) =>
    school.left_on !== null && Temporal.PlainDate.compare(school.left_on, ctx.today) <= 0;
  const present = schools.filter((school) => !hasLeft(school));
  const left = schools.filter(hasLeft);
  const mayAdd = holds(ctx.actor, 'school:manage');
  return appPage(
    ctx,
    { title: 'Schools', wide: true },
    <>
      <PageHeading
        title="Schools"
        actions={mayAdd ? <ButtonLink href={schoolPaths.add}>Add a school</ButtonLink> : null}
      />
      {present.length === 0 ? (
        <EmptyState title="There are no schools yet">
          {mayAdd
            ? 'Add the first school. A GIAS file that is imported afterwards, under Published data, completes its details.'
            : 'Your administrator adds the schools of the trust.'}
        </EmptyState>
      ) : (
        <Table caption="Schools of the trust" captionHidden columns={columns} rows={present.map(cells)} stickyFirst />
      )}
      {left.length > 0 ? (
        <Table caption="Schools that have left the trust" columns={columns} rows={left.map(cells)} />
      ) : null}
    </>,
  );
}
