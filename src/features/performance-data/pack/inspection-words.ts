import { capital } from '#platform/capital.ts';
import type { StoredInspection } from '../queries.ts';
import type { AreaGrade, AreaId } from '../readers/index.ts';

const old = { 1: 'Outstanding', 2: 'Good', 3: 'Requires improvement', 4: 'Inadequate' } as const;

const areas: Record<AreaId, string> = {
  overall_effectiveness: 'Overall effectiveness',
  quality_of_education: 'Quality of education',
  behaviour_and_attitudes: 'Behaviour and attitudes',
  personal_development: 'Personal development',
  leadership_and_management: 'Leadership and management',
  early_years_provision: 'Early years provision',
  sixth_form_provision: 'Sixth-form provision',
  inclusion: 'Inclusion',
  curriculum_and_teaching: 'Curriculum and teaching',
  achievement: 'Achievement',
  attendance_and_behaviour: 'Attendance and behaviour',
  personal_development_and_wellbeing: 'Personal development and wellbeing',
  early_years: 'Early years',
  post_16_provision: 'Post-16 provision',
  leadership_and_governance: 'Leadership and governance',
};

const concerns: Record<string, string> = {
  SM: 'Special measures',
  SWK: 'Serious weaknesses',
  RSI: 'Requires significant improvement',
  NTI: 'Notice to improve',
};

/** Ofsted's own words for a grade. 8 and 9 in its files are answers, not grades. */
export function gradeWords(grade: AreaGrade): string {
  if (grade.kind === 'number') return `${grade.grade} ${old[grade.grade]}`;
  if (grade.kind === 'name') {
    const words = grade.grade.replaceAll('_', ' ');
    return capital(words);
  }
  return grade.kind === 'not_judged' ? 'Not judged' : 'Does not apply';
}

/** Under which rules the inspection was made; the two scales are never set side by side. */
export const frameworkWords = (inspection: Pick<StoredInspection, 'framework' | 'kind'>): string => {
  if (inspection.framework === '2025') return 'Report card, framework of November 2025';
  return inspection.kind === 'ungraded' ? 'Ungraded inspection' : 'Graded 1 to 4, frameworks before November 2025';
};

export const areaTitle = (area: string): string => (Object.hasOwn(areas, area) ? areas[area as AreaId] : area);

/** Area and grade in Ofsted's order; `mentioned` leaves out what does not apply. */
export function gradeList(inspection: Pick<StoredInspection, 'grades'>): { area: string; grade: string }[] {
  return Object.keys(areas).flatMap((area) => {
    const grade = inspection.grades[area as AreaId];
    return grade && grade.kind !== 'not_applicable' ? [{ area: areaTitle(area), grade: gradeWords(grade) }] : [];
  });
}

/** What else the inspection said, in words. */
export function inspectionNotes(inspection: StoredInspection): string[] {
  return [
    ...(inspection.of_predecessor
      ? [
          `Of the predecessor school${inspection.urn_at_time ? `, URN ${inspection.urn_at_time}` : ''}${inspection.name_at_time ? ` (${inspection.name_at_time})` : ''}: not this school’s own inspection.`,
        ]
      : []),
    ...(inspection.outcome ? [inspection.outcome] : []),
    ...(inspection.safeguarding
      ? [
          inspection.framework === '2025'
            ? `Safeguarding standards ${inspection.safeguarding === 'met' ? 'met' : 'not met'}`
            : `Safeguarding ${inspection.safeguarding === 'met' ? 'effective' : 'not effective'}`,
        ]
      : []),
    ...(inspection.category_of_concern
      ? [`Category of concern: ${concerns[inspection.category_of_concern] ?? inspection.category_of_concern}`]
      : []),
  ];
}

/** Said wherever inspections of both kinds are listed. */
export const neverCompared =
  'Grades 1 to 4 and the standards used since November 2025 are different judgements of different things. They are not converted or compared.';
