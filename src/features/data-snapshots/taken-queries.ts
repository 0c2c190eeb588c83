import { scopeOf } from '#core/access/actor.ts';
import { coversSchool } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import {
  formatFigure,
  formatValue,
  leastSchools,
  type Measure,
  measureOf,
  trustFigure,
} from '#features/measures/index.ts';
import { type Published, publishedComparators } from '#features/performance-data/index.ts';
import { collectionFigures, loadFigures, takenSnapshotsOf, targetsOf } from './figure-queries.ts';
import { shownTo } from './figures-shown.ts';
import type { TakenShown } from './pages/taken-snapshot.tsx';
import { partnershipFigures } from './partner-queries.ts';
import { seesEveryPupil } from './policy.ts';
import { type Snapshot, snapshotsOf } from './queries.ts';
import { partsOfSnapshot } from './snapshot-parts.ts';

const fewPupils = 6;

/**
 * The figures of the whole trust for one collection, whatever schools the reader has: shown only where they are of three schools or more, two of them not the
 * reader's own. A school of few pupils is in them only for whoever may see those. `only` names one measure.
 */
export async function trustFigures(
  ctx: Ctx,
  collectionId: string,
  only?: string,
): Promise<(measure: string, basis: string) => string | null> {
  const figures = await collectionFigures(ctx, collectionId, only);
  const reaches = scopeOf(ctx.actor, 'snapshot:read');
  return (code, basis) => {
    const measure = measureOf(code);
    const found = (figures.get(`${code} ${basis}`) ?? []).filter(
      ({ figure, schoolId }) =>
        figure.value !== null && (figure.pupils >= fewPupils || seesEveryPupil(ctx.actor, schoolId)),
    );
    if (!measure || found.length < leastSchools) return null;
    const [own, others] = [true, false].map((isOwn) =>
      found.filter((each) => coversSchool(reaches, each.schoolId) === isOwn).map((each) => each.figure),
    );
    const whole = trustFigure(measure, own ?? [], others ?? [], reaches.schools === 'all');
    return whole && formatFigure(measure, whole);
  };
}

/** A published figure with its year, which is rarely the snapshot's: “46.3 (2023/24)”. */
export function publishedWords(measure: Measure, published: Published | null): string | null {
  return published && `${formatValue(measure, published.value)} (${published.year})`;
}

/** All that the page of a taken snapshot shows, held back where the reader may not see few pupils. */
export async function loadTaken(ctx: Ctx, snapshot: Snapshot): Promise<TakenShown> {
  const sees = seesEveryPupil(ctx.actor, snapshot.school_id);
  const taken = await takenSnapshotsOf(ctx, snapshot.school_id);
  const earlier = taken.findLast((each) => Temporal.PlainDate.compare(each.data_on, snapshot.data_on) < 0) ?? null;
  const figures = shownTo(
    sees,
    await loadFigures(ctx, {
      snapshotIds: [snapshot.id, ...(earlier ? [earlier.id] : [])],
      breakdown: 'all',
    }),
  );
  const own = figures.filter((each) => each.snapshotId === snapshot.id);
  const versions = (await snapshotsOf(ctx, [snapshot.collection_id])).filter(
    (each) => each.school_id === snapshot.school_id,
  );
  const targets = await targetsOf(ctx, snapshot.school_id, snapshot.academic_year);
  const published = await publishedComparators(ctx, snapshot.school_id, snapshot.academic_year);
  return {
    figures: own,
    earlier,
    earlierFigures: figures.filter((each) => each.snapshotId === earlier?.id),
    trust: await trustFigures(ctx, snapshot.collection_id),
    partnership: await partnershipFigures(ctx, snapshot.collection_id, snapshot),
    national: (measure) => publishedWords(measure, published.national(measure.code)),
    targets: new Map(targets.map((each) => [each.measure, each.value])),
    versions,
    parts: await partsOfSnapshot(ctx, snapshot.id),
    hasSubjects: own.some((each) => each.subjectId !== 0),
  };
}
