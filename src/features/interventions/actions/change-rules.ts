import { type Write, write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { Invalid, NotFound, requireRevision } from '#platform/errors.ts';
import { mayChangeRules } from '../policy.ts';
import { adoptedRuleSet, rulesOf } from '../rule-queries.ts';
import type { Rule } from '../rules.ts';
import { insertRules } from './ship-rules.ts';

async function lockDraft(tx: Write, ruleSetId: string): Promise<{ id: string; version: number }> {
  const set = await tx.db
    .selectFrom('intervention_rule_set')
    .select(['id', 'version', 'adopted_at'])
    .where('id', '=', ruleSetId)
    .forUpdate()
    .executeTakeFirst();
  if (!set) throw new NotFound();
  if (set.adopted_at)
    throw new Invalid([
      {
        field: '',
        message: 'This version has been adopted and stays as it is. Start a new version to change the rules.',
      },
    ]);
  return set;
}

/** Starts a new version as a copy of the one in force. There is one draft at a time. */
export async function startDraft(ctx: Ctx): Promise<string> {
  return await write(ctx, async (tx) => {
    tx.authorise(mayChangeRules(ctx.actor));
    const draft = await tx.db
      .selectFrom('intervention_rule_set')
      .select('id')
      .where('adopted_at', 'is', null)
      .executeTakeFirst();
    if (draft)
      throw new Invalid([
        { field: '', message: 'A new version is being drafted already. Change or discard that one.' },
      ]);
    const current = await adoptedRuleSet(ctx);
    const set = await tx.db
      .insertInto('intervention_rule_set')
      .values({ trust_id: ctx.actor.trustId, version: (current?.version ?? 0) + 1, created_by: ctx.actor.personId })
      .returning(['id', 'version'])
      .executeTakeFirstOrThrow();
    if (current) await insertRules(tx.db, ctx.actor.trustId, set.id, await rulesOf(ctx, current.id));
    await record(tx, set.id, `started version ${set.version} of what a grade sets off`);
    return set.id;
  });
}

async function record(tx: Write, ruleSetId: string, summary: string, why: string | null = null): Promise<void> {
  await tx.record({
    kind: 'intervention-rules.changed',
    subjectType: 'intervention_rule_set',
    subjectId: ruleSetId,
    schoolId: null,
    summary,
    why,
  });
}

/** Adds a rule to a draft, or (with `changed`) changes one; throws `StaleRevision` where somebody else has changed it since. */
export async function saveRule(
  ctx: Ctx,
  ruleSetId: string,
  changed: { ruleId: string; revision: number } | null,
  rule: Omit<Rule, 'id' | 'source'>,
): Promise<void> {
  await write(ctx, async (tx) => {
    tx.authorise(mayChangeRules(ctx.actor));
    await lockDraft(tx, ruleSetId);
    const rules = await rulesOf(ctx, ruleSetId);
    const before = rules.find((found) => found.id === changed?.ruleId);
    if (changed && !before) throw new NotFound();
    if (changed && before) requireRevision(before.revision, changed.revision);
    // The model's own sentence stays labelled as the model's only as long as nobody rewords it.
    const source: Rule['source'] = before?.source === 'model' && before.sentence === rule.sentence ? 'model' : 'trust';
    const values = {
      framework_family: rule.frameworkFamily,
      area_code: rule.areaCode,
      grade_codes: [...rule.gradeCodes],
      response: rule.response,
      may_lead: rule.mayLead && rule.response === 'imposed',
      sentence: rule.sentence,
      source,
    };
    if (before) {
      await tx.db
        .updateTable('intervention_rule')
        .set({ ...values, revision: before.revision + 1 })
        .where('id', '=', before.id)
        .execute();
    } else {
      await tx.db
        .insertInto('intervention_rule')
        .values((eb) => ({
          trust_id: ctx.actor.trustId,
          rule_set_id: ruleSetId,
          position: eb
            .selectFrom('intervention_rule')
            .select((sub) => sub(sub.fn.coalesce(sub.fn.max('position'), sub.lit(0)), '+', 1).as('next'))
            .where('rule_set_id', '=', ruleSetId),
          ...values,
        }))
        .execute();
    }
    await record(tx, ruleSetId, `${before ? 'changed' : 'added'} the rule “${rule.sentence}”`);
  });
}

/** Takes a rule out of a draft. */
export async function removeRule(ctx: Ctx, ruleSetId: string, ruleId: string): Promise<void> {
  await write(ctx, async (tx) => {
    tx.authorise(mayChangeRules(ctx.actor));
    await lockDraft(tx, ruleSetId);
    const removed = await tx.db
      .deleteFrom('intervention_rule')
      .where('id', '=', ruleId)
      .where('rule_set_id', '=', ruleSetId)
      .returning('sentence')
      .executeTakeFirst();
    if (!removed) throw new NotFound();
    await record(tx, ruleSetId, `took out the rule “${removed.sentence}”`);
  });
}

/** Adopts a draft: from now on issued reviews are held against it. What earlier versions set off stays. */
export async function adoptRules(ctx: Ctx, ruleSetId: string, why: string): Promise<void> {
  await write(ctx, async (tx) => {
    tx.authorise(mayChangeRules(ctx.actor));
    const set = await lockDraft(tx, ruleSetId);
    if ((await rulesOf(ctx, ruleSetId)).length === 0)
      throw new Invalid([{ field: 'why', message: 'There is no rule in this version: nothing would ever be set off' }]);
    await tx.db
      .updateTable('intervention_rule_set')
      .set({ adopted_at: ctx.now, adopted_by: ctx.actor.personId, adopted_why: why })
      .where('id', '=', ruleSetId)
      .execute();
    await record(tx, ruleSetId, `adopted version ${set.version} of what a grade sets off`, why);
  });
}

/** Throws a draft away; its history stays. */
export async function discardDraft(ctx: Ctx, ruleSetId: string): Promise<void> {
  await write(ctx, async (tx) => {
    tx.authorise(mayChangeRules(ctx.actor));
    const set = await lockDraft(tx, ruleSetId);
    await tx.db.deleteFrom('intervention_rule').where('rule_set_id', '=', ruleSetId).execute();
    await tx.db.deleteFrom('intervention_rule_set').where('id', '=', ruleSetId).execute();
    await record(tx, ruleSetId, `discarded the draft of version ${set.version}`);
  });
}
