import type { Child } from 'hono/jsx';
import { academicYearName, academicYearOf } from '#core/academic-year/rules.ts';
import { holds, holdsAt } from '#core/access/actor.ts';
import type { Ctx } from '#core/context.ts';
import { FrameworkGrade } from '#core/frameworks/framework-grade.tsx';
import { type Area, adoptedFrameworks, type Framework, findFramework } from '#core/frameworks/queries.ts';
import { gradeLabel, gradesFor } from '#core/frameworks/rules.ts';
import { listSchools, type School } from '#core/organisations/queries.ts';
import { appPage } from '#core/web/app-page.tsx';
import { frameworkPaths } from '#features/frameworks/paths.ts';
import { shortDate } from '#platform/clock.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { ButtonLink } from '#ui/button.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { SubNavigation } from '#ui/sub-navigation.tsx';
import { type Column, Table } from '#ui/table.tsx';
import { Tag } from '#ui/tag.tsx';
import { type IssuedReview, issuedReviews, previousAmong } from '../issues/queries.ts';
import { issuedPath, listPath, reviewPath, startPath } from '../paths.ts';
import { mayReadDraft, mayStart } from '../policy.ts';
import { draftGrades, type Review, reviewsOfYear } from '../queries.ts';
import { Link, StateTag } from './review-frame.tsx';

/** Who has the pen, by name where it is somebody in particular. */
function penOf(review: Review): string {
  const lead = review.team.find((member) => member.role === 'lead')?.name ?? 'the authors';
  switch (review.state) {
    case 'draft':
    case 'revision':
      return lead;
    case 'facts':
      return 'The head teacher';
    case 'moderation':
      return 'A leader who did not write it';
    case 'signature':
    case 'signed':
      return 'The Executive Principal';
    default:
      return '—';
  }
}

type DraftGrade = Awaited<ReturnType<typeof draftGrades>>[number];
type GradeCodes = ReadonlyMap<string, { code: string | null; previous: string | null }>;

function codesOf(
  ctx: Ctx,
  review: Review,
  framework: Framework,
  drafts: readonly DraftGrade[],
  issued: readonly IssuedReview[],
): GradeCodes {
  const own = issued.find((it) => it.reviewId === review.id);
  if (!mayReadDraft(ctx.actor, review).allowed || own) {
    return new Map(
      (own?.judgements ?? []).map((it) => [it.areaCode, { code: it.gradeCode, previous: it.previousGradeCode }]),
    );
  }
  const previous = previousAmong(issued, review, framework.family);
  return new Map(
    drafts
      .filter((it) => it.review_id === review.id)
      .map((it) => [it.area_code, { code: it.grade_code, previous: previous.get(it.area_code)?.code ?? null }]),
  );
}

const Cell = ({ framework, areaCode, codes }: { framework: Framework; areaCode: string; codes: GradeCodes }) => {
  const area = framework.areas.find((one) => one.code === areaCode);
  const found = codes.get(areaCode);
  if (!area || !found) return <>—</>;
  const grades = gradesFor(framework, area);
  const previous = grades.find((grade) => grade.code === found.previous);
  return (
    <>
      <FrameworkGrade grade={grades.find((grade) => grade.code === found.code) ?? null} />
      {previous ? <div class="govuk-hint govuk-!-margin-bottom-0">was {gradeLabel(previous)}</div> : null}
    </>
  );
};

type Listing = {
  ctx: Ctx;
  schools: readonly School[];
  reviews: readonly Review[];
  drafts: readonly DraftGrade[];
  issued: readonly IssuedReview[];
  /** Whether the reader sees who has the pen and when a review is due. */
  writes: boolean;
};

function reviewCells(
  { ctx, drafts, issued, writes }: Listing,
  framework: Framework,
  areas: readonly Area[],
  review: Review,
): Child[] {
  const draft = mayReadDraft(ctx.actor, review).allowed;
  const codes = codesOf(ctx, review, framework, drafts, issued);
  const late = Temporal.PlainDate.compare(review.dueOn, ctx.today) < 0 && !review.everIssued;
  const seenAs = issued.some((it) => it.reviewId === review.id) ? 'issued' : 'withdrawn';
  const due = (
    <>
      {shortDate(review.dueOn)} {late ? <Tag colour="red">Late</Tag> : null}
    </>
  );
  return [
    <Link href={draft ? reviewPath(review.id) : issuedPath(review.id)}>{review.schoolName}</Link>,
    <StateTag state={draft ? review.state : seenAs} short />,
    ...(writes ? [draft ? penOf(review) : '—'] : []),
    ...areas.map((area) => <Cell framework={framework} areaCode={area.code} codes={codes} />),
    ...(writes ? [due] : []),
  ];
}

function bareCells({ ctx, writes }: Listing, areas: readonly Area[], school: School): Child[] {
  const starts = mayStart(ctx.actor, school.id).allowed;
  return [
    school.name,
    starts ? <Link href={startPath(school.id)}>Start the review</Link> : 'Nothing has been issued',
    ...(writes ? ['—'] : []),
    ...areas.map(() => '—'),
    ...(writes ? ['—'] : []),
  ];
}

const FrameworkTable = ({
  listing,
  framework,
  caption,
  bare,
}: {
  listing: Listing;
  framework: Framework;
  caption: string;
  bare: readonly School[];
}) => {
  const { schools, reviews, writes } = listing;
  const has = (area: Area) => (school: School) =>
    area.appliesTo === 'early_years' ? school.has_early_years : school.has_sixth_form;
  const areas = framework.areas.filter((area) => area.appliesTo === 'all' || schools.some(has(area)));
  const rows = [
    ...reviews
      .filter((review) => review.frameworkId === framework.id)
      .map((review) => ({ name: review.schoolName, cells: reviewCells(listing, framework, areas, review) })),
    ...bare.map((school) => ({ name: school.name, cells: bareCells(listing, areas, school) })),
  ].sort((a, b) => a.name.localeCompare(b.name, 'en-GB'));
  const columns: Column[] = [
    { header: 'School' },
    { header: 'Where it stands' },
    ...(writes ? [{ header: 'Who has the pen' }] : []),
    ...areas.map((area) => ({ header: area.title })),
    ...(writes ? [{ header: 'Due' }] : []),
  ];
  return (
    <>
      <Table caption={caption} columns={columns} rows={rows.map((row) => row.cells)} stickyFirst dense />
      <p class="govuk-hint">
        Framework:{' '}
        <a class="govuk-link" href={frameworkPaths.framework(framework.id)}>
          {framework.name}, version {framework.version}
        </a>
      </p>
    </>
  );
};

function years(ctx: Ctx, current: number) {
  const now = academicYearOf(ctx.today);
  return [now, now - 1, now - 2, now - 3, now - 4].map((year) => ({
    href: `${listPath}?year=${year}`,
    label: academicYearName(year),
    current: year === current,
  }));
}

/** Every school with its review of the year: where it stands, who has the pen, its grades beside the previous ones. */
export async function showList(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const asked = Number(request.query['year']);
  const year = Number.isInteger(asked) && asked >= 2000 && asked <= 2100 ? asked : academicYearOf(ctx.today);
  const schools = await listSchools(ctx);
  const reviews = await reviewsOfYear(ctx, year);
  const issued = await issuedReviews(ctx);
  const drafts = await draftGrades(
    ctx,
    reviews.map((review) => review.id),
  );
  const used = [...new Set(reviews.map((review) => review.frameworkId))];
  const frameworks: Framework[] = [];
  for (const id of used) frameworks.push(await findFramework(ctx, id));
  const [fallback] = frameworks.length > 0 ? frameworks : await adoptedFrameworks(ctx);
  const shown = frameworks.length > 0 ? frameworks : fallback ? [fallback] : [];
  const mayBegin = schools.some((school) => mayStart(ctx.actor, school.id).allowed);
  const writes = holds(ctx.actor, 'annual-review:read-draft');

  const listing: Listing = { ctx, schools, reviews, drafts, issued, writes };
  const caption = `Trust judgements ${academicYearName(year)}`;
  const tables = shown.map((framework) => (
    <FrameworkTable
      listing={listing}
      framework={framework}
      caption={shown.length > 1 ? `${caption}: ${framework.name}` : caption}
      // A school without a review stands in the first table, so that none is forgotten.
      bare={
        framework === shown[0]
          ? schools.filter((school) => !reviews.some((review) => review.schoolId === school.id))
          : []
      }
    />
  ));

  return appPage(
    ctx,
    { title: 'Annual Reviews', wide: true },
    <>
      <PageHeading
        title="Annual Reviews"
        lead={
          writes
            ? 'One review a school each autumn, given to trustees and the local governing body. Grades are Trust judgements, not Ofsted inspection outcomes.'
            : 'The reviews that the trust has issued to you. Grades are Trust judgements, not Ofsted inspection outcomes.'
        }
        actions={mayBegin ? <ButtonLink href={startPath()}>Start a review</ButtonLink> : null}
      />
      <SubNavigation items={years(ctx, year)} label="Academic year" />
      {schools.length === 0 ? (
        <EmptyState title="There are no schools yet">An administrator adds the schools of the trust first.</EmptyState>
      ) : null}
      {schools.length > 0 && shown.length === 0 ? (
        <EmptyState title="No framework has been adopted">
          {holdsAt(ctx.actor, 'framework:manage', null)
            ? 'Adopt a framework under Frameworks, then start the first review.'
            : 'The Executive Principal adopts a framework before the first review is started.'}
        </EmptyState>
      ) : null}
      {schools.length > 0 ? tables : null}
    </>,
  );
}
