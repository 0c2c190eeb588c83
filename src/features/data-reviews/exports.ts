import { academicYearName, academicYearOf } from '#core/academic-year/rules.ts';
import type { Ctx } from '#core/context.ts';
import { dataReviewPaths } from './paths.ts';
import { mayRecord, sideOf } from './policy.ts';
import { confirmationsOf, linesOfEnquiry, reviewsOfYear, within } from './queries.ts';
import { isOverdue, sidesToConfirm } from './rules.ts';

export type OpenLine = {
  lineId: string;
  schoolId: string;
  school: string;
  question: string;
  owner: string;
  byWhen: Temporal.PlainDate;
  overdue: boolean;
  href: string;
};

/** Lines of enquiry that have not been answered, where the reader may read data reviews: of one school, or of every one. */
export async function openLinesOfEnquiry(ctx: Ctx, schoolId?: string): Promise<OpenLine[]> {
  const narrowed = within(ctx);
  if (!narrowed) return [];
  const lines = await linesOfEnquiry(narrowed, { openOnly: true, ...(schoolId ? { schoolId } : {}) });
  return lines.map((line) => ({
    lineId: line.id,
    schoolId: line.school_id,
    school: line.school,
    question: line.question,
    owner: line.owner_name,
    byWhen: line.by_when,
    overdue: isOverdue(line, ctx.today),
    href: dataReviewPaths.review(line.data_review_id),
  }));
}

export type Waiting = { title: string; detail: string; href: string; dueOn?: Temporal.PlainDate };

/** What the data reviews of this year ask of the reader: record a meeting whose day has come, confirm a record, answer a line of enquiry. */
export async function dataReviewsWaitingFor(ctx: Ctx): Promise<Waiting[]> {
  const narrowed = within(ctx);
  if (!narrowed) return [];
  const year = academicYearOf(ctx.today);
  const rows = await reviewsOfYear(narrowed, year);
  const confirmations = await confirmationsOf(
    narrowed,
    rows.flatMap((row) => row.id ?? []),
  );
  const waiting: Waiting[] = [];
  for (const row of rows) {
    if (!row.id || !row.planned_on || row.revision === null) continue;
    const href = dataReviewPaths.review(row.id);
    const detail = `${row.school}, data review ${academicYearName(year)}`;
    const mine = sideOf(ctx.actor, row.school_id);
    if (row.held_on === null) {
      if (mine === 'trust' && mayRecord(ctx.actor, row.school_id).allowed)
        waiting.push({ title: 'Hold and record the data review', detail, href, dueOn: row.planned_on });
      else if (mine === 'school')
        waiting.push({ title: 'Prepare for the data review', detail, href, dueOn: row.planned_on });
      continue;
    }
    const given = confirmations.filter((found) => found.data_review_id === row.id);
    if (mine && sidesToConfirm({ held_on: row.held_on, revision: row.revision }, given).includes(mine)) {
      waiting.push({ title: 'Confirm the record of the data review', detail, href });
    }
  }
  const lines = await linesOfEnquiry(narrowed, { openOnly: true });
  for (const line of lines.filter((found) => found.owner_id === ctx.actor.personId)) {
    waiting.push({
      title: 'Answer a line of enquiry',
      detail: `${line.school}: ${line.question}`,
      href: dataReviewPaths.review(line.data_review_id),
      dueOn: line.by_when,
    });
  }
  return waiting;
}
