import { longDate } from '#platform/clock.ts';
import { type Refused, shownIn } from '#platform/http/answer-form.ts';
import { Button } from '#ui/button.tsx';
import { DateField } from '#ui/date-field.tsx';
import { Details } from '#ui/details.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { InsetText } from '#ui/inset-text.tsx';
import { Radios } from '#ui/radios.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { TextField } from '#ui/text-field.tsx';
import type { MoveRequest } from '../consultation-queries.ts';
import { sideWords } from '../consultation-rules.ts';
import { qaCalendarPaths } from '../paths.ts';
import { mondayOf, type SchoolYear } from '../week-rules.ts';
import { WeekSelect } from './entry-fields.tsx';

type Forms = { csrfToken: string; schoolId: string; year: number; refused: Refused | undefined };

/** Asks the school, or asks it anew. */
export const AskForm = ({
  csrfToken,
  schoolId,
  year,
  refused,
  asked,
  today,
}: Forms & { asked: boolean; today: Temporal.PlainDate }) => {
  const { open, value, error } = shownIn('ask', refused);
  const form = (
    <Form action={qaCalendarPaths.ask(schoolId, year)} csrfToken={csrfToken}>
      <DateField
        name="dueOn"
        label="To be answered by"
        hint="The head teacher and the staff representatives are told."
        value={value('dueOn') ?? today.add({ days: 14 }).toString()}
        error={error('dueOn')}
        required
      />
      <Button>{asked ? 'Ask the school again' : 'Ask the school'}</Button>
    </Form>
  );
  if (asked)
    return (
      <Details summary="Ask the school again, as a new version" open={open}>
        {form}
      </Details>
    );
  return (
    <>
      <h2 class="govuk-heading-m">Ask the school</h2>
      {form}
    </>
  );
};

export const NobodyForm = ({ csrfToken, schoolId, year, refused }: Forms) => {
  const { open, value, error } = shownIn('nobody', refused);
  return (
    <Details summary="Nobody could be found who speaks for the staff" open={open}>
      <Form action={qaCalendarPaths.noRepresentative(schoolId, year)} csrfToken={csrfToken}>
        <TextField
          name="why"
          id="nobody-why"
          label="Why nobody could be found"
          value={value('why')}
          error={error('why')}
          required
        />
        <Button variant="secondary">Say that nobody could be found</Button>
      </Form>
    </Details>
  );
};

/** One request of the school: move it, whereupon both are asked again, or say why it stays. */
export const SettleForm = ({
  csrfToken,
  refused,
  asked,
  school,
}: Forms & { asked: MoveRequest; school: SchoolYear }) => {
  const name = `settle-${asked.id}`;
  const { value, error } = shownIn(name, refused);
  return (
    <section id={name} aria-label={`The school asks to move ${asked.title}`}>
      <h2 class="govuk-heading-m">{`The school asks to move ${asked.title}`}</h2>
      <InsetText>
        {`${asked.by}, as ${sideWords[asked.side]}: “${asked.why}” ${asked.wished_on ? `Better in the week of ${longDate(asked.wished_on)}.` : 'Any other week would do.'}`}
      </InsetText>
      <Form action={qaCalendarPaths.settle(asked.id)} csrfToken={csrfToken}>
        <HiddenField name="revision" value={asked.entry_revision} />
        <Radios
          name="outcome"
          id={`outcome-${asked.id}`}
          label="What you do"
          value={value('outcome')}
          error={error('outcome')}
          options={[
            { value: 'moved', label: 'Move it' },
            { value: 'declined', label: 'Leave it where it is' },
          ]}
          inline
          required
        />
        <WeekSelect
          year={school}
          id={`week-${asked.id}`}
          label="Move it to the week of"
          value={value('week') ?? (asked.wished_on ?? mondayOf(asked.starts_on)).toString()}
          error={error('week')}
        />
        <TextArea
          name="words"
          id={`words-${asked.id}`}
          label="What the school is told"
          hint="Where it stays, say why."
          rows={2}
          value={value('words')}
          error={error('words')}
        />
        <Button hiddenText={`about ${asked.title}`}>Answer the request</Button>
      </Form>
    </section>
  );
};

/** Publishing, with the reasons that it needs where the school has not agreed or a limit is passed. */
export const PublishForm = ({
  csrfToken,
  schoolId,
  year,
  refused,
  against,
  blocks,
}: Forms & { against: string | null; blocks: boolean }) => {
  const { open, value, error } = shownIn('publish', refused);
  const form = (
    <Form action={qaCalendarPaths.publishSchool(schoolId, year)} csrfToken={csrfToken}>
      {against === null ? null : (
        <TextArea
          name="withoutAgreementWhy"
          label="Why it is published without agreement"
          hint={`${against} The reason is kept and shown to the school.`}
          rows={2}
          value={value('withoutAgreementWhy')}
          error={error('withoutAgreementWhy')}
          required
        />
      )}
      {blocks || error('overWhy') ? (
        <TextArea
          name="overWhy"
          label="Why limits on workload are passed"
          hint="See above which. The reason is kept and reported."
          rows={2}
          value={value('overWhy')}
          error={error('overWhy')}
          required
        />
      ) : null}
      <Button>Publish the calendar of this school</Button>
    </Form>
  );
  if (against !== null)
    return (
      <Details summary="Publish without agreement" open={open}>
        {form}
      </Details>
    );
  return (
    <>
      <h2 class="govuk-heading-m">Publish</h2>
      <p class="govuk-body">
        The head teacher and the staff agree. Once it is published the school’s people, its governors and the trustees
        see it.
      </p>
      {form}
    </>
  );
};
