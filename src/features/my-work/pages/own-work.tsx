import type { OwnedWork } from '#features/action-plans/index.ts';
import { longDate } from '#platform/clock.ts';
import { EmptyState } from '#ui/empty-state.tsx';
import { RagTag } from '#ui/rag-tag.tsx';
import { Table } from '#ui/table.tsx';
import { dueInWords } from '../rules.ts';

const kinds = { action: 'Action', criterion: 'Criterion for success' } as const;

const ByWhen = ({ work, today }: { work: OwnedWork; today: Temporal.PlainDate }) => {
  if (!work.byWhen) return <>No date</>;
  const late = Temporal.PlainDate.compare(work.byWhen, today) < 0;
  const words = `${longDate(work.byWhen)}, ${dueInWords({ title: '', detail: '', href: '', dueOn: work.byWhen }, today)}`;
  return late ? <strong>{words}</strong> : <span>{words}</span>;
};

/** Actions and criteria that carry the reader's name, or plain words that there are none and what would appear. */
export const OwnWork = ({ work, today }: { work: readonly OwnedWork[]; today: Temporal.PlainDate }) =>
  work.length === 0 ? (
    <EmptyState title="No action or criterion carries your name">
      When your school’s plan gives you one, it appears here with the day by which it is due.
    </EmptyState>
  ) : (
    <Table
      caption="What carries your name in action plans"
      columns={[{ header: 'What' }, { header: 'Kind' }, { header: 'School' }, { header: 'By' }]}
      rows={work.map((one) => [
        one.href ? (
          <a class="govuk-link" href={one.href}>
            {one.what}
          </a>
        ) : (
          one.what
        ),
        <>
          {kinds[one.kind]} {one.rag ? <RagTag rating={one.rag} /> : null}
        </>,
        one.schoolName,
        <ByWhen work={one} today={today} />,
      ])}
      stack
    />
  );
