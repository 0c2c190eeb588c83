import { sql } from 'kysely';
import { type Term, termInYear } from '#core/academic-year/rules.ts';
import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { freezeDocument } from '#core/frozen-records/freeze.ts';
import { tell } from '#core/notifications/tell.ts';
import { findSchool } from '#core/organisations/queries.ts';
import { holdersAt } from '#core/people/queries.ts';
import { Invalid } from '#platform/errors.ts';
import { loadTermAccount, mayBeGivenOn } from '../account.ts';
import { accountsOf } from '../account-queries.ts';
import { accountDocument } from '../documents/account-document.ts';
import { workloadPaths } from '../paths.ts';
import { mayGiveAccount } from '../policy.ts';
import '../tables.ts';

/** Freezes what a term has cost a school and tells its head and staff representatives. Again after a correction, with a reason. */
export async function giveAccount(
  ctx: Ctx,
  schoolId: string,
  academicYear: number,
  term: Term,
  input: { words: string; why: string | null },
): Promise<number> {
  return await write(ctx, async (tx) => {
    const school = await findSchool(ctx, schoolId);
    tx.authorise(mayGiveAccount(ctx.actor, school.id));
    await sql`select pg_advisory_xact_lock(hashtextextended(${`workload account ${school.id}`}, 0))`.execute(tx.db);
    const account = await loadTermAccount(ctx, school, academicYear, term);
    if (!mayBeGivenOn(account, ctx.today))
      throw new Invalid([{ field: '', message: 'The account can be given once the last day of the term has come' }]);
    const [newest] = await accountsOf(ctx, school.id, academicYear, term);
    const number = (newest?.number ?? 0) + 1;
    if (number > 1 && !input.why) throw new Invalid([{ field: 'why', message: 'Say why the account is given again' }]);
    const why = number > 1 ? input.why : null;
    const accountId = crypto.randomUUID();
    const document = accountDocument(account, {
      trustName: ctx.actor.trustName,
      by: ctx.actor.name,
      on: ctx.today,
      number,
      words: input.words,
      why,
    });
    const frozen = await freezeDocument(ctx, tx, {
      kind: 'workload-account',
      subjectId: accountId,
      schoolId: school.id,
      document,
      fileName: `Workload ${school.name} ${academicYear} ${term}${number > 1 ? ` issue ${number}` : ''}`,
    });
    await tx.db
      .insertInto('workload_account')
      .values({
        id: accountId,
        trust_id: ctx.actor.trustId,
        school_id: school.id,
        academic_year: academicYear,
        term,
        number,
        words: input.words,
        why,
        frozen_record_id: frozen.id,
        issued_at: ctx.now,
        issued_by: ctx.actor.personId,
      })
      .execute();
    for (const person of await holdersAt(tx.db, [school.id], ['head_teacher', 'staff_representative'], ctx.today))
      if (person.id !== ctx.actor.personId)
        await tell(ctx, tx, person.id, {
          subject: `What quality assurance cost in the ${termInYear(term, academicYear)}`,
          body: `The account of ${school.name} has been given${number > 1 ? ' again, corrected' : ''}.`,
          href: workloadPaths.account(school.id, academicYear, term),
        });
    await tx.record({
      kind: 'workload.account-given',
      subjectType: 'school',
      subjectId: school.id,
      schoolId: school.id,
      summary: `gave account of what quality assurance cost in the ${termInYear(term, academicYear)}${number > 1 ? ` (issue ${number})` : ''}`,
      why,
      detail: { sha256: frozen.sha256 },
    });
    return number;
  });
}
