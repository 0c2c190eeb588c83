import { academicYearName, academicYearOf } from '#core/academic-year/rules.ts';
import { holds } from '#core/access/actor.ts';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { qaReviewPaths } from '#features/reviews/paths.ts';
import { londonDate, shortDate } from '#platform/clock.ts';
import { answerForm, type Refused } from '#platform/http/answer-form.ts';
import { readForm } from '#platform/http/form.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { Link } from '#ui/link.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { SubNavigation } from '#ui/sub-navigation.tsx';
import { Table } from '#ui/table.tsx';
import { Tag } from '#ui/tag.tsx';
import { beginReport } from '../actions/begin-report.ts';
import { aboutWhat } from '../documents/report-document.ts';
import { beginForm } from '../forms.ts';
import { newestIssues } from '../issues/list-queries.ts';
import { reviewReportPaths } from '../paths.ts';
import { mayBegin, mayReadDraft } from '../policy.ts';
import { type Report, readableReports } from '../queries.ts';
import { withoutReport } from '../review-queries.ts';
import { StateTag } from './frame.tsx';

const years = (ctx: Ctx, shown: number) => {
  const now = academicYearOf(ctx.today);
  return [now, now - 1, now - 2, now - 3].map((year) => ({
    href: reviewReportPaths.list(year),
    label: academicYearName(year),
    current: year === shown,
  }));
};

const Begin = ({ ctx, reviews }: { ctx: Ctx; reviews: Awaited<ReturnType<typeof withoutReport>> }) =>
  reviews.length === 0 ? null : (
    <Table
      caption="Reviews whose evidence is complete and that have no report yet"
      stack
      columns={[
        { header: 'Review' },
        { header: 'School' },
        { header: 'Ended' },
        { header: 'Action', headerHidden: true },
      ]}
      rows={reviews.map((review) => [
        <Link href={qaReviewPaths.review(review.id)}>{review.title}</Link>,
        review.schoolName,
        shortDate(review.endsOn),
        <Form action={reviewReportPaths.list()} csrfToken={ctx.page.csrfToken}>
          <HiddenField name="reviewId" value={review.id} />
          <Button variant="secondary" hiddenText={`on ${review.title}, ${review.schoolName}`}>
            Begin the report
          </Button>
        </Form>,
      ])}
    />
  );

async function reportTable(ctx: Ctx, reports: readonly Report[], year: number) {
  const issues = await newestIssues(
    ctx,
    reports.map((report) => report.id),
  );
  const writes = reports.some((report) => mayReadDraft(ctx.actor, report).allowed);
  return (
    <Table
      caption={`Reports ${academicYearName(year)}`}
      stack
      columns={[
        { header: 'Report' },
        { header: 'School' },
        { header: 'About' },
        { header: 'Where it stands' },
        { header: 'Issued' },
        ...(writes ? [{ header: 'Received', align: 'number' as const }] : []),
      ]}
      rows={reports.map((report) => {
        const issue = issues.get(report.id);
        return [
          <Link href={reviewReportPaths.report(report.id)}>{report.title}</Link>,
          report.schoolName,
          aboutWhat(report),
          issue?.withdrawn && !mayReadDraft(ctx.actor, report).allowed ? (
            <Tag colour="red">Withdrawn</Tag>
          ) : mayReadDraft(ctx.actor, report).allowed ? (
            <StateTag state={report.state} short />
          ) : (
            <Tag colour="green">Issued</Tag>
          ),
          issue
            ? `${shortDate(londonDate(issue.issuedAt))}${issue.number > 1 ? `, issue ${issue.number}` : ''}`
            : 'Not yet',
          ...(writes ? [issue ? `${issue.received} of ${issue.asked}` : ''] : []),
        ];
      })}
    />
  );
}

async function show(ctx: Ctx, asked: number, refused?: Refused): Promise<Reply> {
  const all = await readableReports(ctx);
  const now = academicYearOf(ctx.today);
  // Unless a year is asked for: this one, or the newest that has a report, since those of a year come in its spring and summer.
  const newest = all.some((report) => report.academicYear === now)
    ? now
    : Math.max(...all.map((it) => it.academicYear), 0);
  const year = Number.isInteger(asked) && asked >= 2000 && asked <= 2100 ? asked : newest || now;
  const reports = all.filter((report) => report.academicYear === year);
  const writes = holds(ctx.actor, 'review-report:write');
  const bare = writes ? (await withoutReport(ctx)).filter((review) => mayBegin(ctx.actor, review).allowed) : [];
  return appPage(
    ctx,
    { title: 'Reports of reviews', crumbs: [], errors: refused?.errors ?? [] },
    <>
      <PageHeading
        title="Reports of reviews"
        lead="What reviews of departments, subjects and topics found: to leaders in full, to governors and trustees without names of staff."
      />
      <Begin ctx={ctx} reviews={bare} />
      <SubNavigation items={years(ctx, year)} label="Academic year" />
      {reports.length === 0 ? (
        <EmptyState title={`No report in ${academicYearName(year)} yet`}>
          {writes
            ? 'A report is begun from a review whose evidence is complete. Look under Reviews for one that can be closed, or choose another year.'
            : 'You will be told when a report is issued to you. Choose another year to read earlier ones.'}
        </EmptyState>
      ) : (
        await reportTable(ctx, reports, year)
      )}
      {writes ? (
        <p class="govuk-body">
          <Link href={reviewReportPaths.limits}>How long reports may be</Link>
        </p>
      ) : null}
    </>,
  );
}

export const showList = (ctx: Ctx, request: PageRequest): Promise<Reply> => show(ctx, Number(request.query['year']));

export async function postBegin(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return await answerForm(
    'begin',
    readForm(beginForm, request.form),
    async ({ reviewId }) => {
      const { id } = await beginReport(ctx, reviewId);
      return redirectTo(
        reviewReportPaths.report(id),
        'The report has been begun with what the review says of its themes.',
      );
    },
    (refused) => show(ctx, Number.NaN, refused),
  );
}
