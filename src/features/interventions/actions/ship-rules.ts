import type { Write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import type { Tx } from '#platform/db/database.ts';
import type { Rule } from '../rules.ts';
import { shippedRules } from '../shipped-rules.ts';
import '../tables.ts';

/** Stores rules as they stand in a list, from position 1. */
export async function insertRules(
  db: Tx,
  trustId: string,
  ruleSetId: string,
  rules: readonly Omit<Rule, 'id'>[],
): Promise<void> {
  if (rules.length === 0) return;
  await db
    .insertInto('intervention_rule')
    .values(
      rules.map((rule, index) => ({
        trust_id: trustId,
        rule_set_id: ruleSetId,
        position: index + 1,
        framework_family: rule.frameworkFamily,
        area_code: rule.areaCode,
        grade_codes: [...rule.gradeCodes],
        response: rule.response,
        may_lead: rule.mayLead,
        sentence: rule.sentence,
        source: rule.source,
      })),
    )
    .execute();
}

/** Gives a trust the first version of the rules, adopted; the caller has authorised the write. Leaves a trust alone that has rules already. */
export async function shipRules(ctx: Ctx, tx: Write): Promise<{ id: string; version: number }> {
  const present = await tx.db
    .selectFrom('intervention_rule_set')
    .select(['id', 'version'])
    .where('adopted_at', 'is not', null)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (present) return present;
  const set = await tx.db
    .insertInto('intervention_rule_set')
    .values({ trust_id: ctx.actor.trustId, version: 1, created_by: ctx.actor.personId })
    .returning(['id', 'version'])
    .executeTakeFirstOrThrow();
  await insertRules(tx.db, ctx.actor.trustId, set.id, shippedRules);
  await tx.db
    .updateTable('intervention_rule_set')
    .set({
      adopted_at: ctx.now,
      adopted_by: ctx.actor.personId,
      adopted_why: 'As they come with Cairn: the two sentences of the model, and choices for what it is silent on',
    })
    .where('id', '=', set.id)
    .execute();
  await tx.record({
    kind: 'intervention-rules.adopted',
    subjectType: 'intervention_rule_set',
    subjectId: set.id,
    schoolId: null,
    summary: 'adopted what a 3 or a 4 sets off, as it comes with Cairn',
  });
  return set;
}
