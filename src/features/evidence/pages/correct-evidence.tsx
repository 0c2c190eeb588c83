import { demand } from '#core/access/decision.ts';
import type { Ctx } from '#core/context.ts';
import { evidenceKindLabel } from '#core/evidence/kinds.ts';
import { type Evidence, findEvidence } from '#core/evidence/queries.ts';
import { findSchool } from '#core/organisations/queries.ts';
import { appPage } from '#core/web/app-page.tsx';
import { StoredNow } from '#core/web/stored-now.tsx';
import { longDate } from '#platform/clock.ts';
import { type FieldError, Invalid, StaleRevision } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { PageHeading } from '#ui/page-heading.tsx';
import { correctEvidence } from '../actions/correct-evidence.ts';
import { evidenceForm, inputOf } from '../forms.ts';
import { evidencePaths } from '../paths.ts';
import { mayChange } from '../policy.ts';
import { departmentsOf } from '../queries.ts';
import { asReach, choicesFor, reachOf } from '../reach-queries.ts';
import { EvidenceForm } from './evidence-form.tsx';
import { evidenceCrumbs, requireSchool } from './evidence-page.tsx';
import { typedReach } from './reach-fields.tsx';

type Again = { typed: Typed; errors?: readonly FieldError[]; stale?: string; filesLost?: boolean };

const typedFrom = (evidence: Evidence): Typed => ({
  kind: evidence.kind,
  title: evidence.title,
  summary: evidence.summary,
  happenedOn: evidence.happened_on.toString(),
  lateWhy: evidence.late_why ?? '',
  departmentId: evidence.department_id ?? '',
  revision: String(evidence.revision),
});

const storedRows = (evidence: Evidence) => [
  { key: 'Kind', value: evidenceKindLabel(evidence.kind) },
  { key: 'Title', value: evidence.title },
  { key: 'Happened on', value: longDate(evidence.happened_on) },
  { key: 'What was seen, read or heard', value: evidence.summary },
];

async function correctPage(
  ctx: Ctx,
  evidence: Evidence,
  { typed, errors = [], stale, filesLost = false }: Again,
): Promise<Reply> {
  const school = await findSchool(ctx, evidence.school_id);
  const title = 'Correct this evidence';
  return appPage(
    ctx,
    { title, crumbs: evidenceCrumbs(school, evidence), errors, ...(stale ? { status: 409 } : {}) },
    <>
      <PageHeading
        caption={evidence.title}
        title={title}
        lead="The version before yours is kept, with your name beside the change."
      />
      {stale ? <StoredNow message={stale} rows={storedRows(evidence)} /> : null}
      <EvidenceForm
        action={evidencePaths.correct(school.id, evidence.id)}
        cancelHref={evidencePaths.evidence(school.id, evidence.id)}
        csrfToken={ctx.page.csrfToken}
        typed={stale ? { ...typed, revision: String(evidence.revision) } : typed}
        errors={errors}
        departments={await departmentsOf(ctx, school.id)}
        choices={await choicesFor(ctx, school.id)}
        today={ctx.today}
        submit="Save the correction"
        filesLost={filesLost}
      />
    </>,
  );
}

async function changeable(ctx: Ctx, request: PageRequest): Promise<Evidence> {
  const evidence = await findEvidence(ctx, idParam(request, 'evidenceId'));
  requireSchool(evidence, request);
  demand(mayChange(ctx.actor, evidence));
  return evidence;
}

export async function showCorrectEvidence(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const evidence = await changeable(ctx, request);
  const reach = asReach(evidence, await reachOf(ctx, evidence));
  return await correctPage(ctx, evidence, { typed: { ...typedReach(reach), ...typedFrom(evidence) } });
}

export async function sendCorrectEvidence(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const evidence = await changeable(ctx, request);
  const form = readForm(evidenceForm, request.form);
  const filesLost = request.files.length > 0;
  if (!form.ok) return await correctPage(ctx, evidence, { ...form, filesLost });
  try {
    await correctEvidence(ctx, evidence.id, inputOf(form.value, request.form), request.files);
    return redirectTo(evidencePaths.evidence(evidence.school_id, evidence.id), 'The correction has been saved.');
  } catch (error) {
    if (error instanceof Invalid)
      return await correctPage(ctx, evidence, { typed: form.typed, errors: error.errors, filesLost });
    if (error instanceof StaleRevision)
      return await correctPage(ctx, evidence, { typed: form.typed, stale: error.message, filesLost });
    throw error;
  }
}
