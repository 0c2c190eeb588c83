import type { Phase } from '#core/organisations/tables.ts';

export const phaseLabels: Record<Phase, string> = {
  nursery: 'Nursery',
  primary: 'Primary',
  middle: 'Middle',
  secondary: 'Secondary',
  all_through: 'All-through',
  sixteen_plus: '16 plus',
  special: 'Special',
};

export const phases = Object.keys(phaseLabels) as [Phase, ...Phase[]];

const stages = [
  { name: 'EYFS', from: 2, to: 5 },
  { name: 'KS1', from: 5, to: 7 },
  { name: 'KS2', from: 7, to: 11 },
  { name: 'KS3', from: 11, to: 14 },
  { name: 'KS4', from: 14, to: 16 },
  { name: 'KS5', from: 16, to: 19 },
] as const;

/**
 * The stages from EYFS to KS5 that a school teaches, from its statutory ages (the high age is the age that its oldest pupils reach) and from what it
 * is said to have: a school of 4 to 11 with early years teaches EYFS, KS1 and KS2.
 */
export function stagesTaught(school: {
  low_age: number;
  high_age: number;
  has_early_years: boolean;
  has_sixth_form: boolean;
}): string[] {
  return stages
    .filter((stage) => {
      if (stage.name === 'EYFS') return school.has_early_years;
      if (stage.name === 'KS5') return school.has_sixth_form;
      return Math.min(school.high_age, stage.to) - Math.max(school.low_age, stage.from) > 0;
    })
    .map((stage) => stage.name);
}

/** What is odd about the ages and stages of a school, in words; empty when nothing is. */
export function ageProblems(school: {
  lowAge: number;
  highAge: number;
  hasEarlyYears: boolean;
  hasSixthForm: boolean;
}): { field: string; message: string }[] {
  const problems: { field: string; message: string }[] = [];
  if (school.highAge < school.lowAge)
    problems.push({ field: 'highAge', message: 'The oldest age must not be below the youngest age' });
  if (school.hasEarlyYears && school.lowAge > 5)
    problems.push({
      field: 'stages',
      message: `Early years needs pupils of 5 or younger; the youngest age is ${school.lowAge}`,
    });
  if (school.hasSixthForm && school.highAge < 17)
    problems.push({
      field: 'stages',
      message: `A sixth form needs pupils of 17 or older; the oldest age is ${school.highAge}`,
    });
  return problems;
}
