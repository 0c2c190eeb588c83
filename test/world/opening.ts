import type { LiveGrant } from '#core/access/actor.ts';
import { allowed } from '#core/access/decision.ts';
import { type Process, runAs } from '#core/access/run-as.ts';
import { write } from '#core/audit/write.ts';
import { createTrust, proposeSchool } from '#features/set-up/index.ts';
import { enterHalfTerms } from '#features/term-dates/index.ts';
import type { Calendar } from './calendar.ts';
import {
  administrator,
  type CastKey,
  type CastMember,
  cast,
  emailOf,
  type SchoolKey,
  schools,
  trustName,
} from './cast.ts';
import { sendMailOut } from './scenes.ts';
import { actorOf, asOn, type Stage, type StoryClock } from './stage.ts';

const halfTerms: Record<number, readonly (readonly [string, string])[]> = {
  2024: [
    ['2024-09-03', '2024-10-18'],
    ['2024-11-04', '2024-12-20'],
    ['2025-01-06', '2025-02-14'],
    ['2025-02-24', '2025-04-04'],
    ['2025-04-22', '2025-05-23'],
    ['2025-06-02', '2025-07-23'],
  ],
  2025: [
    ['2025-09-02', '2025-10-17'],
    ['2025-11-03', '2025-12-19'],
    ['2026-01-05', '2026-02-13'],
    ['2026-02-23', '2026-03-27'],
    ['2026-04-13', '2026-05-22'],
    ['2026-06-01', '2026-07-22'],
  ],
  2026: [
    ['2026-09-02', '2026-10-16'],
    ['2026-11-02', '2026-12-18'],
    ['2027-01-04', '2027-02-12'],
    ['2027-02-22', '2027-03-25'],
    ['2027-04-12', '2027-05-28'],
    ['2027-06-07', '2027-07-22'],
  ],
};

/** The trust, its schools, departments, term dates, and everybody with their roles. */
export async function open(process: Process, calendar: Calendar, clock: StoryClock): Promise<Stage> {
  clock.on('2025-08-26');
  const proposed = Object.values(schools).map(proposeSchool);
  const made = await createTrust(process, {
    chosen: { name: trustName, uid: null, companiesHouseNumber: null, schools: proposed },
    administrator,
    isDemo: true,
    linkSha256: null,
  });
  const trust = { id: made.trustId, name: trustName };
  return await runAs(process, made.administrator, 'trust:administer', async (ctx) => {
    // The administrator's invitation went out that day.
    await sendMailOut(ctx);
    const rows = await ctx.db.selectFrom('school').select(['id', 'urn']).execute();
    const idOf = (key: SchoolKey) => rows.find((row) => row.urn === schools[key].urn)?.id ?? '';
    const schoolIds = Object.fromEntries(Object.keys(schools).map((key) => [key, idOf(key as SchoolKey)])) as Record<
      SchoolKey,
      string
    >;
    for (const [year, halves] of Object.entries(halfTerms)) {
      const dates = halves.map(([from, to], index) => ({
        number: index + 1,
        startsOn: calendar.day(from),
        endsOn: calendar.day(to),
      }));
      await enterHalfTerms(ctx, null, calendar.year(Number(year)), dates);
    }
    const people = await write(ctx, async (tx) => {
      tx.authorise(allowed);
      const departments = new Map<string, string>();
      for (const key of ['marlstone', 'kestrelford'] as const) {
        for (const name of ['English', 'Mathematics', 'Science', 'Humanities', 'Languages', 'Arts']) {
          const row = await tx.db
            .insertInto('department')
            .values({ trust_id: trust.id, school_id: schoolIds[key], name })
            .returning('id')
            .executeTakeFirstOrThrow();
          departments.set(`${key} ${name}`, row.id);
        }
      }
      const actors = { administrator: made.administrator } as Record<
        CastKey | 'administrator',
        Stage['people'][CastKey]
      >;
      for (const [key, member] of Object.entries(cast) as [CastKey, CastMember][]) {
        const email = emailOf(member.name);
        const person = await tx.db
          .insertInto('person')
          .values({ trust_id: trust.id, name: member.name, email, job_title: member.jobTitle })
          .returning('id')
          .executeTakeFirstOrThrow();
        const grants: LiveGrant[] = [];
        for (const held of member.roles) {
          const schoolId = held.school ? schoolIds[held.school] : null;
          const departmentId = held.department ? (departments.get(`${held.school} ${held.department}`) ?? null) : null;
          await tx.db
            .insertInto('role_grant')
            .values({
              trust_id: trust.id,
              person_id: person.id,
              role: held.role,
              school_id: schoolId,
              department_id: departmentId,
              starts_on: calendar.day(held.from ?? '2022-09-01'),
              ends_on: held.until ? calendar.day(held.until) : null,
              reason: held.reason ?? null,
              granted_by: made.administrator.personId,
            })
            .execute();
          grants.push({ role: held.role, schoolId, departmentId });
        }
        actors[key] = actorOf(trust, { id: person.id, name: member.name, email }, grants);
        await tx.record({
          kind: 'person.added',
          subjectType: 'person',
          subjectId: person.id,
          schoolId: null,
          summary: `added ${member.name}, ${member.jobTitle}`,
        });
      }
      return actors;
    });
    return { process, calendar, trustId: trust.id, schoolIds, people, on: clock.on, as: asOn(process, people) };
  });
}
