import { type Selectable, sql } from 'kysely';
import type { Ctx } from '#core/context.ts';
import type { Database } from '#platform/db/database.ts';
import type {
  ActionRow,
  CommentRow,
  CriterionRow,
  DeliveryRow,
  IssueRow,
  ObjectiveRow,
  ProgressRow,
  ReviewLineRow,
  ReviewRow,
  SupportRow,
} from './content.ts';

/** Every row that belongs to some plans, parts that were taken out too; each list in the order in which it is read. */
export type PlanRows = {
  issues: IssueRow[];
  objectives: ObjectiveRow[];
  criteria: CriterionRow[];
  actions: ActionRow[];
  support: SupportRow[];
  deliveries: DeliveryRow[];
  progress: ProgressRow[];
  reviews: ReviewRow[];
  lines: ReviewLineRow[];
  comments: CommentRow[];
  signatures: Selectable<Database['plan_signature']>[];
  readiness: Selectable<Database['plan_readiness']>[];
  recommendations: Selectable<Database['plan_recommendation']>[];
  decisions: Selectable<Database['board_decision']>[];
  closures: Selectable<Database['plan_closure']>[];
};

const sources: Record<keyof PlanRows, { table: string; order: string }> = {
  issues: { table: 'plan_issue', order: 'position' },
  objectives: { table: 'plan_objective', order: 'position' },
  criteria: { table: 'success_criterion', order: 'position' },
  actions: { table: 'plan_action', order: 'position' },
  support: { table: 'plan_support', order: 'position' },
  deliveries: { table: 'support_delivery', order: 'delivered_on, id' },
  progress: { table: 'criterion_progress', order: 'noted_on, recorded_at, id' },
  reviews: { table: 'plan_review', order: 'reviewed_on, id' },
  lines: { table: 'plan_review_line', order: 'id' },
  comments: { table: 'plan_comment', order: 'id' },
  signatures: { table: 'plan_signature', order: 'id' },
  readiness: { table: 'plan_readiness', order: 'id' },
  recommendations: { table: 'plan_recommendation', order: 'id' },
  decisions: { table: 'board_decision', order: 'id' },
  closures: { table: 'plan_closure', order: 'id' },
};

const lists = Object.entries(sources).map(
  ([name, { table, order }]) =>
    `'${name}', (select coalesce(json_agg(r order by ${order}), '[]') from ${table} r where r.plan_id = any(of.ids))`,
);

const exact = new Set(['from_number', 'to_number', 'value_number']);

/** JSON carries days, moments and exact numbers as plain values: makes of them what the driver makes of a column. */
function revived(column: string, value: unknown): unknown {
  if (value === null) return null;
  if (exact.has(column)) return String(value);
  if (typeof value !== 'string') return value;
  if (column.endsWith('_on') || column === 'by_when') return Temporal.PlainDate.from(value);
  return column.endsWith('_at') ? Temporal.Instant.from(value) : value;
}

function empty(): PlanRows {
  return {
    issues: [],
    objectives: [],
    criteria: [],
    actions: [],
    support: [],
    deliveries: [],
    progress: [],
    reviews: [],
    lines: [],
    comments: [],
    signatures: [],
    readiness: [],
    recommendations: [],
    decisions: [],
    closures: [],
  };
}

/** All rows of these plans in one round trip. The caller has read the plans inside the reader’s scope. */
export async function loadRows(ctx: Ctx, planIds: readonly string[]): Promise<PlanRows> {
  if (planIds.length === 0) return empty();
  const found = await sql<{ rows: Record<string, Record<string, unknown>[]> }>`
    select json_build_object(${sql.raw(lists.join(', '))}) as rows from (select ${[...planIds]}::uuid[] as ids) of`.execute(
    ctx.db,
  );
  const rows = found.rows[0]?.rows ?? {};
  for (const list of Object.values(rows)) {
    for (const row of list) for (const [column, value] of Object.entries(row)) row[column] = revived(column, value);
  }
  return { ...empty(), ...(rows as unknown as PlanRows) };
}
