import { allTermDates } from '#core/academic-year/queries.ts';
import { academicYearOf } from '#core/academic-year/rules.ts';
import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { listSchools } from '#core/organisations/queries.ts';
import { holdersAt } from '#core/people/queries.ts';
import { Invalid } from '#platform/errors.ts';
import { type Proposal, proposeSeries } from '../clash-rules.ts';
import { mayArrange } from '../policy.ts';
import { placesOf, seriesOfYear } from '../queries.ts';
import { arrangeIn } from './arrange-series.ts';

export type Wanted = {
  holderId: string;
  from: Temporal.PlainDate;
  weekdays: readonly number[];
  times: readonly string[];
  minutes: number;
  place: string;
};

/** What arranging every school that has no meetings yet would give, without writing anything. */
export async function tryAll(ctx: Ctx, wanted: Wanted): Promise<{ proposals: Proposal[]; without: string[] }> {
  const monday = wanted.from.subtract({ days: wanted.from.dayOfWeek - 1 });
  const academicYear = academicYearOf(monday.add({ days: 4 }));
  const arranged = await seriesOfYear(ctx, academicYear);
  const schools = (await listSchools(ctx)).filter(
    (school) => !arranged.some((series) => series.school_id === school.id),
  );
  const heads = await holdersAt(
    ctx.db,
    schools.map((school) => school.id),
    ['head_teacher'],
    ctx.today,
  );
  const datesOf = await allTermDates(ctx, academicYear);
  const places = await placesOf(
    ctx,
    wanted.holderId,
    heads.map((head) => head.id),
    monday,
  );
  return proposeSeries(
    schools.map((school) => ({ schoolId: school.id, school: school.name, dates: datesOf(school.id) })),
    { from: monday, weekdays: wanted.weekdays, times: wanted.times, minutes: wanted.minutes },
    places.map((place) => ({ on: place.planned_on, at: place.at_time, minutes: place.minutes, school: place.school })),
  );
}

/** Arranges the meetings of every school that has none yet, as `tryAll` shows it: nobody is in two places at the same time. Returns how many schools. */
export async function arrangeAll(ctx: Ctx, wanted: Wanted): Promise<number> {
  return await write(ctx, async (tx) => {
    tx.authorise(mayArrange(ctx.actor));
    const { proposals, without } = await tryAll(ctx, wanted);
    if (proposals.length === 0 || without.length > 0)
      throw new Invalid([
        {
          field: 'times',
          message:
            proposals.length + without.length === 0
              ? 'Every school has its meetings already'
              : `Nothing fits for ${without.join(', ')}: choose more days or times`,
        },
      ]);
    for (const { schoolId, at, dates } of proposals) {
      const [firstOn] = dates;
      if (firstOn)
        await arrangeIn(ctx, tx, {
          schoolId,
          holderId: wanted.holderId,
          atTime: at,
          minutes: wanted.minutes,
          place: wanted.place,
          firstOn,
        });
    }
    return proposals.length;
  });
}
