import { sql } from 'kysely';
import { termDates } from '#core/academic-year/queries.ts';
import { scopeOf } from '#core/access/actor.ts';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import '#core/evidence/tables.ts';
import type { Points } from '#core/evidence/tables.ts';
import type { CountedPiece } from './pattern-rules.ts';

/**
 * Every piece of a school and an academic year that stands, for counting only: also those that this reader may not open, so that no title or word of them is here.
 * What leaves through `pattern-rules` names nobody. A day in a holiday counts to the half term before it.
 */
export async function piecesToCount(ctx: Ctx, schoolId: string, academicYear: number) {
  const first = Temporal.PlainDate.from({ year: academicYear, month: 9, day: 1 });
  const rows = await ctx.db
    .selectFrom('evidence')
    .select((eb) => [
      'evidence.id',
      'evidence.observed_id',
      'evidence.readers',
      'evidence.department_id',
      'evidence.happened_on',
      sql<
        { areaId: string; points: Points }[]
      >`(select coalesce(json_agg(json_build_object('areaId', a.area_id, 'points', a.points)), '[]')
        from evidence_area a where a.evidence_id = evidence.id)`.as('areas'),
      sql<string[]>`array(select t.tag from evidence_tag t where t.evidence_id = evidence.id)`.as('tags'),
      eb
        .selectFrom('evidence_observer as o')
        .select(sql<string[]>`coalesce(array_agg(coalesce(o.person_id::text, o.name)), '{}')`.as('who'))
        .whereRef('o.evidence_id', '=', 'evidence.id')
        .as('observers'),
    ])
    .where(inScope(ctx.scope, 'evidence.school_id'))
    .where(inScope(scopeOf(ctx.actor, 'evidence:read'), 'evidence.school_id'))
    .where('evidence.school_id', '=', schoolId)
    .where('evidence.happened_on', '>=', first)
    .where('evidence.happened_on', '<', first.add({ years: 1 }))
    .where('evidence.withdrawn_at', 'is', null)
    .execute();
  const { halfTerms } = await termDates(ctx, schoolId, academicYear);
  const halfTermOf = (day: Temporal.PlainDate) =>
    halfTerms.findLast((half) => Temporal.PlainDate.compare(half.startsOn, day) <= 0)?.number ?? null;
  const pieces = rows.map(
    (row): CountedPiece => ({
      id: row.id,
      observedId: row.observed_id,
      readers: row.readers,
      departmentId: row.department_id,
      halfTerm: halfTermOf(row.happened_on),
      areas: row.areas,
      tags: row.tags,
    }),
  );
  const observers = new Map(rows.map((row) => [row.id, row.observers ?? []]));
  return {
    pieces,
    observersOf: (ids: readonly string[]) => new Set(ids.flatMap((id) => observers.get(id) ?? [])).size,
  };
}
