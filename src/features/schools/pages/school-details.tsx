import { holds } from '#core/access/actor.ts';
import type { Ctx } from '#core/context.ts';
import { findSchool } from '#core/organisations/queries.ts';
import { appPage } from '#core/web/app-page.tsx';
import { schoolNavigation } from '#core/web/school-navigation.tsx';
import { longDate } from '#platform/clock.ts';
import { type FieldError, Invalid } from '#platform/errors.ts';
import { readForm } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { DateField } from '#ui/date-field.tsx';
import { Details } from '#ui/details.tsx';
import { Form } from '#ui/form.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { Table } from '#ui/table.tsx';
import { TextField } from '#ui/text-field.tsx';
import { addPredecessor } from '../actions/add-predecessor.ts';
import { addDepartment, closeDepartment } from '../actions/change-departments.ts';
import { departmentForm, predecessorForm } from '../forms.ts';
import { schoolPaths } from '../paths.ts';
import { departmentsOf, predecessorsOf } from '../queries.ts';
import { phaseLabels, stagesTaught } from '../rules.ts';

type Shown = { errors?: readonly FieldError[]; typed?: Readonly<Record<string, string>> };

async function detailsPage(ctx: Ctx, schoolId: string, { errors = [], typed = {} }: Shown): Promise<Reply> {
  const school = await findSchool(ctx, schoolId);
  const departments = await departmentsOf(ctx, schoolId);
  const predecessors = await predecessorsOf(ctx, schoolId);
  const manages = holds(ctx.actor, 'school:manage');
  const error = (field: string) => errors.find((found) => found.field === field)?.message;
  const crumbs = [
    { href: schoolPaths.list, label: 'Schools' },
    { href: schoolPaths.school(school.id), label: school.name },
  ];
  return appPage(
    ctx,
    { title: 'Details of the school', crumbs, errors },
    <>
      <PageHeading
        caption={school.name}
        title="Details of the school"
        actions={
          manages ? (
            <ButtonLink href={schoolPaths.edit(school.id)} variant="secondary">
              Change the details
            </ButtonLink>
          ) : null
        }
      />
      {schoolNavigation(ctx, school.id, 'details')}
      <SummaryList
        rows={[
          { key: 'URN', value: school.urn },
          {
            key: 'LAESTAB',
            value: school.laestab ? `${school.laestab.slice(0, 3)}/${school.laestab.slice(3)}` : 'Not recorded',
          },
          { key: 'Type', value: school.establishment_type ?? 'Not recorded' },
          { key: 'Phase and ages', value: `${phaseLabels[school.phase]}, ${school.low_age} to ${school.high_age}` },
          { key: 'Stages taught', value: stagesTaught(school).join(', ') || 'None recorded' },
          { key: 'Pupils on roll', value: school.pupils_on_roll?.toLocaleString('en-GB') ?? 'Not recorded' },
          { key: 'Capacity', value: school.capacity?.toLocaleString('en-GB') ?? 'Not recorded' },
          { key: 'Local authority', value: school.local_authority ?? 'Not recorded' },
          { key: 'Address', value: [school.address, school.postcode].filter(Boolean).join(', ') || 'Not recorded' },
          { key: 'Joined the trust', value: school.joined_on ? longDate(school.joined_on) : 'Not recorded' },
          ...(school.left_on ? [{ key: 'Left the trust', value: longDate(school.left_on) }] : []),
        ]}
      />
      <Table
        caption="Departments"
        columns={[
          { header: 'Department' },
          { header: 'Subject' },
          { header: 'State' },
          ...(manages ? [{ header: 'Change', headerHidden: true }] : []),
        ]}
        rows={departments.map((department) => [
          department.name,
          department.subject ?? '—',
          department.closed_on ? `Closed on ${longDate(department.closed_on)}` : 'Open',
          ...(manages
            ? [
                department.closed_on ? (
                  ''
                ) : (
                  <Form
                    action={schoolPaths.closeDepartment(school.id, department.id)}
                    csrfToken={ctx.page.csrfToken}
                    label={`Close ${department.name}`}
                  >
                    <Button variant="secondary" hiddenText={department.name}>
                      Close
                    </Button>
                  </Form>
                ),
              ]
            : []),
        ])}
        empty="No departments are recorded. A middle leader holds a role in a department."
      />
      {manages ? (
        <Details summary="Add a department" open={Boolean(error('name'))}>
          <Form action={schoolPaths.addDepartment(school.id)} csrfToken={ctx.page.csrfToken}>
            <TextField
              name="name"
              label="Name of the department"
              value={typed['name']}
              error={error('name')}
              required
            />
            <TextField
              name="subject"
              label="Subject"
              value={typed['subject']}
              error={error('subject')}
              required={false}
            />
            <Button>Add the department</Button>
          </Form>
        </Details>
      ) : null}
      <Table
        caption="What the school was before"
        columns={[{ header: 'School' }, { header: 'URN', align: 'number' }, { header: 'Closed' }]}
        rows={predecessors.map((before) => [
          before.name,
          before.urn,
          before.closed_on ? longDate(before.closed_on) : '—',
        ])}
        empty="No predecessor is recorded. Results and inspections of a predecessor are always shown as the predecessor’s."
      />
      {manages ? (
        <Details
          summary="Add a predecessor"
          open={Boolean(error('predecessorUrn') ?? error('predecessorName') ?? error('closedOn'))}
        >
          <Form action={schoolPaths.addPredecessor(school.id)} csrfToken={ctx.page.csrfToken}>
            <TextField
              name="predecessorUrn"
              label="URN of the school before"
              width={10}
              value={typed['predecessorUrn']}
              error={error('predecessorUrn')}
              required
            />
            <TextField
              name="predecessorName"
              label="Its name"
              value={typed['predecessorName']}
              error={error('predecessorName')}
              required
            />
            <DateField name="closedOn" label="Closed on" value={typed['closedOn']} error={error('closedOn')} required />
            <Button>Add the predecessor</Button>
          </Form>
        </Details>
      ) : null}
    </>,
  );
}

export async function showSchoolDetails(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return await detailsPage(ctx, idParam(request, 'schoolId'), {});
}

export async function sendDepartment(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const schoolId = idParam(request, 'schoolId');
  const form = readForm(departmentForm, request.form);
  if (!form.ok) return await detailsPage(ctx, schoolId, form);
  try {
    await addDepartment(ctx, schoolId, form.value);
  } catch (error) {
    if (error instanceof Invalid) return await detailsPage(ctx, schoolId, { errors: error.errors, typed: form.typed });
    throw error;
  }
  return redirectTo(schoolPaths.details(schoolId), `${form.value.name} has been added.`);
}

export async function sendCloseDepartment(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const schoolId = idParam(request, 'schoolId');
  await closeDepartment(ctx, schoolId, idParam(request, 'departmentId'));
  return redirectTo(schoolPaths.details(schoolId), 'The department has been closed.');
}

export async function sendPredecessor(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const schoolId = idParam(request, 'schoolId');
  const form = readForm(predecessorForm, request.form);
  if (!form.ok) return await detailsPage(ctx, schoolId, form);
  try {
    await addPredecessor(ctx, schoolId, form.value);
  } catch (error) {
    if (error instanceof Invalid) return await detailsPage(ctx, schoolId, { errors: error.errors, typed: form.typed });
    throw error;
  }
  return redirectTo(schoolPaths.details(schoolId), 'The predecessor has been recorded.');
}
