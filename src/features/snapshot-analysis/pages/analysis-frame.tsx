import type { Child } from 'hono/jsx';
import { academicYearName } from '#core/academic-year/rules.ts';
import type { Ctx } from '#core/context.ts';
import { appPage, type PageProps } from '#core/web/app-page.tsx';
import { snapshotPaths } from '#features/data-snapshots/paths.ts';
import { Forbidden, Invalid, isStale } from '#platform/errors.ts';
import type { FormResult } from '#platform/http/form.ts';
import { json, type Reply } from '#platform/http/reply.ts';
import { Tag, type TagColour } from '#ui/tag.tsx';
import { analysisPaths } from '../paths.ts';
import type { Analysis } from '../queries.ts';
import { type StandingState, standingState, standingWords } from '../rules.ts';

export const analysisTitle = (analysis: Pick<Analysis, 'name'>): string => `Analysis of the ${analysis.name}`;
export const captionOf = (analysis: Pick<Analysis, 'school' | 'academic_year'>): string =>
  `${analysis.school}, ${academicYearName(analysis.academic_year)}`;

/** A page about one analysis, with the way back to its snapshot; pages of the draft go back to the draft too. */
export function analysisPage(
  ctx: Ctx,
  analysis: Analysis,
  { draft = false, ...props }: PageProps & { draft?: boolean },
  children: Child,
): Reply {
  const crumbs = [
    { href: analysisPaths.list, label: 'Analyses' },
    { href: snapshotPaths.snapshot(analysis.snapshot_id), label: `${analysis.name} of ${analysis.school}` },
    ...(draft ? [{ href: analysisPaths.write(analysis.id), label: 'The draft' }] : []),
  ];
  return appPage(ctx, { crumbs, ...props }, children);
}

const colours: Record<StandingState, TagColour> = {
  'not-begun': 'amber',
  writing: 'blue',
  presented: 'green',
  'corrected-since': 'amber',
};

export const StandingTag = ({ standing }: { standing: Parameters<typeof standingState>[0] }) => (
  <Tag colour={colours[standingState(standing)]}>{standingWords(standing)}</Tag>
);

const elsewhere =
  'Somebody else has saved this since you opened it. Your text is still here: press Save to see both and bring them together.';

/** Answers a save in the background: the new revision, 400 where the form cannot be read, 409 where somebody else was first. */
export async function autosaveReply<T>(form: FormResult<T>, save: (value: T) => Promise<number>): Promise<Reply> {
  if (!form.ok) return json({ message: form.errors.map((error) => error.message).join('. ') }, 400);
  try {
    return json({ revision: await save(form.value) });
  } catch (error) {
    if (isStale(error)) return json({ message: elsewhere }, 409);
    if (error instanceof Forbidden || error instanceof Invalid)
      return json({ message: `${error.message} Your text is still here: copy it before you leave.` }, 409);
    throw error;
  }
}
