import { shortDate } from '#platform/clock.ts';
import { RagTag } from '#ui/rag-tag.tsx';
import { Table } from '#ui/table.tsx';
import { Tag, type TagColour } from '#ui/tag.tsx';
import type { Agenda } from '../agenda.ts';
import type { Direction } from '../agenda-rules.ts';
import { carriedWords, directionWords, partTitles } from '../words.ts';

const colours: Record<Direction, TagColour> = { better: 'green', worse: 'red', same: 'grey' };
export const DirectionTag = ({ direction }: { direction: Direction | null }) =>
  direction ? <Tag colour={colours[direction]}>{directionWords[direction]}</Tag> : '—';

export const ChangesTable = ({ changes, since }: { changes: Agenda['changes']; since: string }) => (
  <Table
    caption={since}
    columns={[{ header: 'What' }, { header: 'Was' }, { header: 'Is' }, { header: 'Which way' }]}
    rows={changes.map((change) => [
      <a class="govuk-link" href={change.href}>
        {change.what}
      </a>,
      change.was ?? '—',
      change.now,
      <DirectionTag direction={change.direction} />,
    ])}
    empty="No snapshot was taken, nothing imported and no review issued."
    stack
    dense
  />
);

export const EnquiriesTable = ({ enquiries }: { enquiries: Agenda['enquiries'] }) => (
  <Table
    caption={partTitles.enquiries}
    captionHidden
    columns={[{ header: 'Question' }, { header: 'Who follows it up' }, { header: 'By when' }]}
    rows={enquiries.map((line) => [
      <a class="govuk-link" href={line.href}>
        {line.question}
      </a>,
      line.owner,
      <>
        {shortDate(line.byWhen)} {line.overdue ? <Tag colour="red">Overdue</Tag> : null}
      </>,
    ])}
    empty="Every line of enquiry is answered."
    stack
    dense
  />
);

/** What will stand on the agenda, before the meeting begins: to read, not to write. */
export const CriteriaPreview = ({ criteria }: { criteria: Agenda['criteria'] }) => (
  <Table
    caption="Criteria of the action plan"
    columns={[{ header: 'Criterion' }, { header: 'Last entry' }, { header: 'By when' }, { header: 'This time' }]}
    rows={criteria.map((criterion) => [
      criterion.what,
      criterion.last ? (
        <>
          <RagTag rating={criterion.last.rag} /> {criterion.last.value}, {shortDate(criterion.last.on)}
        </>
      ) : (
        'None yet'
      ),
      criterion.byWhen ? shortDate(criterion.byWhen) : '—',
      criterion.reached ? 'Reached' : criterion.due ? 'Due' : 'Not due',
    ])}
    empty="No plan is in force."
    stack
    dense
  />
);

export const EarlierPreview = ({ earlier }: { earlier: Agenda['earlier'] }) => (
  <Table
    caption={partTitles.earlier}
    columns={[{ header: 'Action' }, { header: 'Who' }, { header: 'By when' }, { header: 'How often' }]}
    rows={earlier
      .filter((action) => action.ended === null)
      .map((action) => [action.what, action.owner, shortDate(action.dueOn), carriedWords(action.carried)])}
    empty="Nothing is open from earlier meetings."
    stack
    dense
  />
);

export const OverduePreview = ({ actions }: { actions: Agenda['planActions'] }) => (
  <Table
    caption={partTitles.plan_actions}
    columns={[{ header: 'Action' }, { header: 'Owner' }, { header: 'Was due' }]}
    rows={actions.map((action) => [action.what, action.owner, shortDate(action.dueOn)])}
    empty="None is overdue."
    stack
    dense
  />
);

/** What was decided last time, so that it can be seen whether it was done; nothing where nothing was. */
export const DecidedLastTime = ({ decided }: { decided: Agenda['decided'] }) =>
  decided.length === 0 ? null : (
    <>
      <h3 class="govuk-heading-s">Decided last time</h3>
      <ul class="govuk-list govuk-list--bullet">
        {decided.map((one) => (
          <li>
            <strong>{one.title}</strong> {one.words}
          </li>
        ))}
      </ul>
    </>
  );
