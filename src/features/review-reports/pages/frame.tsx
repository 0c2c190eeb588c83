import type { Child } from 'hono/jsx';
import type { Ctx } from '#core/context.ts';
import { appPage, type PageProps } from '#core/web/app-page.tsx';
import { Forbidden, StaleRevision } from '#platform/errors.ts';
import type { FormResult } from '#platform/http/form.ts';
import { json, type Reply } from '#platform/http/reply.ts';
import { InsetText } from '#ui/inset-text.tsx';
import { Tag, type TagColour } from '#ui/tag.tsx';
import { reviewReportPaths } from '../paths.ts';
import type { Report } from '../queries.ts';
import { type ReportState, reportStates } from '../rules.ts';

export const listCrumb = { href: reviewReportPaths.list(), label: 'Reports of reviews' };

/** A page about one report, with the way back to it. */
export function reportPage(ctx: Ctx, report: Report, props: PageProps, children: Child): Reply {
  const crumbs = [listCrumb, { href: reviewReportPaths.report(report.id), label: report.title }];
  return appPage(ctx, { crumbs, ...props }, children);
}

const colours: Record<ReportState, TagColour> = {
  draft: 'grey',
  facts: 'blue',
  revision: 'grey',
  signature: 'amber',
  signed: 'amber',
  issued: 'green',
  withdrawn: 'red',
};

export const StateTag = ({ state, short = false }: { state: ReportState; short?: boolean }) => (
  <Tag colour={colours[state]}>{reportStates[state][short ? 'short' : 'words']}</Tag>
);

/** What still stands in the way, in plain words, before the button is pressed. */
export const Blockers = ({ title, lines }: { title: string; lines: readonly string[] }) =>
  lines.length === 0 ? null : (
    <InsetText>
      <p class="govuk-body govuk-!-font-weight-bold">{title}</p>
      <ul class="govuk-list govuk-list--bullet">
        {lines.map((line) => (
          <li>{line}</li>
        ))}
      </ul>
    </InsetText>
  );

/** Answers a background save: the new revision, or 409 with what to do where somebody else was first or the pen has been handed on. */
export async function autosaveReply<T>(form: FormResult<T>, save: (value: T) => Promise<number>): Promise<Reply> {
  if (!form.ok) return json({ message: form.errors.map((error) => error.message).join('. ') }, 400);
  try {
    return json({ revision: await save(form.value) });
  } catch (error) {
    if (error instanceof StaleRevision)
      return json(
        {
          message: 'Somebody else has saved this since you opened it. Your text is still here: press Save to see both.',
        },
        409,
      );
    if (error instanceof Forbidden)
      return json({ message: `${error.message} Your text is still here: copy it before you leave.` }, 409);
    throw error;
  }
}
