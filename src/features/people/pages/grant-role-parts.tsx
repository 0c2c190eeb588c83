import { type Role, roles } from '#core/access/roles.ts';
import { schoolPaths } from '#features/schools/paths.ts';
import type { FieldError } from '#platform/errors.ts';
import type { Typed } from '#platform/http/form.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { DateField } from '#ui/date-field.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { Radios } from '#ui/radios.tsx';
import { Select } from '#ui/select.tsx';
import { TextField } from '#ui/text-field.tsx';

type Named = { id: string; name: string };

const asOptions = (list: readonly Named[]) => list.map((each) => ({ value: each.id, label: each.name }));

const where = { trust: 'For the whole trust', school: 'At one school', department: 'In one department of a school' };

export const ChooseRole = ({ action, roles: offered }: { action: string; roles: readonly Role[] }) => (
  <form method="get" action={action}>
    <Radios
      name="role"
      label="Which role?"
      options={offered.map((role) => ({ value: role, label: roles[role].label, hint: where[roles[role].place] }))}
    />
    <Button>Continue</Button>
  </form>
);

export const ChooseSchool = ({ action, role, schools }: { action: string; role: Role; schools: readonly Named[] }) => (
  <form method="get" action={action}>
    <HiddenField name="role" value={role} />
    <Select name="schoolId" label="At which school?" placeholder="Choose a school" options={asOptions(schools)} />
    <Button>Continue</Button>
  </form>
);

export const NoDepartments = ({ school, back }: { school: Named; back: string }) => (
  <EmptyState title={`${school.name} has no departments yet`} action={<ButtonLink href={schoolPaths.school(school.id)}>Add departments</ButtonLink>}>
    A middle leader leads a department. Add the school’s departments first, then come back, or{' '}
    <a class="govuk-link" href={back}>
      choose another role
    </a>
    .
  </EmptyState>
);

type GrantFormProps = {
  action: string;
  csrfToken: string;
  role: Role;
  schools: readonly Named[];
  school: Named | null;
  departments: readonly Named[];
  errors: readonly FieldError[];
  typed: Typed;
};

export const GrantForm = ({ action, csrfToken, role, schools, school, departments, errors, typed }: GrantFormProps) => {
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message;
  const place = roles[role].place;
  return (
    <Form action={action} csrfToken={csrfToken}>
      <HiddenField name="role" value={role} />
      {place === 'school' ? (
        <Select name="schoolId" label="School" placeholder="Choose a school" value={typed['schoolId']} options={asOptions(schools)} error={errorOf('schoolId')} />
      ) : null}
      {place === 'department' && school ? (
        <>
          <HiddenField name="schoolId" value={school.id} />
          <Select
            name="departmentId"
            label={`Department of ${school.name}`}
            placeholder="Choose a department"
            value={typed['departmentId']}
            options={asOptions(departments)}
            error={errorOf('departmentId')}
          />
        </>
      ) : null}
      <DateField name="startsOn" label="First day" value={typed['startsOn']} error={errorOf('startsOn')} />
      <DateField
        name="endsOn"
        label="Last day"
        required={role === 'external_reviewer'}
        hint={role === 'external_reviewer' ? 'Within 12 months: somebody from outside is let in for a review, not for good' : 'Leave empty where no end is agreed'}
        value={typed['endsOn']}
        error={errorOf('endsOn')}
      />
      <TextField name="reason" label="Reason" required={false} hint="Such as: seconded to lead science" value={typed['reason']} error={errorOf('reason')} />
      <Button>Give the role</Button>
    </Form>
  );
};
