import { academicYearName, academicYearOf, termNames, termOfHalfTerm } from '#core/academic-year/rules.ts';
import type { Ctx } from '#core/context.ts';
import { evidenceTagNames, evidenceTags } from '#core/evidence/tags.ts';
import { adoptedFrameworks } from '#core/frameworks/queries.ts';
import { findSchool } from '#core/organisations/queries.ts';
import { appPage } from '#core/web/app-page.tsx';
import { schoolNavigation } from '#core/web/school-navigation.tsx';
import { capital } from '#platform/capital.ts';
import { NotFound } from '#platform/errors.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { Chart } from '#ui/chart.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { FilterForm } from '#ui/filter-form.tsx';
import { Grid } from '#ui/grid.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Select } from '#ui/select.tsx';
import { StatTile } from '#ui/stat-tile.tsx';
import { Table } from '#ui/table.tsx';
import { evidencePaths } from '../paths.ts';
import { piecesToCount } from '../pattern-queries.ts';
import {
  type Cell,
  cellWords,
  countParts,
  fewestTeachers,
  type PatternRow,
  patternRows,
  pointsOfPiece,
  teachersObserved,
} from '../pattern-rules.ts';
import { departmentsOf } from '../queries.ts';

const halfTermName = (number: number) =>
  `${capital(termNames[termOfHalfTerm(number)])}, ${number % 2 === 1 ? 'first' : 'second'} half`;

/** A bar stands for all of its pieces, or is not drawn. */
const drawn = (cell: Cell) => (cell.heldBack ? { missing: cellWords(cell) } : cell.pieces);

type Titled = { title: string; row: PatternRow };

const PatternTable = ({ caption, first, rows }: { caption: string; first: string; rows: readonly Titled[] }) => (
  <Table
    caption={caption}
    stickyFirst
    columns={[
      { header: first },
      { header: 'Strengths', align: 'number' },
      { header: 'Both', align: 'number' },
      { header: 'To develop', align: 'number' },
      { header: 'Pieces', align: 'number' },
    ]}
    rows={rows.map(({ title, row }) => [
      title,
      cellWords(row.strength),
      cellWords(row.mixed),
      cellWords(row.development),
      cellWords(row.whole),
    ])}
  />
);

/** Strengths and things to develop over a year, from all evidence of a school or of one department, in counts that name nobody. */
export async function showPatterns(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const school = await findSchool(ctx, idParam(request, 'schoolId'));
  const thisYear = academicYearOf(ctx.today);
  const year = request.query['year'] === String(thisYear - 1) ? thisYear - 1 : thisYear;
  const departments = await departmentsOf(ctx, school.id);
  const asked = request.query['department'] ?? '';
  const department = departments.find((one) => one.id === asked) ?? null;
  if (asked !== '' && department === null) throw new NotFound();
  const { pieces, observersOf } = await piecesToCount(ctx, school.id, year);
  const within = { all: pieces, departmentId: department?.id ?? null };
  const own = department ? pieces.filter((piece) => piece.departmentId === department.id) : pieces;
  const rest = department ? pieces.filter((piece) => piece.departmentId !== department.id) : [];
  const halves = [null, 1, 2, 3, 4, 5, 6].map((key) => ({
    key,
    pieces: pieces.filter((piece) => piece.halfTerm === key),
  }));
  const byHalf = countParts(halves, within);
  const teachers = teachersObserved(own, rest);
  const frameworks = await adoptedFrameworks(ctx);
  const tables = frameworks.map((framework) => {
    const titles = new Map(framework.areas.map((area) => [area.id, area.title]));
    const rows = patternRows([...titles.keys()], within, (piece, key) => {
      return piece.areas.find((area) => area.areaId === key)?.points ?? null;
    });
    return { name: framework.name, rows: rows.map((row) => ({ title: titles.get(row.key) ?? '', row })) };
  });
  const tags = patternRows(evidenceTagNames, within, (piece, key) =>
    piece.tags.includes(key) ? pointsOfPiece(piece) : null,
  ).map((row) => ({ title: evidenceTags[row.key as keyof typeof evidenceTags], row }));
  const spoken = ({ row }: Titled) => row.whole.pieces > 0 || row.whole.heldBack;
  const [chart] = tables;
  const title = department ? `Patterns: ${department.name}` : 'Patterns';
  return appPage(
    ctx,
    {
      title,
      wide: true,
      crumbs: [
        { href: '/schools', label: 'Schools' },
        { href: `/schools/${school.id}`, label: school.name },
        { href: evidencePaths.list(school.id), label: 'Evidence' },
      ],
    },
    <>
      <PageHeading
        caption={`${school.name}, ${academicYearName(year)}`}
        title={title}
        lead={`What all evidence of the year says together. Nothing here names a teacher, and a figure behind which fewer than ${fewestTeachers} observed teachers stand is held back.`}
      />
      {schoolNavigation(ctx, school.id, 'evidence')}
      <FilterForm action={evidencePaths.patterns(school.id)} label="Which evidence">
        <Select
          name="year"
          label="Year"
          options={[thisYear, thisYear - 1].map((one) => ({ value: String(one), label: academicYearName(one) }))}
          value={String(year)}
        />
        {departments.length > 0 ? (
          <Select
            name="department"
            label="Department"
            options={[
              { value: '', label: 'The whole school' },
              ...departments.map((one) => ({ value: one.id, label: one.name })),
            ]}
            value={department?.id ?? ''}
          />
        ) : null}
      </FilterForm>
      {own.length === 0 ? (
        <EmptyState title="Nothing has been recorded for this">
          Patterns appear as soon as evidence says which areas it speaks to, and whether as a strength or as something
          to develop.
        </EmptyState>
      ) : (
        <>
          <Grid of="tiles">
            <StatTile label="Pieces of evidence" value={cellWords(byHalf.whole)} />
            <StatTile label="Teachers observed" value={teachers === null ? 'held back' : String(teachers)} />
            <StatTile
              label="People who saw it"
              value={teachers === null ? 'held back' : String(observersOf(own.map((piece) => piece.id)))}
            />
          </Grid>
          {chart?.rows.some(spoken) ? (
            <Chart
              kind="grouped-bar"
              horizontal
              title={`Strengths and things to develop, ${chart.name}`}
              categoryLabel="Area"
              categories={chart.rows.filter(spoken).map((one) => one.title)}
              series={[
                { name: 'Strengths', values: chart.rows.filter(spoken).map(({ row }) => drawn(row.strength)) },
                { name: 'Both', values: chart.rows.filter(spoken).map(({ row }) => drawn(row.mixed)) },
                { name: 'To develop', values: chart.rows.filter(spoken).map(({ row }) => drawn(row.development)) },
              ]}
            />
          ) : null}
          {tables
            .filter((table) => table.rows.some(spoken))
            .map((table) => (
              <PatternTable caption={`By area: ${table.name}`} first="Area" rows={table.rows.filter(spoken)} />
            ))}
          {tags.some(spoken) ? (
            <PatternTable caption="By word" first="Found by" rows={tags.filter(spoken)} />
          ) : (
            <p class="govuk-body">No piece carries a word and says what it shows.</p>
          )}
          <Table
            caption="By half term"
            columns={[{ header: 'Half term' }, { header: 'Pieces', align: 'number' }]}
            rows={halves
              .filter((half) => half.pieces.some((piece) => own.includes(piece)))
              .map((half) => [
                half.key === null ? 'Before the first day of term' : halfTermName(half.key),
                cellWords(byHalf.cells.get(half.key) ?? { pieces: 0, heldBack: false }),
              ])}
          />
        </>
      )}
    </>,
  );
}
