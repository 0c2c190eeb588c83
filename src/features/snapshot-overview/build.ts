import type { Actor } from '#core/access/actor.ts';
import { type BuiltSchool, type BuiltTrust, inTrust } from '#core/organisations/build.ts';
import { type BuiltSnapshot, buildOpenSnapshot, takeBuiltSnapshot } from '#core/pupil-data/build.ts';
import { combine, type Figure, measureOf } from '#features/measures/index.ts';
import type { Db } from '#platform/db/database.ts';

/** One figure of a built snapshot; of all pupils unless it says otherwise. */
export type BuiltFigure = {
  measure: string;
  basis?: string;
  breakdown?: string;
  group?: string;
  pupils: number;
  /** Of a share: how many pupils did. */
  total: number;
};

/** A share as `calculate` would give it: `total` of `pupils`, with its interval. */
function shareOf(built: BuiltFigure): Figure {
  const measure = measureOf(built.measure);
  if (!measure) throw new Error(`There is no measure ${built.measure}.`);
  const bare = { pupils: built.pupils, total: built.total, nullKind: null, lower: null, upper: null };
  return combine([{ ...bare, value: (measure.factor * built.total) / built.pupils, weight: built.pupils }], measure);
}

/** A school's taken snapshot with figures that stand for pupils who were never there. Measures must be shares of pupils. */
export async function buildTakenFigures(
  db: Db,
  trust: BuiltTrust,
  school: BuiltSchool,
  by: Pick<Actor, 'personId'>,
  collectionId: string,
  figures: readonly BuiltFigure[],
): Promise<BuiltSnapshot> {
  const snapshot = await buildOpenSnapshot(db, trust, school, by, { collection_id: collectionId });
  if (figures.length > 0)
    await inTrust(db, trust.id, (tx) =>
      tx
        .insertInto('snapshot_figure')
        .values(
          figures.map((built) => {
            const figure = shareOf(built);
            return {
              trust_id: trust.id,
              snapshot_id: snapshot.id,
              measure: built.measure,
              breakdown: built.breakdown ?? 'all',
              group_code: built.group ?? 'all',
              basis: built.basis ?? 'r',
              pupils: figure.pupils,
              total: figure.total,
              value: figure.value,
              null_kind: figure.nullKind,
              lower: figure.lower,
              upper: figure.upper,
              weight: figure.weight ?? null,
              note: null,
            };
          }),
        )
        .execute(),
    );
  await takeBuiltSnapshot(db, snapshot, by);
  return snapshot;
}
