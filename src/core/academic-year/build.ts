import type { Db } from '#platform/db/database.ts';
import { type BuiltTrust, inTrust } from '../organisations/build.ts';
import { academicYearOf } from './rules.ts';
import './tables.ts';

const pattern = [
  ['2026-09-02', '2026-10-16'],
  ['2026-11-02', '2026-12-18'],
  ['2027-01-04', '2027-02-12'],
  ['2027-02-22', '2027-03-25'],
  ['2027-04-12', '2027-05-28'],
  ['2027-06-07', '2027-07-22'],
] as const;

const bankHolidays = [
  ['2026-12-25', 'Christmas Day'],
  ['2026-12-28', 'Boxing Day (substitute day)'],
  ['2027-01-01', "New Year's Day"],
  ['2027-03-26', 'Good Friday'],
  ['2027-03-29', 'Easter Monday'],
  ['2027-05-03', 'Early May bank holiday'],
  ['2027-05-31', 'Spring bank holiday'],
] as const;

/**
 * Term dates on the pattern of Nottingham City's 2026/27 (other years: the same pattern moved by whole weeks), for the trust or, with `schoolId`, for a
 * school of its own; `autumnEndsOn` moves the last day of the autumn term.
 */
export async function buildTermDates(
  db: Db,
  trust: BuiltTrust,
  academicYear = 2026,
  options: { schoolId?: string; autumnEndsOn?: string } = {},
): Promise<void> {
  const schoolId = options.schoolId ?? null;
  const moved = (date: string) => Temporal.PlainDate.from(date).add({ days: 364 * (academicYear - 2026) });
  await inTrust(db, trust.id, async (tx) => {
    await tx
      .insertInto('half_term')
      .values(
        pattern.map(([from, to], index) => ({
          trust_id: trust.id,
          school_id: schoolId,
          academic_year: academicYear,
          number: index + 1,
          starts_on: moved(from),
          ends_on: index === 1 && options.autumnEndsOn ? Temporal.PlainDate.from(options.autumnEndsOn) : moved(to),
        })),
      )
      .execute();
    const closed = bankHolidays.map(([on, name]) => ({
      trust_id: trust.id,
      school_id: schoolId,
      day: moved(on),
      kind: 'bank_holiday' as const,
      name,
    }));
    await tx
      .insertInto('closed_day')
      .values(closed)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  });
}

/** A week of tests or examinations, of the trust or with `schoolId` of one school; Monday to Friday of the week of `monday`. */
export async function buildExamWeek(
  db: Db,
  trust: BuiltTrust,
  name: string,
  monday: string,
  options: { schoolId?: string; academicYear?: number } = {},
): Promise<string> {
  const startsOn = Temporal.PlainDate.from(monday);
  const row = await inTrust(db, trust.id, (tx) =>
    tx
      .insertInto('exam_week')
      .values({
        trust_id: trust.id,
        school_id: options.schoolId ?? null,
        academic_year: options.academicYear ?? academicYearOf(startsOn),
        name,
        starts_on: startsOn,
        ends_on: startsOn.add({ days: 4 }),
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  return row.id;
}
