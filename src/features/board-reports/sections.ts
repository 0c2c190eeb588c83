import type { SchoolFact } from './facts.ts';

/** The sections of the paper that the Executive Principal may write on, in its order. */
export const sections = [
  { code: 'introduction', label: 'Introduction', hint: 'What trustees should take from this term, in a few sentences' },
  { code: 'exceptions', label: 'On the exceptions', hint: 'What you are doing about them' },
  { code: 'glance', label: 'On the schools at a glance', hint: 'What the table does not say by itself' },
  { code: 'judgements', label: 'On judgements and movement', hint: 'What runs through several schools' },
  { code: 'results', label: 'On published results', hint: 'What stands behind the figures' },
  { code: 'plans', label: 'On the action plans', hint: 'Which plans work, which do not, and why' },
  { code: 'support', label: 'On the support given', hint: 'What it has brought so far' },
] as const;

export type SectionCode = (typeof sections)[number]['code'];
export type Part = { code: string; label: string; hint: string };

/** Everything that own words may be about, in the order of the paper: its sections, then each school, whose id is its code. */
export const partsOf = (schools: readonly Pick<SchoolFact, 'schoolId' | 'name'>[]): Part[] => [
  ...sections,
  ...schools.map(({ schoolId, name }) => ({
    code: schoolId,
    label: `Comment on ${name}`,
    hint: 'What trustees should know of this school beyond the facts',
  })),
];
