import { academicYearName, academicYearOf } from '#core/academic-year/rules.ts';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { dataPackPaths } from '#features/performance-data/paths.ts';
import { shortDate } from '#platform/clock.ts';
import { type FieldError, Invalid } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { DateField } from '#ui/date-field.tsx';
import { Form } from '#ui/form.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Select } from '#ui/select.tsx';
import { SubNavigation } from '#ui/sub-navigation.tsx';
import { Table } from '#ui/table.tsx';
import { Tag } from '#ui/tag.tsx';
import { planDataReview } from '../actions/plan-data-review.ts';
import { planForm } from '../forms.ts';
import { dataReviewPaths } from '../paths.ts';
import { mayPlan } from '../policy.ts';
import { confirmationsOf, reviewsOfYear } from '../queries.ts';
import { type ReviewState, stateOf, stateWords } from '../rules.ts';

const colours = {
  planned: 'grey',
  overdue: 'red',
  held: 'blue',
  confirmed: 'green',
  disputed: 'amber',
} as const satisfies Record<ReviewState, string>;

async function listPage(ctx: Ctx, year: number, errors: readonly FieldError[] = [], typed: Typed = {}): Promise<Reply> {
  const rows = await reviewsOfYear(ctx, year);
  const confirmations = await confirmationsOf(
    ctx,
    rows.flatMap((row) => row.id ?? []),
  );
  const thisYear = academicYearOf(ctx.today);
  const error = (field: string) => errors.find((found) => found.field === field)?.message;
  const plans = mayPlan(ctx.actor).allowed && rows.some((row) => row.held_on === null);
  return appPage(
    ctx,
    { title: 'Data reviews', errors, wide: true },
    <>
      <PageHeading
        title="Data reviews"
        lead="Each autumn the Trust meets the senior and middle leaders of every school about its results. What they agree to look into is followed up here."
      />
      <SubNavigation
        label="School year"
        items={[thisYear, thisYear - 1, thisYear - 2].map((each) => ({
          href: dataReviewPaths.listOf(each),
          label: academicYearName(each),
          current: each === year,
        }))}
      />
      <Table
        caption={`Data reviews ${academicYearName(year)}`}
        captionHidden
        columns={[
          { header: 'School' },
          { header: 'Data pack' },
          { header: 'Where it stands' },
          { header: 'Date' },
          { header: 'Open lines of enquiry', align: 'number' },
        ]}
        rows={rows.map((row) => {
          const pack = (
            <a class="govuk-link" href={dataPackPaths.pack(row.school_id)}>
              Data pack<span class="govuk-visually-hidden"> of {row.school}</span>
            </a>
          );
          if (!row.id || !row.planned_on || row.revision === null)
            return [row.school, pack, 'No date has been set', '—', '—'];
          const given = confirmations.filter((found) => found.data_review_id === row.id);
          const state = stateOf(
            { planned_on: row.planned_on, held_on: row.held_on, revision: row.revision },
            given,
            ctx.today,
          );
          return [
            <a class="govuk-link" href={dataReviewPaths.review(row.id)}>
              {row.school}
            </a>,
            pack,
            <Tag colour={colours[state]}>{stateWords[state]}</Tag>,
            shortDate(row.held_on ?? row.planned_on),
            row.held_on ? (row.open_lines ?? 0) : '—',
          ];
        })}
        empty="No school yet."
        stack
      />
      {plans ? (
        <>
          <h2 class="govuk-heading-m">Set or move a date</h2>
          <Form action={dataReviewPaths.plan} csrfToken={ctx.page.csrfToken}>
            <Select
              name="schoolId"
              label="School"
              placeholder="Choose a school"
              value={typed['schoolId']}
              error={error('schoolId')}
              options={rows
                .filter((row) => row.held_on === null)
                .map((row) => ({ value: row.school_id, label: row.school }))}
              required
            />
            <DateField
              name="plannedOn"
              label="Date of the meeting"
              value={typed['plannedOn']}
              error={error('plannedOn')}
              required
            />
            <Button>Set the date</Button>
          </Form>
        </>
      ) : null}
    </>,
  );
}

export async function showDataReviews(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const asked = Number(request.query['year']);
  const thisYear = academicYearOf(ctx.today);
  return await listPage(ctx, Number.isInteger(asked) && asked > 2000 && asked <= thisYear + 1 ? asked : thisYear);
}

export async function sendPlan(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const form = readForm(planForm, request.form);
  const year = academicYearOf(ctx.today);
  if (!form.ok) return await listPage(ctx, year, form.errors, form.typed);
  try {
    const id = await planDataReview(ctx, form.value);
    return redirectTo(dataReviewPaths.review(id), 'The date has been set, and the head teacher has been told.');
  } catch (error) {
    if (error instanceof Invalid) return await listPage(ctx, year, error.errors, form.typed);
    throw error;
  }
}
