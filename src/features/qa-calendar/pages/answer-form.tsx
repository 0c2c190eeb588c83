import type { Refused } from '#platform/http/answer-form.ts';
import { shownIn } from '#platform/http/answer-form.ts';
import { Button } from '#ui/button.tsx';
import { Details } from '#ui/details.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { Radios } from '#ui/radios.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { whenInWords } from '../entry-words.ts';
import { qaCalendarPaths } from '../paths.ts';
import type { Entry } from '../queries.ts';
import type { SchoolYear } from '../week-rules.ts';
import { WeekSelect } from './entry-fields.tsx';

/** What the head or a staff representative says: agreed, or which entries should move, where to and why. */
export const AnswerForm = ({
  csrfToken,
  schoolId,
  year,
  refused,
  round,
  entries,
  school,
  side,
  given,
}: {
  csrfToken: string;
  schoolId: string;
  year: number;
  refused: Refused | undefined;
  round: { version: number };
  entries: readonly Entry[];
  school: SchoolYear;
  side: string;
  /** What this side has said to the version already. */
  given: { agrees: boolean } | undefined;
}) => {
  const { value, error } = shownIn('answer', refused);
  return (
    <section id="answer" aria-label="Your answer">
      <h2 class="govuk-heading-m">Your answer</h2>
      <p class="govuk-body">{`You answer as ${side}. It counts for version ${round.version}; if the calendar changes you are asked again.${
        given === undefined
          ? ''
          : given.agrees
            ? ' You have agreed. You may still change your answer.'
            : ' You have asked for a change. You may answer again.'
      }`}</p>
      <Form action={qaCalendarPaths.answer(schoolId, year)} csrfToken={csrfToken} warnUnsaved>
        <HiddenField name="version" value={round.version} />
        <Radios
          name="agrees"
          label="Do you agree to the calendar as it stands?"
          value={value('agrees')}
          error={error('agrees')}
          options={[
            { value: 'yes', label: 'Yes, I agree' },
            { value: 'no', label: 'No, something should move or change' },
          ]}
          required
        />
        {entries.map((entry) => {
          const week = `week-${entry.id}`;
          const why = `why-${entry.id}`;
          const asked = Boolean(value(week) || value(why) || error(why));
          return (
            <Details summary={`Ask to move ${entry.title}, ${whenInWords(entry)}`} open={asked}>
              <TextArea name={why} label="Why it should move" rows={2} value={value(why)} error={error(why)} />
              <WeekSelect
                year={school}
                name={week}
                label="Better in the week of"
                placeholder="Any other week"
                value={value(week)}
                error={error(week)}
              />
            </Details>
          );
        })}
        <TextArea
          name="words"
          label="Anything else (optional)"
          rows={3}
          value={value('words')}
          error={error('words')}
        />
        <Button>Send the answer</Button>
      </Form>
    </section>
  );
};
