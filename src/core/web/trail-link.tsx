/** Leads to who did what and when for one record, and to the record as it stood on a date. `table` is the record's table: `evidence`, `action_plan`. */
export const TrailLink = ({
  table,
  id,
  label = 'History of this record',
}: {
  table: string;
  id: string;
  label?: string | undefined;
}) => (
  <p class="govuk-body">
    <a class="govuk-link" href={`/trail/${table}/${id}`}>
      {label}
    </a>
  </p>
);
