import { type Expression, type Selectable, sql } from 'kysely';
import type { Ctx } from '#core/context.ts';
import type { Database } from '#platform/db/database.ts';
import { revive } from '#platform/db/together.ts';
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

const listsOf = (of: Partial<typeof sources>) =>
  Object.entries(of)
    .map(
      ([name, { table, order }]) =>
        `'${name}', (select coalesce(json_agg(r order by ${order}), '[]') from ${table} r where r.plan_id = any(of.ids))`,
    )
    .join(', ');

const exact = ['from_number', 'to_number', 'value_number'];

type Lists = Record<string, Record<string, unknown>[]>;

/** JSON carries days, moments and exact numbers as plain values: makes of them what the driver makes of a column. */
function revived(lists: Lists): Lists {
  for (const rows of Object.values(lists)) {
    revive(rows);
    for (const row of rows) for (const name of exact) if (typeof row[name] === 'number') row[name] = String(row[name]);
  }
  return lists;
}

/** The rows of a plan of which nothing is told. */
function noRows(): PlanRows {
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
  if (planIds.length === 0) return noRows();
  const found = await sql<{ rows: Lists }>`
    select json_build_object(${sql.raw(listsOf(sources))}) as rows from (select ${[...planIds]}::uuid[] as ids) of`.execute(
    ctx.db,
  );
  return { ...noRows(), ...(revived(found.rows[0]?.rows ?? {}) as unknown as PlanRows) };
}

// Without what only the page of one plan shows; of progress the newest entry of each criterion.
const { deliveries: _deliveries, lines: _lines, comments: _comments, ...standing } = sources;
const standingLists = listsOf({
  ...standing,
  progress: {
    table: `(select distinct on (criterion_id) * from criterion_progress where plan_id = any(of.ids)
      order by criterion_id, noted_on desc, recorded_at desc, id desc)`,
    order: 'id',
  },
});

const peopleOfPlans = [
  'signed_by from plan_signature',
  'declared_by from plan_readiness',
  'recommended_by from plan_recommendation',
  'taken_back_by from plan_recommendation',
  'recorded_by from board_decision',
  'closed_by from plan_closure',
]
  .map((taken) => `select ${taken} where plan_id = any(of.ids)`)
  .join(' union ');

/**
 * Plans with the rows that say how they stand and with the names of those who took their steps, in one round trip: `plans` is a query of plans inside
 * the reader’s scope. Of a plan that is withheld from the reader nothing is read but itself.
 */
export async function loadStanding<Plan extends { id: string; withheld: boolean }>(ctx: Ctx, plans: Expression<Plan>) {
  const found = await sql<{ rows: Lists }>`
    with chosen as materialized ${plans}
    select json_build_object(
      'plans', (select coalesce(json_agg(c), '[]') from chosen c),
      'people', (select coalesce(json_agg(json_build_object('id', p.id, 'name', p.name)), '[]') from person p where p.id in (${sql.raw(peopleOfPlans)})),
      ${sql.raw(standingLists)}) as rows
    from (select array(select id from chosen where not withheld) as ids) of`.execute(ctx.db);
  const lists = revived(found.rows[0]?.rows ?? {});
  return {
    plans: (lists['plans'] ?? []) as unknown as Plan[],
    people: (lists['people'] ?? []) as unknown as { id: string; name: string }[],
    rows: { ...noRows(), ...(lists as unknown as PlanRows) },
  };
}
