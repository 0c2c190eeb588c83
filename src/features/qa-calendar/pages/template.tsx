import { academicYearOf, termNames } from '#core/academic-year/rules.ts';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { longMoment } from '#platform/clock.ts';
import type { Reply } from '#platform/http/reply.ts';
import { ButtonLink } from '#ui/button.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Table } from '#ui/table.tsx';
import { Timeline } from '#ui/timeline.tsx';
import { qaCalendarPaths } from '../paths.ts';
import { templateOf, templateVersions } from '../template-queries.ts';
import { minutesOf, type TemplateLine } from '../template-rules.ts';
import { kindWords, topicWords } from '../words.ts';
import { hoursFigure } from './hours.ts';

export const phaseWords = {
  all: 'Every school',
  primary: 'Primary and special schools',
  secondary: 'Secondary and all-through schools',
} as const;

const weeksOf = (line: TemplateLine): string =>
  `${line.fromWeek === line.toWeek ? `Week ${line.fromWeek}` : `Weeks ${line.fromWeek} to ${line.toWeek}`} of the ${termNames[line.term]}`;

/** What a year looks like, line by line. */
export async function showTemplate(ctx: Ctx): Promise<Reply> {
  const { version, lines } = await templateOf(ctx);
  const versions = await templateVersions(ctx);
  const year = academicYearOf(ctx.today);
  return appPage(
    ctx,
    {
      title: 'Template of the QA calendar',
      crumbs: [{ href: qaCalendarPaths.calendarOf(year), label: 'QA calendar' }],
      wide: true,
    },
    <>
      <PageHeading
        title="Template of the QA calendar"
        lead={
          version === 0
            ? 'This is the template that comes with Cairn. What you change becomes your trust’s own.'
            : `Version ${version} of your trust’s own template. A change is a new version; entries that were made before stay as they are.`
        }
        actions={
          <ButtonLink href={qaCalendarPaths.templateLine('new')} variant="secondary">
            Add a line
          </ButtonLink>
        }
      />
      <Table
        caption="What takes place at each school every year"
        captionHidden
        columns={[
          { header: 'What' },
          { header: 'Kind' },
          { header: 'For' },
          { header: 'When' },
          { header: 'Hours of the school’s people', align: 'number' },
          { header: 'Hours of whoever leads', align: 'number' },
          { header: 'Change', headerHidden: true },
        ]}
        rows={lines.map((line) => [
          line.topics.length > 0
            ? `${line.title}: ${line.topics.map((topic) => topicWords[topic]).join(', ')} in turn`
            : line.title,
          kindWords[line.kind],
          phaseWords[line.phase],
          weeksOf(line),
          hoursFigure(minutesOf(line.costs, true)),
          hoursFigure(minutesOf(line.costs) - minutesOf(line.costs, true)),
          <a class="govuk-link" href={qaCalendarPaths.templateLine(line.key)}>
            Change<span class="govuk-visually-hidden">{` ${line.title}, ${phaseWords[line.phase]}`}</span>
          </a>,
        ])}
        stack
      />
      {versions.length > 0 ? (
        <>
          <h2 class="govuk-heading-m">Versions</h2>
          <Timeline
            events={versions.map((each) => ({
              title: `Version ${each.version}`,
              by: each.by,
              when: longMoment(each.saved_at),
              datetime: each.saved_at.toString(),
              children: each.why,
            }))}
          />
        </>
      ) : null}
    </>,
  );
}
