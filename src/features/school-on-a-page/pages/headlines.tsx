import { type HeadlineFigure, measureById, measureValue, yearName } from '#features/performance-data/index.ts';
import { dataPackPaths } from '#features/performance-data/paths.ts';
import { Table } from '#ui/table.tsx';

function printed(figure: HeadlineFigure, value: number): string {
  const measure = measureById(figure.measure);
  return measure ? measureValue(measure, value) : value.toFixed(figure.decimals);
}

/** A few published figures with the national one beside each; the data pack says the rest. */
export const Headlines = ({ schoolId, figures }: { schoolId: string; figures: readonly HeadlineFigure[] }) =>
  figures.length === 0 ? null : (
    <>
      <Table
        caption="Published results"
        columns={[
          { header: 'Measure' },
          { header: 'Year' },
          { header: 'School', align: 'number' },
          { header: 'National', align: 'number' },
        ]}
        rows={figures.map((figure) => [
          figure.title,
          `${yearName(figure.academicYear)}${figure.note && figure.note !== 'final' ? ` (${figure.note})` : ''}`,
          printed(figure, figure.value),
          figure.national === null ? 'Not imported' : printed(figure, figure.national),
        ])}
        stack
      />
      <p class="govuk-body">
        <a class="govuk-link" href={dataPackPaths.pack(schoolId)}>
          Read the data pack
        </a>{' '}
        for other measures, earlier years and groups of pupils.
      </p>
    </>
  );
