import { evidenceTags } from '#core/evidence/tags.ts';
import type { Typed } from '#platform/http/form.ts';
import { Checkboxes } from '#ui/checkboxes.tsx';
import { Details } from '#ui/details.tsx';
import { Grid } from '#ui/grid.tsx';
import { Radios } from '#ui/radios.tsx';
import { Select } from '#ui/select.tsx';
import { TextField } from '#ui/text-field.tsx';
import { areaField } from '../forms.ts';
import { type Choices, type Option, pointsNames, type Reach } from '../reach-rules.ts';

/** The boxes that were ticked, out of what a form was sent with. */
const tickedIn = (typed: Typed, name: string): string[] => (typed[name] ?? '').split('\n').filter((id) => id !== '');

/** What is stored, as a form would have sent it. */
export function typedReach(reach: Reach): Typed {
  const ofPeople = reach.observers.flatMap(({ personId }) => personId ?? []);
  const outside = reach.observers.filter(({ personId }) => personId === null).map(({ name }) => name);
  return {
    observedId: reach.observedId ?? '',
    readers: reach.readers,
    readerIds: reach.readerIds.join('\n'),
    observerIds: ofPeople.join('\n'),
    otherObservers: outside.join(', '),
    tags: reach.tags.join('\n'),
    criterionIds: reach.criterionIds.join('\n'),
    enquiryIds: reach.enquiryIds.join('\n'),
    ...Object.fromEntries(reach.areas.map((area) => [areaField(area.areaId), area.points])),
  };
}

const choicesOf = (options: readonly Option[]) =>
  options.map(({ id, label, hint }) => ({ value: id, label, ...(hint ? { hint } : {}) }));

const pointsOptions = [
  { value: '', label: 'Says nothing of it' },
  ...Object.entries(pointsNames).map(([value, label]) => ({ value, label })),
];

type Props = { choices: Choices; typed: Typed };

const Areas = ({ choices, typed }: Props) => {
  const said = choices.frameworks.some(({ areas }) => areas.some((area) => typed[areaField(area.id)]));
  return (
    <Details summary="Which areas does it speak to?" open={said}>
      <p class="govuk-body">One piece may serve several areas, in each framework that is in use.</p>
      {choices.frameworks.map((framework) => (
        <fieldset class="govuk-fieldset">
          <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{framework.name}</legend>
          <Grid of="tiles">
            {framework.areas.map((area) => (
              <Select
                name={areaField(area.id)}
                label={area.label}
                options={pointsOptions}
                value={typed[areaField(area.id)]}
              />
            ))}
          </Grid>
        </fieldset>
      ))}
    </Details>
  );
};

const Lines = ({ choices, typed }: Props) => {
  const criteria = tickedIn(typed, 'criterionIds');
  const enquiries = tickedIn(typed, 'enquiryIds');
  if (choices.criteria.length + choices.enquiries.length === 0) return null;
  return (
    <Details
      summary="Which lines of the plan, or of enquiry, does it speak to?"
      open={criteria.length + enquiries.length > 0}
    >
      {choices.criteria.length > 0 ? (
        <Checkboxes
          name="criterionIds"
          label="Criteria of the action plan"
          options={choicesOf(choices.criteria)}
          values={criteria}
        />
      ) : null}
      {choices.enquiries.length > 0 ? (
        <Checkboxes
          name="enquiryIds"
          label="Open lines of enquiry"
          options={choicesOf(choices.enquiries)}
          values={enquiries}
        />
      ) : null}
    </Details>
  );
};

/** What a piece speaks to, who saw it, and who may read it. */
export const ReachFields = ({ choices, typed }: Props) => (
  <>
    <Checkboxes
      name="tags"
      label="By what words is it found again?"
      options={Object.entries(evidenceTags).map(([value, label]) => ({ value, label }))}
      values={tickedIn(typed, 'tags')}
      required={false}
    />
    <Areas choices={choices} typed={typed} />
    <Lines choices={choices} typed={typed} />
    <Details
      summary="Who else saw it?"
      open={tickedIn(typed, 'observerIds').length > 0 || Boolean(typed['otherObservers'])}
    >
      <Checkboxes
        name="observerIds"
        label="Others who saw it with you"
        options={choicesOf(choices.observers)}
        values={tickedIn(typed, 'observerIds')}
      />
      <TextField
        name="otherObservers"
        label="Anybody from outside the trust"
        hint="Names, separated by commas."
        value={typed['otherObservers']}
        required={false}
      />
    </Details>
    <Select
      name="observedId"
      label="Was one teacher observed?"
      placeholder="No one person"
      options={choices.teachers.map(({ id, label }) => ({ value: id, label }))}
      value={typed['observedId']}
    />
    <Radios
      name="readers"
      label="Who may read it?"
      hint="Notes on one teacher are never for every leader: the teacher sees them at once and may reply, you and those ticked below read them, and leaders see them counted among others."
      value={typed['readers'] || 'leaders'}
      options={[
        { value: 'leaders', label: 'Leaders of the school and of the Trust, and external reviewers of the school' },
        { value: 'named', label: 'Only the people named here, and whoever was observed' },
      ]}
    />
    <Details summary="Name those who may read it" open={tickedIn(typed, 'readerIds').length > 0}>
      <Checkboxes
        name="readerIds"
        label="May read it, beside you and those who saw it with you"
        options={choicesOf(choices.readers)}
        values={tickedIn(typed, 'readerIds')}
      />
    </Details>
  </>
);
