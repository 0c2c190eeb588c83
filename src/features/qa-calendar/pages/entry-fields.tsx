import { termNames } from '#core/academic-year/rules.ts';
import { longDate } from '#platform/clock.ts';
import { Select } from '#ui/select.tsx';
import type { PossibleLead } from '../queries.ts';
import { againstWeek, type SchoolYear } from '../week-rules.ts';
import { topics, topicWords } from '../words.ts';

type Shown = { value: string | undefined; error: string | undefined };

/** The weeks of a school's year to choose from, each with what speaks against it. */
export const WeekSelect = ({
  year,
  name = 'week',
  label,
  hint,
  value,
  error,
  id,
  placeholder = 'Choose a week',
}: Shown & {
  year: SchoolYear;
  name?: string | undefined;
  label: string;
  hint?: string | undefined;
  id?: string | undefined;
  placeholder?: string | undefined;
}) => (
  <Select
    name={name}
    id={id}
    label={label}
    hint={hint}
    placeholder={placeholder}
    value={value}
    error={error}
    options={year.weeks.map((week) => {
      const against = againstWeek(year, week.monday);
      return {
        value: week.monday.toString(),
        label: `${longDate(week.monday)}, week ${week.ofTerm} of the ${termNames[week.term]}${against === null ? '' : ` (${against})`}`,
      };
    })}
  />
);

/** Who leads: today's people; who was chosen before stays in the list though they have left. */
export const LeadSelect = ({
  people,
  value,
  error,
  now,
}: Shown & { people: readonly PossibleLead[]; now?: { id: string | null; name: string | null } | undefined }) => {
  const options = people.map((person) => ({
    value: person.id,
    label: person.jobTitle ? `${person.name}, ${person.jobTitle}` : person.name,
  }));
  if (now?.id && !people.some((person) => person.id === now.id))
    options.unshift({ value: now.id, label: `${now.name ?? 'Who led it'} (no longer leads reviews)` });
  return (
    <Select
      name="leadId"
      label="Who leads it"
      required={false}
      placeholder="Nobody yet"
      value={value}
      error={error}
      options={options}
    />
  );
};

export const TopicSelect = ({ value, error, hint }: Shown & { hint?: string | undefined }) => (
  <Select
    name="topic"
    label="Topic"
    hint={hint}
    placeholder="No topic"
    value={value}
    error={error}
    options={topics.map((topic) => ({ value: topic, label: topicWords[topic] }))}
  />
);

export const DepartmentSelect = ({
  departments,
  value,
  error,
  hint,
}: Shown & {
  departments: readonly { id: string; name: string; school?: string | undefined }[];
  hint?: string | undefined;
}) => (
  <Select
    name="departmentId"
    label="Department or subject"
    hint={hint}
    required={false}
    placeholder="No department"
    value={value}
    error={error}
    options={departments.map((department) => ({
      value: department.id,
      label: department.school ? `${department.school}: ${department.name}` : department.name,
    }))}
  />
);
