import { holds } from '#core/access/actor.ts';
import { allowIf } from '#core/access/decision.ts';
import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { choicesOf } from '#core/notifications/choice-queries.ts';
import { type Choices, kindNames } from '#core/notifications/kind-rules.ts';
import '../tables.ts';

/** Keeps how the reader wants to be told of each kind of thing. */
export async function chooseWays(ctx: Ctx, choices: Choices): Promise<void> {
  await write(ctx, async (tx) => {
    tx.authorise(allowIf(holds(ctx.actor, 'own-account'), 'You hold no role any more.'));
    const { personId, trustId } = ctx.actor;
    const before = await choicesOf(tx.db, personId);
    await tx.db
      .insertInto('notice_choice')
      .values(
        kindNames.map((kind) => ({
          trust_id: trustId,
          person_id: personId,
          kind,
          way: choices[kind],
          chosen_at: ctx.now,
        })),
      )
      .onConflict((conflict) =>
        conflict
          .columns(['person_id', 'kind'])
          .doUpdateSet((eb) => ({ way: eb.ref('excluded.way'), chosen_at: eb.ref('excluded.chosen_at') })),
      )
      .execute();
    const changed = kindNames.filter((kind) => before[kind] !== choices[kind]).length;
    await tx.record({
      kind: 'notices.chosen',
      subjectType: 'person',
      subjectId: personId,
      schoolId: null,
      summary: `chose what comes by mail (${changed} ${changed === 1 ? 'change' : 'changes'})`,
    });
  });
}
