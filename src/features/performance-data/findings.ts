/** One detail of a school of the trust that the file would change. */
export type SchoolChange = {
  schoolId: string;
  school: string;
  /** A column of `school`, or `predecessor` for one more link. */
  field: string;
  label: string;
  old: string | null;
  new: string | null;
};

/** What a dry run found, as it is kept with the import. */
export type Findings = {
  /** Rows of the trust's own schools (by URN) that the file holds. */
  schools?: readonly { urn: string; name: string; rows: number }[];
  /** Own schools that the file does not mention. */
  absent?: readonly string[];
  /** How many figures of own schools each measure has. */
  measures?: readonly { id: string; figures: number }[];
  /** Aggregate rows that serve as comparators. */
  areas?: number;
  changes?: readonly SchoolChange[];
  inspections?: number;
  /** Why nothing in the file is of use to the trust, though it was read. */
  note?: string;
  /** How the bytes were read. */
  encoding?: string;
};
