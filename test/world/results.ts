import { type SchoolKey, schools } from './cast.ts';

/** What a published file says of the invented schools: a cell by its column, for each school in it. */
type Rows = Partial<Record<SchoolKey, Record<string, string | number>>>;

export type PublishedFile = {
  kind: 'ks2final' | 'ks4final' | 'ks5final' | 'abs' | 'census';
  /** The year in which the academic year began, as the story was written. */
  year: number;
  status: 'provisional' | 'final';
  rows: Rows;
};

/** Pupils, and per cent at the expected standard: all, disadvantaged, others; then reading, maths, writing, and the higher standards. */
type Primary = readonly [
  cohort: number,
  disadvantaged: number,
  rwm: readonly number[],
  expected: readonly number[],
  higher: readonly number[],
];

const primary = ([
  cohort,
  disadvantaged,
  [all = 0, poor = 0, others = 0],
  [reading = 0, maths = 0, writing = 0],
  higher,
]: Primary) => ({
  TELIG: cohort,
  TFSM6CLA1A: disadvantaged,
  TNotFSM6CLA1A: cohort - disadvantaged,
  PTRWM_EXP: `${all}%`,
  PTRWM_EXP_FSM6CLA1A: `${poor}%`,
  PTRWM_EXP_NotFSM6CLA1A: `${others}%`,
  PTREAD_EXP: `${reading}%`,
  PTMAT_EXP: `${maths}%`,
  PTWRITTA_EXP: `${writing}%`,
  PTRWM_HIGH: `${higher[0]}%`,
  PTREAD_HIGH: `${higher[1]}%`,
  PTMAT_HIGH: `${higher[2]}%`,
  PTWRITTA_HIGH: `${higher[3]}%`,
  READ_AVERAGE: 100 + Math.round((reading - 50) / 5),
  MAT_AVERAGE: 100 + Math.round((maths - 50) / 6),
});

const ks2: Record<number, Partial<Record<SchoolKey, Primary>>> = {
  2023: {
    alderbeck: [59, 15, [68, 51, 74], [78, 76, 75], [9, 30, 25, 14]],
    tarnside: [26, 10, [58, 40, 69], [73, 69, 65], [4, 19, 15, 8]],
    hollowell: [84, 21, [61, 43, 67], [74, 72, 70], [7, 26, 18, 10]],
  },
  2024: {
    alderbeck: [60, 15, [72, 58, 77], [80, 78, 77], [11, 32, 27, 15]],
    tarnside: [27, 11, [52, 36, 63], [67, 59, 63], [4, 15, 11, 7]],
    hollowell: [87, 22, [63, 45, 69], [76, 73, 71], [8, 28, 19, 9]],
  },
  2025: {
    alderbeck: [60, 14, [75, 64, 78], [83, 82, 78], [13, 35, 29, 15]],
    tarnside: [25, 10, [44, 30, 53], [60, 52, 56], [4, 12, 8, 4]],
    hollowell: [86, 21, [66, 48, 72], [79, 78, 72], [8, 29, 26, 9]],
  },
};

/** Pupils and disadvantaged pupils; Attainment 8 of all, disadvantaged, others; grade 5 and grade 4 in English and maths; Progress 8 with its interval. */
type Secondary = readonly [
  cohort: number,
  disadvantaged: number,
  att8: readonly number[],
  basics5: readonly number[],
  basics4: number,
  p8: readonly (number | string)[],
];

const notPublished = ['NP', 'NP', 'NP'] as const;

const secondary = ([
  cohort,
  disadvantaged,
  [all = 0, poor = 0, others = 0],
  [five = 0, poorFive = 0, othersFive = 0],
  four,
  p8,
]: Secondary) => ({
  TPUP: cohort,
  TFSM6CLA1A: disadvantaged,
  TNOTFSM6CLA1A: cohort - disadvantaged,
  ATT8SCR: all,
  ATT8SCR_FSM6CLA1A: poor,
  ATT8SCR_NFSM6CLA1A: others,
  PTL2BASICS_95: `${five}%`,
  PTFSM6CLA1ABASICS_95: `${poorFive}%`,
  PTNOTFSM6CLA1ABASICS_95: `${othersFive}%`,
  PTL2BASICS_94: `${four}%`,
  P8MEA: p8[0] ?? 'NP',
  P8CILOW: p8[1] ?? 'NP',
  P8CIUPP: p8[2] ?? 'NP',
});

const ks4: Record<number, Partial<Record<SchoolKey, Secondary>>> = {
  2023: {
    marlstone: [168, 60, [43.1, 36.1, 47.1], [39, 24, 47], 60, [-0.18, -0.37, 0.01]],
    kestrelford: [188, 41, [47.2, 38.4, 49.7], [48, 29, 53], 67, [0.08, -0.1, 0.26]],
  },
  2024: {
    marlstone: [171, 62, [41.8, 33.7, 46.3], [36, 20, 45], 57, notPublished],
    kestrelford: [191, 42, [48.0, 39.3, 50.5], [50, 31, 55], 69, notPublished],
  },
  2025: {
    marlstone: [170, 61, [40.6, 31.6, 45.6], [34, 17, 44], 55, notPublished],
    kestrelford: [190, 40, [48.9, 40.6, 51.1], [52, 33, 57], 70, notPublished],
  },
};

/** A level students, points an entry, best three, and per cent who stayed to the end. */
const ks5: Record<number, readonly [number, number, number, number]> = {
  2023: [92, 33.1, 33.4, 88],
  2024: [96, 33.9, 34.2, 87],
  2025: [99, 34.6, 34.9, 92],
};

/** Per cent of sessions missed, persistently absent, severely absent. */
const absence: Record<number, Record<SchoolKey, readonly [number, number, number]>> = {
  2023: {
    alderbeck: [5.1, 12.9, 0.4],
    tarnside: [6.0, 17.6, 0.5],
    hollowell: [5.2, 13.4, 0.3],
    marlstone: [9.8, 27.4, 3.1],
    kestrelford: [8.2, 22.0, 2.2],
  },
  2024: {
    alderbeck: [4.9, 11.8, 0.4],
    tarnside: [6.4, 19.3, 1.1],
    hollowell: [4.7, 11.6, 0.3],
    marlstone: [9.4, 26.2, 2.9],
    kestrelford: [7.9, 20.8, 2.0],
  },
  2025: {
    alderbeck: [4.7, 11.1, 0.2],
    tarnside: [6.7, 21.4, 1.1],
    hollowell: [4.4, 10.6, 0.3],
    marlstone: [9.1, 25.1, 2.8],
    kestrelford: [7.6, 19.9, 1.8],
  },
};

/** Pupils on roll in the three years; per cent in the last: free school meals in six years, English as an additional language, SEN support, with a plan. */
const census: Record<
  SchoolKey,
  readonly [roll: readonly number[], fsm: number, eal: number, sen: number, ehcp: number]
> = {
  alderbeck: [[441, 448, 452], 25.2, 14.1, 13.7, 2.4],
  tarnside: [[196, 193, 187], 41.2, 6.4, 18.2, 3.7],
  hollowell: [[347, 344, 341], 24.6, 9.1, 14.4, 2.6],
  marlstone: [[848, 855, 861], 36.1, 11.8, 14.2, 3.0],
  kestrelford: [[1226, 1239, 1248], 21.6, 7.9, 11.9, 2.2],
};

function mapped<Value>(
  of: Partial<Record<SchoolKey, Value>>,
  row: (value: Value, school: SchoolKey) => Record<string, string | number>,
): Rows {
  return Object.fromEntries(
    Object.entries(of).map(([school, value]) => [school, row(value as Value, school as SchoolKey)]),
  );
}

/** Everything that is published of the invented schools over three years, in the columns of DfE's own files. */
export const publishedFiles: readonly PublishedFile[] = [2023, 2024, 2025].flatMap((year): PublishedFile[] => {
  const status = year === 2025 ? 'provisional' : 'final';
  const [students = 0, points = 0, best = 0, retained = 0] = ks5[year] ?? [];
  return [
    { kind: 'ks2final', year, status, rows: mapped(ks2[year] ?? {}, primary) },
    { kind: 'ks4final', year, status, rows: mapped(ks4[year] ?? {}, secondary) },
    {
      kind: 'ks5final',
      year,
      status,
      rows: {
        kestrelford: {
          TALLPUP_ALEV_1618: students,
          TALLPPE_ALEV_1618: points,
          TB3PTSE: best,
          PT_RETAINED_ALEV_RET: `${retained}%`,
        },
      },
    },
    {
      kind: 'abs',
      year,
      status,
      rows: mapped(absence[year] ?? {}, ([overall, persistent, severe], school) => ({
        PERCTOT: overall,
        PPERSABS10: persistent,
        PPERSABS50: severe,
        enrolments: schools[school].pupils ?? 0,
      })),
    },
    {
      kind: 'census',
      year,
      status,
      rows: mapped(census, ([roll, fsm, eal, sen, ehcp]) => ({
        NOR: roll[year - 2023] ?? 0,
        PNUMFSMEVER: (fsm + (year - 2025) * 0.7).toFixed(1),
        PNUMEAL: (eal + (year - 2025) * 0.3).toFixed(1),
        PSENELK: (sen + (year - 2025) * 0.5).toFixed(1),
        PSENELSE: ehcp,
      })),
    },
  ];
});

/** The rows of a file, its header first. */
export function cellsOf({ rows }: PublishedFile): (string | number)[][] {
  const entries = Object.entries(rows) as [SchoolKey, Record<string, string | number>][];
  const columns = Object.keys(entries[0]?.[1] ?? {});
  return [
    ['LA', 'ESTAB', 'URN', 'SCHNAME', ...columns],
    ...entries.map(([school, cells]) => {
      const { urn, name } = schools[school];
      return ['999', `2${urn.slice(3)}`, urn, name, ...columns.map((column) => cells[column] ?? '')];
    }),
  ];
}
