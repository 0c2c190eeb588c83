import { expect, test } from 'vitest';
import { academicYearOf } from '#core/academic-year/rules.ts';
import { storyCalendar } from './calendar.ts';

const on = (date: string) => storyCalendar(Temporal.PlainDate.from(date));
const day = (today: string, written: string) => on(today).day(written).toString();

test('in the year that it was written for, the story keeps its dates', () => {
  expect(day('2026-11-24', '2025-09-02')).toBe('2025-09-02');
  expect(day('2027-06-30', '2026-11-23')).toBe('2026-11-23');
  expect(on('2027-06-30').year(2026)).toBe(2026);
  expect(on('2027-06-30').today.toString()).toBe('2026-11-24');
});

test('from the end of the next November on it is a year later, on the same weekdays', () => {
  expect(on('2027-11-29').today.toString()).toBe('2026-11-24');
  const next = on('2027-11-30');
  expect(next.today.toString()).toBe('2027-11-30');
  expect(next.year(2025)).toBe(2026);
  expect(next.words('The results of {2024/25}, minute TB/{2025}/61')).toBe('The results of 2025/26, minute TB/2026/61');
  expect(next.day('2026-11-02').dayOfWeek).toBe(1);
});

test('told in any of the next thirty years, no day leaves its academic year and none that has been lived lies ahead', () => {
  const written = ['2024-09-03', '2025-09-02', '2026-07-22', '2026-09-02', '2026-11-23', '2027-07-22'];
  for (let year = 2025; year < 2056; year += 1) {
    const told = on(`${year}-12-01`);
    for (const date of written) {
      const moved = told.day(date);
      expect(academicYearOf(moved), `${date} told in ${year}`).toBe(
        told.year(academicYearOf(Temporal.PlainDate.from(date))),
      );
      expect(moved.dayOfWeek).toBe(Temporal.PlainDate.from(date).dayOfWeek);
    }
    expect(Temporal.PlainDate.compare(told.day('2026-11-24'), Temporal.PlainDate.from(`${year}-12-01`))).toBeLessThan(
      1,
    );
  }
});
