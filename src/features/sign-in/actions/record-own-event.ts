import type { Actor } from '#core/access/actor.ts';
import type { PublicCtx } from '#core/access/public-route.ts';
import { runAs } from '#core/access/run-as.ts';
import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { mayChangeAccount } from '../policy.ts';

/** What happened to an account before, or without, a signed-in request, in the trail of its person's trust. */
export async function recordOwnEvent(
  ctx: PublicCtx,
  actor: Actor,
  event: { kind: string; summary: string; why?: string },
  also: (inside: Ctx) => Promise<unknown> = async () => {},
): Promise<void> {
  await runAs({ db: ctx.db, services: ctx.services }, actor, 'own-account', (inside) =>
    write(inside, async (tx) => {
      tx.authorise(mayChangeAccount(inside.actor, actor.personId));
      await also(inside);
      await tx.record({ ...event, subjectType: 'person', subjectId: actor.personId, schoolId: null });
    }),
  );
}
