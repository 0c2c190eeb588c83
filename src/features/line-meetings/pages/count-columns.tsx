import type { Child } from 'hono/jsx';
import { shortDate } from '#platform/clock.ts';
import type { Column } from '#ui/table.tsx';
import { Tag } from '#ui/tag.tsx';
import type { SchoolCounts } from '../counts.ts';

const number = (header: string): Column => ({ header, align: 'number' });

/** The columns in which the board, the Executive Principal and the report count meetings. */
export const countColumns: readonly Column[] = [
  { header: 'Last held' },
  { header: 'Next due by' },
  number('Held'),
  number('In between'),
  number('Moved'),
  number('Cancelled'),
  number('Missed'),
  number('Missed in a row'),
];

const dueBy = (counts: SchoolCounts): Child => {
  if (!counts.arranged) return 'Not arranged';
  if (counts.dueBy === null) return 'No term dates that far';
  return (
    <>
      {shortDate(counts.dueBy)} {counts.overdue ? <Tag colour="red">Overdue</Tag> : null}
    </>
  );
};

export const countCells = (counts: SchoolCounts): Child[] => [
  counts.lastHeldOn ? shortDate(counts.lastHeldOn) : '—',
  dueBy(counts),
  `${counts.held} of ${counts.due}`,
  counts.between,
  counts.moved,
  counts.cancelled,
  counts.missed,
  counts.streak > 0 ? <Tag colour="red">{counts.streak}</Tag> : '0',
];
