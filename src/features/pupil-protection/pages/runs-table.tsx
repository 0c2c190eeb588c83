import { londonDate, shortDate } from '#platform/clock.ts';
import { Table } from '#ui/table.tsx';
import { runTitles } from '../documents/certificate.ts';
import { protectionPaths } from '../paths.ts';
import type { Run } from '../rule-queries.ts';
import { countsInWords } from '../rules.ts';

export const RunsTable = (props: { runs: readonly Run[]; caption: string; captionHidden?: boolean }) => (
  <Table
    caption={props.caption}
    captionHidden={props.captionHidden}
    columns={[{ header: 'When' }, { header: 'What' }, { header: 'School' }, { header: 'Erased' }, { header: 'By' }]}
    rows={props.runs.map((run) => [
      <a class="govuk-link" href={protectionPaths.run(run.id)}>
        {shortDate(londonDate(run.ran_at))}
      </a>,
      runTitles[run.kind] ?? run.kind,
      run.school ?? 'The Trust’s schools',
      countsInWords(run.counts),
      run.by ?? 'The retention rule',
    ])}
    empty="Nothing has been erased."
    stack
  />
);
