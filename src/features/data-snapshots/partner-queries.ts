import type { Term } from '#core/academic-year/rules.ts';
import type { Ctx } from '#core/context.ts';
import '#core/people/tables.ts';
import { type Basis, combine, type Figure, formatFigure, measureOf } from '#features/measures/index.ts';
import { collectionFigures } from './figure-queries.ts';
import { leastSchoolsShown, type PartnerTotal } from './partner-file.ts';
import './tables.ts';

type When = { academic_year: number; term: Term };

/** Files of partners that count for a term, by partner. */
export async function partnerFiles(ctx: Ctx, when: When) {
  return await ctx.db
    .selectFrom('partner_file as f')
    .innerJoin('person as p', 'p.id', 'f.received_by')
    .select(['f.id', 'f.partner', 'f.file_name', 'f.received_at', 'p.name as receiver'])
    .select((eb) =>
      eb
        .selectFrom('partner_figure as g')
        .select((of) => of.fn.max('g.schools').as('schools'))
        .whereRef('g.file_id', '=', 'f.id')
        .as('schools'),
    )
    .where('f.academic_year', '=', when.academic_year)
    .where('f.term', '=', when.term)
    .where('f.ended_at', 'is', null)
    .orderBy('f.partner')
    .execute();
}

/** The trust's own totals of a collection, over all its schools; `only` names one measure. */
export async function ownTotals(ctx: Ctx, collectionId: string, only?: string): Promise<PartnerTotal[]> {
  const figures = await collectionFigures(ctx, collectionId, only);
  return [...figures.values()].flatMap((of) => {
    const known = of.filter((each) => each.figure.value !== null && each.figure.total !== null);
    const [first] = known;
    const measure = first && measureOf(first.measure);
    if (!first || !measure) return [];
    const whole = combine(
      known.map((each) => each.figure),
      measure,
    );
    if (whole.total === null) return [];
    return [
      {
        measure: first.measure,
        basis: first.basis,
        schools: known.length,
        pupils: whole.pupils,
        total: whole.total,
        weight: whole.weight ?? null,
      },
    ];
  });
}

const asFigure = (each: PartnerTotal, factor: number): Figure => ({
  pupils: each.pupils,
  total: each.total,
  value: (factor * each.total) / (each.weight ?? each.pupils),
  nullKind: null,
  lower: null,
  upper: null,
  ...(each.weight === null ? {} : { weight: each.weight }),
});

/**
 * Figures of the whole partnership for a term: the trust's schools and those of every partner that has sent its totals, pupil-weighted. Null where fewer than five
 * schools, or no other trust, are in it. `only` names one measure.
 */
export async function partnershipFigures(
  ctx: Ctx,
  collectionId: string,
  when: When,
  only?: string,
): Promise<(measure: string, basis: string) => string | null> {
  const rows = await ctx.db
    .selectFrom('partner_figure as g')
    .innerJoin('partner_file as f', 'f.id', 'g.file_id')
    .select(['g.measure', 'g.basis', 'g.schools', 'g.pupils', 'g.total', 'g.weight'])
    .where('f.academic_year', '=', when.academic_year)
    .where('f.term', '=', when.term)
    .where('f.ended_at', 'is', null)
    .execute();
  if (rows.length === 0) return () => null;
  const own = await ownTotals(ctx, collectionId, only);
  return (code, basis) => {
    const measure = measureOf(code);
    const others = rows.filter((each) => each.measure === code && each.basis === basis);
    if (!measure || others.length === 0) return null;
    const all: PartnerTotal[] = [
      ...own.filter((each) => each.measure === code && each.basis === basis),
      ...others.map((each) => ({ ...each, basis: each.basis as Basis | '' })),
    ];
    const schools = all.reduce((sum, each) => sum + each.schools, 0);
    if (schools < leastSchoolsShown) return null;
    const figure = combine(
      all.map((each) => asFigure(each, measure.factor)),
      measure,
    );
    return `${formatFigure(measure, figure)} (${schools} schools)`;
  };
}
