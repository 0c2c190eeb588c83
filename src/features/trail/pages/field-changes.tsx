import { type Run, wordChanges } from '#core/audit/word-changes.ts';
import { Table } from '#ui/table.tsx';
import type { Change } from '../history.ts';

const words = (runs: readonly Run[], side: 'gone' | 'new') =>
  runs
    .filter((run) => run.kind === 'same' || run.kind === side)
    .map((run) => {
      if (run.kind === 'same') return <>{run.text}</>;
      return side === 'gone' ? <del>{run.text}</del> : <ins>{run.text}</ins>;
    });

const long = 40;

const row = (label: string, before: string, after: string) => {
  if (before.length < long && after.length < long) return [label, before, after];
  const runs = wordChanges(before, after);
  return [label, words(runs, 'gone'), words(runs, 'new')];
};

const heading = { began: 'was added', changed: 'was changed', removed: 'was removed' } as const;

/** `File was added`. */
export const changeTitle = (change: Change): string => `${change.what} ${heading[change.how]}`;

/** What one moment did to a record or one of its parts. */
export const FieldChanges = ({ change }: { change: Change }) => {
  const title = changeTitle(change);
  if (change.fields.length === 0) return <p class="govuk-body">{title}.</p>;
  if (change.how === 'began') {
    return (
      <Table
        caption={title}
        dense
        columns={[{ header: 'Field' }, { header: 'As it began' }]}
        rows={change.fields.map((field) => [field.label, field.after])}
      />
    );
  }
  return (
    <Table
      caption={title}
      dense
      columns={[{ header: 'Field' }, { header: 'Before' }, { header: 'After' }]}
      rows={change.fields.map((field) => row(field.label, field.before, field.after))}
    />
  );
};
