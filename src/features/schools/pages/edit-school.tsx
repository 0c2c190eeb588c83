import type { Ctx } from '#core/context.ts';
import { findSchool, type School } from '#core/organisations/queries.ts';
import { appPage } from '#core/web/app-page.tsx';
import { type FieldError, Invalid, StaleRevision } from '#platform/errors.ts';
import { readForm } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { InsetText } from '#ui/inset-text.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { addSchool, changeSchool } from '../actions/save-school.ts';
import { schoolForm } from '../forms.ts';
import { schoolPaths } from '../paths.ts';
import { SchoolForm, type SchoolFormValues } from './school-form.tsx';

function valuesOf(school: School): SchoolFormValues {
  const stages = [school.has_early_years ? 'early_years' : '', school.has_sixth_form ? 'sixth_form' : '']
    .filter(Boolean)
    .join('\n');
  return {
    name: school.name,
    urn: school.urn,
    phase: school.phase,
    lowAge: String(school.low_age),
    highAge: String(school.high_age),
    stages,
    establishmentType: school.establishment_type ?? '',
    localAuthority: school.local_authority ?? '',
    capacity: String(school.capacity ?? ''),
    joinedOn: school.joined_on?.toString() ?? '',
    leftOn: school.left_on?.toString() ?? '',
    revision: String(school.revision),
  };
}

type Shown = { values: SchoolFormValues; errors?: readonly FieldError[]; stale?: string };

function addPage(ctx: Ctx, { values, errors = [] }: Shown): Reply {
  return appPage(
    ctx,
    { title: 'Add a school', crumbs: [{ href: schoolPaths.list, label: 'Schools' }], errors },
    <>
      <PageHeading
        title="Add a school"
        lead="Everything can be changed later, and a GIAS file that is imported under Published data completes it."
      />
      <SchoolForm
        action={schoolPaths.add}
        csrfToken={ctx.page.csrfToken}
        values={values}
        errors={errors}
        submit="Add the school"
      />
    </>,
  );
}

function editPage(ctx: Ctx, school: School, { values, errors = [], stale }: Shown): Reply {
  const crumbs = [
    { href: schoolPaths.list, label: 'Schools' },
    { href: schoolPaths.school(school.id), label: school.name },
  ];
  return appPage(
    ctx,
    { title: 'Change the details', crumbs, errors, ...(stale ? { status: 409 } : {}) },
    <>
      <PageHeading caption={school.name} title="Change the details" />
      {stale ? (
        <InsetText>
          {stale} Stored now: {school.name}, URN {school.urn}, ages {school.low_age} to {school.high_age}. Saving again
          keeps what is in the form.
        </InsetText>
      ) : null}
      <SchoolForm
        action={schoolPaths.edit(school.id)}
        csrfToken={ctx.page.csrfToken}
        values={values}
        errors={errors}
        submit="Save the details"
      />
    </>,
  );
}

export async function showAddSchool(ctx: Ctx): Promise<Reply> {
  return addPage(ctx, { values: {} });
}

export async function sendAddSchool(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const form = readForm(schoolForm, request.form);
  if (!form.ok) return addPage(ctx, { values: form.typed, errors: form.errors });
  try {
    const id = await addSchool(ctx, form.value);
    return redirectTo(schoolPaths.details(id), `${form.value.name} has been added.`);
  } catch (error) {
    if (error instanceof Invalid) return addPage(ctx, { values: form.typed, errors: error.errors });
    throw error;
  }
}

export async function showEditSchool(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const school = await findSchool(ctx, idParam(request, 'schoolId'));
  return editPage(ctx, school, { values: valuesOf(school) });
}

export async function sendEditSchool(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const school = await findSchool(ctx, idParam(request, 'schoolId'));
  const form = readForm(schoolForm, request.form);
  if (!form.ok) return editPage(ctx, school, { values: form.typed, errors: form.errors });
  try {
    await changeSchool(ctx, school.id, form.value);
    return redirectTo(schoolPaths.details(school.id), 'The details have been saved.');
  } catch (error) {
    if (error instanceof Invalid) return editPage(ctx, school, { values: form.typed, errors: error.errors });
    if (error instanceof StaleRevision) {
      return editPage(ctx, school, {
        values: { ...form.typed, revision: String(school.revision) },
        stale: error.message,
      });
    }
    throw error;
  }
}
