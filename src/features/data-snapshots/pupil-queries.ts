import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import '#core/pupil-data/tables.ts';
import { NotFound } from '#platform/errors.ts';

export type PupilNames = ReadonlyMap<number, string>;

type Named = { id: number; surname: string | null; forename: string | null; reference: string | null };

/** A pupil by name, “Surname, Forename”; by the school's number where names are kept out. */
const named = (pupil: Named): string =>
  [pupil.surname, pupil.forename].filter(Boolean).join(', ') || `Pupil ${pupil.reference ?? pupil.id}`;

/** Pupils of the reader's schools by name. */
export async function namesOfPupils(ctx: Ctx, ids: readonly number[]): Promise<PupilNames> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('pupil')
    .select(['id', 'surname', 'forename', 'reference'])
    .where('trust_id', '=', ctx.actor.trustId)
    .where(inScope(ctx.scope, 'school_id'))
    .where((eb) => eb('id', '=', eb.fn.any(eb.val([...ids]))))
    .execute();
  return new Map(rows.map((row) => [row.id, named(row)]));
}

export const pupilName = (names: PupilNames, id: number): string => names.get(id) ?? 'A pupil';

/** Who a pupil of the reader's schools is; anything else is `NotFound`. */
export async function findPupil(ctx: Ctx, id: number) {
  const row = await ctx.db
    .selectFrom('pupil')
    .select(['id', 'school_id', 'surname', 'forename', 'reference', 'upn', 'born_on'])
    .where('trust_id', '=', ctx.actor.trustId)
    .where(inScope(ctx.scope, 'school_id'))
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw new NotFound();
  return { ...row, name: named(row) };
}
