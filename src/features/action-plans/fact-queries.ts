import type { Ctx } from '#core/context.ts';
import '#core/people/tables.ts';
import type { PlanRow } from './content.ts';
import { loadRows, type PlanRows } from './row-queries.ts';
import type { PlanFacts } from './rules.ts';

export type NameOf = (id: string | null) => string;

/** The names of people by id, for showing who did what. */
export async function namesOf(ctx: Ctx, ids: readonly (string | null)[]): Promise<NameOf> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  const rows =
    wanted.length === 0
      ? []
      : await ctx.db.selectFrom('person').select(['id', 'name']).where('id', 'in', wanted).execute();
  return nameAmong(rows);
}

/** The names of these people by id. */
export function nameAmong(people: readonly { id: string; name: string }[]): NameOf {
  const names = new Map(people.map((row) => [row.id, row.name]));
  return (id) => (id === null ? '' : (names.get(id) ?? 'somebody who is no longer recorded'));
}

/** Everybody who took a step of these plans. */
export function peopleOfSteps(rows: PlanRows): (string | null)[] {
  return [
    ...rows.signatures.map((row) => row.signed_by),
    ...rows.readiness.map((row) => row.declared_by),
    ...rows.recommendations.flatMap((row) => [row.recommended_by, row.taken_back_by]),
    ...rows.decisions.map((row) => row.recorded_by),
    ...rows.closures.map((row) => row.closed_by),
  ];
}

function decisionOf(rows: PlanRows, recommendationId: string, name: NameOf) {
  const row = rows.decisions.find((decision) => decision.recommendation_id === recommendationId);
  if (!row) return null;
  return {
    outcome: row.outcome,
    meetingOn: row.meeting_on,
    minuteReference: row.minute_reference,
    words: row.words,
    recordedBy: name(row.recorded_by),
    recordedAt: row.recorded_at,
  };
}

function takenBack(row: PlanRows['recommendations'][number], name: NameOf) {
  return row.taken_back_at
    ? { at: row.taken_back_at, by: name(row.taken_back_by), why: row.taken_back_why ?? '' }
    : null;
}

/** How far one plan has come, from the rows of several. */
export function factsOf(plan: PlanRow, rows: PlanRows, name: NameOf): PlanFacts {
  const mine = <Row extends { plan_id: string }>(list: readonly Row[]) => list.filter((row) => row.plan_id === plan.id);
  const [closure] = mine(rows.closures);
  return {
    basis: plan.basis,
    contentVersion: plan.content_version,
    basisVersion: plan.basis_version,
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
      decision: decisionOf(rows, row.id, name),
    })),
    closure: closure ? { on: closure.closed_on, by: name(closure.closed_by), why: closure.why } : null,
  };
}

/** How far one plan has come. The caller has read it inside the reader’s scope. */
export async function loadFacts(ctx: Ctx, plan: PlanRow): Promise<PlanFacts> {
  const rows = await loadRows(ctx, [plan.id]);
  return factsOf(plan, rows, await namesOf(ctx, peopleOfSteps(rows)));
}
