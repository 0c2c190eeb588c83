import { demand } from '#core/access/decision.ts';
import type { Ctx } from '#core/context.ts';
import { type Evidence, findEvidence } from '#core/evidence/queries.ts';
import { findSchool } from '#core/organisations/queries.ts';
import { appPage } from '#core/web/app-page.tsx';
import { type FieldError, Invalid, NotFound, StaleRevision } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button, ButtonGroup } from '#ui/button.tsx';
import { FileField } from '#ui/file-field.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { TextField } from '#ui/text-field.tsx';
import { replaceFile } from '../actions/replace-file.ts';
import { withEarlier } from '../file-rules.ts';
import { replaceForm } from '../forms.ts';
import { evidencePaths } from '../paths.ts';
import { mayChange } from '../policy.ts';
import { type EvidenceFile, filesOf } from '../queries.ts';
import { evidenceCrumbs, requireSchool } from './evidence-page.tsx';

type Target = { evidence: Evidence; file: EvidenceFile };
type Again = { typed?: Typed; errors?: readonly FieldError[]; stale?: boolean };

async function target(ctx: Ctx, request: PageRequest): Promise<Target> {
  const evidence = await findEvidence(ctx, idParam(request, 'evidenceId'));
  requireSchool(evidence, request);
  demand(mayChange(ctx.actor, evidence));
  const fileId = idParam(request, 'fileId');
  const newest = withEarlier(await filesOf(ctx, evidence.id)).map((chain) => chain.file);
  const file = newest.find((one) => one.file_id === fileId);
  if (!file) throw new NotFound('This file has already been replaced, or it was never here.');
  return { evidence, file };
}

async function replacePage(ctx: Ctx, { evidence, file }: Target, again: Again = {}): Promise<Reply> {
  const { typed = {}, errors = [], stale = false } = again;
  const school = await findSchool(ctx, evidence.school_id);
  const error = (field: string) => errors.find((one) => one.field === field)?.message;
  return appPage(
    ctx,
    {
      title: `Replace the file ${file.name}`,
      crumbs: evidenceCrumbs(school, evidence),
      errors,
      ...(stale ? { status: 409 } : {}),
    },
    <>
      <PageHeading
        caption={evidence.title}
        title={`Replace the file ${file.name}`}
        lead="Both are kept, each with its fingerprint. The new one is shown; the earlier one can still be opened below it."
      />
      <Form
        action={evidencePaths.replaceFile(school.id, evidence.id, file.file_id)}
        csrfToken={ctx.page.csrfToken}
        enctype="multipart/form-data"
      >
        <HiddenField name="revision" value={evidence.revision} />
        <FileField
          name="files"
          label="The new file"
          hint="PDF, Word, Excel, pictures or text, up to 10 MB. No names of pupils in it."
          accept=".pdf,.docx,.xlsx,.txt,.csv,.png,.jpg,.jpeg,.gif,.webp,.heic"
          error={error('files')}
          required
        />
        <TextField name="why" label="Why is it replaced?" value={typed['why']} error={error('why')} required />
        <ButtonGroup>
          <Button>Keep the new file</Button>
          <a class="govuk-link" href={evidencePaths.evidence(school.id, evidence.id)}>
            Cancel
          </a>
        </ButtonGroup>
      </Form>
    </>,
  );
}

export async function showReplaceFile(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return await replacePage(ctx, await target(ctx, request));
}

export async function sendReplaceFile(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const found = await target(ctx, request);
  const { evidence, file } = found;
  const form = readForm(replaceForm, request.form);
  if (!form.ok) return await replacePage(ctx, found, form);
  try {
    await replaceFile(ctx, evidence.id, file.file_id, form.value, request.files);
    return redirectTo(evidencePaths.evidence(evidence.school_id, evidence.id), 'The new file has been kept.');
  } catch (error) {
    if (error instanceof Invalid) return await replacePage(ctx, found, { typed: form.typed, errors: error.errors });
    if (error instanceof StaleRevision)
      return await replacePage(ctx, found, {
        typed: form.typed,
        stale: true,
        errors: [
          { field: '', message: 'Somebody has changed this evidence since you opened the page. Look at it again.' },
        ],
      });
    throw error;
  }
}
