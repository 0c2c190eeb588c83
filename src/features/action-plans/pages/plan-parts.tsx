import type { Child } from 'hono/jsx';
import { shortDate } from '#platform/clock.ts';
import { Details } from '#ui/details.tsx';
import { RagTag } from '#ui/rag-tag.tsx';
import { Table } from '#ui/table.tsx';
import { Tag } from '#ui/tag.tsx';
import type { ActionRow, CriterionRow, ObjectiveRow } from '../content.ts';
import { criterionQuestions, fromWhat, short, toWhat, withUnit } from '../content-rules.ts';
import { actionPlanPaths } from '../paths.ts';
import type { ProgressSource } from '../progress-sources.ts';
import type { PlanView } from '../queries.ts';

/** What the reader may do on the page of a plan. */
export type PlanRights = {
  edit: boolean;
  support: boolean;
  progress: boolean;
  readReview: boolean;
  /** Opens reports of reviews, whatever department they are about. */
  readReport: boolean;
};

const missing = (text: string) => (text === '' ? <span class="govuk-hint">Not said yet</span> : text);

export const Change = ({ href, what, label = 'Change' }: { href: string; what: string; label?: string }) => (
  <a class="govuk-link" href={href}>
    {label}
    <span class="govuk-visually-hidden"> {short(what, 50)}</span>
  </a>
);

type Sources = ReadonlyMap<string, ProgressSource>;

/** Where an entry was recorded, for those who may open it; nothing for others. */
export const RecordedAt = ({ source }: { source: ProgressSource | undefined }) =>
  source ? (
    <a class="govuk-link" href={source.href}>
      {source.label}
    </a>
  ) : null;

const Now = ({ view, row, sources }: { view: PlanView; row: CriterionRow; sources: Sources }) => {
  const last = view.newest(row.id);
  if (!last) return <span class="govuk-hint">No progress recorded yet</span>;
  const value = last.value_number === null ? '' : withUnit(last.value_number, row.unit);
  return (
    <>
      <RagTag rating={last.rag} /> {value === '' ? short(last.value_words ?? '', 90) : value}
      <br />
      <span class="govuk-hint">{shortDate(last.noted_on)}</span> <RecordedAt source={sources.get(last.id)} />
    </>
  );
};

const CriteriaTable = ({
  view,
  number,
  criteria,
  rights,
  today,
  sources,
}: {
  view: PlanView;
  number: string;
  criteria: readonly CriterionRow[];
  rights: PlanRights;
  today: Temporal.PlainDate;
  sources: Sources;
}) => {
  const passed = (row: CriterionRow) =>
    row.by_when !== null && Temporal.PlainDate.compare(row.by_when, today) < 0 && view.newest(row.id)?.rag !== 'blue';
  return (
    <Table
      caption={`How success will be known: objective ${number}`}
      stack
      dense
      columns={[
        { header: 'Criterion' },
        { header: 'From' },
        { header: 'To' },
        { header: 'By when' },
        { header: 'How it will be known' },
        { header: 'Owner' },
        { header: 'Now' },
        ...(rights.edit || rights.progress ? [{ header: 'Do', headerHidden: true }] : []),
      ]}
      rows={criteria.map((row) => [
        row.what,
        missing(fromWhat(row)),
        missing(toWhat(row)),
        <>
          {row.by_when ? shortDate(row.by_when) : missing('')}{' '}
          {passed(row) ? <Tag colour="red">Day has passed</Tag> : null}
        </>,
        missing(row.how_known ?? ''),
        view.owner(row) || missing(''),
        <Now view={view} row={row} sources={sources} />,
        ...(rights.edit || rights.progress
          ? [
              <>
                {rights.progress ? (
                  <Change href={actionPlanPaths.progress(view.plan.id, row.id)} what={row.what} label="Progress" />
                ) : null}
                {rights.progress && rights.edit ? <br /> : null}
                {rights.edit ? (
                  <Change href={actionPlanPaths.part(view.plan.id, 'criteria', row.id)} what={row.what} />
                ) : null}
              </>,
            ]
          : []),
      ])}
    />
  );
};

function actionState(row: ActionRow, today: Temporal.PlainDate): Child {
  if (row.done_on) return <Tag colour="green">Done {shortDate(row.done_on)}</Tag>;
  if (row.due_on && Temporal.PlainDate.compare(row.due_on, today) < 0) return <Tag colour="red">Overdue</Tag>;
  return row.starts_on && Temporal.PlainDate.compare(row.starts_on, today) > 0 ? 'Not begun' : 'Under way';
}

const ActionsTable = ({
  view,
  number,
  actions,
  rights,
  today,
}: {
  view: PlanView;
  number: string;
  actions: readonly ActionRow[];
  rights: PlanRights;
  today: Temporal.PlainDate;
}) => (
  <Table
    caption={`Actions: objective ${number}`}
    stack
    dense
    columns={[
      { header: 'Action' },
      { header: 'Owner' },
      { header: 'Starts' },
      { header: 'Due' },
      { header: 'What it needs' },
      { header: 'State' },
      ...(rights.edit || rights.progress ? [{ header: 'Do', headerHidden: true }] : []),
    ]}
    rows={actions.map((row) => [
      row.what,
      view.owner(row) || missing(''),
      row.starts_on ? shortDate(row.starts_on) : '—',
      row.due_on ? shortDate(row.due_on) : missing(''),
      row.resource_need ?? '—',
      actionState(row, today),
      ...(rights.edit || rights.progress
        ? [
            <>
              {rights.progress ? (
                <Change
                  href={actionPlanPaths.finishAction(view.plan.id, row.id)}
                  what={row.what}
                  label={row.done_on ? 'Done?' : 'Mark done'}
                />
              ) : null}
              {rights.progress && rights.edit ? <br /> : null}
              {rights.edit ? (
                <Change href={actionPlanPaths.part(view.plan.id, 'actions', row.id)} what={row.what} />
              ) : null}
            </>,
          ]
        : []),
    ])}
  />
);

const Questions = ({ criteria }: { criteria: readonly CriterionRow[] }) => {
  const asked = criteria.flatMap((row) => criterionQuestions(row).map((question) => ({ what: row.what, question })));
  if (asked.length === 0) return null;
  return (
    <Details
      summary={asked.length === 1 ? 'A question about a criterion' : `${asked.length} questions about the criteria`}
    >
      <ul class="govuk-list govuk-list--bullet">
        {asked.map(({ what, question }) => (
          <li>
            <strong>{short(what)}</strong>: {question}
          </li>
        ))}
      </ul>
      <p class="govuk-hint">Questions stop nothing. They are there to be answered before a trustee asks them.</p>
    </Details>
  );
};

export const ObjectiveSection = (props: {
  view: PlanView;
  objective: ObjectiveRow;
  number: string;
  rights: PlanRights;
  today: Temporal.PlainDate;
  /** Where the newest entries of progress were recorded, as far as the reader may open it. */
  sources: Sources;
}) => {
  const { view, objective, number, rights, today, sources } = props;
  const criteria = view.content.criteria.filter((row) => row.objective_id === objective.id);
  const actions = view.content.actions.filter((row) => row.objective_id === objective.id);
  // A box is never broken over two sheets of paper, and this one can be long: readers get it without.
  const boxed = rights.edit || rights.progress;
  return (
    <section class={boxed ? 'cairn-card' : undefined}>
      <div class={boxed ? 'cairn-card__head' : undefined}>
        <h3 class="cairn-card__title">
          Objective {number}: {objective.text}
        </h3>
        {rights.edit ? (
          <Change href={actionPlanPaths.part(view.plan.id, 'objectives', objective.id)} what={objective.text} />
        ) : null}
      </div>
      <div class={boxed ? 'cairn-card__body' : undefined}>
        {criteria.length > 0 ? (
          <CriteriaTable
            view={view}
            number={number}
            criteria={criteria}
            rights={rights}
            today={today}
            sources={sources}
          />
        ) : (
          <p class="govuk-body">No criterion says yet how success will be known.</p>
        )}
        {rights.edit ? <Questions criteria={criteria} /> : null}
        {actions.length > 0 ? (
          <ActionsTable view={view} number={number} actions={actions} rights={rights} today={today} />
        ) : (
          <p class="govuk-body">No action leads there yet.</p>
        )}
        {rights.edit ? (
          <p class="govuk-body">
            <a class="govuk-link" href={actionPlanPaths.addPart(view.plan.id, 'criteria', objective.id)}>
              Add a criterion<span class="govuk-visually-hidden"> to objective {number}</span>
            </a>{' '}
            ·{' '}
            <a class="govuk-link" href={actionPlanPaths.addPart(view.plan.id, 'actions', objective.id)}>
              Add an action<span class="govuk-visually-hidden"> to objective {number}</span>
            </a>
          </p>
        ) : null}
      </div>
    </section>
  );
};
