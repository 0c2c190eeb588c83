import { sql } from 'kysely';
import { holdsAt, scopeOf } from '#core/access/actor.ts';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import { isWithheld } from './draft-queries.ts';
import { actionPlanPaths } from './paths.ts';
import type { ProgressRag } from './tables.ts';

/** An action or a criterion that carries the reader's name. */
export type OwnedWork = {
  kind: 'action' | 'criterion';
  what: string;
  schoolName: string;
  byWhen: Temporal.PlainDate | null;
  /** The newest rating of a criterion; null for an action, and where nobody has recorded progress. */
  rag: ProgressRag | null;
  /** The page of the plan; null where the reader's role does not include plans, as a teacher's does not. */
  href: string | null;
};

type Row = {
  kind: OwnedWork['kind'];
  what: string;
  school: string;
  school_id: string;
  plan_id: string;
  withheld: boolean;
  by_when: string | null;
  rag: ProgressRag | null;
};

/**
 * What the reader owns in plans that are not closed, and has not finished: soonest first, what has no date last. It is found by the owner's name and not by
 * the permission to read plans: whoever is asked to do something is told so.
 */
export async function ownedWork(ctx: Ctx): Promise<OwnedWork[]> {
  const me = ctx.actor.personId;
  const scope = scopeOf(ctx.actor, 'school:read');
  const rag = sql`(select g.rag from criterion_progress g where g.criterion_id = c.id order by g.noted_on desc, g.recorded_at desc, g.id desc limit 1)`;
  const found = await sql<Row>`
    select w.kind, w.what, w.by_when::text as by_when, w.rag, p.id as plan_id, p.school_id, s.name as school,
           ${isWithheld(ctx, 'p')} as withheld
      from (
        select 'action' as kind, c.plan_id, c.objective_id, c.what, c.due_on as by_when, null as rag
          from plan_action c where c.owner_id = ${me} and c.removed_at is null and c.done_on is null
        union all
        select 'criterion', c.plan_id, c.objective_id, c.what, c.by_when, ${rag}
          from success_criterion c where c.owner_id = ${me} and c.removed_at is null
      ) w
      join action_plan p on p.id = w.plan_id
      join school s on s.id = p.school_id
      join plan_objective o on o.id = w.objective_id and o.removed_at is null
      join plan_issue i on i.id = o.issue_id and i.removed_at is null
     where ${inScope(scope, 'p.school_id')}
       and w.rag is distinct from 'blue'
       and not exists (select from plan_closure x where x.plan_id = p.id)
     order by w.by_when nulls last, w.kind, w.what`.execute(ctx.db);
  return found.rows.map((row) => ({
    kind: row.kind,
    what: row.what,
    schoolName: row.school,
    byWhen: row.by_when === null ? null : Temporal.PlainDate.from(row.by_when),
    rag: row.rag,
    href: !row.withheld && holdsAt(ctx.actor, 'plan:read', row.school_id) ? actionPlanPaths.plan(row.plan_id) : null,
  }));
}
