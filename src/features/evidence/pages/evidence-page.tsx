import { recordHistory } from '#core/audit/queries.ts';
import type { Ctx } from '#core/context.ts';
import { evidenceKindLabel } from '#core/evidence/kinds.ts';
import { type Evidence, findEvidence } from '#core/evidence/queries.ts';
import { type EvidenceSource, sourceOf } from '#core/evidence/sources.ts';
import { evidenceTags } from '#core/evidence/tags.ts';
import { evidenceUses } from '#core/evidence/uses.ts';
import { findSchool, type School } from '#core/organisations/queries.ts';
import { appPage } from '#core/web/app-page.tsx';
import { TrailLink } from '#core/web/trail-link.tsx';
import { longDate, longMoment } from '#platform/clock.ts';
import { type FieldError, NotFound } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { download, type Reply, redirectTo } from '#platform/http/reply.ts';
import type { Crumb } from '#ui/breadcrumbs.tsx';
import { ButtonGroup, ButtonLink } from '#ui/button.tsx';
import { NotificationBanner } from '#ui/notification-banner.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Prose } from '#ui/prose.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { replyToEvidence } from '../actions/reply-to-evidence.ts';
import { replyForm } from '../forms.ts';
import { evidencePaths } from '../paths.ts';
import { mayChange, mayReply } from '../policy.ts';
import { fileContent, filesOf, repliesTo } from '../queries.ts';
import { reachOf, type StoredReach } from '../reach-queries.ts';
import { readersInWords } from '../reach-rules.ts';
import { EvidenceFiles } from './evidence-files.tsx';
import { Replies } from './evidence-replies.tsx';
import { WhereUsed } from './evidence-uses.tsx';
import { SpeaksTo } from './speaks-to.tsx';

/** The school in the address must be the evidence's own: an address that says otherwise was made up. */
export function requireSchool(evidence: Evidence, request: PageRequest): void {
  if (evidence.school_id !== idParam(request, 'schoolId')) throw new NotFound();
}

export const evidenceCrumbs = (school: School, evidence?: Evidence): Crumb[] => [
  { href: '/schools', label: 'Schools' },
  { href: `/schools/${school.id}`, label: school.name },
  { href: evidencePaths.list(school.id), label: 'Evidence' },
  ...(evidence ? [{ href: evidencePaths.evidence(school.id, evidence.id), label: evidence.title }] : []),
];

const Withdrawn = ({ evidence }: { evidence: Evidence }) =>
  evidence.withdrawn_at ? (
    <NotificationBanner title="This evidence has been withdrawn">
      <p class="govuk-body">
        On {longMoment(evidence.withdrawn_at)}. Reason: {evidence.withdrawn_why}
      </p>
    </NotificationBanner>
  ) : null;

const fromWhere = ({ label, href }: EvidenceSource) =>
  href === null ? (
    label
  ) : (
    <a class="govuk-link" href={href}>
      {label}
    </a>
  );

/** When, by whom, and who reads it. */
function facts(evidence: Evidence, reach: StoredReach, source: EvidenceSource | null) {
  const [observed] = reach.observed;
  const named = [evidence.recorder_name, ...reach.readers.map((reader) => reader.name)];
  const readers = [...new Set([...(observed ? [observed.name] : []), ...named])];
  return [
    { key: 'Happened on', value: longDate(evidence.happened_on) },
    ...(evidence.late_why ? [{ key: 'Why it counts although it is old', value: evidence.late_why }] : []),
    { key: 'Recorded', value: `${longMoment(evidence.recorded_at)} by ${evidence.recorder_name}` },
    ...(source ? [{ key: 'Comes from', value: fromWhere(source) }] : []),
    ...(observed ? [{ key: 'Observed', value: observed.name }] : []),
    {
      key: 'Seen by',
      value: reach.observers.map((one) => one.name).join(', ') || evidence.recorder_name,
    },
    { key: 'Department', value: evidence.department_name ?? 'The whole school' },
    ...(reach.tags.length > 0
      ? [{ key: 'Found by', value: reach.tags.map(({ tag }) => evidenceTags[tag]).join(', ') }]
      : []),
    { key: 'Who may read it', value: readersInWords(evidence.readers, readers) },
  ];
}

async function evidencePage(
  ctx: Ctx,
  evidence: Evidence,
  again: { typed?: Typed; errors?: readonly FieldError[] } = {},
): Promise<Reply> {
  const school = await findSchool(ctx, evidence.school_id);
  const files = await filesOf(ctx, evidence.id);
  const reach = await reachOf(ctx, evidence);
  const source = await sourceOf(ctx, evidence);
  const replies = await repliesTo(ctx, evidence.id);
  const uses = (await evidenceUses(ctx, [evidence.id])).get(evidence.id) ?? [];
  const { versions } = await recordHistory(ctx, 'evidence', evidence.id);
  const change = mayChange(ctx.actor, evidence).allowed;
  const [s, e] = [school.id, evidence.id];
  return appPage(
    ctx,
    { title: evidence.title, crumbs: evidenceCrumbs(school), errors: again.errors ?? [] },
    <>
      <PageHeading
        caption={`${school.name}: ${evidenceKindLabel(evidence.kind).toLowerCase()}`}
        title={evidence.title}
      />
      <Withdrawn evidence={evidence} />
      <SummaryList rows={facts(evidence, reach, source)} />
      <h2 class="govuk-heading-m">What was seen, read or heard</h2>
      <Prose>
        {evidence.summary.split(/\n{2,}/).map((paragraph) => (
          <p>{paragraph}</p>
        ))}
      </Prose>
      <SpeaksTo reach={reach} />
      <EvidenceFiles
        files={files}
        at={{
          open: (fileId) => evidencePaths.file(s, e, fileId),
          ...(change
            ? {
                replace: (fileId: string) => evidencePaths.replaceFile(s, e, fileId),
                withdraw: (fileId: string) => evidencePaths.withdrawFile(s, e, fileId),
              }
            : {}),
        }}
      />
      <WhereUsed uses={uses} />
      {replies.length > 0 || evidence.observed_id !== null || mayReply(ctx.actor, evidence).allowed ? (
        <Replies
          replies={replies}
          action={mayReply(ctx.actor, evidence).allowed ? evidencePaths.reply(s, e) : null}
          csrfToken={ctx.page.csrfToken}
          {...again}
        />
      ) : null}
      {change ? (
        <ButtonGroup>
          <ButtonLink href={evidencePaths.correct(s, e)} variant="secondary">
            Correct it or add files
          </ButtonLink>
          <a class="govuk-link" href={evidencePaths.withdraw(s, e)}>
            Withdraw it
          </a>
        </ButtonGroup>
      ) : null}
      <TrailLink
        table="evidence"
        id={e}
        label={
          versions.length > 1
            ? `Earlier versions and what was changed (${versions.length - 1})`
            : 'History of this evidence'
        }
      />
    </>,
  );
}

export async function showEvidence(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const evidence = await findEvidence(ctx, idParam(request, 'evidenceId'));
  requireSchool(evidence, request);
  return await evidencePage(ctx, evidence);
}

export async function sendReply(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const evidence = await findEvidence(ctx, idParam(request, 'evidenceId'));
  requireSchool(evidence, request);
  const form = readForm(replyForm, request.form);
  if (!form.ok) return await evidencePage(ctx, evidence, form);
  await replyToEvidence(ctx, evidence, form.value.body);
  return redirectTo(evidencePaths.evidence(evidence.school_id, evidence.id), 'Your reply is kept beside the evidence.');
}

export async function downloadEvidenceFile(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const evidence = await findEvidence(ctx, idParam(request, 'evidenceId'));
  requireSchool(evidence, request);
  const file = await fileContent(ctx, evidence.id, idParam(request, 'fileId'));
  return download({ bytes: file.content, mediaType: file.media_type, fileName: file.name });
}
