import type { Ctx } from '#core/context.ts';
import { type Refused, shownIn } from '#platform/http/answer-form.ts';
import { Button } from '#ui/button.tsx';
import { DateField } from '#ui/date-field.tsx';
import { Details } from '#ui/details.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { Select } from '#ui/select.tsx';
import { TextField } from '#ui/text-field.tsx';
import { dataSystemPaths } from '../paths.ts';
import type { System } from '../queries.ts';
import { latestEnd } from '../rules.ts';

export const AddSystem = (props: { ctx: Ctx; schoolId: string; refused: Refused | undefined }) => {
  const { open, value, error } = shownIn('add', props.refused);
  return (
    <Details summary="Write down another system" open={open}>
      <Form action={dataSystemPaths.add(props.schoolId)} csrfToken={props.ctx.page.csrfToken}>
        <TextField
          name="name"
          label="Name"
          hint="Such as Go4Schools, SIMS, Arbor or Bromcom"
          value={value('name')}
          error={error('name')}
          width={20}
          required
        />
        <TextField
          name="holds"
          label="What it holds"
          hint="Such as assessment, attendance and behaviour"
          value={value('holds')}
          error={error('holds')}
          required
        />
        <TextField
          name="contact"
          label="Whom to ask at the school"
          value={value('contact')}
          error={error('contact')}
          required={false}
        />
        <Button variant="secondary">Write it down</Button>
      </Form>
    </Details>
  );
};

export const GrantAccess = (props: {
  ctx: Ctx;
  schoolId: string;
  systems: readonly System[];
  people: readonly { id: string; name: string; job_title: string | null }[];
  refused: Refused | undefined;
}) => {
  const { open, value, error } = shownIn('grant', props.refused);
  return (
    <Details summary="Give somebody of the Trust full access" open={open}>
      <Form action={dataSystemPaths.grant(props.schoolId)} csrfToken={props.ctx.page.csrfToken}>
        <p class="govuk-body">
          Access to Cairn opens the school’s pupil data here, and is written down whenever it is used. Access to another
          system is written down here, and given in that system.
        </p>
        <Select
          name="systemId"
          label="System"
          placeholder="Choose a system"
          value={value('systemId')}
          error={error('systemId')}
          options={[
            // By the school's id: the action knows it, also where the register has no row for Cairn yet.
            { value: props.schoolId, label: 'Cairn' },
            ...props.systems
              .filter((system) => !system.is_cairn)
              .map((system) => ({ value: system.id, label: system.name })),
          ]}
          required
        />
        <Select
          name="personId"
          label="Person"
          placeholder="Choose a person"
          value={value('personId')}
          error={error('personId')}
          options={props.people.map((person) => ({
            value: person.id,
            label: person.job_title ? `${person.name}, ${person.job_title}` : person.name,
          }))}
          required
        />
        <TextField name="why" label="Why they need it" value={value('why')} error={error('why')} required />
        <DateField
          name="startsOn"
          label="From"
          value={value('startsOn') ?? props.ctx.today.toString()}
          error={error('startsOn')}
          required
        />
        <DateField
          name="endsOn"
          label="Until"
          hint="A year at most; then it is looked at again"
          value={value('endsOn') ?? latestEnd(props.ctx.today).subtract({ days: 1 }).toString()}
          error={error('endsOn')}
          required
        />
        <Button variant="secondary">Give access</Button>
      </Form>
    </Details>
  );
};

export const RetireSystem = (props: { ctx: Ctx; system: System; refused: Refused | undefined }) => {
  const { open, value, error } = shownIn(`retire ${props.system.id}`, props.refused);
  return (
    <Details summary="No longer used" open={open}>
      <Form
        action={dataSystemPaths.retire(props.system.id)}
        csrfToken={props.ctx.page.csrfToken}
        label={`${props.system.name} is no longer used`}
      >
        <HiddenField name="revision" value={props.system.revision} />
        <TextField
          name="why"
          id={`retire-${props.system.id}`}
          label="Why"
          hint="Access to it that still stands ends with it"
          value={value('why')}
          error={error('why')}
          required
        />
        <Button variant="warning">Take it out of the register</Button>
      </Form>
    </Details>
  );
};
