import { academicYearName, academicYearOf } from '#core/academic-year/rules.ts';
import type { Ctx } from '#core/context.ts';
import { dataReviewPaths } from './paths.ts';
import { mayRecord, sideOf } from './policy.ts';
import { askedInYear, linesOfEnquiry, within } from './queries.ts';
import { isOverdue, sidesToConfirm } from './rules.ts';

type Line = Awaited<ReturnType<typeof linesOfEnquiry>>[number];

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

/** A line that nobody has answered, as another feature shows it. */
export function shownLine(line: Line, today: Temporal.PlainDate): OpenLine {
  return {
    lineId: line.id,
    schoolId: line.school_id,
    school: line.school,
    question: line.question,
    owner: line.owner_name,
    byWhen: line.by_when,
    overdue: isOverdue(line, today),
    href: dataReviewPaths.review(line.data_review_id),
  };
}

/** Lines of enquiry that have not been answered, at every school where the reader may read data reviews. */
export async function openLinesOfEnquiry(ctx: Ctx): Promise<OpenLine[]> {
  const narrowed = within(ctx);
  if (!narrowed) return [];
  return (await linesOfEnquiry(narrowed, { openOnly: true })).map((line) => shownLine(line, ctx.today));
}

export type Waiting = { title: string; detail: string; href: string; dueOn?: Temporal.PlainDate };

/** What the data reviews of this year ask of the reader: record a meeting whose day has come, confirm a record, answer a line of enquiry. */
export async function dataReviewsWaitingFor(ctx: Ctx): Promise<Waiting[]> {
  const narrowed = within(ctx);
  if (!narrowed) return [];
  const year = academicYearOf(ctx.today);
  const { reviews, confirmations, lines } = await askedInYear(narrowed, year);
  const waiting: Waiting[] = [];
  for (const row of reviews) {
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
  for (const line of lines) {
    waiting.push({
      title: 'Answer a line of enquiry',
      detail: `${line.school}: ${line.question}`,
      href: dataReviewPaths.review(line.data_review_id),
      dueOn: line.by_when,
    });
  }
  return waiting;
}
