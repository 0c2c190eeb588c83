import { sql } from 'kysely';
import type { Ctx } from '#core/context.ts';
import '#core/organisations/tables.ts';
import '#core/people/tables.ts';
import { workloadFindings } from '#core/workload/queries.ts';
import { together } from '#platform/db/together.ts';
import type { Possible } from './next-visit-rules.ts';
import { usualVisits } from './usual-visits.ts';

/** What visits may be made at a school, with the names of its departments, and whether every teacher has reached the limit of observations. */
export type Visitable = Possible & { names: ReadonlyMap<string, string>; nobodyObservable: boolean };

// Far enough ahead that notice is no question; the limits of the year are what is asked.
const daysAhead = 14;

/**
 * What visits a judgement of a school may still be given: in which departments (or the one that is reviewed), and where a teacher may still be observed under
 * the limits of the year, over all purposes. Where no teacher is known to Cairn, nobody's limit is known, and a lesson may be seen.
 */
export async function visitable(ctx: Ctx, schoolId: string, onlyDepartment: string | null): Promise<Visitable> {
  const { departments, teachers } = await together(ctx.db, {
    departments: ctx.db
      .selectFrom('department')
      .select(['id', 'name'])
      .where('school_id', '=', schoolId)
      .where((eb) => eb.or([eb('closed_on', 'is', null), eb('closed_on', '>', ctx.today)]))
      .orderBy('name'),
    teachers: ctx.db
      .selectFrom('role_grant as g')
      .innerJoin('person as p', 'p.id', 'g.person_id')
      .select(['g.person_id', 'g.department_id'])
      .distinct()
      .where('g.school_id', '=', schoolId)
      .where('g.role', 'in', ['teacher', 'middle_leader'])
      .where('g.starts_on', '<=', ctx.today)
      .where(sql<boolean>`(g.ends_on is null or g.ends_on >= ${ctx.today}) and g.ended_at is null`)
      .where(sql<boolean>`(p.left_on is null or p.left_on > ${ctx.today})`),
  });
  const places = departments.filter((one) => onlyDepartment === null || one.id === onlyDepartment);
  const usual = usualVisits.lesson_observation;
  const onDay = ctx.today.add({ days: daysAhead });
  const findings = await workloadFindings(
    ctx,
    [...new Set(teachers.map((teacher) => teacher.person_id))].map((personId) => ({
      schoolId,
      personId,
      departmentId: null,
      onDay,
      purpose: 'informal_monitoring',
      part: 'being_observed',
      minutes: usual.lasts,
      what: 'Lesson observation',
    })),
  );
  const full = new Set(
    findings
      .filter((found) => found.blocks && (found.limit === 'observations' || found.limit === 'observed_minutes'))
      .flatMap((found) => found.personId ?? []),
  );
  const free = teachers.filter((teacher) => !full.has(teacher.person_id));
  // A teacher of no department may be found in any of them.
  const anywhere = teachers.length === 0 || free.some((teacher) => teacher.department_id === null);
  const observable = anywhere
    ? [null, ...places.map((place) => place.id)]
    : places.map((place) => place.id).filter((id) => free.some((teacher) => teacher.department_id === id));
  return {
    usual: usualVisits,
    departments: places.map((place) => place.id),
    departmental: onlyDepartment !== null,
    observable: places.length === 0 && free.length > 0 ? [null, ...observable] : observable,
    today: ctx.today,
    names: new Map(places.map((place) => [place.id, place.name])),
    nobodyObservable: teachers.length > 0 && free.length === 0,
  };
}
