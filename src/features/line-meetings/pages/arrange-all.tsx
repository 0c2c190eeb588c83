import { academicYearName, academicYearOf } from '#core/academic-year/rules.ts';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { shortDate } from '#platform/clock.ts';
import { Invalid } from '#platform/errors.ts';
import { type Refused, shownIn } from '#platform/http/answer-form.ts';
import { readForm } from '#platform/http/form.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Checkboxes } from '#ui/checkboxes.tsx';
import { DateField } from '#ui/date-field.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { NumberField } from '#ui/number-field.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Select } from '#ui/select.tsx';
import { Table } from '#ui/table.tsx';
import { TextField } from '#ui/text-field.tsx';
import { WarningText } from '#ui/warning-text.tsx';
import { arrangeAll, tryAll, type Wanted } from '../actions/arrange-all.ts';
import type { Proposal } from '../clash-rules.ts';
import { weekdayName, weekdayNames } from '../date-rules.ts';
import { arrangeAllForm } from '../forms.ts';
import { lineMeetingPaths } from '../paths.ts';
import { possibleHolders } from '../queries.ts';

type Tried = { wanted: Wanted; proposals: Proposal[]; without: string[] };

const Proposed = ({ ctx, tried }: { ctx: Ctx; tried: Tried }) => (
  <section>
    <Table
      caption="What this gives: nothing is arranged yet"
      columns={[
        { header: 'School' },
        { header: 'Every second' },
        { header: 'Time' },
        { header: 'First' },
        { header: 'Last' },
        { header: 'Meetings', align: 'number' },
      ]}
      rows={tried.proposals.map(({ school, weekday, at, dates }) => [
        school,
        weekdayName(weekday),
        at,
        dates[0] ? shortDate(dates[0]) : '—',
        dates.at(-1) ? shortDate(dates.at(-1) ?? ctx.today) : '—',
        dates.length,
      ])}
      empty="Every school has its meetings already."
      stack
    />
    {tried.without.length > 0 ? (
      <WarningText>
        Nothing fits for {tried.without.join(', ')} without being in two places at once. Choose more days or times.
      </WarningText>
    ) : tried.proposals.length > 0 ? (
      <Form action={lineMeetingPaths.arrangeAll} csrfToken={ctx.page.csrfToken}>
        <HiddenField name="holderId" value={tried.wanted.holderId} />
        <HiddenField name="from" value={tried.wanted.from.toString()} />
        {tried.wanted.weekdays.map((weekday) => (
          <HiddenField name="weekdays" value={weekday} />
        ))}
        <HiddenField name="times" value={tried.wanted.times.join(', ')} />
        <HiddenField name="minutes" value={tried.wanted.minutes} />
        <HiddenField name="place" value={tried.wanted.place} />
        <HiddenField name="sure" value="yes" />
        <Button>Arrange these meetings</Button>
      </Form>
    ) : null}
  </section>
);

async function allPage(ctx: Ctx, refused?: Refused, tried?: Tried): Promise<Reply> {
  const holders = await possibleHolders(ctx);
  const { value, error } = shownIn('all', refused);
  const typed = (field: string) =>
    value(field) ?? (tried ? String(tried.wanted[field as keyof Wanted] ?? '') : undefined);
  const days = value('weekdays')?.split('\n') ?? tried?.wanted.weekdays.map(String) ?? ['1', '2', '3', '4'];
  return appPage(
    ctx,
    {
      title: 'Arrange all schools',
      crumbs: [{ href: lineMeetingPaths.list, label: 'Meetings' }],
      errors: refused?.errors ?? [],
    },
    <>
      <PageHeading
        caption={academicYearName(academicYearOf(ctx.today))}
        title="Arrange all schools"
        lead="Every school that has no meetings yet gets a day and a time in one of two weeks, so that nobody is in two places at once. You see what it gives first."
      />
      {tried ? <Proposed ctx={ctx} tried={tried} /> : null}
      <Form action={lineMeetingPaths.arrangeAll} csrfToken={ctx.page.csrfToken}>
        <Select
          name="holderId"
          label="Who meets the head teachers"
          options={holders.map((person) => ({ value: person.id, label: person.name }))}
          value={typed('holderId') ?? ctx.actor.personId}
          error={error('holderId')}
        />
        <DateField name="from" label="Begin in the week of" value={typed('from')} error={error('from')} />
        <Checkboxes
          name="weekdays"
          label="Days on which you can meet"
          options={weekdayNames.map((name, index) => ({ value: String(index + 1), label: name }))}
          values={days}
          error={error('weekdays')}
        />
        <TextField
          name="times"
          label="Times"
          hint="Such as 09:00, 13:30"
          value={typed('times')?.replaceAll(/,(?! )/g, ', ') ?? '09:00, 13:30'}
          error={error('times')}
        />
        <NumberField
          name="minutes"
          label="How long"
          suffix="minutes"
          value={typed('minutes') ?? 90}
          error={error('minutes')}
        />
        <TextField name="place" label="Where" value={typed('place') ?? 'At the school'} error={error('place')} />
        <Button variant={tried ? 'secondary' : 'primary'}>Show what this gives</Button>
      </Form>
    </>,
  );
}

export const showArrangeAll = (ctx: Ctx): Promise<Reply> => allPage(ctx);

export async function sendArrangeAll(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const form = readForm(arrangeAllForm, request.form);
  if (!form.ok) return await allPage(ctx, { form: 'all', errors: form.errors, typed: form.typed });
  const { sure, ...wanted } = form.value;
  if (!sure) return await allPage(ctx, undefined, { wanted, ...(await tryAll(ctx, wanted)) });
  try {
    const count = await arrangeAll(ctx, wanted);
    return redirectTo(
      lineMeetingPaths.list,
      `The meetings of ${count} ${count === 1 ? 'school' : 'schools'} are arranged.`,
    );
  } catch (error) {
    if (error instanceof Invalid) return await allPage(ctx, { form: 'all', errors: error.errors, typed: form.typed });
    throw error;
  }
}
