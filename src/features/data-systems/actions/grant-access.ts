import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { tell } from '#core/notifications/tell.ts';
import { findSchool } from '#core/organisations/queries.ts';
import { longDate } from '#platform/clock.ts';
import { Invalid } from '#platform/errors.ts';
import { dataSystemPaths } from '../paths.ts';
import { mayGrantTo } from '../policy.ts';
import { lockSystem, trustStaff } from '../queries.ts';
import { accessState, dayProblems } from '../rules.ts';
import { ensureCairn } from './keep-register.ts';

export type Granting = {
  systemId: string;
  personId: string;
  startsOn: Temporal.PlainDate;
  endsOn: Temporal.PlainDate;
  why: string;
};

/** Gives somebody of the trust full access to a data system of a school, for a year at most. Access to Cairn comes with the role that opens its pupil data. */
export async function grantAccess(ctx: Ctx, schoolId: string, granting: Granting): Promise<void> {
  await write(ctx, async (tx) => {
    const school = await findSchool(ctx, schoolId);
    // Cairn is chosen by the school's own id, for it stands in the register before anybody wrote it there.
    const systemId = granting.systemId === school.id ? await ensureCairn(ctx, tx.db, school.id) : granting.systemId;
    const system = await lockSystem(ctx, systemId);
    tx.authorise(mayGrantTo(ctx.actor, school.id, granting.personId));
    const person = (await trustStaff(ctx)).find((each) => each.id === granting.personId);
    const problems = dayProblems(granting, ctx.today);
    if (!person) problems.push({ field: 'personId', message: 'Choose somebody of the Trust’s own staff' });
    if (system.school_id !== school.id) problems.push({ field: 'systemId', message: 'Choose a system of this school' });
    const held = await tx.db
      .selectFrom('system_access')
      .selectAll()
      .where('system_id', '=', system.id)
      .where('person_id', '=', granting.personId)
      .execute();
    if (held.some((each) => accessState(each, ctx.today) !== 'over'))
      problems.push({ field: 'personId', message: `${person?.name ?? 'This person'} has access to it already` });
    if (problems.length > 0 || !person) throw new Invalid(problems);
    const roleGrantId = system.is_cairn
      ? (
          await tx.db
            .insertInto('role_grant')
            .values({
              trust_id: ctx.actor.trustId,
              person_id: person.id,
              role: 'data_access',
              school_id: school.id,
              department_id: null,
              starts_on: granting.startsOn,
              ends_on: granting.endsOn,
              reason: granting.why,
              granted_by: ctx.actor.personId,
            })
            .returning('id')
            .executeTakeFirstOrThrow()
        ).id
      : null;
    const { id } = await tx.db
      .insertInto('system_access')
      .values({
        trust_id: ctx.actor.trustId,
        system_id: system.id,
        school_id: school.id,
        person_id: person.id,
        why: granting.why,
        starts_on: granting.startsOn,
        ends_on: granting.endsOn,
        granted_at: ctx.now,
        granted_by: ctx.actor.personId,
        role_grant_id: roleGrantId,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx.record({
      kind: 'data-system.access-granted',
      subjectType: 'system_access',
      subjectId: id,
      schoolId: school.id,
      summary: `gave ${person.name} full access to ${system.name} until ${longDate(granting.endsOn)}`,
      why: granting.why,
    });
    await tell(ctx, tx, person.id, {
      subject: `You have full access to ${system.name} until ${longDate(granting.endsOn)}`,
      body: `${ctx.actor.name} gave it for ${school.name}. What you open there is written down, and the school sees it.`,
      href: dataSystemPaths.school(school.id),
    });
  });
}
