import { termDates } from '#core/academic-year/queries.ts';
import { academicYearName } from '#core/academic-year/rules.ts';
import type { Ctx } from '#core/context.ts';
import { findSchool } from '#core/organisations/queries.ts';
import { appPage } from '#core/web/app-page.tsx';
import { longDate } from '#platform/clock.ts';
import { type FieldError, Invalid, NotFound } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import { idParam, type PageRequest, textParam } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button, ButtonGroup } from '#ui/button.tsx';
import { DateField } from '#ui/date-field.tsx';
import { Form } from '#ui/form.tsx';
import { Grid } from '#ui/grid.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Radios } from '#ui/radios.tsx';
import { Table } from '#ui/table.tsx';
import { TextField } from '#ui/text-field.tsx';
import { addClosedDay, removeClosedDay } from '../actions/change-closed-days.ts';
import { enterHalfTerms, followTrustDates } from '../actions/enter-half-terms.ts';
import { closedDayForm, halfTermsForm } from '../forms.ts';
import { termDatesPaths } from '../paths.ts';
import { closedDays } from '../queries.ts';
import { halfTermNames } from '../rules.ts';

type Place = { school: { id: string; name: string } | null; year: number };

async function placeOf(ctx: Ctx, request: PageRequest): Promise<Place> {
  const year = Number(textParam(request, 'year'));
  if (!Number.isInteger(year) || year < 2000 || year > 2100) throw new NotFound();
  const school = request.params['schoolId'] === undefined ? null : await findSchool(ctx, idParam(request, 'schoolId'));
  return { school, year };
}

const addressOf = ({ school, year }: Place) =>
  school ? termDatesPaths.schoolYear(school.id, year) : termDatesPaths.year(year);
const kinds = { bank_holiday: 'Bank holiday', inset: 'INSET day', closed: 'Closed' } as const;

async function yearPage(ctx: Ctx, place: Place, errors: readonly FieldError[] = [], typed: Typed = {}): Promise<Reply> {
  const { school, year } = place;
  const dates = await termDates(ctx, school?.id ?? null, year);
  const closed = await closedDays(ctx, school?.id ?? null, year);
  const error = (field: string) => errors.find((found) => found.field === field)?.message;
  const stored = (number: number, end: 'startsOn' | 'endsOn') =>
    dates.halfTerms.find((half) => half.number === number)?.[end].toString();
  const action = school ? termDatesPaths.schoolClosedDay(school.id, year) : termDatesPaths.closedDay(year);
  return appPage(
    ctx,
    {
      title: `Term dates ${academicYearName(year)}`,
      crumbs: [{ href: termDatesPaths.overview, label: 'Term dates' }],
      errors,
    },
    <>
      <PageHeading
        caption={school?.name ?? ctx.actor.trustName}
        title={`Term dates ${academicYearName(year)}`}
        lead={
          school && !dates.own
            ? 'This school follows the trust. Saving here gives it dates of its own.'
            : 'First and last day for pupils of each half term.'
        }
      />
      <Form action={addressOf(place)} csrfToken={ctx.page.csrfToken} warnUnsaved>
        {halfTermNames.map((name, index) => {
          const number = index + 1;
          return (
            <fieldset class="govuk-fieldset">
              <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{name}</legend>
              <Grid of="tiles">
                <DateField
                  name={`starts${number}`}
                  label="First day"
                  value={typed[`starts${number}`] ?? stored(number, 'startsOn')}
                  error={error(`starts${number}`)}
                  required
                />
                <DateField
                  name={`ends${number}`}
                  label="Last day"
                  value={typed[`ends${number}`] ?? stored(number, 'endsOn')}
                  error={error(`ends${number}`)}
                  required
                />
              </Grid>
            </fieldset>
          );
        })}
        <ButtonGroup>
          <Button>Save the dates</Button>
        </ButtonGroup>
      </Form>
      {school && dates.own ? (
        <Form action={termDatesPaths.follow(school.id, year)} csrfToken={ctx.page.csrfToken}>
          <Button variant="secondary">Follow the trust’s dates again</Button>
        </Form>
      ) : null}
      <Table
        caption="Closed days"
        columns={[
          { header: 'Day' },
          { header: 'What it is' },
          { header: 'Name' },
          { header: 'Change', headerHidden: true },
        ]}
        rows={closed.map((row) => [
          longDate(row.day),
          kinds[row.kind],
          row.name,
          <Form
            action={termDatesPaths.openDay(row.id)}
            csrfToken={ctx.page.csrfToken}
            label={`Take out ${row.name}, ${longDate(row.day)}`}
          >
            <Button variant="secondary" hiddenText={longDate(row.day)}>
              Take out
            </Button>
          </Form>,
        ])}
        empty="No closed days are entered. Bank holidays are added when the trust’s dates are saved."
      />
      <h2 class="govuk-heading-m">Add a closed day</h2>
      <Form action={action} csrfToken={ctx.page.csrfToken}>
        <DateField name="day" label="Day" value={typed['day']} error={error('day')} required />
        <Radios
          name="kind"
          label="What it is"
          value={typed['kind']}
          error={error('kind')}
          options={[
            { value: 'inset', label: 'INSET day' },
            { value: 'closed', label: 'Closed for another reason' },
          ]}
          inline
          required
        />
        <TextField name="name" label="Name" value={typed['name']} error={error('name')} required />
        <Button variant="secondary">Add the day</Button>
      </Form>
    </>,
  );
}

export async function showYear(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return await yearPage(ctx, await placeOf(ctx, request));
}

export async function sendYear(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const place = await placeOf(ctx, request);
  const form = readForm(halfTermsForm, request.form);
  if (!form.ok) return await yearPage(ctx, place, form.errors, form.typed);
  const value = form.value;
  const halves = ([1, 2, 3, 4, 5, 6] as const).map((number) => ({
    number,
    startsOn: value[`starts${number}`],
    endsOn: value[`ends${number}`],
  }));
  try {
    await enterHalfTerms(ctx, place.school?.id ?? null, place.year, halves);
  } catch (error) {
    if (error instanceof Invalid) return await yearPage(ctx, place, error.errors, form.typed);
    throw error;
  }
  return redirectTo(addressOf(place), 'The term dates have been saved.');
}

export async function sendFollow(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const place = await placeOf(ctx, request);
  if (place.school) await followTrustDates(ctx, place.school.id, place.year);
  return redirectTo(addressOf(place), 'The school follows the trust’s dates again.');
}

export async function sendClosedDay(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const place = await placeOf(ctx, request);
  const form = readForm(closedDayForm, request.form);
  if (!form.ok) return await yearPage(ctx, place, form.errors, form.typed);
  try {
    await addClosedDay(ctx, place.school?.id ?? null, place.year, form.value);
  } catch (error) {
    if (error instanceof Invalid) return await yearPage(ctx, place, error.errors, form.typed);
    throw error;
  }
  return redirectTo(addressOf(place), `${form.value.name} has been added.`);
}

export async function sendOpenDay(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const { schoolId, day } = await removeClosedDay(ctx, idParam(request, 'closedDayId'));
  const year = day.month >= 8 ? day.year : day.year - 1;
  return redirectTo(
    schoolId ? termDatesPaths.schoolYear(schoolId, year) : termDatesPaths.year(year),
    'The closed day has been taken out.',
  );
}
