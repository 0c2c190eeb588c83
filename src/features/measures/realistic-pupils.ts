import { attendanceOf, suspensionsOf } from './realistic-attendance.ts';
import { gcseResults, ks2Of, resultAt } from './realistic-gcse.ts';
import { BOYS, FIRST, GIRLS, SECOND } from './realistic-names.ts';
import { keyStage2, phonicsCheck, profile, tablesCheck } from './realistic-primary.ts';
import { type Random, seededRandom } from './realistic-random.ts';
import type { PupilRecord, PupilResult, ResultKind, Sen } from './types.ts';
import { upnCheckLetter } from './upn.ts';

/** A pupil who does not exist, with all that a school's export holds. */
export type RealisticPupil = PupilRecord & {
  upn: string;
  reference: string;
  surname: string;
  forename: string;
  bornOn: Temporal.PlainDate;
  senNeed: string | null;
};

export type RealisticOptions = {
  seed: number;
  /** Pupils in each year group. */
  size: number;
  yearGroups: readonly number[];
  /** `2025` for 2025/26: days of birth and UPNs follow. */
  academicYear: number;
  /** Which results (default: results of examinations and assessments alone). */
  kinds?: readonly ResultKind[];
  disadvantagedShare?: number;
  ealShare?: number;
  /** Establishment number in invented UPNs (LA 999); schools ten apart never share one. */
  establishment?: number;
  /** Share of pupils of whom the file does not say disadvantage, first language or SEN, each (default none). */
  gaps?: number;
  /** Sessions so far in the year: 380 in a whole one. */
  sessions?: number;
};

const NEEDS = ['SPLD', 'MLD', 'SEMH', 'SLCN', 'ASD', 'PD', 'HI', 'OTH'] as const;

/** A UPN that passes its check and belongs to nobody: no local authority has the number 999. */
export function inventedUpn(establishment: number, yearAllocated: number, serial: number): string {
  const part = (value: number, digits: number) => String(value).padStart(digits, '0').slice(-digits);
  const place = establishment + Math.floor(serial / 1000);
  const rest = `999${part(place, 4)}${part(yearAllocated, 2)}${part(serial % 1000, 3)}`;
  return `${upnCheckLetter(rest) ?? ''}${rest}`;
}

const A_LEVELS = [
  'a-level-maths',
  'a-level-biology',
  'a-level-chemistry',
  'a-level-english-literature',
  'a-level-history',
  'a-level-geography',
  'a-level-psychology',
  'a-level-art',
  'a-level-business',
  'a-level-sociology',
] as const;
const APPLIED = ['applied-general-sport', 'applied-general-it', 'applied-general-health-social-care'] as const;
const LETTERS = ['U', 'E', 'D', 'C', 'B', 'A', 'A*'] as const;

function sixthForm(random: Random, points: number, kinds: readonly ResultKind[], set: string): PupilResult[] {
  const taken = new Set<string>();
  const applied = random.chance(0.25) ? random.pick(APPLIED) : null;
  while (taken.size < (applied === null ? 3 : 2)) taken.add(random.pick(A_LEVELS));
  const grade = () =>
    LETTERS[Math.max(0, Math.min(6, Math.round((points - 3.4) * 1.15 + random.normal() * 0.8)))] ?? 'U';
  return kinds.flatMap((kind) => [
    ...[...taken].flatMap((code) => resultAt(code, kind, grade(), set)),
    ...(applied === null ? [] : resultAt(applied, kind, random.pick(['P', 'M', 'M', 'D', 'D', 'D*']), set)),
    ...(random.chance(0.15) ? resultAt('epq-project', kind, grade(), set) : []),
  ]);
}

type School = { ks2: { reading: number; maths: number } | null; results: PupilResult[]; ks4Points: number | null };

function schoolingOf(
  random: Random,
  year: number,
  disadvantaged: boolean,
  kinds: readonly ResultKind[],
  set: string,
): School {
  const child = (kind: ResultKind) => ({ random, disadvantaged, set, kind });
  const each = (make: (kind: ResultKind) => PupilResult[]): School => ({
    ks2: null,
    ks4Points: null,
    results: kinds.flatMap(make),
  });
  if (year === 0) return each((kind) => profile(child(kind)));
  if (year === 1 || year === 2) return each((kind) => phonicsCheck(child(kind), year === 2));
  if (year === 4) return each((kind) => tablesCheck(child(kind)));
  if (year === 6) return each((kind) => keyStage2(child(kind)).results);
  if (year < 7) return each(() => []);
  const ks2 = ks2Of(random, disadvantaged);
  if (year >= 12) {
    const ks4Points = Math.round((5 + random.normal() * 1.1) * 100) / 100;
    return { ks2, ks4Points, results: sixthForm(random, ks4Points, kinds, set) };
  }
  return { ks2, ks4Points: null, results: year >= 10 ? gcseResults(random, { disadvantaged, ks2, kinds, set }) : [] };
}

function pupilOf(
  random: Random,
  options: RealisticOptions,
  year: number,
  serial: number,
  pupilId: number,
): RealisticPupil {
  const { academicYear, kinds = ['r'], establishment = 9000, sessions = 380, gaps = 0 } = options;
  const said = <T>(value: T): T | null => (gaps > 0 && random.chance(gaps) ? null : value);
  const disadvantaged = random.chance(options.disadvantagedShare ?? 0.27);
  const eal = random.chance(options.ealShare ?? 0.18);
  const sex = random.chance(0.49) ? 'F' : 'M';
  const sen: Sen = random.chance(disadvantaged ? 0.075 : 0.035)
    ? 'E'
    : random.chance(disadvantaged ? 0.21 : 0.11)
      ? 'K'
      : 'N';
  const set = `${year}${random.pick(['A', 'B', 'C', 'D'])}`;
  const { ks2, results, ks4Points } = schoolingOf(random, year, disadvantaged, kinds, set);
  const mover = random.chance(0.04);
  return {
    pupilId,
    upn: inventedUpn(establishment, academicYear - Math.max(0, year) - 2000, serial),
    reference: String(pupilId).padStart(6, '0'),
    surname: `${random.pick(FIRST)}${random.pick(SECOND)}`,
    forename: random.pick(sex === 'F' ? GIRLS : BOYS),
    bornOn: Temporal.PlainDate.from({ year: academicYear - year - 5, month: 9, day: 1 }).add({
      days: random.whole(0, 364),
    }),
    yearGroup: year,
    registration: set,
    sex,
    sen: said<Sen>(sen),
    senNeed: sen === 'N' ? null : random.pick(NEEDS),
    disadvantaged: said(disadvantaged),
    lookedAfter: disadvantaged && random.chance(0.03),
    eal: said(eal),
    ks2Reading: ks2?.reading ?? null,
    ks2Maths: ks2?.maths ?? null,
    ks4Points,
    counted: !random.chance(0.006),
    joinedOn: mover
      ? Temporal.PlainDate.from({ year: academicYear, month: 10, day: 1 }).add({ days: random.whole(0, 180) })
      : null,
    leftOn: null,
    results,
    attendance: attendanceOf(random, mover ? Math.round(sessions * 0.6) : sessions, disadvantaged, year),
    suspensions: suspensionsOf(random, year, disadvantaged, sen),
  };
}

/** Pupils of one invented school, one at a time, so that a million need no memory. `pupilId` counts from 1; `subjectId` is the place in `subjects`. */
export function* realisticPupils(options: RealisticOptions): Generator<RealisticPupil> {
  const random = seededRandom(options.seed);
  let pupilId = 0;
  for (const year of options.yearGroups) {
    for (let serial = 0; serial < options.size; serial += 1) {
      pupilId += 1;
      yield pupilOf(random, options, year, serial, pupilId);
    }
  }
}
