/** `2023/24` from the start year. */
export const yearName = (start: number): string => `${start}/${String((start + 1) % 100).padStart(2, '0')}`;

/** The readers' `202324` from the start year. */
export const yearCode = (start: number): string => `${start}${String((start + 1) % 100).padStart(2, '0')}`;

/** The start year of the readers' `202324`, or null when it is no year. */
export function startOfYear(code: string): number | null {
  return /^20\d{4}$/.test(code) ? Number(code.slice(0, 4)) : null;
}

/** The academic year that a day falls in, by its start year: 1 September begins one. */
export const academicYearOf = (day: Temporal.PlainDate): number => (day.month >= 9 ? day.year : day.year - 1);
