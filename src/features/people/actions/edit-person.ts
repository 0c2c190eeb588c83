import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { Invalid, requireRevision } from '#platform/errors.ts';
import '#platform/identity/tables.ts';
import { mayManagePerson } from '../policy.ts';
import { lockPerson } from '../queries.ts';
import type { PersonDetails } from './add-person.ts';

const taken = (message: string) => new Invalid([{ field: 'email', message }]);

/** Changes name, e-mail address and job title; the account, if there is one, signs in with the new address from now on. */
export async function editPerson(
  ctx: Ctx,
  personId: string,
  details: PersonDetails & { revision: number },
): Promise<void> {
  await write(ctx, async (tx) => {
    const { person, held } = await lockPerson(ctx, tx.db, personId);
    tx.authorise(mayManagePerson(ctx.actor, held));
    requireRevision(person.revision, details.revision);
    if (details.email !== person.email) {
      const same = await tx.db.selectFrom('person').select('id').where('email', '=', details.email).executeTakeFirst();
      if (same) throw taken('Somebody else in your trust has this e-mail address');
    }
    if (person.account_id !== null) {
      const other = await tx.db
        .selectFrom('identity.user_account')
        .select('id')
        .where('email', '=', details.email)
        .where('id', '!=', person.account_id)
        .executeTakeFirst();
      if (other) throw taken('Another account signs in with this e-mail address');
      await tx.db
        .updateTable('identity.user_account')
        .set({ name: details.name, email: details.email })
        .where('id', '=', person.account_id)
        .execute();
    }
    await tx.db
      .updateTable('person')
      .set({ name: details.name, email: details.email, job_title: details.jobTitle, revision: person.revision + 1 })
      .where('id', '=', personId)
      .execute();
    await tx.record({
      kind: 'person.changed',
      subjectType: 'person',
      subjectId: personId,
      schoolId: null,
      summary: `changed the details of ${details.name}`,
      detail: { before: { name: person.name, email: person.email, jobTitle: person.job_title }, after: details },
    });
  });
}
