import type { Ctx } from '#core/context.ts';
import { areasSideBySide } from '#core/frameworks/crosswalk.ts';
import { adoptedFrameworks } from '#core/frameworks/queries.ts';
import { modelFamily, ofstedFamily } from '#core/frameworks/rules.ts';
import { appPage } from '#core/web/app-page.tsx';
import { NotFound } from '#platform/errors.ts';
import type { Reply } from '#platform/http/reply.ts';
import { PageHeading } from '#ui/page-heading.tsx';
import { Table } from '#ui/table.tsx';
import { frameworkPaths } from '../paths.ts';
import { WhyNotConverted } from './why-not-converted.tsx';

export async function showSideBySide(ctx: Ctx): Promise<Reply> {
  const adopted = await adoptedFrameworks(ctx);
  const section5 = adopted.find((framework) => framework.family === modelFamily);
  const ofsted = adopted.find((framework) => framework.family === ofstedFamily);
  if (!section5 || !ofsted) throw new NotFound('The trust does not use both frameworks.');
  const rows = areasSideBySide(section5, ofsted).map(({ left, right }) => [
    left?.title ?? 'Not an area of its own',
    right.length === 0 ? 'Not an area of its own' : right.map((area) => area.title).join('; '),
  ]);
  return appPage(
    ctx,
    { title: 'Two frameworks side by side', crumbs: [{ href: frameworkPaths.list, label: 'Frameworks' }] },
    <>
      <PageHeading
        title="Two frameworks side by side"
        lead="Where each framework looks at the same part of a school’s work: areas beside areas, no grades."
      />
      <Table
        caption="Areas of both frameworks"
        captionHidden
        columns={[{ header: section5.name }, { header: ofsted.name }]}
        rows={rows}
      />
      <p class="govuk-body">
        This is Cairn’s own reading, to find your way from one to the other. There is no official table of this kind.
      </p>
      <WhyNotConverted />
    </>,
  );
}
