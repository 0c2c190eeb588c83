import { academicYearOf } from '#core/academic-year/rules.ts';
import type { Ctx } from '#core/context.ts';
import { type OpenLine, shownLine } from './exports.ts';
import { dataReviewPaths } from './paths.ts';
import { askedInYear, openAtSchool, reviewsOfYear, within } from './queries.ts';

/** The data review of a school this year: `plannedOn` and `heldOn` are null until there is a day. */
export type DataReviewDay = {
  schoolId: string;
  plannedOn: Temporal.PlainDate | null;
  heldOn: Temporal.PlainDate | null;
  href: string;
};

type Row = Awaited<ReturnType<typeof askedInYear>>['reviews'][number];

const shown = (row: Row): DataReviewDay => ({
  schoolId: row.school_id,
  plannedOn: row.planned_on,
  heldOn: row.held_on,
  href: dataReviewPaths.review(row.id),
});

/** When the data review of this year is or was, for each school where the reader may read data reviews and one has been planned. */
export async function dataReviewDays(ctx: Ctx): Promise<DataReviewDay[]> {
  const narrowed = within(ctx);
  if (!narrowed) return [];
  return (await askedInYear(narrowed, academicYearOf(ctx.today))).reviews.map(shown);
}

/** The data review of this year at one school, and the lines of enquiry there that are not answered; neither for those who may not read them. */
export async function dataReviewAt(
  ctx: Ctx,
  schoolId: string,
): Promise<{ day: DataReviewDay | undefined; lines: OpenLine[] }> {
  const narrowed = within(ctx);
  if (!narrowed) return { day: undefined, lines: [] };
  const { reviews, lines } = await openAtSchool(narrowed, academicYearOf(ctx.today), schoolId);
  return { day: reviews.map(shown)[0], lines: lines.map((line) => shownLine(line, ctx.today)) };
}

export type PlannedDataReview = {
  id: string;
  plannedOn: Temporal.PlainDate;
  heldOn: Temporal.PlainDate | null;
  href: string;
};

/** The data reviews of a year that have a day, by school, where the reader may read them. */
export async function plannedDataReviews(ctx: Ctx, academicYear: number): Promise<Map<string, PlannedDataReview>> {
  const narrowed = within(ctx);
  const rows = narrowed ? await reviewsOfYear(narrowed, academicYear) : [];
  return new Map(
    rows.flatMap((row) =>
      row.id && row.planned_on
        ? [
            [
              row.school_id,
              { id: row.id, plannedOn: row.planned_on, heldOn: row.held_on, href: dataReviewPaths.review(row.id) },
            ] as const,
          ]
        : [],
    ),
  );
}
