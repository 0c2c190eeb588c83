import { randomUUID } from 'node:crypto';
import { allowIf } from '#core/access/decision.ts';
import { type Process, runAs } from '#core/access/run-as.ts';
import { write } from '#core/audit/write.ts';
import { Invalid } from '#platform/errors.ts';
import { addPassword, createAccount } from '#platform/identity/actions/create-account.ts';
import type { Identity } from '#platform/identity/identity.ts';
import { passwordProblem } from '#platform/identity/passwords.ts';
import { findAccountByEmail } from '#platform/identity/queries.ts';
import '#core/organisations/tables.ts';
import '#core/people/tables.ts';

export type FirstAdministrator = {
  trustId: string;
  name: string;
  email: string;
  password: string;
  jobTitle?: string | null;
};

/**
 * Makes the first person of a trust that has nobody yet: an administrator with an account, who gives everybody else their roles. One transaction.
 * Throws `Invalid` for a weak password, `Forbidden` where the trust has people already.
 */
export async function createFirstAdministrator(
  process: Process,
  identity: Identity,
  given: FirstAdministrator,
): Promise<{ personId: string; accountId: string }> {
  const email = given.email.trim().toLowerCase();
  const problem = passwordProblem(given.password, email);
  if (problem) throw new Invalid([{ field: 'password', message: problem }]);
  const passwordHash = await identity.hashPassword(given.password);
  const personId = randomUUID();
  const actor = {
    personId,
    accountId: null,
    name: given.name,
    email,
    trustId: given.trustId,
    trustName: '',
    isDemo: false,
    grants: [{ role: 'administrator' as const, schoolId: null, departmentId: null }],
  };
  return await runAs(process, actor, 'trust:administer', (ctx) =>
    write(ctx, async (tx) => {
      await tx.db
        .selectFrom('trust')
        .select('id')
        .where('id', '=', given.trustId)
        .forUpdate()
        .executeTakeFirstOrThrow();
      const somebody = await tx.db.selectFrom('person').select('id').limit(1).executeTakeFirst();
      tx.authorise(allowIf(!somebody, 'This trust has people already; one of its administrators adds more.'));
      const existing = await findAccountByEmail(tx.db, email);
      if (existing)
        throw new Invalid([{ field: 'email', message: 'An account signs in with this e-mail address already' }]);
      const accountId = await createAccount(tx.db, { name: given.name, email, passwordHash: null });
      await addPassword(tx.db, accountId, passwordHash);
      await tx.db
        .insertInto('person')
        .values({
          id: personId,
          trust_id: given.trustId,
          account_id: accountId,
          name: given.name,
          email,
          job_title: given.jobTitle ?? null,
        })
        .execute();
      await tx.db
        .insertInto('role_grant')
        .values({
          trust_id: given.trustId,
          person_id: personId,
          role: 'administrator',
          starts_on: ctx.today,
          granted_by: personId,
          reason: 'Set up the trust',
        })
        .execute();
      await tx.record({
        kind: 'person.added',
        subjectType: 'person',
        subjectId: personId,
        schoolId: null,
        summary: 'became the first administrator',
      });
      return { personId, accountId };
    }),
  );
}
