import { academicYearName } from '#core/academic-year/rules.ts';
import { holds, holdsAt } from '#core/access/actor.ts';
import type { Ctx } from '#core/context.ts';
import { findSchool } from '#core/organisations/queries.ts';
import { appPage } from '#core/web/app-page.tsx';
import { NotFound } from '#platform/errors.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { FilterForm } from '#ui/filter-form.tsx';
import { Grid } from '#ui/grid.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Select } from '#ui/select.tsx';
import { StatTile } from '#ui/stat-tile.tsx';
import { qualityOf, type SchoolQuality } from '../figures.ts';
import { qaQualityPaths } from '../paths.ts';
import { biasWords, daysWords, heldOf, partWords, shareOf } from '../quality-rules.ts';
import { Calendar, Criteria, Evidence, Findings, Grades, Replies } from './school-sections.tsx';
import { yearAsked, yearOptions } from './year.ts';

const Tiles = ({ quality }: { quality: SchoolQuality }) => (
  <Grid of="tiles">
    <StatTile
      label="Calendar: held of those due"
      value={quality.coverage.planned === 0 ? 'No calendar' : partWords(heldOf(quality.coverage), 'None due yet')}
      href="#calendar"
    />
    <StatTile label="Areas with two kinds of evidence" value={partWords(quality.grounded)} href="#evidence" />
    <StatTile
      label="From finding to first action"
      value={quality.waiting.median === null ? 'Too few to tell' : daysWords(quality.waiting.median)}
      href="#findings"
    />
    <StatTile
      label="Criteria with evidence of impact"
      value={partWords(quality.impact, 'No plan at work')}
      href="#impact"
    />
    <StatTile label="The school’s own grade" value={biasWords(quality.bias)} href="#grades" />
    <StatTile
      label="Replies of those observed"
      value={shareOf(quality.replies) === null ? 'Too few to tell' : partWords(quality.replies)}
      href="#replies"
    />
  </Grid>
);

/** How good quality assurance is at one school: each figure with what it means and the list behind it, as far as the reader may open it. */
export async function showSchoolQuality(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const school = await findSchool(ctx, idParam(request, 'schoolId'));
  const year = yearAsked(ctx, request);
  const only = { ...ctx, scope: { trustId: ctx.scope.trustId, schools: [school.id] } };
  const [quality] = await qualityOf(only, year);
  if (!quality) throw new NotFound('This school has left the trust.');
  const may = (permission: Parameters<typeof holdsAt>[1]) => holdsAt(ctx.actor, permission, school.id);
  const ofTrust = ctx.scope.schools === 'all';
  const leads = holds(ctx.actor, 'qa-calendar:plan') || may('qa-calendar:answer');
  return appPage(
    ctx,
    {
      title: 'How good is our quality assurance?',
      crumbs: ofTrust
        ? [{ href: qaQualityPaths.trustOf(year), label: 'Every school' }]
        : [{ href: `/schools/${school.id}`, label: school.name }],
    },
    <>
      <PageHeading
        caption={`${school.name}, ${academicYearName(year)}`}
        title="How good is our quality assurance?"
        lead="Each figure says what it is worked out from, and below it stands the list."
      />
      <FilterForm action={qaQualityPaths.school(school.id)} label="Which year">
        <Select name="year" label="Year" options={yearOptions(ctx)} value={String(year)} />
      </FilterForm>
      <Tiles quality={quality} />
      <Calendar
        quality={quality}
        today={ctx.today}
        mayList={may('qa-calendar:read')}
        unpublishedToo={leads}
        year={year}
      />
      <Evidence quality={quality} today={ctx.today} mayOpen={may('evidence:read')} />
      <Findings quality={quality} today={ctx.today} mayPlan={may('plan:read')} mayReport={may('review-report:read')} />
      <Criteria quality={quality} mayList={may('plan:read')} />
      <Grades quality={quality} mayList={may('judging:read')} />
      <Replies quality={quality} />
    </>,
  );
}
