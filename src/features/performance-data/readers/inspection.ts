export type Framework = 'oeif' | '2025';

/** Areas of the old graded inspections (`oeif`) and of the report card used since November 2025 (`2025`). */
export type AreaId =
  | 'overall_effectiveness'
  | 'quality_of_education'
  | 'behaviour_and_attitudes'
  | 'personal_development'
  | 'leadership_and_management'
  | 'early_years_provision'
  | 'sixth_form_provision'
  | 'inclusion'
  | 'curriculum_and_teaching'
  | 'achievement'
  | 'attendance_and_behaviour'
  | 'personal_development_and_wellbeing'
  | 'early_years'
  | 'post_16_provision'
  | 'leadership_and_governance';

export type NamedGrade =
  | 'exceptional'
  | 'strong_standard'
  | 'expected_standard'
  | 'needs_attention'
  | 'urgent_improvement';

/** The two scales never meet: a number of the old one is never turned into a name of the new one, nor back. */
export type AreaGrade =
  | { readonly kind: 'number'; readonly grade: 1 | 2 | 3 | 4 }
  | { readonly kind: 'name'; readonly grade: NamedGrade }
  | { readonly kind: 'not_judged' }
  | { readonly kind: 'not_applicable' };

/** SM special measures, SWK serious weaknesses, RSI requires significant improvement, NTI notice to improve (before 2012). */
export type Concern = 'SM' | 'SWK' | 'RSI' | 'NTI';

export interface InspectionRecord {
  /** The school the row is about, as it is now. Missing in older files whose inspection was of another URN: then go by `laestab`. */
  readonly urn?: string;
  readonly laestab?: string;
  readonly schoolName: string;
  readonly framework: Framework;
  /** `report_card`: the framework of November 2025. `ungraded`: words and no grades. */
  readonly kind: 'graded' | 'report_card' | 'ungraded';
  readonly which: 'latest' | 'previous';
  readonly inspectionNumber: string;
  readonly inspectionType?: string;
  readonly startDate?: Temporal.PlainDate;
  readonly publicationDate?: Temporal.PlainDate;
  readonly urnAtTime?: string;
  readonly nameAtTime?: string;
  /** True when another URN (a predecessor) was inspected: show the grades as that school’s. */
  readonly ofPredecessor: boolean;
  readonly grades: Readonly<Partial<Record<AreaId, AreaGrade>>>;
  readonly safeguarding?: 'met' | 'not_met';
  /** An ungraded inspection’s own words: `School remains Good`. */
  readonly outcome?: string;
  readonly concern?: Concern;
}

const NAMED: Readonly<Record<string, NamedGrade>> = {
  exceptional: 'exceptional',
  'strong standard': 'strong_standard',
  'expected standard': 'expected_standard',
  'needs attention': 'needs_attention',
  'urgent improvement': 'urgent_improvement',
};

/**
 * A grade cell. 9, 8, `Not applicable` and `Not judged` are answers but not grades; blank and `NULL` say nothing (undefined).
 * 0 stands in early-years and sixth-form columns of inspections before 2015 for a provision that was not reported on.
 */
export function areaGrade(text: string, framework: Framework): AreaGrade | undefined | 'unknown' {
  const value = text.trim().toLowerCase();
  if (value === '' || value === 'null') return undefined;
  if (value === 'not judged' || value === '8') return { kind: 'not_judged' };
  if (value === 'not applicable' || value === '9' || value === '0') return { kind: 'not_applicable' };
  if (framework === '2025')
    return Object.hasOwn(NAMED, value) && NAMED[value] ? { kind: 'name', grade: NAMED[value] } : 'unknown';
  return /^[1-4]$/.test(value) ? { kind: 'number', grade: Number(value) as 1 | 2 | 3 | 4 } : 'unknown';
}
