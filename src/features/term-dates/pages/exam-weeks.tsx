import { academicYearName } from '#core/academic-year/rules.ts';
import { demand } from '#core/access/decision.ts';
import type { Ctx } from '#core/context.ts';
import { listSchools } from '#core/organisations/queries.ts';
import { appPage } from '#core/web/app-page.tsx';
import { StoredNow } from '#core/web/stored-now.tsx';
import { longDate, shortDate } from '#platform/clock.ts';
import { NotFound, StaleRevision } from '#platform/errors.ts';
import { answerForm, type Refused, shownIn } from '#platform/http/answer-form.ts';
import { readForm } from '#platform/http/form.ts';
import { idParam, type PageRequest, textParam } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { DateField } from '#ui/date-field.tsx';
import { Form } from '#ui/form.tsx';
import { Grid } from '#ui/grid.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Select } from '#ui/select.tsx';
import { Table } from '#ui/table.tsx';
import { TextField } from '#ui/text-field.tsx';
import { addExamWeek, correctExamWeek, removeExamWeek } from '../actions/change-exam-weeks.ts';
import { examWeekForm, newExamWeekForm } from '../forms.ts';
import { termDatesPaths } from '../paths.ts';
import { mayEnterExamWeeks } from '../policy.ts';
import { examWeeksOfYears, findExamWeek } from '../queries.ts';

function yearOf(request: PageRequest): number {
  const year = Number(textParam(request, 'year'));
  if (!Number.isInteger(year) || year < 2000 || year > 2099) throw new NotFound();
  return year;
}

const Fields = ({
  value,
  error,
}: {
  value: (field: string) => string | undefined;
  error: (field: string) => string | undefined;
}) => (
  <>
    <TextField
      name="name"
      label="What is sat"
      hint="Such as “Key stage 2 tests” or “Year 11 mock examinations”."
      value={value('name')}
      error={error('name')}
      required
    />
    <Grid of="tiles">
      <DateField name="startsOn" label="First day" value={value('startsOn')} error={error('startsOn')} required />
      <DateField name="endsOn" label="Last day" value={value('endsOn')} error={error('endsOn')} required />
    </Grid>
  </>
);

async function yearPage(ctx: Ctx, request: PageRequest, refused?: Refused): Promise<Reply> {
  demand(mayEnterExamWeeks(ctx.actor));
  const year = yearOf(request);
  const schools = await listSchools(ctx);
  const rows = await examWeeksOfYears(ctx, [year]);
  const { value, error } = shownIn('add', refused);
  return appPage(
    ctx,
    {
      title: `Tests and examinations ${academicYearName(year)}`,
      crumbs: [{ href: termDatesPaths.overview, label: 'Term dates' }],
      errors: refused?.errors ?? [],
    },
    <>
      <PageHeading
        title={`Tests and examinations ${academicYearName(year)}`}
        lead="Reviews and observations are kept out of these weeks. Enter them before the QA calendar is made."
      />
      <Table
        caption="Weeks of tests and examinations"
        captionHidden
        columns={[
          { header: 'What is sat' },
          { header: 'Whose' },
          { header: 'First day' },
          { header: 'Last day' },
          { header: 'Change', headerHidden: true },
        ]}
        rows={rows.map((row) => [
          row.name,
          row.school ?? 'Every school',
          shortDate(row.starts_on),
          shortDate(row.ends_on),
          <a class="govuk-link" href={termDatesPaths.examWeek(row.id)}>
            Change<span class="govuk-visually-hidden">{` ${row.name}, ${row.school ?? 'every school'}`}</span>
          </a>,
        ])}
        empty="None are entered for this year. Add the key stage 2 tests, mocks and examinations below."
        stack
      />
      <h2 class="govuk-heading-m">Add weeks of tests or examinations</h2>
      <Form action={termDatesPaths.examWeeks(year)} csrfToken={ctx.page.csrfToken}>
        <Select
          name="schoolId"
          label="Whose they are"
          placeholder="Every school"
          value={value('schoolId')}
          error={error('schoolId')}
          options={schools.map((school) => ({ value: school.id, label: school.name }))}
        />
        <Fields value={value} error={error} />
        <Button>Add them</Button>
      </Form>
    </>,
  );
}

export async function showExamWeeks(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return await yearPage(ctx, request);
}

export async function sendNewExamWeek(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const year = yearOf(request);
  return await answerForm(
    'add',
    readForm(newExamWeekForm, request.form),
    async ({ schoolId, ...exam }) => {
      await addExamWeek(ctx, schoolId, year, exam);
      return redirectTo(termDatesPaths.examWeeks(year), `${exam.name} has been added.`);
    },
    (refused) => yearPage(ctx, request, refused),
  );
}

async function onePage(ctx: Ctx, request: PageRequest, refused?: Refused, stale = false): Promise<Reply> {
  const found = await findExamWeek(ctx, idParam(request, 'examWeekId'));
  demand(mayEnterExamWeeks(ctx.actor));
  const { value, error } = shownIn('correct', refused);
  const stored: Record<string, string> = {
    name: found.name,
    startsOn: found.starts_on.toString(),
    endsOn: found.ends_on.toString(),
  };
  const name = academicYearName(found.academic_year);
  return appPage(
    ctx,
    {
      title: found.name,
      crumbs: [
        { href: termDatesPaths.overview, label: 'Term dates' },
        { href: termDatesPaths.examWeeks(found.academic_year), label: `Tests and examinations ${name}` },
      ],
      errors: refused?.errors ?? [],
      ...(stale ? { status: 409 } : {}),
    },
    <>
      <PageHeading caption={found.school ?? 'Every school'} title={found.name} />
      {stale ? (
        <StoredNow
          message="Nothing of yours has been lost: it is still in the form."
          rows={[
            { key: 'What is sat', value: found.name },
            { key: 'Days', value: `${longDate(found.starts_on)} to ${longDate(found.ends_on)}` },
          ]}
        />
      ) : null}
      <Form action={termDatesPaths.examWeek(found.id)} csrfToken={ctx.page.csrfToken} warnUnsaved>
        <HiddenField name="revision" value={found.revision} />
        <Fields value={(field) => value(field) ?? stored[field]} error={error} />
        <Button>Save</Button>
      </Form>
      <Form action={termDatesPaths.removeExamWeek(found.id)} csrfToken={ctx.page.csrfToken}>
        <Button variant="warning">Take them out</Button>
      </Form>
    </>,
  );
}

export async function showExamWeek(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return await onePage(ctx, request);
}

export async function sendExamWeek(ctx: Ctx, request: PageRequest): Promise<Reply> {
  let stale = false;
  return await answerForm(
    'correct',
    readForm(examWeekForm, request.form),
    async ({ revision, ...exam }) => {
      try {
        const year = await correctExamWeek(ctx, idParam(request, 'examWeekId'), exam, revision);
        return redirectTo(termDatesPaths.examWeeks(year), `${exam.name} has been corrected.`);
      } catch (error) {
        stale = error instanceof StaleRevision;
        throw error;
      }
    },
    (refused) => onePage(ctx, request, refused, stale),
  );
}

export async function sendRemoveExamWeek(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const year = await removeExamWeek(ctx, idParam(request, 'examWeekId'));
  return redirectTo(termDatesPaths.examWeeks(year), 'They have been taken out.');
}
