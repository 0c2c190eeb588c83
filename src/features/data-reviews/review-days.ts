import { academicYearOf } from '#core/academic-year/rules.ts';
import type { Ctx } from '#core/context.ts';
import { dataReviewPaths } from './paths.ts';
import { reviewsOfYear, within } from './queries.ts';

/** The data review of a school this year: `plannedOn` and `heldOn` are null until there is a day. */
export type DataReviewDay = {
  schoolId: string;
  plannedOn: Temporal.PlainDate | null;
  heldOn: Temporal.PlainDate | null;
  href: string;
};

/** When the data review of this year is or was, for each school where the reader may read data reviews and one has been planned. */
export async function dataReviewDays(ctx: Ctx): Promise<DataReviewDay[]> {
  const narrowed = within(ctx);
  if (!narrowed) return [];
  const rows = await reviewsOfYear(narrowed, academicYearOf(ctx.today));
  return rows.flatMap((row) =>
    row.id === null
      ? []
      : [
          {
            schoolId: row.school_id,
            plannedOn: row.planned_on,
            heldOn: row.held_on,
            href: dataReviewPaths.review(row.id),
          },
        ],
  );
}
