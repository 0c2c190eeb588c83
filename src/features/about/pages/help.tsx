import type { PublicCtx } from '#core/access/public-route.ts';
import { appPage } from '#core/web/app-page.tsx';
import { MarkdownProse } from '#core/web/markdown-prose.tsx';
import { NotFound } from '#platform/errors.ts';
import { type PageRequest, textParam } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { PageHeading } from '#ui/page-heading.tsx';
import { aboutPaths } from '../paths.ts';
import { readGuides } from '../read-guides.ts';

/** A guide for each role. */
export async function showHelp(ctx: PublicCtx): Promise<Reply> {
  return appPage(
    ctx,
    { title: 'Help', crumbs: [] },
    <>
      <PageHeading title="Help" lead="What Cairn asks of you and does for you, by what you are." />
      <ul class="govuk-list">
        {readGuides().map((guide) => (
          <li>
            <a class="govuk-link" href={aboutPaths.guide(guide.name)}>
              {guide.title}
            </a>
          </li>
        ))}
      </ul>
      <p class="govuk-body">Something is wrong, or you cannot find it? Ask the administrator of your trust.</p>
    </>,
  );
}

export async function showGuide(ctx: PublicCtx, request: PageRequest): Promise<Reply> {
  const guide = readGuides().find((found) => found.name === textParam(request, 'guide'));
  if (!guide) throw new NotFound();
  return appPage(
    ctx,
    { title: guide.title, crumbs: [{ href: aboutPaths.help, label: 'Help' }] },
    <>
      <PageHeading title={guide.title} />
      <MarkdownProse text={guide.text} headingLevel={2} />
    </>,
  );
}
