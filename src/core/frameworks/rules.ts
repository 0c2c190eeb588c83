import { capital } from '#platform/capital.ts';
import type { Area, Framework, Grade } from './framework.ts';

/** The family that carries the model's scale, 1 Outstanding to 4 Inadequate. */
export const modelFamily = 'section-5';
/** The family of Ofsted's areas and named standards of November 2025. */
export const ofstedFamily = 'ofsted-2025';

/** The areas that this school is judged on: early years and sixth form only where the school has them. In the framework's order. */
export function areasFor(
  framework: { areas: readonly Area[] },
  school: { has_early_years: boolean; has_sixth_form: boolean },
): Area[] {
  return framework.areas.filter((area) => {
    if (area.appliesTo === 'early_years') return school.has_early_years;
    if (area.appliesTo === 'sixth_form') return school.has_sixth_form;
    return true;
  });
}

/** The grades that an area may be given, from best to worst. */
export function gradesFor(framework: Framework, area: { scale: Area['scale'] }): readonly Grade[] {
  return framework.grades[area.scale];
}

/** The grade with this id in either scale of the framework, or null. */
export function gradeById(framework: Framework, gradeId: string): Grade | null {
  return [...framework.grades.main, ...framework.grades.met].find((grade) => grade.id === gradeId) ?? null;
}

/** How a grade is written: “2 Good” where its code is a number, else its label (“Expected standard”). */
export function gradeLabel(grade: { code: string; label: string }): string {
  if (/^\d+$/.test(grade.code)) return `${grade.code} ${grade.label}`;
  return capital(grade.label);
}

/** Why two grades cannot be held against each other, or null where they can. */
export function whyNotComparable(a: Grade, b: Grade): string | null {
  if (a.family !== b.family) {
    return `“${gradeLabel(a)}” and “${gradeLabel(b)}” come from different frameworks. They ask different questions of a school, so neither is better or worse than the other, and one is never converted into the other.`;
  }
  if (a.scale !== b.scale) return `“${gradeLabel(a)}” and “${gradeLabel(b)}” are answers on different scales.`;
  if (a.scaleCodes !== b.scaleCodes) {
    return `“${gradeLabel(a)}” and “${gradeLabel(b)}” come from versions whose scales are not the same.`;
  }
  return null;
}

/** Grades of different frameworks, or of scales that are not the same, were held against each other. The message says why that means nothing. */
export class NotComparable extends Error {
  override name = 'NotComparable';
}

/** Whether `a` is better or worse than `b`. Throws `NotComparable`, with the reason, when they are not of one family and one scale. */
export function compare(a: Grade, b: Grade): 'better' | 'same' | 'worse' {
  const why = whyNotComparable(a, b);
  if (why) throw new NotComparable(why);
  const difference = a.scaleCodes.split('|').indexOf(a.code) - b.scaleCodes.split('|').indexOf(b.code);
  if (difference === 0) return 'same';
  return difference < 0 ? 'better' : 'worse';
}
