import { demand } from '#core/access/decision.ts';
import type { Ctx } from '#core/context.ts';
import { findSchool } from '#core/organisations/queries.ts';
import { appPage } from '#core/web/app-page.tsx';
import { type Bucket, qualificationNames, subjectOf } from '#features/measures/index.ts';
import { type FieldError, Invalid } from '#platform/errors.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { Form } from '#ui/form.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Select } from '#ui/select.tsx';
import { assignSubjects } from '../actions/assign-subjects.ts';
import { snapshotPaths } from '../paths.ts';
import { mayCollect } from '../policy.ts';
import { assessedSubjects, departmentsOfSubjects, openDepartments } from '../subject-queries.ts';

/** What a department that teaches the subjects of a bucket is likely to be called. */
const likely: Partial<Record<Bucket, RegExp>> = {
  'english-language': /english/i,
  'english-literature': /english/i,
  maths: /math/i,
  science: /science/i,
  'combined-science': /science/i,
  humanities: /humanit|history|geography/i,
  language: /language|mfl/i,
};

type Department = { id: string; name: string };

/** The department that is proposed where the school has not said: one of the subject's own name, else one that its kind of subject is usually taught in. */
function proposed(subject: { code: string | null; name: string }, departments: readonly Department[]): string {
  const name = subject.name.toLowerCase();
  const own = departments.find((each) => name.startsWith(each.name.toLowerCase()));
  const pattern = subject.code ? likely[subjectOf(subject.code)?.bucket ?? 'gcse-open'] : undefined;
  return (own ?? departments.find((each) => pattern?.test(each.name)))?.id ?? '';
}

async function departmentsPage(
  ctx: Ctx,
  schoolId: string,
  errors: readonly FieldError[] = [],
  typed: ReadonlyMap<number, string | null> = new Map(),
): Promise<Reply> {
  const school = await findSchool(ctx, schoolId);
  demand(mayCollect(ctx.actor, school.id));
  const subjects = await assessedSubjects(ctx, school.id);
  const departments = await openDepartments(ctx, school.id);
  const said = await departmentsOfSubjects(ctx, school.id);
  return appPage(
    ctx,
    {
      title: 'Which department teaches which subject',
      errors,
      crumbs: [{ label: `Snapshots of ${school.name}`, href: snapshotPaths.ofSchool(school.id) }],
    },
    <>
      <PageHeading
        caption={school.name}
        title="Which department teaches which subject"
        lead="Figures are then given by department, and its head may open the pupils behind its own subjects. What is proposed stands once it is saved."
      />
      {subjects.length === 0 || departments.length === 0 ? (
        <EmptyState title={subjects.length === 0 ? 'No subject yet' : 'No department yet'}>
          {subjects.length === 0
            ? 'Take a snapshot with assessments first: its subjects are then listed here.'
            : 'Departments are added on the school’s page of details.'}
        </EmptyState>
      ) : (
        <Form action={snapshotPaths.departments(school.id)} csrfToken={ctx.page.csrfToken} warnUnsaved>
          {subjects.map((subject) => (
            <Select
              name={`subject${subject.id}`}
              label={`${subject.name} (${qualificationNames.get(subject.qualification) ?? subject.qualification})`}
              value={
                typed.get(subject.id) ??
                said.get(subject.id)?.id ??
                (said.size > 0 ? '' : proposed(subject, departments))
              }
              error={errors.find((found) => found.field === `subject${subject.id}`)?.message}
              options={[
                { value: '', label: 'No department' },
                ...departments.map((each) => ({ value: each.id, label: each.name })),
              ]}
            />
          ))}
          <Button>Save</Button>
        </Form>
      )}
    </>,
  );
}

export async function showDepartments(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return await departmentsPage(ctx, request.params['schoolId'] ?? '');
}

export async function sendDepartments(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const schoolId = request.params['schoolId'] ?? '';
  const given = new Map<number, string | null>();
  for (const [field, values] of Object.entries(request.form)) {
    const id = /^subject(\d{1,9})$/.exec(field)?.[1];
    if (id) given.set(Number(id), values[0] || null);
  }
  try {
    await assignSubjects(ctx, schoolId, given);
  } catch (error) {
    if (error instanceof Invalid) return await departmentsPage(ctx, schoolId, error.errors, given);
    throw error;
  }
  return redirectTo(snapshotPaths.ofSchool(schoolId), 'Saved: figures by department use it from now on.');
}
