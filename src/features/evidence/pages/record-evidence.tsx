import type { Ctx } from '#core/context.ts';
import { findSchool, type School } from '#core/organisations/queries.ts';
import { appPage } from '#core/web/app-page.tsx';
import { type FieldError, Invalid } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { PageHeading } from '#ui/page-heading.tsx';
import { addEvidence } from '../actions/add-evidence.ts';
import { evidenceForm, inputOf } from '../forms.ts';
import { evidencePaths } from '../paths.ts';
import { departmentsOf } from '../queries.ts';
import { choicesFor } from '../reach-queries.ts';
import { EvidenceForm } from './evidence-form.tsx';

async function recordPage(
  ctx: Ctx,
  school: School,
  typed: Typed,
  errors: readonly FieldError[] = [],
  filesLost = false,
): Promise<Reply> {
  return appPage(
    ctx,
    {
      title: 'Record evidence',
      crumbs: [
        { href: '/schools', label: 'Schools' },
        { href: `/schools/${school.id}`, label: school.name },
        { href: evidencePaths.list(school.id), label: 'Evidence' },
      ],
      errors,
    },
    <>
      <PageHeading
        caption={school.name}
        title="Record evidence"
        lead="One thing that was seen, read or heard. Judgements can point to it afterwards."
      />
      <EvidenceForm
        action={evidencePaths.add(school.id)}
        cancelHref={evidencePaths.list(school.id)}
        csrfToken={ctx.page.csrfToken}
        typed={typed}
        errors={errors}
        departments={await departmentsOf(ctx, school.id)}
        choices={await choicesFor(ctx, school.id)}
        today={ctx.today}
        submit="Record it"
        filesLost={filesLost}
      />
    </>,
  );
}

export async function showRecordEvidence(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const school = await findSchool(ctx, idParam(request, 'schoolId'));
  return await recordPage(ctx, school, { happenedOn: ctx.today.toString() });
}

export async function sendRecordEvidence(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const school = await findSchool(ctx, idParam(request, 'schoolId'));
  const form = readForm(evidenceForm, request.form);
  const sentFiles = request.files.length > 0;
  if (!form.ok) return await recordPage(ctx, school, form.typed, form.errors, sentFiles);
  try {
    const id = await addEvidence(ctx, school.id, inputOf(form.value, request.form), request.files);
    return redirectTo(evidencePaths.evidence(school.id, id), 'The evidence has been recorded.');
  } catch (error) {
    if (error instanceof Invalid) return await recordPage(ctx, school, form.typed, error.errors, sentFiles);
    throw error;
  }
}
