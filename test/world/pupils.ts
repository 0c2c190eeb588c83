import type { RealisticPupil } from '#features/measures/realistic-pupils.ts';
import { inventedUpn, realisticPupils } from '#features/measures/realistic-pupils.ts';
import type { ResultKind } from '#features/measures/types.ts';
import type { SchoolKey } from './cast.ts';

type Roll = { establishment: number; years: readonly number[]; size: number; disadvantagedShare: number };

/** How many pupils each invented school has in a year group, and how many of them are disadvantaged. */
const rolls: Record<SchoolKey, Roll> = {
  alderbeck: { establishment: 9100, years: [0, 1, 2, 3, 4, 5, 6], size: 60, disadvantagedShare: 0.18 },
  tarnside: { establishment: 9200, years: [0, 1, 2, 3, 4, 5, 6], size: 27, disadvantagedShare: 0.41 },
  hollowell: { establishment: 9300, years: [3, 4, 5, 6], size: 85, disadvantagedShare: 0.24 },
  marlstone: { establishment: 9400, years: [7, 8, 9, 10, 11], size: 172, disadvantagedShare: 0.34 },
  kestrelford: { establishment: 9500, years: [7, 8, 9, 10, 11, 12, 13], size: 178, disadvantagedShare: 0.15 },
};

/**
 * The pupils of an invented school on a day of an academic year. Who a pupil is goes with the year in which they were born, so that the same pupils are there a
 * year later, one year group further on.
 */
export function pupilsOf(
  school: SchoolKey,
  academicYear: number,
  { sessions, kinds }: { sessions: number; kinds: readonly ResultKind[] },
): RealisticPupil[] {
  const { establishment, years, size, disadvantagedShare } = rolls[school];
  const here: RealisticPupil[] = [];
  for (const year of years) {
    const cohort = academicYear - year;
    for (let serial = 0; serial < size; serial += 1) {
      const one = (yearGroup: number) =>
        realisticPupils({
          // Whoever it is, the first draws (disadvantaged, first language, sex, SEN) are the same in every year.
          seed: establishment * 100_000 + (cohort - 2000) * 1000 + serial,
          size: 1,
          yearGroups: [yearGroup],
          academicYear: cohort + yearGroup,
          kinds,
          disadvantagedShare,
          sessions,
        }).next().value;
      const known = one(0);
      const now = one(year);
      if (!known || !now) continue;
      here.push({
        ...now,
        upn: inventedUpn(establishment, cohort - 2000, serial),
        reference: `${cohort % 100}${String(serial).padStart(4, '0')}`,
        surname: known.surname,
        forename: known.forename,
        bornOn: known.bornOn,
      });
    }
  }
  return here;
}
