import { academicYearName } from '#core/academic-year/rules.ts';
import { type Write, write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { Invalid } from '#platform/errors.ts';
import bankHolidays from '../../../../data/bank-holidays.json' with { type: 'json' };
import { mayEnterTermDates } from '../policy.ts';
import { type HalfTermInput, halfTermProblems, liesInYear } from '../rules.ts';

/** Stores the six half terms of a year for the trust or for one school; the trust's year also receives the bank holidays of England. */
export async function enterHalfTerms(
  ctx: Ctx,
  schoolId: string | null,
  academicYear: number,
  halves: readonly HalfTermInput[],
): Promise<void> {
  await write(ctx, async (tx) => {
    tx.authorise(mayEnterTermDates(ctx.actor));
    const problems = halfTermProblems(halves, academicYear);
    if (problems.length > 0) throw new Invalid(problems);
    await tx.db
      .insertInto('half_term')
      .values(
        halves.map((half) => ({
          trust_id: ctx.actor.trustId,
          school_id: schoolId,
          academic_year: academicYear,
          number: half.number,
          starts_on: half.startsOn,
          ends_on: half.endsOn,
        })),
      )
      .onConflict((conflict) =>
        conflict
          .columns(['trust_id', 'school_id', 'academic_year', 'number'])
          .doUpdateSet((eb) => ({ starts_on: eb.ref('excluded.starts_on'), ends_on: eb.ref('excluded.ends_on') })),
      )
      .execute();
    if (schoolId === null) await addBankHolidays(ctx, tx, academicYear);
    await tx.record({
      kind: 'term-dates.entered',
      subjectType: schoolId ? 'school' : 'trust',
      subjectId: schoolId ?? ctx.actor.trustId,
      schoolId,
      summary: `entered the term dates of ${academicYearName(academicYear)}`,
      detail: { academicYear, halfTerms: halves.map((half) => `${half.startsOn} to ${half.endsOn}`) },
    });
  });
}

async function addBankHolidays(ctx: Ctx, tx: Write, academicYear: number): Promise<void> {
  const days = bankHolidays.days
    .map(([day, name]) => ({ day: Temporal.PlainDate.from(day ?? ''), name: name ?? '' }))
    .filter(({ day }) => liesInYear(day, academicYear));
  if (days.length === 0) return;
  await tx.db
    .insertInto('closed_day')
    .values(
      days.map(({ day, name }) => ({
        trust_id: ctx.actor.trustId,
        school_id: null,
        day,
        kind: 'bank_holiday' as const,
        name,
      })),
    )
    .onConflict((conflict) => conflict.columns(['trust_id', 'school_id', 'day']).doNothing())
    .execute();
}

/** Lets a school follow the trust's dates again. */
export async function followTrustDates(ctx: Ctx, schoolId: string, academicYear: number): Promise<void> {
  await write(ctx, async (tx) => {
    tx.authorise(mayEnterTermDates(ctx.actor));
    await tx.db
      .deleteFrom('half_term')
      .where('school_id', '=', schoolId)
      .where('academic_year', '=', academicYear)
      .execute();
    await tx.record({
      kind: 'term-dates.follow-trust',
      subjectType: 'school',
      subjectId: schoolId,
      schoolId,
      summary: `let the school follow the trust’s term dates in ${academicYearName(academicYear)}`,
    });
  });
}
