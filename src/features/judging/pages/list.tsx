import { academicYearName, academicYearOf } from '#core/academic-year/rules.ts';
import type { Ctx } from '#core/context.ts';
import { FrameworkGrade } from '#core/frameworks/framework-grade.tsx';
import { shortDate } from '#platform/clock.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { EmptyState } from '#ui/empty-state.tsx';
import { FilterForm } from '#ui/filter-form.tsx';
import { Link } from '#ui/link.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Select } from '#ui/select.tsx';
import { Table } from '#ui/table.tsx';
import { piecesFor } from '../evidence-queries.ts';
import { judgedInYear } from '../find-judged-queries.ts';
import { evidenceAsked, type Judged, placeOf, yearStart } from '../judged-queries.ts';
import { judgingPaths } from '../paths.ts';
import { mayEnterOwnGrades } from '../policy.ts';
import { leastSafeFirst, type Safety, safetyOf } from '../safety-rules.ts';
import { partPage, Reading } from './judging-frame.tsx';

/** A grade that is not open to this reader is not the same as one that has not been given. */
export const ShownGrade = ({ judged }: { judged: Judged }) =>
  judged.gradeShown ? <FrameworkGrade grade={judged.grade} /> : <>Not open to you yet</>;

const maySeePage = (judged: Judged): boolean => judged.type === 'theme' || judged.gradeShown;

const rowOf = ({ judged, safety }: { judged: Judged; safety: Safety }) => [
  <div>
    {maySeePage(judged) ? <Link href={judged.href}>{judged.title}</Link> : judged.title}
    <br />
    <span class="govuk-hint govuk-!-margin-bottom-0">
      {judged.school}, {judged.where}
    </span>
  </div>,
  <Reading safety={safety} />,
  <ShownGrade judged={judged} />,
  safety.pieces,
  safety.present.length,
  safety.observers,
  safety.newest ? shortDate(safety.newest) : '—',
];

const columns = [
  { header: 'Judgement' },
  { header: 'How safe' },
  { header: 'Grade' },
  { header: 'Pieces', align: 'number' },
  { header: 'Kinds of five', align: 'number' },
  { header: 'Observers', align: 'number' },
  { header: 'Newest' },
] as const;

/** Every judgement of a year, from the least safe to the safest. */
export async function showList(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const thisYear = academicYearOf(ctx.today);
  const asked = Number(request.query['year']);
  const year = asked === thisYear - 1 ? asked : thisYear;
  const judged = await judgedInYear(ctx, year);
  const pieces = await piecesFor(ctx, judged.map(evidenceAsked));
  const schools = [...new Map(judged.map((one) => [one.schoolId, one.school]))].sort((a, b) =>
    a[1].localeCompare(b[1]),
  );
  const only = schools.find(([id]) => id === request.query['school'])?.[0] ?? null;
  const rows = judged
    .map((one, index) => ({
      judged: one,
      safety: safetyOf(pieces[index] ?? [], { grade: placeOf(one.grade), yearStartsOn: yearStart(one.academicYear) }),
    }))
    .filter((row) => only === null || row.judged.schoolId === only)
    .sort(leastSafeFirst);
  const weak = rows.filter((row) => row.safety.weaknesses.length > 0).length;
  const own = ctx.actor.grants.flatMap((grant) =>
    grant.schoolId !== null && mayEnterOwnGrades(ctx.actor, grant.schoolId).allowed ? [grant.schoolId] : [],
  );
  const hidden = rows.some((row) => !row.judged.gradeShown);
  return partPage(
    ctx,
    judgingPaths.list,
    { title: 'How safe judgements are', wide: true },
    <>
      <PageHeading
        title="How safe judgements are"
        caption={academicYearName(year)}
        lead={
          rows.length === 0
            ? undefined
            : weak === 0
              ? 'Every judgement stands safely on its evidence.'
              : `${weak} of ${rows.length} could stand more safely on their evidence. The least safe comes first.`
        }
      />
      <FilterForm action={judgingPaths.list}>
        <Select
          name="year"
          label="School year"
          options={[thisYear, thisYear - 1].map((each) => ({ value: String(each), label: academicYearName(each) }))}
          value={String(year)}
        />
        {schools.length > 1 ? (
          <Select
            name="school"
            label="School"
            placeholder="All schools"
            options={schools.map(([value, label]) => ({ value, label }))}
            value={only ?? ''}
          />
        ) : null}
      </FilterForm>
      {own.map((schoolId) => (
        <p class="govuk-body">
          <Link href={judgingPaths.ownGrades(schoolId)}>Say how your school sees itself</Link>
        </p>
      ))}
      {rows.length === 0 ? (
        <EmptyState title="Nothing is judged in this year yet">
          Judgements of Annual Reviews and themes of reviews stand here from the day on which they are begun, with what
          they rest on.
        </EmptyState>
      ) : (
        <>
          <Table caption="Judgements, least safe first" captionHidden columns={columns} rows={rows.map(rowOf)} stack />
          {hidden ? (
            <p class="govuk-body">
              Where a grade is not open to you yet, what a draft cites and what contradicts its grade are not counted.
            </p>
          ) : null}
          <p class="govuk-body">
            Evidence that you may not open is counted and not listed. How safe a judgement is says nothing of whether
            the grade is high or low.
          </p>
        </>
      )}
    </>,
  );
}
