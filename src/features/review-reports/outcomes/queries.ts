import type { Ctx } from '#core/context.ts';
import '#core/people/tables.ts';
import { type FindingLine, linesOfFindings } from '#features/action-plans/index.ts';
import '../tables.ts';

export type Became = {
  /** Its newest line in a plan; null where it never was in one. */
  line: FindingLine | null;
  said: { outcome: 'done' | 'not_taken_up'; why: string; by: string; at: Temporal.Instant } | null;
};

/** What became of these findings, by their ids. The caller has found them inside the reader's scope. */
export async function becameOf(ctx: Ctx, findingIds: readonly string[]): Promise<ReadonlyMap<string, Became>> {
  if (findingIds.length === 0) return new Map();
  const lines = await linesOfFindings(ctx, findingIds);
  const said = await ctx.db
    .selectFrom('review_report_outcome as o')
    .innerJoin('person as p', 'p.id', 'o.said_by')
    .select(['o.finding_id', 'o.outcome', 'o.why', 'o.said_at', 'p.name'])
    .where('o.finding_id', 'in', [...findingIds])
    .orderBy('o.said_at')
    .execute();
  return new Map(
    findingIds.map((id) => {
      const last = said.findLast((row) => row.finding_id === id);
      return [
        id,
        {
          line: lines.findLast((line) => line.findingId === id) ?? null,
          said: last ? { outcome: last.outcome, why: last.why, by: last.name, at: last.said_at } : null,
        },
      ];
    }),
  );
}
