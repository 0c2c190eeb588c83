import { Table } from '#ui/table.tsx';
import { Tag } from '#ui/tag.tsx';
import { type Standing, type Sum, spent } from '../ledger-rules.ts';
import { hours, stateWords } from '../words.ts';

/** Hours by one thing: done, planned for a day that has passed, still planned, all of them together, and stopped. */
export const SumTable = (props: { caption: string; what: string; sums: ReadonlyMap<string, Sum> }) => (
  <Table
    caption={props.caption}
    columns={[
      { header: props.what },
      { header: stateWords.done, align: 'number' },
      { header: stateWords.past, align: 'number' },
      { header: stateWords.planned, align: 'number' },
      { header: 'Together', align: 'number' },
      { header: 'Stopped', align: 'number' },
    ]}
    rows={[...props.sums].map(([name, sum]) => [
      name,
      hours(sum.done),
      hours(sum.past),
      hours(sum.planned),
      hours(spent(sum)),
      hours(sum.stopped),
    ])}
    empty="Nothing yet."
    dense
  />
);

const standings: Record<Standing, { colour: 'red' | 'amber' | 'grey' | 'green'; words: string }> = {
  over: { colour: 'red', words: 'Past the limit' },
  at_limit: { colour: 'amber', words: 'At the limit' },
  near: { colour: 'amber', words: 'Near the limit' },
  within: { colour: 'green', words: 'Within' },
};

export const StandingTag = ({ standing }: { standing: Standing }) => (
  <Tag colour={standings[standing].colour}>{standings[standing].words}</Tag>
);
