import { termDates } from '#core/academic-year/queries.ts';
import { academicYearName, academicYearOf, autumnDeadline } from '#core/academic-year/rules.ts';
import type { Ctx } from '#core/context.ts';
import { adoptedFrameworks } from '#core/frameworks/queries.ts';
import { modelFamily } from '#core/frameworks/rules.ts';
import { listSchools } from '#core/organisations/queries.ts';
import { appPage } from '#core/web/app-page.tsx';
import { errorFor, errorsOf, type FieldError } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { DateField } from '#ui/date-field.tsx';
import { Form } from '#ui/form.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Radios } from '#ui/radios.tsx';
import { Select } from '#ui/select.tsx';
import { startReview } from '../actions/start-review.ts';
import { startForm } from '../forms.ts';
import { listPath, reviewPath, startPath } from '../paths.ts';
import { mayStart } from '../policy.ts';
import { possibleLeads } from '../queries.ts';
import { daysBeforeTermEnds } from '../rules.ts';

async function show(ctx: Ctx, typed: Typed, errors: readonly FieldError[]): Promise<Reply> {
  const schools = (await listSchools(ctx)).filter((school) => mayStart(ctx.actor, school.id).allowed);
  const frameworks = await adoptedFrameworks(ctx);
  const leads = await possibleLeads(ctx);
  const now = academicYearOf(ctx.today);
  const deadline = autumnDeadline(await termDates(ctx, null, now));
  const due = typed['dueOn'] ?? deadline.on.subtract({ days: daysBeforeTermEnds }).toString();
  return appPage(
    ctx,
    { title: 'Start a review', crumbs: [{ href: listPath, label: 'Annual Reviews' }], errors },
    <>
      <PageHeading
        title="Start an Annual Review"
        lead="Choose the school and who leads the writing. The team can be added afterwards."
      />
      <Form action={startPath()} csrfToken={ctx.page.csrfToken}>
        <Select
          name="schoolId"
          label="School"
          placeholder="Choose a school"
          value={typed['schoolId']}
          error={errorFor(errors, 'schoolId')}
          required
          options={schools.map((school) => ({ value: school.id, label: school.name }))}
        />
        <Select
          name="academicYear"
          label="Academic year"
          value={typed['academicYear'] ?? String(now)}
          error={errorFor(errors, 'academicYear')}
          required
          options={[now, now - 1, now - 2].map((year) => ({ value: String(year), label: academicYearName(year) }))}
        />
        <Radios
          name="frameworkFamily"
          label="Framework"
          error={errorFor(errors, 'frameworkFamily')}
          value={typed['frameworkFamily'] ?? modelFamily}
          required
          hint="Grades of one framework are never converted into those of another."
          options={frameworks.map((framework) => ({
            value: framework.family,
            label: framework.name,
            hint: framework.description,
          }))}
        />
        <Select
          name="leadId"
          label="Lead author"
          placeholder="Choose the lead author"
          value={typed['leadId'] ?? ctx.actor.personId}
          error={errorFor(errors, 'leadId')}
          required
          hint="Somebody who neither works at the school nor governs it. Another leader has to moderate what they write."
          options={leads.map((person) => ({
            value: person.id,
            label: person.job_title ? `${person.name}, ${person.job_title}` : person.name,
          }))}
        />
        <DateField
          name="dueOn"
          label="Due on"
          value={due}
          error={errorFor(errors, 'dueOn')}
          required
          hint="Two weeks before the autumn term ends leaves time for the School Action Plan to go to the board."
        />
        <Button>Start the review</Button>
      </Form>
    </>,
  );
}

export async function showStart(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const schoolId = request.query['school'];
  return await show(ctx, schoolId ? { schoolId } : {}, []);
}

export async function postStart(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const form = readForm(startForm, request.form);
  if (!form.ok) return await show(ctx, form.typed, form.errors);
  try {
    const { id } = await startReview(ctx, form.value);
    return redirectTo(reviewPath(id), 'The review has been started.');
  } catch (error) {
    return await show(ctx, form.typed, errorsOf(error));
  }
}
