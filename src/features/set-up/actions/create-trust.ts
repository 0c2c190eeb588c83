import type { Actor } from '#core/access/actor.ts';
import { allowed } from '#core/access/decision.ts';
import { type Process, runAs } from '#core/access/run-as.ts';
import { write } from '#core/audit/write.ts';
import { shipFrameworks } from '#core/frameworks/ship-frameworks.ts';
import { makeInvitation } from '#features/people/index.ts';
import type { SetUpDraft } from '../draft.ts';
import type { ProposedSchool } from '../rules.ts';

export type NewTrust = {
  chosen: NonNullable<SetUpDraft['chosen']>;
  administrator: { name: string; email: string; jobTitle: string | null };
  isDemo?: boolean;
  /** The set-up link to close, hashed; null where the trust is made for the demonstration. */
  linkSha256: string | null;
};

const schoolRow = (trustId: string, school: ProposedSchool) => ({
  trust_id: trustId,
  urn: school.urn,
  laestab: school.laestab,
  ukprn: school.ukprn,
  name: school.name,
  establishment_type: school.type,
  phase: school.phaseCode,
  low_age: school.ages.low,
  high_age: school.ages.high,
  has_early_years: school.hasEarlyYears,
  has_sixth_form: school.hasSixthForm,
  gender: school.gender,
  capacity: school.capacity,
  pupils_on_roll: school.pupils,
  local_authority_code: school.localAuthorityCode,
  local_authority: school.localAuthority,
  postcode: school.postcode,
  joined_on: school.joinedOn === null ? null : Temporal.PlainDate.from(school.joinedOn),
});

/**
 * Makes a trust with its schools, what ships with Cairn and its first administrator, in one transaction that the trail records as that
 * administrator’s. Returns the ids, and the address at which the administrator chooses a password.
 */
export async function createTrust(
  process: Process,
  { chosen, administrator, isDemo = false, linkSha256 }: NewTrust,
): Promise<{ trustId: string; administrator: Actor; invitationPath: string }> {
  const trustId = crypto.randomUUID();
  const personId = crypto.randomUUID();
  const actor: Actor = {
    personId,
    accountId: null,
    name: administrator.name,
    email: administrator.email,
    trustId,
    trustName: chosen.name,
    isDemo,
    grants: [{ role: 'administrator', schoolId: null, departmentId: null }],
  };
  const link = await runAs(process, actor, 'trust:administer', (ctx) =>
    write(ctx, async (tx) => {
      // Whoever holds the one-time link makes the trust; there is nobody yet who could have refused it.
      tx.authorise(allowed);
      const trust = { name: chosen.name, group_uid: chosen.uid, companies_house_number: chosen.companiesHouseNumber };
      await tx.db
        .insertInto('trust')
        .values({ id: trustId, ...trust, is_demo: isDemo })
        .execute();
      const person = { name: administrator.name, email: administrator.email, job_title: administrator.jobTitle };
      await tx.db
        .insertInto('person')
        .values({ id: personId, trust_id: trustId, account_id: null, ...person })
        .execute();
      const grant = { role: 'administrator' as const, starts_on: ctx.today, reason: 'Set up the trust' };
      await tx.db
        .insertInto('role_grant')
        .values({ trust_id: trustId, person_id: personId, granted_by: personId, ...grant })
        .execute();
      if (chosen.schools.length > 0) {
        await tx.db
          .insertInto('school')
          .values(chosen.schools.map((school) => schoolRow(trustId, school)))
          .execute();
      }
      await shipFrameworks(ctx, tx);
      if (linkSha256) {
        await tx.db
          .updateTable('set_up_link')
          .set({ used_at: ctx.now })
          .where('token_sha256', '=', linkSha256)
          .execute();
      }
      await tx.record({
        kind: 'trust.set-up',
        subjectType: 'trust',
        subjectId: trustId,
        schoolId: null,
        summary: `set up ${chosen.name} with ${chosen.schools.length} ${chosen.schools.length === 1 ? 'school' : 'schools'}`,
      });
      return await makeInvitation(ctx, tx, { id: personId, name: administrator.name, email: administrator.email });
    }),
  );
  return { trustId, administrator: actor, invitationPath: new URL(link).pathname };
}
