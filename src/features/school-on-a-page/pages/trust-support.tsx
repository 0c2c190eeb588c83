import { days, pounds, supportKinds, type trustSupport } from '#features/action-plans/index.ts';
import { actionPlanPaths } from '#features/action-plans/paths.ts';
import { Table } from '#ui/table.tsx';

type Line = Awaited<ReturnType<typeof trustSupport>>['lines'][number];

/** What the Trust has promised the school and what of it has been given; nothing where nothing is promised. */
export const TrustSupport = ({ support }: { support: readonly Line[] }) =>
  support.length === 0 ? null : (
    <>
      <Table
        caption="Support from the Trust"
        columns={[
          { header: 'What' },
          { header: 'Kind' },
          { header: 'Days promised', align: 'number' },
          { header: 'Days given', align: 'number' },
          { header: 'Cost', align: 'number' },
        ]}
        rows={support.map((line) => [
          line.what,
          supportKinds[line.kind],
          line.promisedHalfDays > 0 ? days(line.promisedHalfDays) : '—',
          line.promisedHalfDays > 0 ? days(line.givenHalfDays) : '—',
          line.costPence > 0 ? pounds(line.costPence) : '—',
        ])}
        stack
      />
      <p class="govuk-body">
        It is part of the{' '}
        <a class="govuk-link" href={actionPlanPaths.trustPlan}>
          Trust Action Plan
        </a>
        .
      </p>
    </>
  );
