import type { ReviewKind, ReviewState, Topic } from './tables.ts';

type About = { kind: ReviewKind; topic: Topic | null };

// Codes of the model's framework first, then those of Ofsted's of 2025: a framework has the ones or the others.
const quality = ['quality_of_education', 'curriculum_and_teaching', 'achievement'];
const behaviour = ['behaviour_and_attitudes', 'attendance_and_behaviour'];
const personal = ['personal_development', 'personal_development_and_wellbeing'];
const leadership = ['leadership_and_management', 'leadership_and_governance'];
const inclusion = ['inclusion'];

const codes: Readonly<Record<Topic | 'department', readonly string[]>> = {
  department: [...quality, ...behaviour, ...leadership],
  disadvantaged: [...inclusion, ...quality, ...behaviour, ...personal],
  send: [...inclusion, ...quality, ...personal, ...leadership],
  behaviour: [...behaviour, ...personal, ...leadership],
  leadership: [...leadership, ...quality, 'safeguarding'],
};

const groups: Readonly<Partial<Record<Topic, string>>> = {
  disadvantaged: 'disadvantaged pupils',
  send: 'pupils with SEND',
};

/**
 * The themes that a review begins with, by the areas of the framework that speak to its subject; they may be changed. A framework in which no area is known
 * gives its first three.
 */
export function defaultThemes<A extends { id: string; code: string; title: string }>(
  about: About,
  areas: readonly A[],
): { area: A; title: string }[] {
  const wanted = codes[about.topic ?? 'department'];
  const known = areas.filter((area) => wanted.includes(area.code));
  const group = about.topic === null ? undefined : groups[about.topic];
  return (known.length > 0 ? known : areas.slice(0, 3)).map((area) => ({
    area,
    title: group && !inclusion.includes(area.code) ? `${area.title} for ${group}` : area.title,
  }));
}

/** What a theme says of its two grades. */
export type TwoGrades = { gradeCode: string | null; ownSaved: boolean };

/**
 * Whether a reader sees the team's grade and the school's own: each side sees its own at once and the other's only once both have said theirs, or the evidence
 * is complete, so that neither leans on the other.
 */
export function shownToReader(
  side: 'review' | 'school' | 'neither',
  state: ReviewState,
  theme: TwoGrades,
): { team: boolean; own: boolean } {
  const open = state === 'gathered' || (theme.gradeCode !== null && theme.ownSaved);
  return { team: open || side === 'review', own: open || side === 'school' };
}

/** Kinds of activity that a grade needs without a further reason: one kind alone shows one side. */
export const fewestKinds = 2;

/** What stops a theme from being graded, in words, or null: a grade across too few kinds of activity needs its reason. */
export function whyNotGraded(kinds: number, fewKindsWhy: string | null): string | null {
  if (kinds >= fewestKinds || fewKindsWhy !== null) return null;
  const have = kinds === 0 ? 'No evidence' : 'Only one kind of activity';
  return `${have} speaks to this theme so far, and a grade needs at least two kinds. Record more, or say why this is enough`;
}
