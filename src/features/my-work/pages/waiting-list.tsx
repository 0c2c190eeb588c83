import { shortDate } from '#platform/clock.ts';
import { Card } from '#ui/card.tsx';
import { Details } from '#ui/details.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { Table } from '#ui/table.tsx';
import { Tag } from '#ui/tag.tsx';
import { dueInWords, type Urgency, urgencyOf, type WaitingItem } from '../rules.ts';

const colours = { overdue: 'red', soon: 'amber', later: 'grey', none: 'grey' } as const satisfies Record<
  Urgency,
  string
>;

/** Rows that are shown at once below the first thing; the rest is a press away, so that what a role needs to see stays on the first screen. */
const shownAtOnce = 7;

type Props = { items: readonly WaitingItem[]; today: Temporal.PlainDate };

const Due = ({ item, today }: { item: WaitingItem; today: Temporal.PlainDate }) =>
  item.dueOn ? (
    <>
      {shortDate(item.dueOn)} <Tag colour={colours[urgencyOf(item, today)]}>{dueInWords(item, today)}</Tag>
    </>
  ) : (
    <>No date</>
  );

const Items = ({ items, today, caption }: Props & { caption: string }) => (
  <Table
    caption={caption}
    captionHidden
    columns={[{ header: 'What to do' }, { header: 'About' }, { header: 'By' }]}
    rows={items.map((item) => [
      <a class="govuk-link" href={item.href}>
        {item.title}
      </a>,
      item.detail,
      <Due item={item} today={today} />,
    ])}
    stack
  />
);

/** What waits for the reader: the one next thing apart from the rest, which follows in order. */
export const WaitingList = ({ items, today, nothing }: Props & { nothing: string }) => {
  const [next, ...others] = items;
  if (!next) return <EmptyState title="Nothing waits for you">{nothing}</EmptyState>;
  const later = others.slice(shownAtOnce);
  return (
    <>
      <h2 class="govuk-heading-m">Next</h2>
      <Card title={next.title} href={next.href}>
        <p class="govuk-body">{next.detail}</p>
        <p class="govuk-body">
          By: <Due item={next} today={today} />
        </p>
      </Card>
      {others.length > 0 ? (
        <>
          <h2 class="govuk-heading-m">Then</h2>
          <Items items={others.slice(0, shownAtOnce)} today={today} caption="What else waits for you" />
        </>
      ) : null}
      {later.length > 0 ? (
        <Details summary={`${later.length} more ${later.length === 1 ? 'thing waits' : 'things wait'}`}>
          <Items items={later} today={today} caption="What waits after that" />
        </Details>
      ) : null}
    </>
  );
};
