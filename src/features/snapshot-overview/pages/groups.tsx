import { academicYearName } from '#core/academic-year/rules.ts';
import type { Ctx } from '#core/context.ts';
import { snapshotPaths } from '#features/data-snapshots/paths.ts';
import { type Figure, formatFigure, formatGap, gapOf, type Measure, nullWords } from '#features/measures/index.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { Table } from '#ui/table.tsx';
import { loadChoice, loadOverview, loadShown, schoolsOf, takenOf, trustOf } from '../load-overview.ts';
import { type Grouping, groupings } from '../rules.ts';
import { Choices, chosen, framed, NoFigures, nothingAsked } from './frame.tsx';
import { notSharedWords } from './heat-table.tsx';
import { MeasureChoices, pickedColumn } from './picked-measure.tsx';

const title = 'Groups across the trust';

const words = (measure: Measure, figure: Figure | null | undefined) =>
  !figure
    ? '—'
    : figure.value === null
      ? formatFigure(measure, figure)
      : `${formatFigure(measure, figure)} (${figure.pupils})`;

type GroupFigure = (breakdown: string, group: string) => Figure | null | undefined;

/** All pupils, each group, the gap between the two that the sector watches, and whether it is more than chance. */
function cellsOf(measure: Measure, grouping: Grouping, of: GroupFigure): string[] {
  const [one, other] = [of(grouping.by, grouping.gap[0]), of(grouping.by, grouping.gap[1])];
  const gap = one && other ? gapOf(one, other) : null;
  return [
    words(measure, of('all', 'all')),
    ...grouping.groups.map(([code]) => words(measure, of(grouping.by, code))),
    gap === null
      ? '—'
      : gap.value === null
        ? nullWords[gap.nullKind ?? 'not-available']
        : formatGap(measure, gap.value),
    gap?.value == null ? '' : gap.difference === 'a real change' ? 'More than chance' : sentence(gap.difference),
  ];
}

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** One measure by one kind of group, school by school, with the trust below. */
export async function showGroups(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const overview = await loadOverview(ctx, request);
  if (!overview) return nothingAsked(ctx, title);
  const choice = await loadChoice(ctx, overview, request);
  const { collection, rows } = overview;
  const column = choice ? pickedColumn(choice, request) : undefined;
  const grouping = groupings.find((each) => each.by === request.query['by']) ?? groupings[0];
  const lead = `How groups of pupils fare in each school in ${collection.name}, ${academicYearName(collection.academic_year)}, and the gap between them.`;
  const frame = { ctx, request, view: 'groups' as const, title, lead, overview, choice };
  if (!choice || !column || !grouping) return framed(frame, <NoFigures overview={overview} request={request} />);
  const { measure, basis } = column;
  const figures = await loadShown(ctx, schoolsOf(overview), {
    snapshotIds: [...rows.flatMap((row) => row.snapshotId ?? []), ...overview.others],
    columns: [column],
    groups: true,
  });
  const [first, second] = grouping.gap.map((code) => grouping.groups.find(([each]) => each === code)?.[1] ?? code);
  const trust = cellsOf(measure, grouping, (breakdown, group) =>
    trustOf({ ...overview, taken: takenOf(overview) }, figures, column, breakdown, group),
  );
  const shared = rows.filter((row) => row.snapshotId !== null);
  const waiting = rows.filter((row) => row.snapshotId === null);
  return framed(
    {
      ...frame,
      more: (
        <>
          <MeasureChoices view="groups" request={request} choice={choice} />
          <Choices
            label="Groups"
            links={groupings.map((each) => ({
              label: each.label,
              href: chosen('groups', request, { by: each.by }),
              current: each === grouping,
            }))}
          />
        </>
      ),
    },
    <>
      <Table
        caption={`${measure.title}, with pupils`}
        columns={[
          { header: 'School' },
          { header: 'All', align: 'number' },
          ...grouping.groups.map(([, header]) => ({ header, align: 'number' as const })),
          { header: 'Gap', align: 'number' },
          { header: 'Is it chance?' },
        ]}
        rows={shared.map((row) => [
          <a class="govuk-link" href={snapshotPaths.measure(row.snapshotId ?? '', measure.code, basis)}>
            {row.school}
          </a>,
          ...cellsOf(measure, grouping, (breakdown, group) =>
            figures.of(row.snapshotId, measure.code, basis, breakdown, group),
          ),
        ])}
        foot={[[`The trust${overview.seesAll ? '' : ', all schools'}`, ...trust]]}
        dense
        stack
      />
      <p class="govuk-body-s">
        The gap is {first} less {second}
        {measure.higherIsBetter ? '' : ' (lower is better)'}. “{nullWords.suppressed}” stands where fewer than six
        pupils, or what is needed to work them out, would be shown; the trust’s figure is made of what is shown of each
        school.
      </p>
      {waiting.length > 0 ? (
        <ul class="govuk-list govuk-list--bullet">
          {waiting.map((row) => (
            <li>
              {row.school}: {notSharedWords(row.dueOn, ctx.today)}
            </li>
          ))}
        </ul>
      ) : null}
    </>,
  );
}
