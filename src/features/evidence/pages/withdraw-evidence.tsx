import { demand } from '#core/access/decision.ts';
import type { Ctx } from '#core/context.ts';
import { type Evidence, findEvidence } from '#core/evidence/queries.ts';
import { evidenceUses } from '#core/evidence/uses.ts';
import { findSchool } from '#core/organisations/queries.ts';
import { appPage } from '#core/web/app-page.tsx';
import { StoredNow } from '#core/web/stored-now.tsx';
import { type FieldError, NotFound, StaleRevision } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button, ButtonGroup } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { WarningText } from '#ui/warning-text.tsx';
import { withdrawEvidence, withdrawFile } from '../actions/withdraw-evidence.ts';
import { withdrawForm } from '../forms.ts';
import { evidencePaths } from '../paths.ts';
import { mayChange } from '../policy.ts';
import { type EvidenceFile, filesOf } from '../queries.ts';
import { evidenceCrumbs, requireSchool } from './evidence-page.tsx';

type Target = { evidence: Evidence; file: EvidenceFile | null };
type Again = { typed?: Typed; errors?: readonly FieldError[]; stale?: string };

async function target(ctx: Ctx, request: PageRequest): Promise<Target> {
  const evidence = await findEvidence(ctx, idParam(request, 'evidenceId'));
  requireSchool(evidence, request);
  demand(mayChange(ctx.actor, evidence));
  if (request.params['fileId'] === undefined) return { evidence, file: null };
  const fileId = idParam(request, 'fileId');
  const file = (await filesOf(ctx, evidence.id)).find((one) => one.file_id === fileId && one.withdrawn_at === null);
  if (!file) throw new NotFound();
  return { evidence, file };
}

async function withdrawPage(
  ctx: Ctx,
  { evidence, file }: Target,
  { typed = {}, errors = [], stale }: Again,
): Promise<Reply> {
  const school = await findSchool(ctx, evidence.school_id);
  const uses = (await evidenceUses(ctx, [evidence.id])).get(evidence.id) ?? [];
  const title = file ? `Withdraw the file ${file.name}` : 'Withdraw this evidence';
  const action = file
    ? evidencePaths.withdrawFile(school.id, evidence.id, file.file_id)
    : evidencePaths.withdraw(school.id, evidence.id);
  return appPage(
    ctx,
    { title, crumbs: evidenceCrumbs(school, evidence), errors, ...(stale ? { status: 409 } : {}) },
    <>
      <PageHeading caption={evidence.title} title={title} />
      {stale ? (
        <StoredNow
          message={stale}
          rows={[
            { key: 'Title', value: evidence.title },
            { key: 'Text', value: evidence.summary },
          ]}
        />
      ) : null}
      <p class="govuk-body">
        {file
          ? 'It is still listed with your reason, but nobody can open it any more.'
          : 'It can still be read, with your reason, but it is no longer offered to reviewers. It cannot be brought back; it can be recorded again.'}
      </p>
      {!file && uses.length > 0 ? (
        <WarningText>
          {uses.length === 1 ? 'One statement rests on it' : `${uses.length} statements rest on it`}:{' '}
          {uses.map((use) => use.label).join('; ')}.
        </WarningText>
      ) : null}
      <Form action={action} csrfToken={ctx.page.csrfToken}>
        <HiddenField name="revision" value={stale ? evidence.revision : (typed['revision'] ?? evidence.revision)} />
        <TextArea
          name="why"
          label="Why is it withdrawn?"
          value={typed['why']}
          error={errors.find((error) => error.field === 'why')?.message}
          rows={3}
          required
        />
        <ButtonGroup>
          <Button variant="warning">Withdraw it</Button>
          <a class="govuk-link" href={evidencePaths.evidence(school.id, evidence.id)}>
            Keep it
          </a>
        </ButtonGroup>
      </Form>
    </>,
  );
}

export async function showWithdraw(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return await withdrawPage(ctx, await target(ctx, request), {});
}

export async function sendWithdraw(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const found = await target(ctx, request);
  const { evidence, file } = found;
  const form = readForm(withdrawForm, request.form);
  if (!form.ok) return await withdrawPage(ctx, found, form);
  try {
    if (file) await withdrawFile(ctx, evidence.id, file.file_id, form.value);
    else await withdrawEvidence(ctx, evidence.id, form.value);
    return redirectTo(
      evidencePaths.evidence(evidence.school_id, evidence.id),
      file ? 'The file has been withdrawn.' : 'The evidence has been withdrawn.',
    );
  } catch (error) {
    if (error instanceof StaleRevision)
      return await withdrawPage(ctx, found, { typed: form.typed, stale: error.message });
    throw error;
  }
}
