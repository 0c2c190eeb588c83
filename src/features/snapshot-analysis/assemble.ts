import { termInYear } from '#core/academic-year/rules.ts';
import type { Ctx } from '#core/context.ts';
import type { PaperFacts, PointFact, StepFact } from './facts.ts';
import { keyText } from './figure-key.ts';
import { type LoadedFigure, loadPaperFigures } from './load-figures.ts';
import { headsOf, stepsOfLastTime } from './paper-queries.ts';
import { type Analysis, outcomesOf, type Point, pointsOf } from './queries.ts';
import { keyOfPoint } from './titles.ts';

/** The draft with its figures: what a paper would say today, and what it lacks. */
export type Draft = {
  facts: PaperFacts;
  points: readonly { point: Point; loaded: LoadedFigure | null }[];
  steps: readonly StepFact[];
};

const pointFact = (point: Point, loaded: LoadedFigure): PointFact => ({
  id: point.id,
  figure: loaded.fact,
  says: point.says.trim(),
  why: point.why.trim(),
  next: point.next_step.trim(),
  who: point.next_who.trim(),
  by: point.next_by?.toString() ?? null,
});

/** The steps of last time with what has been said of each in this analysis. */
export async function stepsWithOutcomes(ctx: Ctx, analysis: Analysis): Promise<StepFact[]> {
  const outcomes = new Map((await outcomesOf(ctx, analysis.id)).map((each) => [each.step_id, each]));
  return (await stepsOfLastTime(ctx, analysis)).map((step) => {
    const said = outcomes.get(step.id);
    return { ...step, outcome: said?.outcome ?? null, note: said?.note.trim() ?? '' };
  });
}

/** Gathers the draft of an analysis. `presenting` numbers the paper and says why there is another. */
export async function assemble(
  ctx: Ctx,
  analysis: Analysis,
  presenting: { number: number; why: string | null; head?: string },
): Promise<Draft> {
  const points = await pointsOf(ctx, analysis.id);
  const figures = await loadPaperFigures(ctx, analysis.snapshot_id, points.map(keyOfPoint));
  const withFigures = points.map((point) => ({ point, loaded: figures.get(keyText(keyOfPoint(point))) ?? null }));
  const steps = await stepsWithOutcomes(ctx, analysis);
  const head = presenting.head ?? (await headsOf(ctx, analysis.school_id)).map((each) => each.name).join(', ');
  return {
    facts: {
      school: analysis.school,
      trust: ctx.actor.trustName,
      snapshot: analysis.name,
      term: termInYear(analysis.term, analysis.academic_year),
      dataOn: analysis.data_on.toString(),
      presentedOn: ctx.today.toString(),
      version: analysis.version,
      number: presenting.number,
      why: presenting.why,
      head,
      summary: analysis.summary.trim(),
      points: withFigures.flatMap(({ point, loaded }) => (loaded ? [pointFact(point, loaded)] : [])),
      lastTime: steps,
    },
    points: withFigures,
    steps,
  };
}
