import { recordHistory } from '#core/audit/queries.ts';
import type { Ctx } from '#core/context.ts';
import { evidenceKindLabel } from '#core/evidence/kinds.ts';
import { type Evidence, findEvidence } from '#core/evidence/queries.ts';
import { type EvidenceUse, evidenceUses } from '#core/evidence/uses.ts';
import { findSchool, type School } from '#core/organisations/queries.ts';
import { appPage } from '#core/web/app-page.tsx';
import { TrailLink } from '#core/web/trail-link.tsx';
import { londonDate, longDate, longMoment, shortDate } from '#platform/clock.ts';
import { NotFound } from '#platform/errors.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { download, type Reply } from '#platform/http/reply.ts';
import type { Crumb } from '#ui/breadcrumbs.tsx';
import { ButtonGroup, ButtonLink } from '#ui/button.tsx';
import { NotificationBanner } from '#ui/notification-banner.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Prose } from '#ui/prose.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { Table } from '#ui/table.tsx';
import { Tag } from '#ui/tag.tsx';
import { evidencePaths } from '../paths.ts';
import { mayChange } from '../policy.ts';
import { type EvidenceFile, fileContent, filesOf } from '../queries.ts';

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

const size = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;

const Files = ({
  evidence,
  files,
  mayWithdraw,
}: {
  evidence: Evidence;
  files: readonly EvidenceFile[];
  mayWithdraw: boolean;
}) => (
  <Table
    caption="Files"
    stack
    columns={[
      { header: 'File' },
      { header: 'Size', align: 'number' },
      { header: 'Added' },
      { header: 'SHA-256 begins' },
      { header: 'Withdraw', headerHidden: true },
    ]}
    rows={files.map((file) => [
      file.withdrawn_at === null ? (
        <a class="govuk-link" href={evidencePaths.file(evidence.school_id, evidence.id, file.file_id)} download>
          {file.name}
        </a>
      ) : (
        <>
          {file.name} <Tag>Withdrawn</Tag>
          <br />
          By {file.withdrawn_by_name ?? 'somebody'}: {file.withdrawn_why}
        </>
      ),
      size(file.size_bytes),
      `${shortDate(londonDate(file.added_at))}${file.added_by_name ? `, ${file.added_by_name}` : ''}`,
      file.sha256.slice(0, 16),
      mayWithdraw && file.withdrawn_at === null ? (
        <a class="govuk-link" href={evidencePaths.withdrawFile(evidence.school_id, evidence.id, file.file_id)}>
          Withdraw<span class="govuk-visually-hidden"> {file.name}</span>
        </a>
      ) : (
        ''
      ),
    ])}
  />
);

const Uses = ({ uses }: { uses: readonly EvidenceUse[] }) => (
  <section>
    <h2 class="govuk-heading-m">What rests on it</h2>
    {uses.length === 0 ? (
      <p class="govuk-body">Nothing points to it yet. A review does so from the sentence that it supports.</p>
    ) : (
      <ul class="govuk-list govuk-list--bullet">
        {uses.map((use) => (
          <li>
            <a class="govuk-link" href={use.href}>
              {use.label}
            </a>
          </li>
        ))}
      </ul>
    )}
  </section>
);

const Withdrawn = ({ evidence }: { evidence: Evidence }) =>
  evidence.withdrawn_at ? (
    <NotificationBanner title="This evidence has been withdrawn">
      <p class="govuk-body">
        On {longMoment(evidence.withdrawn_at)}. Reason: {evidence.withdrawn_why}
      </p>
    </NotificationBanner>
  ) : null;

export async function showEvidence(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const evidence = await findEvidence(ctx, idParam(request, 'evidenceId'));
  requireSchool(evidence, request);
  const school = await findSchool(ctx, evidence.school_id);
  const files = await filesOf(ctx, evidence.id);
  const uses = (await evidenceUses(ctx, [evidence.id])).get(evidence.id) ?? [];
  const { versions } = await recordHistory(ctx, 'evidence', evidence.id);
  const change = mayChange(ctx.actor, evidence).allowed;
  return appPage(
    ctx,
    { title: evidence.title, crumbs: evidenceCrumbs(school) },
    <>
      <PageHeading
        caption={`${school.name}: ${evidenceKindLabel(evidence.kind).toLowerCase()}`}
        title={evidence.title}
      />
      <Withdrawn evidence={evidence} />
      <SummaryList
        rows={[
          { key: 'Happened on', value: longDate(evidence.happened_on) },
          ...(evidence.late_why ? [{ key: 'Why it counts although it is old', value: evidence.late_why }] : []),
          { key: 'Recorded', value: `${longMoment(evidence.recorded_at)} by ${evidence.recorder_name}` },
          { key: 'Department', value: evidence.department_name ?? 'The whole school' },
        ]}
      />
      <h2 class="govuk-heading-m">What was seen, read or heard</h2>
      <Prose>
        {evidence.summary.split(/\n{2,}/).map((paragraph) => (
          <p>{paragraph}</p>
        ))}
      </Prose>
      {files.length === 0 ? (
        <p class="govuk-body">No files are kept with it.</p>
      ) : (
        <Files evidence={evidence} files={files} mayWithdraw={change} />
      )}
      <Uses uses={uses} />
      {change ? (
        <ButtonGroup>
          <ButtonLink href={evidencePaths.correct(school.id, evidence.id)} variant="secondary">
            Correct it or add files
          </ButtonLink>
          <a class="govuk-link" href={evidencePaths.withdraw(school.id, evidence.id)}>
            Withdraw it
          </a>
        </ButtonGroup>
      ) : null}
      <TrailLink
        table="evidence"
        id={evidence.id}
        label={
          versions.length > 1
            ? `Earlier versions and what was changed (${versions.length - 1})`
            : 'History of this evidence'
        }
      />
    </>,
  );
}

export async function downloadEvidenceFile(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const evidence = await findEvidence(ctx, idParam(request, 'evidenceId'));
  requireSchool(evidence, request);
  const file = await fileContent(ctx, evidence.id, idParam(request, 'fileId'));
  return download({ bytes: file.content, mediaType: file.media_type, fileName: file.name });
}
