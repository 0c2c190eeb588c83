import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { Invalid } from '#platform/errors.ts';
import '#core/people/tables.ts';
import { mayManagePeople } from '../policy.ts';

export type PersonDetails = { name: string; email: string; jobTitle: string | null };

/** Adds a person to the trust, without a role yet. Returns their id. */
export async function addPerson(ctx: Ctx, details: PersonDetails): Promise<string> {
  return await write(ctx, async (tx) => {
    tx.authorise(mayManagePeople(ctx.actor));
    const added = await tx.db
      .insertInto('person')
      .values({ trust_id: ctx.actor.trustId, name: details.name, email: details.email, job_title: details.jobTitle })
      .onConflict((conflict) => conflict.columns(['trust_id', 'email']).doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!added)
      throw new Invalid([
        {
          field: 'email',
          message: 'Somebody in your trust has this e-mail address already. Look for them under People.',
        },
      ]);
    await tx.record({
      kind: 'person.added',
      subjectType: 'person',
      subjectId: added.id,
      schoolId: null,
      summary: `added ${details.name}`,
    });
    return added.id;
  });
}
