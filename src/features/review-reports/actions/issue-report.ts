import { academicYearName } from '#core/academic-year/rules.ts';
import { type Write, write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { freezeDocument } from '#core/frozen-records/freeze.ts';
import { Invalid } from '#platform/errors.ts';
import { blockersOf } from '../blocker-rules.ts';
import { loadContent, type ReportContent } from '../content/queries.ts';
import { loadFacts } from '../content/report-facts.ts';
import type { GovernorsTexts } from '../for-governors.ts';
import type { IssuedFinding, IssuedPart, IssuedTheme } from '../issues/issued.ts';
import { issuesOf } from '../issues/queries.ts';
import { overLimit } from '../length-rules.ts';
import { reviewReportPaths } from '../paths.ts';
import { maySign } from '../policy.ts';
import { lengthsOf, printReport } from '../print.ts';
import { pageLimits } from '../queries.ts';
import { addStep, lockReport, requireStep } from './lock-report.ts';
import { requireNoNames } from './require-no-names.ts';
import { tellGovernors, tellSchool } from './tell-people.ts';

const partsIssued = (content: ReportContent): IssuedPart[] =>
  [...content.sections, ...content.themes].map(({ part, title, body }) => ({ part, title, body }));

const themesIssued = (content: ReportContent): IssuedTheme[] =>
  content.themes.map((theme) => ({
    areaCode: theme.areaCode,
    title: theme.title,
    gradeCode: theme.grade?.code ?? null,
    ownGradeCode: theme.ownGrade?.code ?? null,
  }));

const findingsIssued = (content: ReportContent, governors: GovernorsTexts): IssuedFinding[] =>
  content.findings.map(({ revision: _, ...finding }) => ({
    ...finding,
    forGovernors: governors.findings.get(finding.id) ?? { what: finding.what, why: finding.why },
  }));

/** Why this is another issue: the reason with which its change was begun. */
const whyAgain = (content: ReportContent): string | null =>
  content.steps.findLast((step) => step.step === 'change_begun')?.why ?? null;

async function insertIssue(
  ctx: Ctx,
  tx: Write,
  content: ReportContent,
  governors: GovernorsTexts,
  overLimitWhy: string | null,
) {
  const { report } = content;
  const [last] = await issuesOf(ctx, report.id);
  const number = (last?.number ?? 0) + 1;
  const why = last ? whyAgain(content) : null;
  const printed = await printReport(ctx, content, governors, { number, why });
  const lengths = await lengthsOf(printed);
  const over = overLimit(lengths, await pageLimits(ctx));
  if (over.length > 0 && overLimitWhy === null)
    throw new Invalid([
      {
        field: 'overLimitWhy',
        message: `${over.join(' ')} Send the report back to be shortened, or say why it is issued so long.`,
      },
    ]);
  const { id } = await tx.db
    .insertInto('review_report_issue')
    .values({
      trust_id: ctx.actor.trustId,
      report_id: report.id,
      school_id: report.schoolId,
      number,
      issued_at: ctx.now,
      issued_by: ctx.actor.personId,
      why,
      framework_id: report.frameworkId,
      full_record_id: null,
      governors_record_id: null,
      full_pages: lengths.full.pages,
      governors_pages: lengths.governors.pages,
      over_limit_why: over.length > 0 ? overLimitWhy : null,
      parts: JSON.stringify(partsIssued(content)),
      themes: JSON.stringify(themesIssued(content)),
      findings: JSON.stringify(findingsIssued(content, governors)),
      follow_up: JSON.stringify(content.followUps.map(({ revision: _, by: __, ...said }) => said)),
      withdrawn_at: null,
      withdrawn_by: null,
      withdrawn_why: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const name = `${report.title.replace(/[^\p{L}\p{N} ’-]/gu, '')} ${report.schoolName} ${academicYearName(report.academicYear).replace('/', '-')}${number > 1 ? ` issue ${number}` : ''}`;
  const of = { subjectId: id, schoolId: report.schoolId };
  const full = await freezeDocument(ctx, tx, { ...of, kind: 'review-report', document: printed.full, fileName: name });
  const forGovernors = await freezeDocument(ctx, tx, {
    ...of,
    kind: 'review-report-governors',
    document: printed.governors,
    fileName: `${name} for governors`,
  });
  await tx.db
    .updateTable('review_report_issue')
    .set({ full_record_id: full.id, governors_record_id: forGovernors.id })
    .where('id', '=', id)
    .execute();
  return { id, number, sha256: full.sha256, governorsSha256: forGovernors.sha256, over };
}

/**
 * Issues the signed report in both versions, each frozen with its hash: to the school's leaders and the Trust in full, to governors and trustees without
 * names. Over the length that the trust allows it needs a reason, which is kept with the issue.
 */
export async function issueReport(
  ctx: Ctx,
  reportId: string,
  overLimitWhy: string | null = null,
): Promise<{ issueId: string }> {
  return await write(ctx, async (tx) => {
    const report = await lockReport(ctx, tx, reportId);
    tx.authorise(maySign(ctx.actor, report));
    requireStep(report, 'issued');
    const content = await loadContent(ctx, report);
    const { facts, governors } = await loadFacts(ctx, content);
    const blockers = blockersOf('issued', facts);
    if (blockers.length > 0) throw new Invalid(blockers.map((message) => ({ field: '', message })));
    await requireNoNames(ctx, report, 'overLimitWhy', overLimitWhy);
    const issue = await insertIssue(ctx, tx, content, governors, overLimitWhy);
    await addStep(ctx, tx, report, 'issued', issue.over.length > 0 ? overLimitWhy : null, {
      issue: issue.number,
      sha256: issue.sha256,
      governorsSha256: issue.governorsSha256,
      overLimit: issue.over,
    });
    const notice = {
      subject: `A report has been issued: ${report.title}`,
      body: `The report on ${report.schoolName} is ready to be read.`,
      href: reviewReportPaths.issued(report.id),
    };
    await tellSchool(ctx, tx, report, notice);
    await tellGovernors(ctx, tx, report, {
      ...notice,
      body: `${notice.body} Please confirm that you have received it.`,
    });
    return { issueId: issue.id };
  });
}
