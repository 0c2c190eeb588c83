import type { Random } from './realistic-random.ts';
import type { PupilRecord, PupilSuspension, Sen } from './types.ts';

/** Sessions missed: most pupils a few, some very many; disadvantaged pupils and older ones more. */
export function attendanceOf(
  random: Random,
  possible: number,
  disadvantaged: boolean,
  year: number,
): PupilRecord['attendance'] {
  if (random.chance(0.004)) return null;
  const middle = (year >= 7 ? 0.05 : 0.04) * (disadvantaged ? 1.75 : 1);
  const missed = Math.min(possible, Math.round(possible * middle * Math.exp(random.normal() * 0.85)));
  const unauthorised = Math.round(missed * Math.min(1, Math.max(0, (missed / possible) * 1.5 + random.normal() * 0.1)));
  return { possible, authorised: missed - unauthorised, unauthorised, late: random.whole(0, 12) };
}

export function suspensionsOf(random: Random, year: number, disadvantaged: boolean, sen: Sen): PupilSuspension[] {
  const risk = (year >= 7 ? 0.035 : 0.006) * (disadvantaged ? 2.5 : 1) * (sen === 'N' ? 1 : 2);
  if (!random.chance(risk)) return [];
  const times = 1 + Math.floor(-Math.log(1 - random.next()) * 1.6);
  const suspensions = Array.from(
    { length: times },
    (): PupilSuspension => ({ kind: 'suspension', sessions: random.whole(1, 10) }),
  );
  return random.chance(0.015) ? [...suspensions, { kind: 'permanent_exclusion', sessions: null }] : suspensions;
}
