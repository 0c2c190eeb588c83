/** `202324` from `2023/24`, `2023-2024`, `202324` or `2023-24`; undefined when the two years do not follow one another. */
export function academicYear(text: string): string | undefined {
  const match = /^(20\d\d)\s*[-/–_ ]?\s*(?:20)?(\d\d)$/.exec(text.trim());
  return match ? following(match[1], match[2]) : undefined;
}

/** The academic year that ends in the summer of that year: 2019 → `201819`. */
export function academicYearEnding(year: number): string {
  return `${year - 1}${String(year % 100).padStart(2, '0')}`;
}

/** The summer in which an academic year ends: `201819` → 2019. */
export function endOf(year: string): number {
  return Number(year.slice(0, 4)) + 1;
}

/**
 * The year that a file's name tells: `2018-2019_936_ks4final`, `202324_…`, `…_2018-19_…`; and the local-authority KS2 form `2018-936-ks2`, whose year
 * is the START of the school year. A lone year (`ks4_2019.csv`) is not enough: it may be either end.
 */
export function yearFromFileName(name: string): string | undefined {
  const base = name.split(/[\\/]/).at(-1) ?? name;
  const start = /^(20\d\d)[-_]\d{3}[-_]ks2/i.exec(base);
  if (start) return academicYearEnding(Number(start[1]) + 1);
  for (const match of base.matchAll(/(?<!\d)(20\d\d)[-_]?(?:20)?(\d\d)(?!\d)/g)) {
    const year = following(match[1], match[2]);
    if (year) return year;
  }
  return undefined;
}

function following(start: string | undefined, end: string | undefined): string | undefined {
  if (start === undefined || end === undefined) return undefined;
  return (Number(start) + 1) % 100 === Number(end) ? start + end : undefined;
}
