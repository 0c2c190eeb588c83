import { academicYearName, academicYearOf } from '#core/academic-year/rules.ts';
import { holds, holdsAt } from '#core/access/actor.ts';
import type { Ctx } from '#core/context.ts';
import { adoptedFrameworks, frameworksByIds } from '#core/frameworks/queries.ts';
import { listSchools } from '#core/organisations/queries.ts';
import { appPage } from '#core/web/app-page.tsx';
import type { PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { ButtonLink } from '#ui/button.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { SubNavigation } from '#ui/sub-navigation.tsx';
import { previousGrades } from '../earlier/queries.ts';
import { issuedReviews } from '../issues/queries.ts';
import { listPath, startPath } from '../paths.ts';
import { mayStart } from '../policy.ts';
import { draftGrades, reviewsOfYear } from '../queries.ts';
import { FrameworkTable, type Listing } from './list-table.tsx';

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
  const issued = new Map((await issuedReviews(ctx, { academicYear: year })).map((it) => [it.reviewId, it]));
  const writes = holds(ctx.actor, 'annual-review:read-draft');
  // What an issue says of itself is not read again from the draft.
  const drafts = await draftGrades(
    ctx,
    writes ? reviews.filter((review) => !issued.has(review.id)).map((review) => review.id) : [],
  );
  const bare = schools.filter((school) => !reviews.some((review) => review.schoolId === school.id));
  const open = [...reviews.filter((it) => !issued.has(it.id)).map((it) => it.schoolId), ...bare.map((it) => it.id)];
  const previous = await previousGrades(ctx, writes ? open : [], year);
  const used = [...new Set(reviews.map((review) => review.frameworkId))];
  const shown = used.length > 0 ? await frameworksByIds(ctx, used) : (await adoptedFrameworks(ctx)).slice(0, 1);
  const mayBegin = schools.some((school) => mayStart(ctx.actor, school.id).allowed);

  const listing: Listing = { ctx, schools, reviews, drafts, issued, previous, writes };
  const caption = `Trust judgements ${academicYearName(year)}`;
  const tables = shown.map((framework) => (
    <FrameworkTable
      listing={listing}
      framework={framework}
      caption={shown.length > 1 ? `${caption}: ${framework.name}` : caption}
      // A school without a review stands in the first table, so that none is forgotten.
      bare={framework === shown[0] ? bare : []}
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
