import type { Actor, LiveGrant } from '#core/access/actor.ts';
import type { Permission } from '#core/access/permissions.ts';
import { type Process, runAs } from '#core/access/run-as.ts';
import type { Ctx } from '#core/context.ts';
import type { Calendar } from './calendar.ts';
import type { CastKey, SchoolKey } from './cast.ts';

export type Player = CastKey | 'administrator';

/** The invented trust while its story is being told: who and where, and a clock that the story moves. */
export type Stage = {
  process: Process;
  trustId: string;
  calendar: Calendar;
  schoolIds: Readonly<Record<SchoolKey, string>>;
  people: Readonly<Record<Player, Actor>>;
  /** Moves the clock to a London morning of the written date. */
  on(date: string): void;
  /** Does something as a person, some minutes after what was done before. */
  as<T>(who: Player, permission: Permission, work: (ctx: Ctx) => Promise<T>): Promise<T>;
};

/** A clock that the story sets; each reading is a minute later, so that no two things happen at the same moment. */
export function storyClock(calendar: Calendar) {
  let moment = Temporal.Instant.from('2000-01-01T08:00:00Z');
  return {
    now() {
      moment = moment.add({ seconds: 70 });
      return moment;
    },
    on(date: string) {
      moment = calendar.day(date).toZonedDateTime({ timeZone: 'Europe/London', plainTime: '08:30' }).toInstant();
    },
  };
}

export type StoryClock = ReturnType<typeof storyClock>;

export function actorOf(
  trust: { id: string; name: string },
  person: { id: string; name: string; email: string },
  grants: LiveGrant[],
): Actor {
  return {
    personId: person.id,
    accountId: null,
    name: person.name,
    email: person.email,
    trustId: trust.id,
    trustName: trust.name,
    isDemo: true,
    grants,
  };
}

export const asOn =
  (process: Process, people: Stage['people']): Stage['as'] =>
  (who, permission, work) =>
    runAs(process, people[who], permission, work);
