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

/** A number from 0 to `below` that looks like chance and is the same at every telling. */
function scattered(seed: string, below: number): number {
  let sum = 7;
  for (const letter of seed) sum = (sum * 31 + letter.charCodeAt(0)) % 1_000_003;
  return sum % below;
}

/** A clock that the story sets; each reading is some minutes later, so that no two things happen at the same moment. */
export function storyClock(calendar: Calendar) {
  let moment = Temporal.Instant.from('2000-01-01T08:00:00Z');
  return {
    now() {
      moment = moment.add({ seconds: 45 + scattered(moment.toString(), 200) });
      return moment;
    },
    on(date: string) {
      const minutes = scattered(date, 6 * 60);
      const morning = Temporal.PlainTime.from('08:05').add({ minutes });
      moment = calendar.day(date).toZonedDateTime({ timeZone: 'Europe/London', plainTime: morning }).toInstant();
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
