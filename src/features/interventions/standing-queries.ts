import { hasRole } from '#core/access/actor.ts';
import { type Ctx, onceInARead } from '#core/context.ts';
import { together } from '#platform/db/together.ts';
import { leadershipQueries, leadershipsFrom } from './leadership-queries.ts';
import { interventionsInScope } from './queries.ts';
import { draftRules } from './rule-queries.ts';

/**
 * What stands at the reader's schools, or at one of them: the interventions, and what is led directly there or by the reader elsewhere; with the drafts of
 * rules for the Executive Principal, who adopts them. One round trip, once in a request that reads.
 */
export function standing(ctx: Ctx, schoolId?: string) {
  return onceInARead(ctx, `interventions ${JSON.stringify([ctx.scope, schoolId])}`, async () => {
    const which = { andMine: true, ...(schoolId ? { schoolId } : {}) };
    const found = await together(ctx.db, {
      interventions: interventionsInScope(ctx, schoolId),
      ...leadershipQueries(ctx, which),
      drafts: hasRole(ctx.actor, 'executive_principal') ? draftRules(ctx) : null,
    });
    return {
      interventions: found.interventions,
      leaderships: leadershipsFrom(found.led, found.steps, ctx.today),
      drafts: found.drafts ?? [],
    };
  });
}
