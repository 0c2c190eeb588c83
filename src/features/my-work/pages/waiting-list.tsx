import { shortDate } from '#platform/clock.ts';
import { EmptyState } from '#ui/empty-state.tsx';
import { Table } from '#ui/table.tsx';
import { Tag } from '#ui/tag.tsx';
import { dueInWords, type Urgency, urgencyOf, type WaitingItem } from '../rules.ts';

const colours = { overdue: 'red', soon: 'amber', later: 'grey', none: 'grey' } as const satisfies Record<
  Urgency,
  string
>;

/** What waits for the reader, the most pressing first. */
export const WaitingList = ({
  items,
  today,
  nothing,
}: {
  items: readonly WaitingItem[];
  today: Temporal.PlainDate;
  nothing: string;
}) =>
  items.length === 0 ? (
    <EmptyState title="Nothing waits for you">{nothing}</EmptyState>
  ) : (
    <Table
      caption="What waits for you"
      captionHidden
      columns={[{ header: 'What to do' }, { header: 'About' }, { header: 'By' }]}
      rows={items.map((item) => [
        <a class="govuk-link" href={item.href}>
          {item.title}
        </a>,
        item.detail,
        item.dueOn ? (
          <>
            {shortDate(item.dueOn)} <Tag colour={colours[urgencyOf(item, today)]}>{dueInWords(item, today)}</Tag>
          </>
        ) : (
          'No date'
        ),
      ])}
      stack
    />
  );
