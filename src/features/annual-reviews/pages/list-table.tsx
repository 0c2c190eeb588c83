import type { Child } from 'hono/jsx';
import type { Ctx } from '#core/context.ts';
import { FrameworkGrade } from '#core/frameworks/framework-grade.tsx';
import type { Area, Framework } from '#core/frameworks/queries.ts';
import { gradeLabel, gradesFor } from '#core/frameworks/rules.ts';
import type { School } from '#core/organisations/queries.ts';
import { frameworkPaths } from '#features/frameworks/paths.ts';
import { shortDate } from '#platform/clock.ts';
import { Link } from '#ui/link.tsx';
import { type Column, Table } from '#ui/table.tsx';
import { Tag } from '#ui/tag.tsx';
import type { previousGrades } from '../earlier/queries.ts';
import type { IssuedReview } from '../issues/queries.ts';
import { earlierPath, issuedPath, reviewPath, startPath } from '../paths.ts';
import { mayEnterEarlier, mayReadDraft, mayStart } from '../policy.ts';
import type { draftGrades, Review } from '../queries.ts';
import { StateTag } from './review-frame.tsx';

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
/** The grades of one row, and where the ones before come from: null where there are none, `issued` where Cairn issued them, else the source in words. */
type Grades = { codes: GradeCodes; before: string | null };

const beforeOf = (previous: readonly { source: string | null }[]): string | null =>
  previous[0] ? (previous[0].source ?? 'issued') : null;

function gradesOf({ ctx, drafts, issued, previous }: Listing, review: Review, framework: Framework): Grades {
  const own = issued.get(review.id);
  if (own || !mayReadDraft(ctx.actor, review).allowed) {
    const judgements = own?.judgements ?? [];
    return {
      codes: new Map(judgements.map((it) => [it.areaCode, { code: it.gradeCode, previous: it.previousGradeCode }])),
      before: beforeOf(
        judgements.filter((it) => it.previousGradeCode !== null).map((it) => ({ source: it.previousSource ?? null })),
      ),
    };
  }
  const before = previous(review.schoolId, framework.family);
  const mine = drafts.filter((it) => it.review_id === review.id);
  return {
    codes: new Map(
      mine.map((it) => [it.area_code, { code: it.grade_code, previous: before.get(it.area_code)?.code ?? null }]),
    ),
    before: beforeOf([...before.values()]),
  };
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

export type Listing = {
  ctx: Ctx;
  schools: readonly School[];
  reviews: readonly Review[];
  drafts: readonly DraftGrade[];
  /** What was issued for the year, by review. */
  issued: ReadonlyMap<string, IssuedReview>;
  /** The grades before, of schools of which nothing has been issued for the year. */
  previous: Awaited<ReturnType<typeof previousGrades>>;
  /** Whether the reader sees who has the pen and when a review is due. */
  writes: boolean;
};

/** What a row says beside its cells: where the grades before come from decides whether the table has a column for it. */
type Row = { name: string; schoolId: string; before: string | null; cells: Child[]; due: Child };

/** Where the grades before come from when they were entered by hand, or where to enter them. */
function beforeCell(ctx: Ctx, { schoolId, name, before }: Row, family: string): Child {
  if (before === 'issued') return 'Issued in Cairn';
  const may = mayEnterEarlier(ctx.actor, schoolId).allowed;
  const href = earlierPath(schoolId, family);
  if (before === null)
    return may ? (
      <Link href={href}>
        Enter<span class="govuk-visually-hidden"> the earlier grades of {name}</span>
      </Link>
    ) : (
      '—'
    );
  return (
    <>
      {before.replace(/^./, (first) => first.toUpperCase())}{' '}
      {may ? (
        <Link href={href}>
          Correct<span class="govuk-visually-hidden"> the earlier grades of {name}</span>
        </Link>
      ) : null}
    </>
  );
}

function reviewRow(listing: Listing, framework: Framework, areas: readonly Area[], review: Review): Row {
  const { ctx, issued, writes } = listing;
  const draft = mayReadDraft(ctx.actor, review).allowed;
  const { codes, before } = gradesOf(listing, review, framework);
  const late = Temporal.PlainDate.compare(review.dueOn, ctx.today) < 0 && !review.everIssued;
  const seenAs = issued.has(review.id) ? 'issued' : 'withdrawn';
  return {
    name: review.schoolName,
    schoolId: review.schoolId,
    before,
    cells: [
      <Link href={draft ? reviewPath(review.id) : issuedPath(review.id)}>{review.schoolName}</Link>,
      <StateTag state={draft ? review.state : seenAs} short />,
      ...(writes ? [draft ? penOf(review) : '—'] : []),
      ...areas.map((area) => <Cell framework={framework} areaCode={area.code} codes={codes} />),
    ],
    due: (
      <>
        {shortDate(review.dueOn)} {late ? <Tag colour="red">Late</Tag> : null}
      </>
    ),
  };
}

function bareRow(
  { ctx, previous, writes }: Listing,
  framework: Framework,
  areas: readonly Area[],
  school: School,
): Row {
  const starts = mayStart(ctx.actor, school.id).allowed;
  return {
    name: school.name,
    schoolId: school.id,
    before: beforeOf([...previous(school.id, framework.family).values()]),
    cells: [
      school.name,
      starts ? <Link href={startPath(school.id)}>Start the review</Link> : 'Nothing has been issued',
      ...(writes ? ['—'] : []),
      ...areas.map(() => '—'),
    ],
    due: '—',
  };
}

export const FrameworkTable = ({
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
  const { ctx, schools, reviews, writes } = listing;
  const has = (area: Area) => (school: School) =>
    area.appliesTo === 'early_years' ? school.has_early_years : school.has_sixth_form;
  const areas = framework.areas.filter((area) => area.appliesTo === 'all' || schools.some(has(area)));
  const rows = [
    ...reviews
      .filter((review) => review.frameworkId === framework.id)
      .map((review) => reviewRow(listing, framework, areas, review)),
    ...bare.map((school) => bareRow(listing, framework, areas, school)),
  ].sort((a, b) => a.name.localeCompare(b.name, 'en-GB'));
  const tellsBefore = rows.some((row) =>
    row.before === null ? mayEnterEarlier(ctx.actor, row.schoolId).allowed : row.before !== 'issued',
  );
  const columns: Column[] = [
    { header: 'School' },
    { header: 'Where it stands' },
    ...(writes ? [{ header: 'Who has the pen' }] : []),
    ...areas.map((area) => ({ header: area.title })),
    ...(writes ? [{ header: 'Due' }] : []),
    ...(tellsBefore ? [{ header: 'Grades before' }] : []),
  ];
  const cellsOf = (row: Row): Child[] => [
    ...row.cells,
    ...(writes ? [row.due] : []),
    ...(tellsBefore ? [beforeCell(ctx, row, framework.family)] : []),
  ];
  return (
    <>
      <Table caption={caption} columns={columns} rows={rows.map(cellsOf)} stickyFirst dense />
      <p class="govuk-hint">
        Framework:{' '}
        <a class="govuk-link" href={frameworkPaths.framework(framework.id)}>
          {framework.name}, version {framework.version}
        </a>
      </p>
    </>
  );
};
