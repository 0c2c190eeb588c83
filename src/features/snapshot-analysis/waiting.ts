import { academicYearOf } from '#core/academic-year/rules.ts';
import { holdsAt, scopeOf } from '#core/access/actor.ts';
import type { Ctx } from '#core/context.ts';
import { londonDate } from '#platform/clock.ts';
import { receivingSince, type Standing, standings } from './list-queries.ts';
import { analysisPaths } from './paths.ts';
import { mayAnswer, mayPresent, mayWriteAnalysis, receivesAs, seesProgress } from './policy.ts';
import { standingState, standingWords } from './rules.ts';

export type Waiting = { title: string; detail: string; href: string; dueOn?: Temporal.PlainDate };

const hrefOf = (row: Standing): string =>
  row.analysis_id ? analysisPaths.write(row.analysis_id) : analysisPaths.of(row.snapshot_id);

/** Only a school’s newest snapshot is asked to be analysed: nobody writes about last year’s. */
function toWrite(ctx: Ctx, rows: readonly Standing[]): Waiting[] {
  return [...Map.groupBy(rows, (row) => row.school_id).values()].flatMap(([row]) => {
    if (!row || !mayWriteAnalysis(ctx.actor, row.school_id).allowed) return [];
    const state = standingState(row);
    if (state === 'presented') return [];
    const presents = mayPresent(ctx.actor, row.school_id).allowed;
    const title = {
      'not-begun': `Write the analysis of the ${row.name}`,
      writing: presents
        ? `Finish and present the analysis of the ${row.name}`
        : `Finish the analysis of the ${row.name}`,
      'corrected-since': `The ${row.name} was corrected: look at its analysis again`,
    }[state];
    return [{ title, detail: row.school, href: hrefOf(row) }];
  });
}

function toAnswer(ctx: Ctx, rows: readonly Standing[]): Waiting[] {
  return rows.flatMap((row) =>
    row.analysis_id && row.open_questions > 0 && mayAnswer(ctx.actor, row.school_id).allowed
      ? [
          {
            title: `Answer ${row.open_questions === 1 ? 'a question' : `${row.open_questions} questions`} about the ${row.name}`,
            detail: row.school,
            href: `${analysisPaths.paper(row.analysis_id)}#questions`,
          },
        ]
      : [],
  );
}

async function toRead(ctx: Ctx, rows: readonly Standing[]): Promise<Waiting[]> {
  const unread = rows.filter((row) => row.presented_at && !row.received && receivesAs(ctx.actor, row.school_id));
  if (unread.length === 0) return [];
  // What was presented before somebody held the role is not asked of them.
  const since = await receivingSince(ctx);
  return unread.flatMap((row) => {
    const day = row.presented_at && londonDate(row.presented_at);
    const theirs = since.some(
      (each) =>
        day &&
        (each.schoolId === null || each.schoolId === row.school_id) &&
        Temporal.PlainDate.compare(each.since, day) <= 0,
    );
    return theirs && row.analysis_id
      ? [
          {
            title: `Read the analysis of the ${row.name}`,
            detail: row.school,
            href: analysisPaths.paper(row.analysis_id),
          },
        ]
      : [];
  });
}

/** What of heads’ analyses waits for the reader: to write and present, to answer, to read. */
export async function analysesWaitingFor(ctx: Ctx): Promise<Waiting[]> {
  const scope = scopeOf(ctx.actor, 'snapshot-analysis:read');
  if (scope.schools !== 'all' && scope.schools.length === 0) return [];
  // What is older than last year waits for nobody any more: it stands in the list.
  const rows = await standings({ ...ctx, scope }, { fromYear: academicYearOf(ctx.today) - 1 });
  return [...toAnswer(ctx, rows), ...toWrite(ctx, rows), ...(await toRead(ctx, rows))];
}

/** Where the analysis of a snapshot stands, for its page: null for whoever may not know. */
export async function describeAnalysis(ctx: Ctx, snapshotId: string): Promise<{ words: string; href: string } | null> {
  const scope = scopeOf(ctx.actor, 'snapshot-analysis:read');
  const row = (await standings({ ...ctx, scope }, { snapshotId }))[0];
  if (!row) return null;
  const open = row.open_questions;
  if (row.presented_at && row.analysis_id)
    return {
      words: `${standingWords(row)}${open > 0 ? `, ${open === 1 ? '1 question' : `${open} questions`} open` : ''}`,
      href: analysisPaths.paper(row.analysis_id),
    };
  if (!seesProgress(ctx.actor, row.school_id)) return null;
  const writes = holdsAt(ctx.actor, 'snapshot-analysis:write', row.school_id);
  return { words: standingWords(row), href: writes ? hrefOf(row) : analysisPaths.of(row.snapshot_id) };
}
