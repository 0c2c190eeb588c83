import transition from '../../../data/assessment/transition-2024.json' with { type: 'json' };
import { normalShare, type Random } from './realistic-random.ts';
import { scaleOf } from './scales.ts';
import { subjectOf, subjects } from './subjects.ts';
import type { PupilResult, ResultKind } from './types.ts';

type Side = 'disadvantaged' | 'other';
type Rows = Readonly<Record<string, readonly (readonly number[])[]>>;
const rows: Record<Side, Rows> = { disadvantaged: transition.disadvantaged, other: transition.other };

/** Averages of KS2 in each group of the matrices, low and high; the last has no scaled score. */
const RANGES: readonly (readonly [number, number])[] = [
  [70, 79.5],
  [80, 89.5],
  [90, 95.5],
  [96, 99.5],
  [100, 102],
  [102.5, 104.5],
  [105, 107],
  [107.5, 109.5],
  [110, 113],
  [113.5, 116.5],
  [117, 120],
];
const UNKNOWN = RANGES.length;
/** How alike the grades of one pupil are, beyond what prior attainment explains: share of variance in common. */
const IN_COMMON = 0.6;

/** KS2 of a pupil of that side, as often as in England: reading and maths, or null for one without (mostly from abroad). */
export function ks2Of(random: Random, disadvantaged: boolean): { reading: number; maths: number } | null {
  const at = random.weighted(transition.entries[disadvantaged ? 'disadvantaged' : 'other']);
  const range = RANGES[at];
  if (!range) return null;
  const [low, high] = range;
  const average = low + Math.floor(random.next() * ((high - low) * 2 + 1)) / 2;
  const apart = Math.round(random.normal() * 4);
  const reading = Math.max(70, Math.min(120, Math.round(average + apart)));
  return { reading, maths: Math.max(70, Math.min(120, Math.round(2 * average - reading))) };
}

const groupOf = (ks2: { reading: number; maths: number } | null): number => {
  if (!ks2) return UNKNOWN;
  const average = (ks2.reading + ks2.maths) / 2;
  const found = RANGES.findIndex(([, high]) => average <= high);
  return found < 0 ? UNKNOWN - 1 : found;
};

const ids = new Map(subjects.map((subject, at) => [subject.code, at + 1]));
/** `subjectId` of realistic pupils: the place in `subjects`, from 1. */
export const realisticSubjectId = (code: string): number => ids.get(code) ?? 0;

/** A result of a subject at a grade, with its points; the class is that of the pupil's set. */
export function resultAt(code: string, kind: ResultKind, grade: string, className: string | null): PupilResult[] {
  const subject = subjectOf(code);
  const found = subject && scaleOf(subject.scale)?.grades.find((one) => one.grade === grade);
  if (!subject || !found) return [];
  const { scale, qualification, bucket } = subject;
  const subjectId = realisticSubjectId(code);
  return [
    {
      subjectCode: code,
      subjectId,
      bucket,
      scale,
      qualification,
      kind,
      grade,
      points: found.points,
      counts: true,
      className,
    },
  ];
}

const TRIPLE = ['gcse-biology', 'gcse-chemistry', 'gcse-physics'] as const;
const OPEN = [
  'gcse-art',
  'gcse-business',
  'gcse-design-technology',
  'gcse-drama',
  'gcse-food',
  'gcse-music',
  'gcse-pe',
  'gcse-media',
  'gcse-rs',
  'gcse-computer-science',
] as const;
const TECHNICAL = [
  'tech-award-health-social-care',
  'tech-award-it',
  'cambridge-national-sport',
  'tech-award-hospitality',
] as const;

function choices(random: Random, group: number): string[] {
  const able = group >= 7 && group < UNKNOWN;
  const science = able && random.chance(0.55) ? [...TRIPLE] : ['combined-science-science'];
  const humanity = random.chance(0.8) ? [random.chance(0.53) ? 'gcse-history' : 'gcse-geography'] : [];
  const language = random.chance(able ? 0.65 : 0.3)
    ? [random.pick(['gcse-french', 'gcse-spanish', 'gcse-german'])]
    : [];
  const wanted = 9 - 3 - (science.length === 3 ? 3 : 2) - humanity.length - language.length;
  const options = new Set<string>();
  while (options.size < Math.max(1, wanted)) {
    options.add(!able && random.chance(0.3) ? random.pick(TECHNICAL) : random.pick(OPEN));
  }
  return [
    'gcse-english-language',
    'gcse-english-literature',
    'gcse-maths',
    ...science,
    ...humanity,
    ...language,
    ...options,
  ];
}

/** Technical awards are no GCSE: their grades by a pupil's standing, as nobody publishes a matrix for them. */
const AWARD_WEIGHTS = [3, 8, 10, 12, 30, 22, 11, 4] as const;
const AWARD_GRADES = ['U', 'L1P', 'L1M', 'L1D', 'L2P', 'L2M', 'L2D', 'L2D*'] as const;

function gradeAt(code: string, side: Side, group: number, at: number, random: Random): string | null {
  const weights = rows[side][code]?.[group] ?? [];
  if (weights.some((one) => one > 0)) {
    const grades = code.startsWith('combined-science') ? transition.pairs : transition.grades;
    return grades[random.weighted(weights, at)] ?? null;
  }
  if (TECHNICAL.some((one) => one === code)) return AWARD_GRADES[random.weighted(AWARD_WEIGHTS, at)] ?? null;
  return null;
}

export type Gcse = {
  disadvantaged: boolean;
  ks2: { reading: number; maths: number } | null;
  kinds: readonly ResultKind[];
  set: string;
};

/**
 * GCSEs of one pupil: subjects chosen as pupils choose, grades out of the matrix of the pupil's KS2 group, alike within a pupil. Current grades lie
 * a little below, targets a little above what the pupil gets. A few are not entered (`X`) or have a gap.
 */
export function gcseResults(random: Random, { disadvantaged, ks2, kinds, set }: Gcse): PupilResult[] {
  const group = groupOf(ks2);
  const side = disadvantaged ? 'disadvantaged' : 'other';
  const standing = random.normal();
  return choices(random, group).flatMap((code) => {
    const own = random.normal();
    return kinds.flatMap((kind) => {
      const shift = kind === 'c' ? -0.45 : kind === 't' ? 0.35 : 0;
      const blur = kind === 'r' ? 0 : random.normal() * 0.25;
      const mixed = Math.sqrt(IN_COMMON) * standing + Math.sqrt(1 - IN_COMMON) * own + shift + blur;
      const share = Math.min(0.999999, normalShare(mixed / Math.sqrt(1 + blur ** 2)));
      const grade = gradeAt(code, side, group, share, random);
      if (grade === null || (kind === 'c' && random.chance(0.01))) return [];
      return resultAt(code, kind, kind === 'r' && random.chance(0.004) ? 'X' : grade, set);
    });
  });
}
