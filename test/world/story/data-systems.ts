import { grantAccess } from '#features/data-systems/actions/grant-access.ts';
import { addSystem } from '#features/data-systems/actions/keep-register.ts';
import type { CastKey, SchoolKey } from '../cast.ts';
import type { Scene } from '../scenes.ts';

const systems: readonly (readonly [school: SchoolKey, head: CastKey, name: string, holds: string])[] = [
  ['marlstone', 'headMarlstone', 'Go4Schools', 'Assessment, attendance and behaviour'],
  ['kestrelford', 'headKestrelford', 'Go4Schools', 'Assessment and behaviour'],
  ['kestrelford', 'headKestrelford', 'Bromcom', 'Pupils, attendance and timetable'],
  ['tarnside', 'headTarnside', 'Arbor', 'Pupils, attendance and assessment'],
];

const access: readonly (readonly [school: SchoolKey, head: CastKey, person: CastKey, until: string, why: string])[] = [
  ['marlstone', 'headMarlstone', 'dataLead', '2027-07-31', 'Prepares the analysis of the trust’s data reviews'],
  ['kestrelford', 'headKestrelford', 'dataLead', '2027-07-31', 'Prepares the analysis of the trust’s data reviews'],
  ['marlstone', 'headMarlstone', 'trustLeader', '2026-12-11', 'Follows the action plan of the school'],
];

/** The registers of data systems, and who in the trust has full access. */
export const dataSystems: Scene[] = [
  ...systems.map(
    ([school, who, name, holds]): Scene => ({
      on: '2026-09-07',
      who,
      permission: 'data-system:manage',
      play: (ctx, { stage }) => addSystem(ctx, stage.schoolIds[school], { name, holds, contact: 'The school office' }),
    }),
  ),
  ...access.map(
    ([school, who, person, until, why]): Scene => ({
      on: '2026-09-08',
      who,
      permission: 'data-system:manage',
      play: (ctx, { stage }) =>
        grantAccess(ctx, stage.schoolIds[school], {
          systemId: stage.schoolIds[school],
          personId: stage.people[person].personId,
          startsOn: ctx.today,
          endsOn: stage.calendar.day(until),
          why,
        }),
    }),
  ),
];
