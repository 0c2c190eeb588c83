import { type RawBuilder, sql } from 'kysely';
import { scopeOf } from '#core/access/actor.ts';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import '#core/people/tables.ts';
import type { EarlierJudgement } from '../issues/issued.ts';
import { earlierSource } from '../rules.ts';
import '../tables.ts';

export type PreviousGrade = {
  code: string;
  label: string;
  academicYear: number;
  /** “entered by … from …” where it is of a review made before Cairn; null where Cairn issued it. */
  source: string | null;
};

/** The grades of one review by area, as they stand beside those of a later one. */
export type PreviousGrades = ReadonlyMap<string, PreviousGrade>;
export const noPreviousGrades: PreviousGrades = new Map();

type Named = { by: string; correctedBy: string | null; source: string };

/** Rows of `earlier_review e` that count: they have grades, and Cairn has issued no review of the school for that year. */
export const countsAsEarlier: RawBuilder<boolean> = sql<boolean>`(e.judgements <> '[]' and not exists (
  select from review_issue n where n.school_id = e.school_id and n.academic_year = e.academic_year and n.withdrawn_at is null))`;

type FoundRow = {
  school_id: string;
  framework_family: string;
  academic_year: number;
  judgements: EarlierJudgement[];
  entered: Named | null;
};

/**
 * The grades of the newest review of each school before a year, in one query: as Cairn last issued them, or as entered by hand from a review made before
 * Cairn. Kept apart by the family of frameworks, for grades are never held against those of another.
 */
export async function previousGrades(ctx: Ctx, schoolIds: readonly string[], before: number) {
  const found =
    schoolIds.length === 0
      ? { rows: [] }
      : await sql<FoundRow>`
    select distinct on (it.school_id, it.framework_family) it.*
      from (select i.school_id, i.framework_family, i.academic_year, i.judgements, null::json as entered
              from review_issue i
             where i.withdrawn_at is null and i.number = (select max(n.number) from review_issue n where n.review_id = i.review_id)
            union all
            select e.school_id, e.framework_family, e.academic_year, e.judgements,
                   json_build_object('by', p.name, 'correctedBy', c.name, 'source', e.source)
              from earlier_review e join person p on p.id = e.entered_by left join person c on c.id = e.corrected_by
             where ${countsAsEarlier}) it
     where ${inScope(ctx.scope, 'it.school_id')} and ${inScope(scopeOf(ctx.actor, 'annual-review:read'), 'it.school_id')}
       and it.school_id = any(${[...schoolIds]}::uuid[]) and it.academic_year < ${before}
     order by it.school_id, it.framework_family, it.academic_year desc`.execute(ctx.db);
  const byReview = new Map(
    found.rows.map((row): [string, PreviousGrades] => {
      const source = row.entered ? earlierSource(row.entered) : null;
      return [
        `${row.school_id} ${row.framework_family}`,
        new Map(
          row.judgements.map((it) => [
            it.areaCode,
            { code: it.gradeCode, label: it.gradeLabel, academicYear: row.academic_year, source },
          ]),
        ),
      ];
    }),
  );
  return (schoolId: string, family: string): PreviousGrades =>
    byReview.get(`${schoolId} ${family}`) ?? noPreviousGrades;
}

/** The academic years for which Cairn has issued a review of the school that was not withdrawn: earlier grades of such a year do not count. */
export async function issuedYears(ctx: Ctx, schoolId: string): Promise<number[]> {
  const rows = await ctx.db
    .selectFrom('review_issue')
    .select('academic_year')
    .distinct()
    .where(inScope(ctx.scope, 'school_id'))
    .where('school_id', '=', schoolId)
    .where('withdrawn_at', 'is', null)
    .execute();
  return rows.map((row) => row.academic_year);
}

/** The reviews made before Cairn whose grades have been entered for a school in one family of frameworks, the newest year first. */
export async function earlierReviews(ctx: Ctx, schoolId: string, family: string) {
  const rows = await ctx.db
    .selectFrom('earlier_review as e')
    .innerJoin('person as p', 'p.id', 'e.entered_by')
    .leftJoin('person as c', 'c.id', 'e.corrected_by')
    .select([
      'e.id',
      'e.academic_year',
      'e.framework_id',
      'e.source',
      'e.judgements',
      'e.entered_at',
      'e.corrected_at',
      'e.corrected_why',
      'e.revision',
      'p.name as by',
      'c.name as correctedBy',
      countsAsEarlier.as('counts'),
    ])
    .where(inScope(ctx.scope, 'e.school_id'))
    .where('e.school_id', '=', schoolId)
    .where('e.framework_family', '=', family)
    .orderBy('e.academic_year', 'desc')
    .execute();
  return rows;
}

export type EarlierReview = Awaited<ReturnType<typeof earlierReviews>>[number];
