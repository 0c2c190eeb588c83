import type { Actor } from '#core/access/actor.ts';
import { type BuiltSchool, buildActor, buildSchool, buildTrust } from '#core/organisations/build.ts';
import { buildCollection } from '#core/pupil-data/build.ts';
import { signedInAgent, type Web } from '#features/sign-in/build.ts';
import type { TestDatabase } from '#test/support/database.ts';
import { type BuiltFigure, buildTakenFigures } from './build.ts';

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
