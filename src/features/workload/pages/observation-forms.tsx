import type { Ctx } from '#core/context.ts';
import { type Refused, shownIn } from '#platform/http/answer-form.ts';
import { Button } from '#ui/button.tsx';
import { DateField } from '#ui/date-field.tsx';
import { Details } from '#ui/details.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { NumberField } from '#ui/number-field.tsx';
import { Radios } from '#ui/radios.tsx';
import { Select } from '#ui/select.tsx';
import { TextField } from '#ui/text-field.tsx';
import type { Observation, peopleAt } from '../observation-queries.ts';
import { byHandPurposes, stateOf } from '../observation-rules.ts';
import { workloadPaths } from '../paths.ts';

type People = Awaited<ReturnType<typeof peopleAt>>;
type Person = People['observed'][number];

const optionsOf = (people: readonly Person[], also?: { id: string; name: string } | null) => [
  ...people.map((person) => ({
    value: person.id,
    label: person.job_title ? `${person.name}, ${person.job_title}` : person.name,
  })),
  ...(also && !people.some((person) => person.id === also.id) ? [{ value: also.id, label: also.name }] : []),
];

type Shown = ReturnType<typeof shownIn>;

/** The fields of an observation: what was typed, else what is stored. `prefix` keeps the ids of several forms on a page apart. */
const Fields = (props: { people: People; shown: Shown; stored: Observation | null; prefix: string }) => {
  const { people, stored, prefix } = props;
  const { value, error } = props.shown;
  const overWhy = error('overWhy');
  const id = (name: string) => (prefix ? `${prefix}-${name}` : name);
  return (
    <>
      <Select
        name="personId"
        id={id('personId')}
        label="Who is observed"
        placeholder="Choose a person"
        value={value('personId') ?? stored?.person_id}
        error={error('personId')}
        options={optionsOf(people.observed, stored && { id: stored.person_id, name: stored.person })}
        required
      />
      <Select
        name="observerId"
        id={id('observerId')}
        label="Who observes"
        placeholder="Nobody of ours"
        value={value('observerId') ?? stored?.observer_id ?? undefined}
        error={error('observerId')}
        options={optionsOf(
          people.observers,
          stored?.observer_id ? { id: stored.observer_id, name: stored.observer ?? '' } : null,
        )}
        required={false}
      />
      <Radios
        name="purpose"
        id={id('purpose')}
        label="What it is for"
        value={value('purpose') ?? stored?.purpose}
        error={error('purpose')}
        options={Object.entries(byHandPurposes).map(([code, label]) => ({ value: code, label }))}
      />
      <DateField
        name="onDay"
        id={id('onDay')}
        label="Day"
        hint="A day that has passed counts as done"
        value={value('onDay') ?? stored?.on_day.toString()}
        error={error('onDay')}
        required
      />
      <NumberField
        name="minutes"
        id={id('minutes')}
        label="Observed for"
        suffix="minutes"
        value={value('minutes') ?? stored?.minutes ?? 30}
        error={error('minutes')}
        required
      />
      <NumberField
        name="feedbackMinutes"
        id={id('feedbackMinutes')}
        label="Feedback"
        suffix="minutes"
        value={value('feedbackMinutes') ?? stored?.feedback_minutes ?? 15}
        error={error('feedbackMinutes')}
        required
      />
      {overWhy || value('overWhy') ? (
        <TextField
          name="overWhy"
          id={id('overWhy')}
          label="Why it goes over the limit"
          hint="The leaders and the staff representative of the school, and the Trust, can read it"
          value={value('overWhy')}
          error={overWhy}
        />
      ) : null}
    </>
  );
};

export const EnterObservation = (props: {
  ctx: Ctx;
  schoolId: string;
  people: People;
  refused: Refused | undefined;
  open: boolean;
}) => {
  const shown = shownIn('enter', props.refused);
  return (
    <Details summary="Enter an observation" open={props.open || shown.open}>
      <Form action={workloadPaths.observations(props.schoolId)} csrfToken={props.ctx.page.csrfToken}>
        <Fields people={props.people} shown={shown} stored={null} prefix="" />
        <Button>Enter it</Button>
      </Form>
    </Details>
  );
};

/** What can be done with one that was entered: say that it took place, correct it, stop it or take it out. */
export const ObservationForms = (props: {
  ctx: Ctx;
  row: Observation;
  people: People;
  refused: Refused | undefined;
}) => {
  const { ctx, row, refused } = props;
  const state = stateOf(row, ctx.today);
  const correct = shownIn(`correct ${row.id}`, refused);
  const stop = shownIn(`stop ${row.id}`, refused);
  if (state === 'stopped') return null;
  const about = `the observation of ${row.person} on ${row.on_day}`;
  const revision = <HiddenField name="revision" value={row.revision} />;
  return (
    <>
      {state === 'to_confirm' || (state === 'planned' && row.on_day.equals(ctx.today)) ? (
        <Form action={workloadPaths.done(row.id)} csrfToken={ctx.page.csrfToken} label={`Say that ${about} took place`}>
          {revision}
          <Button variant="secondary" hiddenText={`: ${about}`}>
            It took place
          </Button>
        </Form>
      ) : null}
      <Details summary="Correct it" open={correct.open}>
        <Form action={workloadPaths.correct(row.id)} csrfToken={ctx.page.csrfToken} label={`Correct ${about}`}>
          {revision}
          <Fields people={props.people} shown={correct} stored={row} prefix={`correct-${row.id}`} />
          <Button variant="secondary">Save the correction</Button>
        </Form>
      </Details>
      <Details summary={state === 'done' ? 'Entered by mistake' : 'Stop it'} open={stop.open}>
        <Form action={workloadPaths.stop(row.id)} csrfToken={ctx.page.csrfToken} label={`Stop ${about}`}>
          {revision}
          <TextField
            name="why"
            id={`stop-${row.id}`}
            label="Why"
            value={stop.value('why')}
            error={stop.error('why')}
            required
          />
          <Button variant="warning">{state === 'done' ? 'Take it out' : 'Stop it'}</Button>
        </Form>
      </Details>
    </>
  );
};
