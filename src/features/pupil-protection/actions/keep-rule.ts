import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { Invalid, requireRevision } from '#platform/errors.ts';
import { retentionJob } from '../jobs/retention-job.ts';
import { protectionPaths } from '../paths.ts';
import { mayKeepRules } from '../policy.ts';
import { ruleOf } from '../rule-queries.ts';
import { type Kind, kindTitles, ruleInWords, shippedRule } from '../rules.ts';
import { tellAdministrators } from './tell-administrators.ts';
import '../tables.ts';

export type RuleInput = { months: number; confirmed: string | null; why: string; revision: number };

/** Changes or confirms a rule. Unless it is confirmed, in whose words, nothing is erased under it. Every version stands in the trail. */
export async function keepRule(ctx: Ctx, kind: Kind, input: RuleInput): Promise<void> {
  await write(ctx, async (tx) => {
    tx.authorise(mayKeepRules(ctx.actor));
    await tx.db.selectFrom('retention_rule').select('id').where('kind', '=', kind).forUpdate().execute();
    const before = await ruleOf(ctx, kind);
    requireRevision(before.version, input.revision);
    const { least } = shippedRule(kind);
    if (input.months < least)
      throw new Invalid([
        {
          field: 'months',
          message: `Pupil data of this kind is kept for ${least} ${least === 1 ? 'month' : 'months'} at least`,
        },
      ]);
    const values = {
      months: input.months,
      confirmed_words: input.confirmed,
      why: input.why,
      changed_at: ctx.now,
      changed_by: ctx.actor.personId,
    };
    const row =
      before.id === null
        ? await tx.db
            .insertInto('retention_rule')
            .values({ trust_id: ctx.actor.trustId, kind, counted_from: before.countedFrom, ...values })
            .returning('id')
            .executeTakeFirstOrThrow()
        : await tx.db
            .updateTable('retention_rule')
            .set({ ...values, revision: before.version + 1 })
            .where('id', '=', before.id)
            .returning('id')
            .executeTakeFirstOrThrow();
    const words = `${kindTitles[kind]}: ${ruleInWords(kind, input.months)}`;
    await tx.record({
      kind: 'retention.rule-changed',
      subjectType: 'retention_rule',
      subjectId: row.id,
      schoolId: null,
      summary: input.confirmed
        ? `confirmed the retention rule “${words}”`
        : `changed the retention rule, not yet confirmed, to “${words}”`,
      why: input.why,
      detail: {
        before: { months: before.months, confirmed: before.confirmed },
        after: { months: input.months, confirmed: input.confirmed },
      },
    });
    await tellAdministrators(ctx, {
      subject: `A retention rule was changed: ${kindTitles[kind]}`,
      body: `${ctx.actor.name} set it to: ${ruleInWords(kind, input.months)}. ${input.confirmed ? 'It is carried out each night.' : 'It is not confirmed, so nothing is erased under it.'}`,
      href: protectionPaths.rule(kind),
    });
  });
}

/** Has the rules carried out now rather than tonight. */
export async function askForRun(ctx: Ctx): Promise<void> {
  await write(ctx, async (tx) => {
    tx.authorise(mayKeepRules(ctx.actor));
    await tx.record({
      kind: 'retention.asked',
      subjectType: 'trust',
      subjectId: ctx.actor.trustId,
      schoolId: null,
      summary: 'asked for the retention rules to be carried out now',
    });
    await tx.enqueue(retentionJob, { trustId: ctx.actor.trustId });
  });
}
