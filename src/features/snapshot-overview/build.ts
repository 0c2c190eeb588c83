import type { Actor } from '#core/access/actor.ts';
import {
  type BuiltSchool,
  type BuiltTrust,
  buildActor,
  buildSchool,
  buildTrust,
  inTrust,
} from '#core/organisations/build.ts';
import { type BuiltSnapshot, buildCollection, buildOpenSnapshot, takeBuiltSnapshot } from '#core/pupil-data/build.ts';
import { combine, type Figure, measureOf } from '#features/measures/index.ts';
import { signedInAgent, type Web } from '#features/sign-in/build.ts';
import type { Db } from '#platform/db/database.ts';
import type { TestDatabase } from '#test/support/database.ts';

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

export const date = (text: string) => Temporal.PlainDate.from(text);

/** A share of pupils that the tests are about. */
export const measure = 'english_maths_5plus';
export const passed = (total: number, pupils: number): BuiltFigure => ({ measure, total, pupils });

/** A trust with an Executive Principal, a trustee and an autumn snapshot that is asked for. */
export async function buildOverview(database: TestDatabase, web: Web) {
  const trust = await buildTrust(database.db);
  const principal = await buildActor(database.db, trust, 'executive_principal');
  const trustee = await buildActor(database.db, trust, 'trustee');
  const collection = (name: string, dataOn: string, dueOn: string, academicYear = 2026) =>
    buildCollection(database.db, trust, principal, {
      name,
      data_on: date(dataOn),
      due_on: date(dueOn),
      academic_year: academicYear,
    });
  const autumn = await collection('Autumn snapshot', '2026-11-06', '2026-11-20');
  const school = (name: string) => buildSchool(database.db, trust, { name });
  const took = (at: BuiltSchool, figures: readonly BuiltFigure[], collectionId = autumn) =>
    buildTakenFigures(database.db, trust, at, principal, collectionId, figures);
  const see = async (actor: Actor, path: string) => (await (await signedInAgent(web, actor)).get(path)).body;
  return { trust, principal, trustee, autumn, collection, school, took, see };
}

/** The row of a school (or of the trust) as it is read: without markup. */
export function rowOf(body: string, name: string): string {
  const rows = body
    .split('<tr')
    .slice(1)
    .map((each) => each.slice(each.indexOf('>') + 1).split('</tr>')[0] ?? '');
  return (rows.find((each) => each.includes(`>${name}<`)) ?? '')
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
