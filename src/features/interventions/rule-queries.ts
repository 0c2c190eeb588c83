import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import '#core/organisations/tables.ts';
import '#core/people/tables.ts';
import { NotFound } from '#platform/errors.ts';
import type { Rule } from './rules.ts';
import './tables.ts';

export type StoredRule = Rule & { revision: number };

/** Every version of the rules, the newest first. */
export async function ruleSets(ctx: Ctx) {
  return await ctx.db
    .selectFrom('intervention_rule_set as r')
    .leftJoin('person as p', 'p.id', 'r.adopted_by')
    .select(['r.id', 'r.version', 'r.adopted_at', 'r.adopted_why', 'p.name as adopted_by'])
    .orderBy('r.version', 'desc')
    .execute();
}

/** A query of the versions that nobody has adopted yet, the newest first. */
export function draftRules(ctx: Ctx) {
  return ctx.db
    .selectFrom('intervention_rule_set')
    .select(['id', 'version'])
    .where('adopted_at', 'is', null)
    .orderBy('version', 'desc');
}

export type RuleSet = Awaited<ReturnType<typeof ruleSets>>[number];

/** One version of the trust's rules; anything else is `NotFound`. */
export async function findRuleSet(ctx: Ctx, id: string): Promise<RuleSet> {
  const found = (await ruleSets(ctx)).find((set) => set.id === id);
  if (!found) throw new NotFound();
  return found;
}

/** The rules of one version, in their order. */
export async function rulesOf(ctx: Pick<Ctx, 'db'>, ruleSetId: string): Promise<StoredRule[]> {
  const rows = await ctx.db
    .selectFrom('intervention_rule')
    .selectAll()
    .where('rule_set_id', '=', ruleSetId)
    .orderBy('position')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    frameworkFamily: row.framework_family,
    areaCode: row.area_code,
    gradeCodes: row.grade_codes,
    response: row.response,
    mayLead: row.may_lead,
    sentence: row.sentence,
    source: row.source,
    revision: row.revision,
  }));
}

/** The version that counts now; null before a trust has any. */
export async function adoptedRuleSet(ctx: Pick<Ctx, 'db'>): Promise<{ id: string; version: number } | null> {
  const row = await ctx.db
    .selectFrom('intervention_rule_set')
    .select(['id', 'version'])
    .where('adopted_at', 'is not', null)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/**
 * What the rules were last told of each review of the reader's schools, the newest year first, with the version that it was held against. Reviews that
 * were withdrawn are left out.
 */
export async function pastAssessments(ctx: Ctx) {
  const rows = await ctx.db
    .selectFrom('intervention_assessment as a')
    .innerJoin('school as s', 's.id', 'a.school_id')
    .innerJoin('intervention_rule_set as r', 'r.id', 'a.rule_set_id')
    .distinctOn('a.review_id')
    .select([
      'a.review_id',
      'a.school_id',
      's.name as school',
      'a.academic_year',
      'a.framework_family',
      'a.judgements',
      'a.response',
      'a.fired',
      'a.occasion',
      'r.version',
    ])
    .where(inScope(ctx.scope, 'a.school_id'))
    .orderBy('a.review_id')
    .orderBy('a.assessed_at', 'desc')
    .orderBy('a.id', 'desc')
    .execute();
  return rows
    .filter((row) => row.occasion !== 'withdrawn')
    .sort((a, b) => b.academic_year - a.academic_year || a.school.localeCompare(b.school, 'en-GB'));
}

/** What the rules were told of one review the last time; null before it was issued. */
export async function lastAssessment(ctx: Pick<Ctx, 'db'>, reviewId: string) {
  const row = await ctx.db
    .selectFrom('intervention_assessment')
    .select(['occasion', 'response', 'fired'])
    .where('review_id', '=', reviewId)
    .orderBy('assessed_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** The version of the rules by which an intervention was last assessed. */
export async function versionBehind(ctx: Pick<Ctx, 'db'>, reviewId: string) {
  return await ctx.db
    .selectFrom('intervention_assessment as a')
    .innerJoin('intervention_rule_set as r', 'r.id', 'a.rule_set_id')
    .select(['r.id', 'r.version'])
    .where('a.review_id', '=', reviewId)
    .where('a.occasion', '!=', 'withdrawn')
    .where('a.response', 'is not', null)
    .orderBy('a.assessed_at', 'desc')
    .orderBy('a.id', 'desc')
    .limit(1)
    .executeTakeFirst();
}
