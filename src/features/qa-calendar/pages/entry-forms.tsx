import type { Ctx } from '#core/context.ts';
import { type Refused, shownIn } from '#platform/http/answer-form.ts';
import { Button } from '#ui/button.tsx';
import { DateField } from '#ui/date-field.tsx';
import { Details } from '#ui/details.tsx';
import { Form } from '#ui/form.tsx';
import { Grid } from '#ui/grid.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { TextField } from '#ui/text-field.tsx';
import { qaCalendarPaths } from '../paths.ts';
import type { Entry, PossibleLead } from '../queries.ts';
import { mondayOf, type SchoolYear } from '../week-rules.ts';
import { DepartmentSelect, LeadSelect, TopicSelect, WeekSelect } from './entry-fields.tsx';

type Forms = {
  ctx: Ctx;
  entry: Entry;
  year: SchoolYear;
  people: readonly PossibleLead[];
  departments: readonly { id: string; name: string }[];
  refused: Refused | undefined;
  suggestedWeek: string | undefined;
};

const MoveEntry = ({ ctx, entry, year, refused, suggestedWeek }: Forms) => {
  const { value, error } = shownIn('move', refused);
  const known = (day: Temporal.PlainDate) => (entry.days_known ? day.toString() : undefined);
  return (
    <section id="move" aria-label="Move">
      <h2 class="govuk-heading-m">Move</h2>
      <Form action={qaCalendarPaths.move(entry.id)} csrfToken={ctx.page.csrfToken}>
        <HiddenField name="revision" value={entry.revision} />
        <HiddenField name="back" value={value('back')} />
        <WeekSelect
          year={year}
          label="To the week of"
          value={value('week') ?? suggestedWeek ?? mondayOf(entry.starts_on).toString()}
          error={error('week')}
        />
        <Grid of="tiles">
          <DateField
            name="startsOn"
            label="Or to these days: first"
            required={false}
            value={value('startsOn') ?? (suggestedWeek ? undefined : known(entry.starts_on))}
            error={error('startsOn')}
          />
          <DateField
            name="endsOn"
            label="Last day"
            required={false}
            value={value('endsOn') ?? (suggestedWeek ? undefined : known(entry.ends_on))}
            error={error('endsOn')}
          />
        </Grid>
        <TextArea
          name="why"
          label={entry.published ? 'Why it moves' : 'Why it moves (optional)'}
          hint={
            entry.published
              ? 'The calendar has been published: the school sees the reason and is asked again.'
              : 'A school that has been asked is asked again.'
          }
          rows={2}
          value={value('why')}
          error={error('why')}
        />
        <Button>Move the entry</Button>
      </Form>
    </section>
  );
};

const ChangeEntry = ({ ctx, entry, people, departments, refused }: Forms) => {
  const { open, value, error } = shownIn('change', refused);
  return (
    <Details summary="Change the title, who leads it or what it is about" open={open}>
      <Form action={qaCalendarPaths.change(entry.id)} csrfToken={ctx.page.csrfToken}>
        <HiddenField name="revision" value={entry.revision} />
        <TextField name="title" label="Title" value={value('title') ?? entry.title} error={error('title')} required />
        <LeadSelect
          people={people}
          now={{ id: entry.lead_id, name: entry.lead }}
          value={value('leadId') ?? entry.lead_id ?? undefined}
          error={error('leadId')}
        />
        {entry.kind === 'department_review' ? (
          <DepartmentSelect
            departments={departments}
            value={value('departmentId') ?? entry.department_id ?? undefined}
            error={error('departmentId')}
          />
        ) : null}
        {entry.kind === 'topic_review' ? (
          <TopicSelect value={value('topic') ?? entry.topic ?? undefined} error={error('topic')} />
        ) : null}
        <Button>Save the entry</Button>
      </Form>
    </Details>
  );
};

const StopEntry = ({ ctx, entry, refused }: Forms) => {
  const { open, value, error } = shownIn('stop', refused);
  return (
    <Details summary="Stop it: it will not take place" open={open}>
      <Form action={qaCalendarPaths.stop(entry.id)} csrfToken={ctx.page.csrfToken}>
        <HiddenField name="revision" value={entry.revision} />
        <TextArea
          name="why"
          id="stop-why"
          label="Why it is stopped"
          hint="It stays on record with the reason, and the term’s account says how many hours were saved."
          rows={2}
          value={value('why')}
          error={error('why')}
          required
        />
        <Button variant="warning">Stop the entry</Button>
      </Form>
    </Details>
  );
};

/** What whoever plans can do with an entry. */
export const EntryForms = (props: Forms) => (
  <>
    <MoveEntry {...props} />
    <ChangeEntry {...props} />
    <StopEntry {...props} />
  </>
);
