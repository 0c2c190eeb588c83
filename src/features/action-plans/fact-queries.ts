import type { Ctx } from '#core/context.ts';
import '#core/people/tables.ts';
import type { PlanRow } from './content.ts';
import type { PlanFacts } from './rules.ts';

/** The names of people by id, for showing who did what. */
export async function namesOf(ctx: Ctx, ids: readonly (string | null)[]): Promise<(id: string | null) => string> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  const rows =
    wanted.length === 0
      ? []
      : await ctx.db.selectFrom('person').select(['id', 'name']).where('id', 'in', wanted).execute();
  const names = new Map(rows.map((row) => [row.id, row.name]));
  return (id) => (id === null ? '' : (names.get(id) ?? 'somebody who is no longer recorded'));
}

async function factRows(ctx: Ctx, ids: readonly string[]) {
  const signatures = await ctx.db
    .selectFrom('plan_signature')
    .selectAll()
    .where('plan_id', 'in', ids)
    .orderBy('id')
    .execute();
  const readiness = await ctx.db
    .selectFrom('plan_readiness')
    .selectAll()
    .where('plan_id', 'in', ids)
    .orderBy('id')
    .execute();
  const recommendations = await ctx.db
    .selectFrom('plan_recommendation as r')
    .leftJoin('board_decision as d', 'd.recommendation_id', 'r.id')
    .selectAll('r')
    .select(['d.outcome', 'd.meeting_on', 'd.minute_reference', 'd.words', 'd.recorded_by', 'd.recorded_at'])
    .where('r.plan_id', 'in', ids)
    .orderBy('r.id')
    .execute();
  const closures = await ctx.db.selectFrom('plan_closure').selectAll().where('plan_id', 'in', ids).execute();
  return { signatures, readiness, recommendations, closures };
}

type FactRows = Awaited<ReturnType<typeof factRows>>;
type RecommendationRow = FactRows['recommendations'][number];

function decisionOf(row: RecommendationRow, name: (id: string | null) => string) {
  if (!row.outcome || !row.meeting_on || !row.recorded_at) return null;
  return {
    outcome: row.outcome,
    meetingOn: row.meeting_on,
    minuteReference: row.minute_reference ?? '',
    words: row.words,
    recordedBy: name(row.recorded_by),
    recordedAt: row.recorded_at,
  };
}

function takenBack(row: RecommendationRow, name: (id: string | null) => string) {
  return row.taken_back_at
    ? { at: row.taken_back_at, by: name(row.taken_back_by), why: row.taken_back_why ?? '' }
    : null;
}

function factsOf(plan: PlanRow, rows: FactRows, name: (id: string | null) => string): PlanFacts {
  const mine = <Row extends { plan_id: string }>(list: readonly Row[]) => list.filter((row) => row.plan_id === plan.id);
  const [closure] = mine(rows.closures);
  return {
    basis: plan.basis,
    contentVersion: plan.content_version,
    signatures: mine(rows.signatures).map((row) => ({
      side: row.side,
      contentVersion: row.content_version,
      by: name(row.signed_by),
      at: row.signed_at,
    })),
    readiness: mine(rows.readiness).map((row) => ({
      kind: row.kind,
      contentVersion: row.content_version,
      by: name(row.declared_by),
      at: row.declared_at,
    })),
    recommendations: mine(rows.recommendations).map((row) => ({
      id: row.id,
      contentVersion: row.content_version,
      coveringWords: row.covering_words,
      on: row.recommended_on,
      at: row.recommended_at,
      by: name(row.recommended_by),
      takenBack: takenBack(row, name),
      decision: decisionOf(row, name),
    })),
    closure: closure ? { on: closure.closed_on, by: name(closure.closed_by), why: closure.why } : null,
  };
}

/** How far each of these plans has come, by plan id. The caller has read the plans inside the reader's scope. */
export async function loadFacts(ctx: Ctx, plans: readonly PlanRow[]): Promise<Map<string, PlanFacts>> {
  if (plans.length === 0) return new Map();
  const rows = await factRows(
    ctx,
    plans.map((plan) => plan.id),
  );
  const name = await namesOf(ctx, [
    ...rows.signatures.map((row) => row.signed_by),
    ...rows.readiness.map((row) => row.declared_by),
    ...rows.recommendations.flatMap((row) => [row.recommended_by, row.taken_back_by, row.recorded_by]),
    ...rows.closures.map((row) => row.closed_by),
  ]);
  return new Map(plans.map((plan) => [plan.id, factsOf(plan, rows, name)]));
}
