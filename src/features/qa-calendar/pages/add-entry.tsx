import { academicYearName } from '#core/academic-year/rules.ts';
import type { Ctx } from '#core/context.ts';
import { listSchools } from '#core/organisations/queries.ts';
import { appPage } from '#core/web/app-page.tsx';
import { Invalid } from '#platform/errors.ts';
import { answerForm, type Refused, shownIn } from '#platform/http/answer-form.ts';
import { readForm } from '#platform/http/form.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { DateField } from '#ui/date-field.tsx';
import { Form } from '#ui/form.tsx';
import { Grid } from '#ui/grid.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Radios } from '#ui/radios.tsx';
import { Select } from '#ui/select.tsx';
import { TextField } from '#ui/text-field.tsx';
import { addEntry } from '../actions/add-entry.ts';
import { inWeekOf } from '../entry-rules.ts';
import { titleFor } from '../entry-words.ts';
import { addForm } from '../forms.ts';
import { qaCalendarPaths } from '../paths.ts';
import { departmentsOf, possibleLeads } from '../queries.ts';
import { schoolYears } from '../school-years.ts';
import { entryKinds, kindWords } from '../words.ts';
import { yearInPath } from './asked-year.ts';
import { DepartmentSelect, LeadSelect, TopicSelect, WeekSelect } from './entry-fields.tsx';

async function addPage(ctx: Ctx, request: PageRequest, refused?: Refused): Promise<Reply> {
  const year = yearInPath(request);
  const { value, error } = shownIn('add', refused);
  const schools = await listSchools(ctx);
  const schoolId = value('schoolId') ?? request.query['school'];
  const departments = (await departmentsOf(ctx)).map((department) => ({
    ...department,
    school: schools.find((school) => school.id === department.school_id)?.name ?? '',
  }));
  const yearOf = await schoolYears(ctx, year);
  return appPage(
    ctx,
    {
      title: 'Add an entry',
      crumbs: [{ href: qaCalendarPaths.calendarOf(year), label: `QA calendar ${academicYearName(year)}` }],
      errors: refused?.errors ?? [],
    },
    <>
      <PageHeading
        caption={`QA calendar ${academicYearName(year)}`}
        title="Add an entry"
        lead="One review at one school. The week is enough; the days can be chosen later."
      />
      <Form action={qaCalendarPaths.add(year)} csrfToken={ctx.page.csrfToken} warnUnsaved>
        <Select
          name="schoolId"
          label="School"
          placeholder="Choose a school"
          value={schoolId}
          error={error('schoolId')}
          options={schools.map((school) => ({ value: school.id, label: school.name }))}
          required
        />
        <Radios
          name="kind"
          label="What kind of review it is"
          value={value('kind')}
          error={error('kind')}
          options={entryKinds.map((kind) => ({ value: kind, label: kindWords[kind] }))}
          required
        />
        <TopicSelect value={value('topic')} error={error('topic')} hint="Only for a topic review." />
        <DepartmentSelect
          departments={departments}
          value={value('departmentId')}
          error={error('departmentId')}
          hint="Only for a review of a department or subject."
        />
        <TextField
          name="title"
          label="Title"
          hint="Left empty, it is called after its kind and topic or department."
          required={false}
          value={value('title')}
          error={error('title')}
        />
        <LeadSelect people={await possibleLeads(ctx)} value={value('leadId')} error={error('leadId')} />
        <WeekSelect
          year={yearOf(schoolId ?? null)}
          label="In the week of"
          value={value('week')}
          error={error('week')}
        />
        <Grid of="tiles">
          <DateField
            name="startsOn"
            label="Or on these days: first"
            required={false}
            value={value('startsOn')}
            error={error('startsOn')}
          />
          <DateField name="endsOn" label="Last day" required={false} value={value('endsOn')} error={error('endsOn')} />
        </Grid>
        <Button>Add the entry</Button>
      </Form>
    </>,
  );
}

export async function showAdd(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return await addPage(ctx, request);
}

export async function sendAdd(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const year = yearInPath(request);
  return await answerForm(
    'add',
    readForm(addForm, request.form),
    async (value) => {
      const day = value.startsOn ?? value.week;
      if (!day) throw new Invalid([{ field: 'week', message: 'Choose a week, or the days' }]);
      const days = value.startsOn
        ? { startsOn: value.startsOn, endsOn: value.endsOn ?? value.startsOn, daysKnown: true }
        : inWeekOf(day);
      const departments = await departmentsOf(ctx, value.schoolId);
      const department = departments.find((found) => found.id === value.departmentId)?.name ?? null;
      const line = {
        title: value.kind === 'department_review' ? 'Department review' : kindWords[value.kind],
        kind: value.kind,
      };
      const title = value.title ?? titleFor(line, value.topic, department);
      const id = await addEntry(ctx, value.schoolId, year, { ...value, ...days, title });
      return redirectTo(qaCalendarPaths.entry(id), `${title} has been added.`);
    },
    (refused) => addPage(ctx, request, refused),
  );
}
