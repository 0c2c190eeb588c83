import type { Area, Framework, Grade } from '#core/frameworks/framework.ts';
import { modelFamily, ofstedFamily } from '#core/frameworks/rules.ts';

export type FrameworkState = 'draft' | 'in use' | 'replaced';

export function stateOf(framework: { adoptedAt: unknown; retiredAt: unknown }): FrameworkState {
  if (framework.adoptedAt === null) return 'draft';
  return framework.retiredAt === null ? 'in use' : 'replaced';
}

export const appliesToLabels = {
  all: 'Every school',
  early_years: 'Schools with early years',
  sixth_form: 'Schools with a sixth form',
} as const;

export const scaleLabels = {
  main: 'The grades of this framework',
  met: 'Two answers, such as met or not met',
} as const;

/** Why grades cannot be added to, taken from or put in another order on this scale; null where they can. */
export function whyScaleIsFixed(family: string, scale: Grade['scale']): string | null {
  if (scale === 'met') return 'These are always two answers: yes, or no.';
  if (family === modelFamily) {
    return 'The numbers 1 to 4 stay as they are. The model says what a 3 and a 4 set off, and Cairn’s rules refer to those numbers. Their names and descriptions may be changed.';
  }
  if (family === ofstedFamily) {
    return 'These are the five standards that Ofsted has published, so their names and order stay. For other grades, make a framework of your own.';
  }
  return null;
}

/** Why a grade's name stays; null where it may be changed. */
export function whyLabelIsFixed(family: string): string | null {
  return family === ofstedFamily ? 'This is the name that Ofsted has published.' : null;
}

/** A code from a title: `Quality of education` is `quality_of_education`, with a number where it is taken. */
export function codeFor(title: string, taken: readonly string[]): string {
  const base =
    title
      .toLowerCase()
      .normalize('NFKD')
      .replace(/[^a-z0-9]+/g, '_')
      .replace(/^_+|_+$/g, '')
      .slice(0, 50) || 'unnamed';
  let code = base;
  for (let number = 2; taken.includes(code); number += 1) code = `${base}_${number}`;
  return code;
}

/** The same for a family of the trust's own, which never takes the name of a shipped one. */
export function familyFor(name: string, taken: readonly string[]): string {
  return codeFor(
    `own ${name}`,
    taken.map((family) => family.replaceAll('-', '_')),
  ).replaceAll('_', '-');
}

const same = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();

/** What is wrong with a title beside the other areas, or null. */
export function titleProblem(title: string, others: readonly Pick<Area, 'title'>[]): string | null {
  return others.some((area) => same(area.title, title))
    ? 'Another area has this title already. Choose another, so that readers can tell them apart.'
    : null;
}

/** What is wrong with a name beside the other grades of the scale, or null. */
export function labelProblem(label: string, others: readonly Pick<Grade, 'label'>[]): string | null {
  return others.some((grade) => same(grade.label, label))
    ? 'Another grade has this name already. Choose another, so that readers can tell them apart.'
    : null;
}

/** Why this area cannot be taken out, or null. */
export function whyAreaStays(framework: Framework): string | null {
  return framework.areas.length <= 1
    ? 'A framework needs at least one area. Add another before you remove this one.'
    : null;
}

/** Why this grade cannot be taken out, or null. */
export function whyGradeStays(framework: Framework, grade: Pick<Grade, 'scale'>): string | null {
  const fixed = whyScaleIsFixed(framework.family, grade.scale);
  if (fixed) return fixed;
  return framework.grades.main.length <= 2
    ? 'A scale needs at least two grades. Add another before you remove this one.'
    : null;
}

/** What still stands in the way of adopting a draft, in words. */
export function adoptionBlockers(framework: Framework): string[] {
  const { main, met } = framework.grades;
  const blockers: string[] = [];
  if (framework.areas.length === 0) blockers.push('Add at least one area.');
  if (main.length < 2) blockers.push('Add at least two grades.');
  if (framework.family === modelFamily && main.map((grade) => grade.code).join() !== '1,2,3,4') {
    blockers.push('The grades of this framework must be 1 to 4.');
  }
  if (met.length !== 2 && framework.areas.some((area) => area.scale === 'met'))
    blockers.push('An area with two answers needs both of them.');
  return blockers;
}

/** What an adoption should know but need not mend. */
export function adoptionRemarks(framework: Framework): string[] {
  const bare = framework.areas.filter((area) =>
    framework.grades[area.scale].some((grade) => !area.descriptors[grade.code]),
  );
  if (bare.length === 0) return [];
  return [
    `Not every grade is described in: ${bare.map((area) => area.title).join(', ')}. Reviewers judge more alike when it is.`,
  ];
}
