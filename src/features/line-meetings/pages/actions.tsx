import { shortDate } from '#platform/clock.ts';
import { Button } from '#ui/button.tsx';
import { DateField } from '#ui/date-field.tsx';
import { Details } from '#ui/details.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { Radios } from '#ui/radios.tsx';
import { Table } from '#ui/table.tsx';
import { TextField } from '#ui/text-field.tsx';
import type { Agenda, EarlierAction, PlanAction } from '../agenda.ts';
import type { Parts } from '../part-queries.ts';
import { lineMeetingPaths } from '../paths.ts';
import type { Meeting } from '../queries.ts';
import { carriedWords, partTitles } from '../words.ts';
import { DecidedLastTime } from './agenda-tables.tsx';
import { NotePart, type Writing } from './items.tsx';

export const carriedColumns = [
  { header: 'Action' },
  { header: 'Who' },
  { header: 'By when' },
  { header: 'How often' },
  { header: 'State' },
];

const refusedIn = (writing: Writing, key: string) => {
  const open = writing.refused?.key === key ? writing.refused : undefined;
  return {
    open: open !== undefined,
    value: (name: string) => open?.typed[name],
    error: (name: string) => open?.errors.find((found) => found.field === name)?.message,
  };
};

/** Done or dropped, with a word: for an action that is open. */
export const EndAction = ({
  writing,
  action,
}: {
  writing: Writing;
  action: Pick<EarlierAction, 'id' | 'what' | 'revision'>;
}) => {
  const { open, value, error } = refusedIn(writing, `end-${action.id}`);
  return (
    <Details summary="Tick it off" open={open}>
      <Form action={lineMeetingPaths.endAction(action.id)} csrfToken={writing.ctx.page.csrfToken} label={action.what}>
        <HiddenField name="revision" value={action.revision} />
        <HiddenField name="at" value={writing.meetingId} />
        <Radios
          name="how"
          id={`how-${action.id}`}
          label="What became of it?"
          options={[
            { value: 'done', label: 'Done' },
            { value: 'dropped', label: 'Dropped' },
          ]}
          value={value('how') ?? 'done'}
          error={error('how')}
        />
        <TextField
          name="note"
          id={`note-${action.id}`}
          label="A word on it, or why it is dropped"
          required={false}
          value={value('note')}
          error={error('note')}
        />
        <Button variant="secondary" hiddenText={action.what}>
          Tick it off
        </Button>
      </Form>
    </Details>
  );
};

const stateOf = (writing: Writing, action: EarlierAction) =>
  action.ended ? (
    `${action.ended.how === 'done' ? 'Done' : 'Dropped'} ${shortDate(action.ended.on)}${action.ended.note ? `: ${action.ended.note}` : ''}`
  ) : (
    <EndAction writing={writing} action={action} />
  );

/** Actions from earlier meetings: what is not done is carried over by itself, and counted. */
export const EarlierSection = ({
  writing,
  agenda,
  signature,
}: {
  writing: Writing;
  agenda: Agenda;
  signature: string;
}) => (
  <section>
    <h2 class="govuk-heading-m">{partTitles.earlier}</h2>
    <DecidedLastTime decided={agenda.decided} />
    <div data-region="earlier" data-signature={signature}>
      <Table
        caption={partTitles.earlier}
        captionHidden
        columns={carriedColumns}
        rows={agenda.earlier.map((action) => [
          action.what,
          action.owner,
          shortDate(action.dueOn),
          carriedWords(action.carried),
          stateOf(writing, action),
        ])}
        empty="Nothing is open from earlier meetings."
        stack
        dense
      />
    </div>
    {agenda.earlier.length > 0 ? <NotePart writing={writing} part="earlier" label={partTitles.earlier} /> : null}
  </section>
);

const PlanActionForm = ({ writing, action }: { writing: Writing; action: PlanAction }) => {
  const { open, value, error } = refusedIn(writing, `plan-action-${action.actionId}`);
  return (
    <Details summary={action.movable ? 'Done, or a new date' : 'Is it done?'} open={open}>
      <Form
        action={lineMeetingPaths.planAction(writing.meetingId, action.actionId)}
        csrfToken={writing.ctx.page.csrfToken}
        label={action.what}
      >
        <HiddenField name="planId" value={action.planId} />
        <HiddenField name="revision" value={action.revision} />
        <Radios
          name="how"
          id={`plan-how-${action.actionId}`}
          label="What becomes of it?"
          options={[
            { value: 'done', label: 'It is done' },
            ...(action.movable ? [{ value: 'later', label: 'It gets a new date' }] : []),
          ]}
          value={value('how') ?? 'done'}
          error={error('how')}
        />
        <DateField
          name="on"
          id={`plan-on-${action.actionId}`}
          label={action.movable ? 'Done on, or new date' : 'Done on'}
          value={value('on')}
          error={error('on')}
        />
        <TextField
          name="note"
          id={`plan-note-${action.actionId}`}
          label={action.movable ? 'A word on it, or the reason for the new date' : 'A word on it'}
          required={false}
          value={value('note')}
          error={error('note') ?? error('')}
        />
        <Button variant="secondary" hiddenText={action.what}>
          Record it in the plan
        </Button>
      </Form>
    </Details>
  );
};

/** Overdue actions of the plan; what is recorded here is recorded in the plan at once. `frozen` shows them without anything to press. */
export const PlanActionsSection = ({
  writing,
  agenda,
  frozen,
}: {
  writing: Writing;
  agenda: Agenda;
  frozen: boolean;
}) => (
  <section>
    <h2 class="govuk-heading-m">{partTitles.plan_actions}</h2>
    <Table
      caption={partTitles.plan_actions}
      captionHidden
      columns={[
        { header: 'Action' },
        { header: 'Owner' },
        { header: 'Was due' },
        ...(frozen ? [] : [{ header: 'Do', headerHidden: true }]),
      ]}
      rows={agenda.planActions.map((action) => [
        action.what,
        action.owner,
        shortDate(action.dueOn),
        ...(frozen ? [] : [<PlanActionForm writing={writing} action={action} />]),
      ])}
      empty="None is overdue."
      stack
      dense
    />
    {agenda.planActions.length > 0 ? (
      <NotePart writing={writing} part="plan_actions" label={partTitles.plan_actions} />
    ) : null}
  </section>
);

/** What is agreed today: what, who of the two (or a named person) and by when. */
export const NewActionsSection = ({
  writing,
  meeting,
  actions,
  signature,
}: {
  writing: Writing;
  meeting: Meeting;
  actions: Parts['actions'];
  signature: string;
}) => {
  const { open, value, error } = refusedIn(writing, 'add-action');
  return (
    <section>
      <h2 class="govuk-heading-m">Actions agreed today</h2>
      <div data-region="actions" data-signature={signature}>
        <Table
          caption="Actions agreed today"
          captionHidden
          columns={[{ header: 'What' }, { header: 'Who' }, { header: 'By when' }, { header: 'Do', headerHidden: true }]}
          rows={actions.map((action) => [
            action.what,
            action.owner_name,
            shortDate(action.due_on),
            <Form
              action={lineMeetingPaths.removeAction(writing.meetingId, action.id)}
              csrfToken={writing.ctx.page.csrfToken}
            >
              <Button variant="secondary" hiddenText={action.what}>
                Take it out
              </Button>
            </Form>,
          ])}
          empty="None yet. What is not done by the next meeting is carried over by itself."
          stack
          dense
        />
      </div>
      <Details summary="Agree an action" open={open}>
        <Form action={lineMeetingPaths.addAction(writing.meetingId)} csrfToken={writing.ctx.page.csrfToken}>
          <TextField
            name="what"
            id="action-what"
            label="What is to be done"
            value={value('what')}
            error={error('what')}
          />
          <Radios
            name="owner"
            id="action-owner"
            label="Who does it"
            options={[
              { value: 'head', label: meeting.head ?? 'The head teacher' },
              { value: 'holder', label: meeting.holder ?? meeting.series_holder },
              { value: 'named', label: 'Somebody else' },
            ]}
            value={value('owner')}
            error={error('owner')}
          />
          <TextField
            name="ownerName"
            id="action-owner-name"
            label="Name, if somebody else does it"
            required={false}
            value={value('ownerName')}
            error={error('ownerName')}
          />
          <DateField name="dueOn" id="action-due" label="By when" value={value('dueOn')} error={error('dueOn')} />
          <Button variant="secondary">Agree this action</Button>
        </Form>
      </Details>
    </section>
  );
};
