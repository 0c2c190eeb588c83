import { academicYearName } from '#core/academic-year/rules.ts';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { answerForm, type Refused } from '#platform/http/answer-form.ts';
import { readForm } from '#platform/http/form.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button, ButtonGroup } from '#ui/button.tsx';
import { Checkboxes } from '#ui/checkboxes.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Table } from '#ui/table.tsx';
import { fingerprintOf, makeCalendar, rollForward } from '../actions/make-calendar.ts';
import { whenShort } from '../entry-words.ts';
import { planForm, rollForm } from '../forms.ts';
import type { Plan } from '../make-rules.ts';
import { qaCalendarPaths } from '../paths.ts';
import { leadsUnlessChosen, planRollForward, planYear } from '../plan-year.ts';
import { possibleLeads } from '../queries.ts';
import { yearInPath } from './asked-year.ts';

/** What would be added, before anything is written: every entry, then in words what could not be avoided. */
const Proposed = ({ plan }: { plan: Plan }) => (
  <>
    {plan.notes.length > 0 ? (
      <>
        <h2 class="govuk-heading-m">What to know</h2>
        <ul class="govuk-list govuk-list--bullet">
          {plan.notes.map((note) => (
            <li>{note}</li>
          ))}
        </ul>
      </>
    ) : null}
    <Table
      caption={`${plan.drafts.length === 0 ? 'Nothing' : plan.drafts.length === 1 ? 'One entry' : `${plan.drafts.length} entries`} would be added`}
      columns={[{ header: 'School' }, { header: 'What' }, { header: 'When' }, { header: 'Led by' }]}
      rows={plan.drafts.map((draft) => [
        draft.school,
        draft.title,
        whenShort({ starts_on: draft.startsOn, ends_on: draft.endsOn, days_known: draft.daysKnown }),
        draft.lead ?? 'Nobody yet',
      ])}
      empty={plan.notes.length > 0 ? 'There is nothing to add.' : 'Nothing is missing: there is nothing to add.'}
      stack
    />
  </>
);

const crumbsOf = (year: number) => [
  { href: qaCalendarPaths.calendarOf(year), label: `QA calendar ${academicYearName(year)}` },
];

const entriesAdded = (many: number): string =>
  many === 1 ? 'One entry has been added.' : `${many} entries have been added.`;

async function makePage(ctx: Ctx, year: number, chosen: readonly string[] | null, refused?: Refused): Promise<Reply> {
  const people = await possibleLeads(ctx);
  const plan = await planYear(ctx, year, chosen);
  const leads = chosen ?? leadsUnlessChosen(people).map((person) => person.id);
  const title = `Make the calendar of ${academicYearName(year)}`;
  return appPage(
    ctx,
    { title, crumbs: crumbsOf(year), errors: refused?.errors ?? [] },
    <>
      <PageHeading
        title={title}
        lead="This is what the template would add, spread over the schools and clear of first and last weeks, weeks of tests and holidays wherever it can be. Nothing has been written yet."
      />
      <Proposed plan={plan} />
      <Form action={qaCalendarPaths.make(year)} csrfToken={ctx.page.csrfToken}>
        <HiddenField name="shown" value={fingerprintOf(plan)} />
        <Checkboxes
          name="leads"
          label="Who may lead"
          hint="Reviews are shared out among them. After a change press “Show again”, so that you see what would be added."
          values={leads}
          options={people.map((person) => ({
            value: person.id,
            label: person.jobTitle ? `${person.name}, ${person.jobTitle}` : person.name,
          }))}
        />
        <ButtonGroup>
          {plan.drafts.length > 0 ? (
            <Button name="step" value="make">
              {plan.drafts.length === 1 ? 'Add this entry' : `Add these ${plan.drafts.length} entries`}
            </Button>
          ) : null}
          <Button name="step" value="show" variant="secondary">
            Show again
          </Button>
        </ButtonGroup>
      </Form>
    </>,
  );
}

export async function showMake(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return await makePage(ctx, yearInPath(request), null);
}

export async function sendMake(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const year = yearInPath(request);
  const read = readForm(planForm, request.form);
  const chosen = request.form['leads'] ?? [];
  return await answerForm(
    'make',
    read,
    async (value) => {
      if (value.step === 'show') return await makePage(ctx, year, value.leads);
      const many = await makeCalendar(ctx, year, value.leads, value.shown ?? '');
      return redirectTo(qaCalendarPaths.calendarOf(year), entriesAdded(many));
    },
    (refused) => makePage(ctx, year, chosen, refused),
  );
}

async function rollPage(ctx: Ctx, year: number, refused?: Refused): Promise<Reply> {
  const plan = await planRollForward(ctx, year);
  const title = `Roll ${academicYearName(year - 1)} forward`;
  return appPage(
    ctx,
    { title, crumbs: crumbsOf(year), errors: refused?.errors ?? [] },
    <>
      <PageHeading
        title={title}
        lead={`The entries of ${academicYearName(year - 1)} a year on, in the same weeks of term. Each begins anew, unpublished and without days, and keeps its link to the one it came from. Nothing has been written yet.`}
      />
      {plan.drafts.length === 0 && plan.notes.length === 0 ? (
        <EmptyState title="There is nothing to roll forward">
          {`Nothing stood in ${academicYearName(year - 1)}, or all of it is in ${academicYearName(year)} already.`}
        </EmptyState>
      ) : (
        <>
          <Proposed plan={plan} />
          {plan.drafts.length > 0 ? (
            <Form action={qaCalendarPaths.rollForward(year)} csrfToken={ctx.page.csrfToken}>
              <HiddenField name="shown" value={fingerprintOf(plan)} />
              <Button>{plan.drafts.length === 1 ? 'Add this entry' : `Add these ${plan.drafts.length} entries`}</Button>
            </Form>
          ) : null}
        </>
      )}
    </>,
  );
}

export async function showRollForward(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return await rollPage(ctx, yearInPath(request));
}

export async function sendRollForward(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const year = yearInPath(request);
  return await answerForm(
    'roll',
    readForm(rollForm, request.form),
    async (value) =>
      redirectTo(qaCalendarPaths.calendarOf(year), entriesAdded(await rollForward(ctx, year, value.shown))),
    (refused) => rollPage(ctx, year, refused),
  );
}
