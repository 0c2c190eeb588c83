import { errorFor, type FieldError } from '#platform/errors.ts';
import type { Typed } from '#platform/http/form.ts';
import { DateField } from '#ui/date-field.tsx';
import { Details } from '#ui/details.tsx';
import { NumberField } from '#ui/number-field.tsx';
import { Select } from '#ui/select.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { TextField } from '#ui/text-field.tsx';
import { standingWords } from '../member-rules.ts';
import type { QaReview } from '../queries.ts';
import { ChangeWhy } from './frame.tsx';

type Props = {
  review: QaReview;
  people: readonly { id: string; name: string; job_title: string | null }[];
  typed: Typed;
  errors: readonly FieldError[];
  /** What the title of this kind says, as a hint; all kinds where it is not chosen yet. */
  unit: string;
};

/** The fields of one slot of the timetable. */
export const ActivityFields = ({ review, people, typed, errors, unit }: Props) => {
  const field = (name: string) => ({ name, value: typed[name], error: errorFor(errors, name) });
  const members = review.members.map((member) => ({
    value: member.id,
    label:
      member.standing === 'clear' ? member.name : `${member.name} (${standingWords[member.standing].toLowerCase()})`,
    disabled: member.standing !== 'clear',
  }));
  return (
    <>
      <TextField {...field('title')} label="What is looked at" hint={unit} required />
      <TextField
        {...field('focus')}
        label="Focus"
        hint="The question that this activity helps to answer."
        required={false}
      />
      <DateField
        {...field('onDay')}
        label="Day"
        min={review.startsOn.toString()}
        max={review.endsOn.toString()}
        required
      />
      <TextField {...field('startsAt')} label="Time" type="time" width={10} required={false} />
      <NumberField {...field('minutes')} label="Minutes" width={4} required />
      <TextField {...field('place')} label="Where" required={false} />
      <Select
        {...field('withPersonId')}
        label="With one person of the school"
        hint="The teacher who is observed, or the leader whom you meet. Not for pupil voice."
        placeholder="Nobody in particular"
        options={people.map((person) => ({
          value: person.id,
          label: person.job_title ? `${person.name}, ${person.job_title}` : person.name,
        }))}
        required={false}
      />
      <TextField
        {...field('withWords')}
        label="Or with whom, in words"
        hint="Such as “eight pupils of Year 9” or “the pastoral team”. Name no pupil."
        required={false}
      />
      <Select {...field('ledById')} label="Led by" placeholder="Nobody yet" options={members} required={false} />
      <Select {...field('secondById')} label="Second" placeholder="Nobody" options={members} required={false} />
      {errorFor(errors, 'overWhy') || typed['overWhy'] ? (
        <TextArea {...field('overWhy')} label="Why is the limit passed?" rows={2} required />
      ) : null}
      <ChangeWhy review={review} value={typed['changeWhy']} error={errorFor(errors, 'changeWhy')} />
      <Details summary="What this books">
        An observed teacher is booked for being observed, ten minutes of preparing and fifteen of feedback; the team for
        observing and writing. A limit of the Trust is only passed with a reason.
      </Details>
    </>
  );
};
