/** The day that the story was written for: a Tuesday in the eleventh week of the autumn term. */
const writtenFor = Temporal.PlainDate.from('2026-11-24');

export type Calendar = {
  /** The story's own today: a Tuesday late in November, not after the real day. */
  today: Temporal.PlainDate;
  /** Where a day of the written story falls: whole weeks later, so that a Monday stays a Monday and no day leaves its academic year. */
  day(written: string): Temporal.PlainDate;
  /** The academic year of the story that was written as this one. */
  year(written: number): number;
  /** Written prose with the years that it names in braces, such as `{2025/26}` or `{2025}`, moved along. */
  words(written: string): string;
};

/** Whole weeks for so many years: never fewer days than the years have, so that the second of September does not slip into August. */
function daysFor(years: number): number {
  const exact = writtenFor.until(writtenFor.add({ years }), { largestUnit: 'days' }).days;
  return Math.ceil(exact / 7) * 7;
}

/** The story's calendar as it is told on a real day: as late as it can be without telling of days to come. */
export function storyCalendar(realToday: Temporal.PlainDate): Calendar {
  let years = realToday.year - writtenFor.year;
  if (Temporal.PlainDate.compare(writtenFor.add({ days: daysFor(years) }), realToday) > 0) years -= 1;
  const days = daysFor(years);
  const year = (written: number): number => written + years;
  return {
    today: writtenFor.add({ days }),
    day: (written) => Temporal.PlainDate.from(written).add({ days }),
    year,
    words: (written) =>
      written.replaceAll(/\{(\d{4})(\/\d\d)?\}/g, (_all, from: string, to: string | undefined) => {
        const moved = year(Number(from));
        return to === undefined ? String(moved) : `${moved}/${String((moved + 1) % 100).padStart(2, '0')}`;
      }),
  };
}
