import type { Ctx } from '#core/context.ts';
import { assemble, type Draft } from './assemble.ts';
import { type PaperFacts, substanceOf } from './facts.ts';
import { analysisPaths } from './paths.ts';
import { heldBackIn, pupilsNamedIn } from './privacy-rules.ts';
import { type Analysis, identitiesIn } from './queries.ts';
import { titleOfPoint } from './titles.ts';

/** Something that must be done before the analysis can be presented. */
export type Blocker = { sentence: string; href: string };
/** Something in a text that its readers should perhaps not read; `field` names it for the page of that text. */
export type Warning = { part: string; where: string; words: string };

export const summaryPart = 'summary';
export const stepPart = (stepId: string): string => `step:${stepId}`;

function blockersOf(analysis: Analysis, { points, steps, facts }: Draft, before: PaperFacts | null): Blocker[] {
  const blockers: Blocker[] = [];
  const write = analysisPaths.write(analysis.id);
  if (analysis.newest_snapshot_id !== analysis.snapshot_id)
    blockers.push({
      sentence: 'The snapshot was corrected: put the new figures beside your texts and read them again.',
      href: write,
    });
  if (facts.summary === '') blockers.push({ sentence: 'Write the overall summary.', href: write });
  if (points.length === 0) blockers.push({ sentence: 'Choose at least one measure.', href: write });
  for (const { point, loaded } of points) {
    const title = titleOfPoint(point);
    const href = analysisPaths.point(analysis.id, point.id);
    if (!loaded) {
      blockers.push({ sentence: `${title} has no figure in this snapshot: take it out.`, href });
      continue;
    }
    const missing = [
      ...(point.says.trim() ? [] : ['what it says']),
      ...(point.why.trim() ? [] : ['why']),
      ...(point.next_step.trim() ? [] : ['what next']),
      ...(point.next_who.trim() ? [] : ['who does it']),
      ...(point.next_by ? [] : ['by when']),
    ];
    if (missing.length > 0) blockers.push({ sentence: `${title}: write ${missing.join(', ')}.`, href });
  }
  const unsaid = steps.filter((step) => step.outcome === null).length;
  if (unsaid > 0)
    blockers.push({
      sentence: `Say what came of ${unsaid === 1 ? 'one step' : `${unsaid} steps`} of last time.`,
      href: analysisPaths.lastTime(analysis.id),
    });
  if (blockers.length === 0 && before && substanceOf(before) === substanceOf({ ...facts, head: before.head }))
    blockers.push({ sentence: `Nothing has changed since paper ${before.number}.`, href: write });
  return blockers;
}

/** What the readers of the paper should perhaps not read in it: numbers held back from them and names of pupils. */
export async function warningsOf(ctx: Ctx, analysis: Analysis, { points, steps, facts }: Draft): Promise<Warning[]> {
  const pupils = await identitiesIn(ctx, analysis.snapshot_id);
  const names = (text: string) =>
    pupilsNamedIn(text, pupils).map((name) => `“${name}” is the name of a pupil in this snapshot, or looks like it`);
  const all = points.flatMap(({ loaded }) => (loaded ? [loaded] : []));
  const held = all.flatMap((each) => each.held);
  const visible = new Set(all.flatMap((each) => [...each.visible]));
  const warn = (part: string, where: string, words: readonly string[]): Warning[] =>
    [...new Set(words)].map((each) => ({ part, where, words: each }));
  return [
    ...warn(summaryPart, 'The summary', [...heldBackIn(facts.summary, held, visible), ...names(facts.summary)]),
    ...points.flatMap(({ point, loaded }) => {
      const text = [point.says, point.why, point.next_step].join('\n\n');
      const numbers = heldBackIn(text, loaded?.held ?? [], loaded?.visible ?? new Set());
      return warn(point.id, titleOfPoint(point), [...numbers, ...names(text), ...names(point.next_who)]);
    }),
    ...steps.flatMap((step) =>
      warn(stepPart(step.id), `What came of “${step.about}”`, [
        ...heldBackIn(step.note, held, visible),
        ...names(step.note),
      ]),
    ),
  ];
}

export type Readiness = { draft: Draft; blockers: readonly Blocker[]; warnings: readonly Warning[] };

/** What the analysis would say if it were presented now, what stands in the way and what is warned of. */
export async function readiness(
  ctx: Ctx,
  analysis: Analysis,
  presenting: { number: number; why: string | null; head?: string; before: PaperFacts | null },
): Promise<Readiness> {
  const draft = await assemble(ctx, analysis, presenting);
  return {
    draft,
    blockers: blockersOf(analysis, draft, presenting.before),
    warnings: await warningsOf(ctx, analysis, draft),
  };
}

/** What should perhaps not be read in a text outside the draft: an answer, the reason of a correction. */
export async function warningsOfText(ctx: Ctx, analysis: Analysis, text: string): Promise<string[]> {
  const { points } = await assemble(ctx, analysis, { number: 1, why: null });
  const all = points.flatMap(({ loaded }) => (loaded ? [loaded] : []));
  const visible = new Set(all.flatMap((each) => [...each.visible]));
  return [
    ...heldBackIn(
      text,
      all.flatMap((each) => each.held),
      visible,
    ),
    ...pupilsNamedIn(text, await identitiesIn(ctx, analysis.snapshot_id)).map(
      (name) => `“${name}” is the name of a pupil in this snapshot, or looks like it`,
    ),
  ];
}
