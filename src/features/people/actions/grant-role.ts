import type { Role } from '#core/access/roles.ts';
import { roles } from '#core/access/roles.ts';
import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { tell } from '#core/notifications/tell.ts';
import { longDate } from '#platform/clock.ts';
import { Invalid } from '#platform/errors.ts';
import '#core/organisations/tables.ts';
import { mayGrantRole } from '../policy.ts';
import { listOpenDepartments, lockPerson } from '../queries.ts';
import { dateProblems, overlap, placeProblems } from '../rules.ts';

export type NewGrant = {
  role: Role;
  schoolId: string | null;
  departmentId: string | null;
  startsOn: Temporal.PlainDate;
  endsOn: Temporal.PlainDate | null;
  reason: string | null;
};

async function nameOfPlace(ctx: Ctx, grant: NewGrant): Promise<string> {
  if (grant.schoolId === null) return 'the whole trust';
  const school = await ctx.db
    .selectFrom('school')
    .select(['name', 'left_on'])
    .where('id', '=', grant.schoolId)
    .executeTakeFirst();
  if (!school) throw new Invalid([{ field: 'schoolId', message: 'Choose a school of your trust' }]);
  if (grant.departmentId === null) return school.name;
  const department = (await listOpenDepartments(ctx, [grant.schoolId])).find((each) => each.id === grant.departmentId);
  if (!department) throw new Invalid([{ field: 'departmentId', message: `Choose a department of ${school.name}` }]);
  return `${department.name}, ${school.name}`;
}

/** Gives a person a role at a place for a time. Roles they hold elsewhere stay: somebody who is seconded keeps both. Returns the grant's id. */
export async function grantRole(ctx: Ctx, personId: string, grant: NewGrant): Promise<string> {
  return await write(ctx, async (tx) => {
    const { person, grants } = await lockPerson(ctx, tx.db, personId);
    tx.authorise(mayGrantRole(ctx.actor, grant.role));
    const dates = { starts_on: grant.startsOn, ends_on: grant.endsOn };
    const problems = [...placeProblems(grant.role, grant), ...dateProblems(grant.role, dates)];
    if (problems.length > 0) throw new Invalid(problems);
    const place = await nameOfPlace(ctx, grant);
    if (
      person.left_on !== null &&
      (grant.endsOn === null || Temporal.PlainDate.compare(grant.endsOn, person.left_on) > 0)
    ) {
      throw new Invalid([
        { field: 'endsOn', message: `${person.name} leaves on ${longDate(person.left_on)}: the role must end by then` },
      ]);
    }
    const same = grants.find(
      (held) =>
        held.role === grant.role &&
        held.school_id === grant.schoolId &&
        held.department_id === grant.departmentId &&
        overlap(held, dates),
    );
    if (same)
      throw new Invalid([
        { field: 'role', message: `${person.name} holds this role there from ${longDate(same.starts_on)} already` },
      ]);
    const { id } = await tx.db
      .insertInto('role_grant')
      .values({
        trust_id: ctx.actor.trustId,
        person_id: personId,
        role: grant.role,
        school_id: grant.schoolId,
        department_id: grant.departmentId,
        starts_on: grant.startsOn,
        ends_on: grant.endsOn,
        reason: grant.reason,
        granted_by: ctx.actor.personId,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const until = grant.endsOn ? ` to ${longDate(grant.endsOn)}` : '';
    const label = roles[grant.role].label;
    await tx.record({
      kind: 'role.granted',
      subjectType: 'person',
      subjectId: personId,
      schoolId: grant.schoolId,
      summary: `gave ${personId === ctx.actor.personId ? 'themself' : person.name} the role ${label} at ${place} from ${longDate(grant.startsOn)}${until}`,
      why: grant.reason,
      detail: { grantId: id },
    });
    if (person.account_id !== null && personId !== ctx.actor.personId) {
      const body = `You have been given the role ${label} (${place}), from ${longDate(grant.startsOn)}${until}.`;
      await tell(ctx, tx, personId, { subject: `You have a new role: ${label}`, body, href: '/account' });
    }
    return id;
  });
}
