import { capital } from '#platform/capital.ts';
import { Details } from '#ui/details.tsx';
import { InsetText } from '#ui/inset-text.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { Table } from '#ui/table.tsx';
import type { ImportRow } from '../import-queries.ts';
import { publishedDataPaths } from '../paths.ts';
import { measureById } from '../readers/index.ts';
import { yearName } from '../years.ts';

const number = (value: number) => value.toLocaleString('en-GB');
/** What a problem costs; a note says it in its own words. */
const leftOut = { file: ' (whole file)', row: ' (row left out)', cell: ' (field left out)', note: '' };

const size = (bytes: number) =>
  bytes < 1024 * 1024
    ? `${number(Math.max(1, Math.round(bytes / 1024)))} kB`
    : `${(bytes / 1024 / 1024).toFixed(1)} MB`;

const Problems = ({ row }: { row: ImportRow }) =>
  row.problem_count === 0 ? (
    <p class="govuk-body">No problems were found in the file.</p>
  ) : (
    <>
      <Table
        caption={`Problems: ${number(row.problem_count)}`}
        columns={[
          { header: 'Line', align: 'number' },
          { header: 'Column' },
          { header: 'Value' },
          { header: 'What is wrong' },
        ]}
        rows={row.problems
          .slice(0, 200)
          .map((one) => [
            one.line === 0 ? '—' : number(one.line),
            one.column ?? '—',
            one.value ?? '—',
            `${one.message}${leftOut[one.severity]}`,
          ])}
        stack
      />
      <p class="govuk-body">
        The rest of the file is not touched by these.{' '}
        <a class="govuk-link" href={publishedDataPaths.problems(row.id)}>
          Download{' '}
          {row.problem_count > row.problems.length ? `the first ${row.problems.length} problems` : 'all problems'} (CSV)
        </a>
      </p>
    </>
  );

/** What the dry run found in the file: what it is, whose rows, which measures, what would change, and what is wrong with it. */
export const Found = ({ row }: { row: ImportRow }) => {
  const {
    schools = [],
    absent = [],
    measures = [],
    areas = 0,
    changes = [],
    inspections = 0,
    note,
    encoding,
  } = row.findings;
  const others = row.rows_other - areas;
  return (
    <>
      {note ? <InsetText>{note}</InsetText> : null}
      <SummaryList
        rows={[
          { key: 'Recognised as', value: row.title },
          ...(row.datasets.length > 0
            ? [
                { key: 'Academic year', value: row.years.map(yearName).join(', ') || 'The file does not say' },
                {
                  key: 'Status',
                  value:
                    row.statuses
                      .filter((one) => one !== 'unknown')
                      .map(capital)
                      .join(', ') || 'The file does not say',
                },
              ]
            : []),
          {
            key: 'Rows of our schools',
            value: `${number(row.rows_own)}${row.figures_own > 0 ? `, with ${number(row.figures_own)} figures` : ''}${inspections > 0 ? `, with ${number(inspections)} inspections` : ''}`,
          },
          ...(row.datasets.length > 0
            ? [
                {
                  key: 'Rows for comparison',
                  value:
                    areas === 0
                      ? 'None: England and local figures come from elsewhere'
                      : `${number(areas)}, of England and your local authorities`,
                },
                { key: 'Rows of other schools', value: `${number(others)}; only their headline measures are kept` },
              ]
            : [{ key: 'Other rows', value: `${number(others)}, not kept` }]),
          { key: 'File', value: `${size(row.size_bytes)}${encoding ? `, ${encoding}` : ''}` },
        ]}
      />
      {changes.length > 0 ? (
        <Table
          caption={row.imported_at ? 'What was changed' : 'What would change'}
          columns={[{ header: 'School' }, { header: 'Detail' }, { header: 'Now in Cairn' }, { header: 'In the file' }]}
          rows={changes.map((change) => [change.school, change.label, change.old ?? '—', change.new ?? '—'])}
          stack
        />
      ) : null}
      {schools.length > 0 && row.datasets.length > 0 ? (
        <Details summary={`Which of our schools: ${schools.length}`} open={absent.length > 0}>
          <Table
            caption="Our schools in the file"
            captionHidden
            columns={[{ header: 'School' }, { header: 'URN', align: 'number' }, { header: 'Rows', align: 'number' }]}
            rows={schools.map((school) => [school.name, school.urn, number(school.rows)])}
            dense
          />
          {absent.length > 0 ? <p class="govuk-body">Not in the file: {absent.join(', ')}.</p> : null}
        </Details>
      ) : null}
      {measures.length > 0 ? (
        <Details summary={`Which measures: ${measures.length}`}>
          <Table
            caption="Measures and how many figures of our schools each has"
            captionHidden
            columns={[{ header: 'Measure' }, { header: 'Figures', align: 'number' }]}
            rows={measures.map((one) => [measureById(one.id)?.title ?? one.id, number(one.figures)])}
            dense
          />
        </Details>
      ) : null}
      <Problems row={row} />
    </>
  );
};
