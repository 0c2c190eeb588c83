import type { Figure } from './special-values.ts';

export type Dataset = 'ks2' | 'ks4' | 'ks5' | 'absence' | 'census' | 'destinations';

/** Which pupils a figure is about. */
export type Group =
  | 'all'
  | 'disadvantaged'
  | 'not_disadvantaged'
  | 'boys'
  | 'girls'
  | 'low_prior'
  | 'middle_prior'
  | 'high_prior'
  | 'eal'
  | 'english_first_language'
  | 'non_mobile'
  | 'sen_support'
  | 'ehcp'
  | 'no_sen';

/** How checked a published figure is. `unknown`: the file does not say, so ask whoever imports it. */
export type Status = 'provisional' | 'revised' | 'final' | 'unknown';

/** `england`: every school in England; `england_state`: state-funded schools only, the usual comparator. */
export type Level = 'school' | 'la' | 'england' | 'england_state';

/** One published figure of one school or area. Percentages are percentage points as printed (61, not 0.61). */
export interface SchoolFigure {
  /** At level `school`. */
  readonly urn?: string;
  /** Seven digits. */
  readonly laestab?: string;
  /** `202324` = 1 September 2023 to 31 August 2024. */
  readonly academicYear: string;
  readonly dataset: Dataset;
  readonly measure: string;
  readonly group: Group;
  readonly figure: Figure;
  /** The published 95 per cent confidence interval, where both its ends are numbers. */
  readonly interval?: { readonly lower: number; readonly upper: number };
  /** Pupils (or enrolments, or entries) behind the figure, where the file says. */
  readonly cohort?: number;
  readonly status: Status;
  readonly level: Level;
  /** Three-digit local authority code at level `la`. */
  readonly areaCode?: string;
  /** National rows of absence and census files are by type of school. */
  readonly phase?: 'primary' | 'secondary' | 'special';
  /** True for a column such as `ATT8SCR_PREV`: the figure was repeated in a later year's file, so that year's own file is the better source. */
  readonly fromLaterFile?: true;
}

/** A row of the register. Names of people are never read. */
export interface Establishment {
  readonly urn: string;
  readonly laestab?: string;
  readonly laCode?: string;
  readonly laName?: string;
  readonly name: string;
  readonly type?: string;
  readonly typeGroup?: string;
  readonly phase?: string;
  readonly status?: string;
  /** Open, or open but proposed to close. */
  readonly open?: boolean;
  readonly lowAge?: number;
  readonly highAge?: number;
  readonly gender?: string;
  readonly capacity?: number;
  readonly pupils?: number;
  readonly sixthForm?: boolean;
  readonly nursery?: boolean;
  readonly openDate?: Temporal.PlainDate;
  readonly closeDate?: Temporal.PlainDate;
  readonly town?: string;
  readonly postcode?: string;
  readonly region?: string;
  readonly ukprn?: string;
  readonly trustUid?: string;
  readonly trustId?: string;
  readonly trustName?: string;
  readonly trustJoined?: Temporal.PlainDate;
}

/** A trust, sponsor, federation or other group of schools. */
export interface EstablishmentGroup {
  readonly uid: string;
  readonly id?: string;
  readonly name: string;
  readonly typeCode?: string;
  readonly type?: string;
  readonly status?: string;
  readonly open?: boolean;
  /** Eight characters, its leading zeros restored. */
  readonly companiesHouseNumber?: string;
  readonly ukprn?: string;
  readonly openDate?: Temporal.PlainDate;
  readonly incorporatedDate?: Temporal.PlainDate;
  readonly closedDate?: Temporal.PlainDate;
}

/** One school in one group. A school has a link for each group it is in: its trust and its sponsor, for example. */
export interface GroupLink {
  readonly urn: string;
  readonly establishmentName?: string;
  readonly type?: string;
  readonly phase?: string;
  readonly laCode?: string;
  readonly laName?: string;
  readonly joinedDate?: Temporal.PlainDate;
  readonly group: EstablishmentGroup;
}

/** How one school follows from another, as the register has it. */
export interface PredecessorLink {
  readonly urn: string;
  readonly linkUrn: string;
  readonly linkName?: string;
  readonly linkType: string;
  /** True when `linkUrn` is the older school. */
  readonly linkIsPredecessor: boolean;
  readonly date?: Temporal.PlainDate;
}

/** What was read from one row of the file. */
export interface Batch<Item> {
  readonly line: number;
  readonly items: readonly Item[];
}
