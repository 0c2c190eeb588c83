import { Tag } from '#ui/tag.tsx';
import { type SnapshotState, snapshotState, snapshotWords } from '../rules.ts';

const colours = {
  taken: 'green',
  'taken-late': 'teal',
  open: 'blue',
  late: 'red',
} as const satisfies Record<SnapshotState, string>;

/** Where a snapshot stands, in words and a colour. */
export const StateTag = (props: {
  snapshot: { due_on: Temporal.PlainDate; taken_at: Temporal.Instant | null };
  today: Temporal.PlainDate;
}) => (
  <Tag colour={colours[snapshotState(props.snapshot, props.today)]}>{snapshotWords(props.snapshot, props.today)}</Tag>
);
