import { longDate } from '#platform/clock.ts';
import { ButtonGroup, ButtonLink } from '#ui/button.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { Table } from '#ui/table.tsx';
import { WarningText } from '#ui/warning-text.tsx';
import type { Compared } from '../findings.ts';
import { kinds } from '../kinds.ts';
import { importPaths } from '../paths.ts';
import type { PupilImport } from '../queries.ts';
import { problemTitles } from '../reading/problem.ts';
import { sourceTitles } from '../sources.ts';
import { number, plural, resultKinds, size } from '../words.ts';

const comparedWords: Record<string, { added: string; missing: string }> = {
  pupils: { added: 'pupils who were not in it', missing: 'of its pupils not in this file' },
  assessments: {
    added: 'subjects and kinds of grade that were not in it',
    missing: 'of its subjects and kinds of grade not in this file',
  },
  attendance: { added: 'pupils without attendance in it', missing: 'of its pupils not in this file' },
  suspensions: {
    added: 'pupils without a suspension in it',
    missing: 'pupils with a suspension in it and none in this file',
  },
};

const Beside = ({ compared, wanted }: { compared: Compared; wanted: string }) => {
  const words = comparedWords[wanted];
  if (!words) return null;
  return (
    <>
      <h2 class="govuk-heading-m">
        Beside the last snapshot, taken on {longDate(Temporal.PlainDate.from(compared.lastOn))}
      </h2>
      <ul class="govuk-list govuk-list--bullet">
        <li>
          {number(compared.added)} {words.added}
        </li>
        <li>
          {number(compared.missing)} {words.missing}
        </li>
        {compared.changes.map(({ what, count }) => (
          <li>
            {number(count)} with {what}
          </li>
        ))}
      </ul>
    </>
  );
};

const Problems = ({ row }: { row: PupilImport }) => {
  const { groups = [] } = row.findings;
  if (groups.length === 0) return null;
  const shown = groups.slice(0, 20);
  return (
    <>
      <Table
        caption="What cannot be read as it stands"
        columns={[
          { header: 'What is wrong' },
          { header: 'Column' },
          { header: 'It says' },
          { header: 'Rows', align: 'number' },
        ]}
        rows={shown.map((group) => [
          <>
            {problemTitles[group.code]}
            <div class="govuk-hint">{group.reason}</div>
          </>,
          group.column || '—',
          group.value || 'nothing',
          number(group.rows),
        ])}
        stack
      />
      {groups.length > shown.length ? (
        <p class="govuk-body">And {number(groups.length - shown.length)} more kinds.</p>
      ) : null}
    </>
  );
};

const Results = ({ row }: { row: PupilImport }) => {
  const { results = [], subjects = [] } = row.findings;
  if (results.length === 0) return null;
  const unknown = subjects.filter((subject) => subject.as === null).length;
  return (
    <>
      <Table
        caption="Results by subject"
        columns={[
          { header: 'Subject' },
          { header: 'Scale' },
          { header: 'Kind' },
          { header: 'Results', align: 'number' },
        ]}
        rows={results
          .toSorted((a, b) => a.subject.localeCompare(b.subject, 'en') || a.kind.localeCompare(b.kind))
          .map((one) => [one.subject, one.scale, resultKinds[one.kind], number(one.count)])}
        dense
        stack
      />
      {unknown > 0 ? (
        <p class="govuk-body">{plural(unknown, 'subject name is', 'subject names are')} not known yet.</p>
      ) : null}
    </>
  );
};

/** What a reading found in the file, and the ways to put it right. */
export const Found = ({ row, may }: { row: PupilImport; may: boolean }) => {
  const { findings } = row;
  const kind = kinds[row.kind];
  const ids = [row.snapshot_id, row.id] as const;
  const bad = findings.bad ?? 0;
  const isResults = kind.wanted === 'assessments';
  const out = (findings.leftOut ?? 0) + (findings.leftByRule ?? 0);
  return (
    <>
      {findings.fileProblem ? (
        <WarningText>
          The file cannot be read to its end, so nothing of it is brought in. {findings.fileProblem} Export it again and
          choose the new file.
        </WarningText>
      ) : null}
      <SummaryList
        rows={[
          { key: 'Recognised as', value: `${kind.title}, ${sourceTitles[row.source]}, ${size(row.size_bytes)}` },
          { key: 'Rows in the file', value: number(findings.rows ?? 0) },
          {
            key: 'Good',
            value: `${number(findings.items ?? 0)} ${kind.rows}${row.kind === 'pupils' ? '' : ` of ${plural(findings.pupils ?? 0, 'pupil', 'pupils')}`}`,
          },
          { key: 'To put right', value: bad === 0 ? 'None' : plural(bad, 'row', 'rows') },
          ...(out > 0 ? [{ key: 'Left out', value: plural(out, 'row', 'rows') }] : []),
          ...(findings.temporaryUpns
            ? [{ key: 'Temporary UPNs', value: `${number(findings.temporaryUpns)}, taken as they are` }]
            : []),
        ]}
      />
      {may ? (
        <ButtonGroup>
          {bad > 0 ? <ButtonLink href={importPaths.rows(...ids)}>Put rows right</ButtonLink> : null}
          {isResults ? (
            <ButtonLink href={importPaths.subjects(...ids)} variant="secondary">
              Subjects
            </ButtonLink>
          ) : null}
          <ButtonLink href={importPaths.columns(...ids)} variant="secondary">
            Columns
          </ButtonLink>
        </ButtonGroup>
      ) : null}
      <Problems row={row} />
      {findings.compared ? <Beside compared={findings.compared} wanted={kind.wanted} /> : null}
      <Results row={row} />
    </>
  );
};
