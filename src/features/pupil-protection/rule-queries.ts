import { sql } from 'kysely';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import '#core/organisations/tables.ts';
import '#core/people/tables.ts';
import { NotFound } from '#platform/errors.ts';
import { type Kind, kinds, shippedRule } from './rules.ts';
import './tables.ts';

/** A rule as it stands for the trust: as it ships (version 0, not confirmed), or as the trust has made it. */
export type Rule = {
  kind: Kind;
  id: string | null;
  months: number;
  countedFrom: string;
  confirmed: string | null;
  version: number;
  changedAt: Temporal.Instant | null;
  changedBy: string | null;
  why: string;
};

export async function rulesOf(ctx: Ctx): Promise<Rule[]> {
  const rows = await ctx.db
    .selectFrom('retention_rule as r')
    .innerJoin('person as p', 'p.id', 'r.changed_by')
    .selectAll('r')
    .select('p.name')
    .where('r.trust_id', '=', ctx.actor.trustId)
    .execute();
  return kinds.map((kind) => {
    const row = rows.find((each) => each.kind === kind);
    const shipped = shippedRule(kind);
    return row
      ? {
          kind,
          id: row.id,
          months: row.months,
          countedFrom: row.counted_from,
          confirmed: row.confirmed_words,
          version: row.revision,
          changedAt: row.changed_at,
          changedBy: row.name,
          why: row.why,
        }
      : {
          kind,
          id: null,
          months: shipped.months,
          countedFrom: shipped.countedFrom,
          confirmed: null,
          version: 0,
          changedAt: null,
          changedBy: null,
          why: shipped.basis,
        };
  });
}

export async function ruleOf(ctx: Ctx, kind: Kind): Promise<Rule> {
  const rule = (await rulesOf(ctx)).find((each) => each.kind === kind);
  if (!rule) throw new NotFound();
  return rule;
}

/** Holds at the reader's schools (or at one), those that stand first. */
export async function holdsOf(ctx: Ctx, schoolId?: string) {
  return await ctx.db
    .selectFrom('legal_hold as h')
    .innerJoin('school as s', 's.id', 'h.school_id')
    .innerJoin('person as p', 'p.id', 'h.placed_by')
    .leftJoin('person as l', 'l.id', 'h.lifted_by')
    .selectAll('h')
    .select(['s.name as school', 'p.name as placer', 'l.name as lifter'])
    .where(inScope(ctx.scope, 'h.school_id'))
    .$if(schoolId !== undefined, (query) => query.where('h.school_id', '=', schoolId ?? ''))
    .orderBy(sql`h.lifted_at is not null`)
    .orderBy('h.placed_at', 'desc')
    .execute();
}

export type Hold = Awaited<ReturnType<typeof holdsOf>>[number];

/** A hold at the reader's schools, locked; anything else is `NotFound`. */
export async function lockHold(ctx: Ctx, id: string) {
  const row = await ctx.db
    .selectFrom('legal_hold')
    .selectAll()
    .where(inScope(ctx.scope, 'school_id'))
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new NotFound();
  return row;
}

/** What must not be erased today: whole schools, and single pupils (held, or with a request for access that is open). */
export type Held = { schools: readonly string[]; pupils: readonly number[] };

export async function heldNow(ctx: Ctx): Promise<Held> {
  const holds = await ctx.db
    .selectFrom('legal_hold')
    .select(['school_id', 'pupil_id'])
    .where('trust_id', '=', ctx.actor.trustId)
    .where('lifted_at', 'is', null)
    .execute();
  const asked = await ctx.db
    .selectFrom('subject_access')
    .select('pupil_id')
    .where('trust_id', '=', ctx.actor.trustId)
    .where('closed_at', 'is', null)
    .execute();
  return {
    schools: [...new Set(holds.flatMap((hold) => (hold.pupil_id === null ? [hold.school_id] : [])))],
    pupils: [
      ...new Set([...holds.flatMap((hold) => hold.pupil_id ?? []), ...asked.map((request) => request.pupil_id)]),
    ],
  };
}

/** What was erased, newest first. A head sees what was erased at the own school alone; runs of the whole trust are the Trust's. */
export async function runsOf(ctx: Ctx, page: { size: number; from: number }) {
  return await ctx.db
    .selectFrom('retention_run as r')
    .leftJoin('person as p', 'p.id', 'r.ran_by')
    .leftJoin('school as s', 's.id', 'r.school_id')
    .select([
      'r.id',
      'r.kind',
      'r.ran_at',
      'r.counts',
      'r.rule',
      'r.oldest',
      'r.newest',
      'p.name as by',
      's.name as school',
    ])
    .where(inScope(ctx.scope, 'r.school_id'))
    .where('r.trust_id', '=', ctx.actor.trustId)
    .orderBy('r.ran_at', 'desc')
    .orderBy('r.id', 'desc')
    .limit(page.size)
    .offset(page.from)
    .execute();
}

export type Run = Awaited<ReturnType<typeof runsOf>>[number];

export async function countRuns(ctx: Ctx): Promise<number> {
  const row = await ctx.db
    .selectFrom('retention_run as r')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where(inScope(ctx.scope, 'r.school_id'))
    .executeTakeFirstOrThrow();
  return row.count;
}

export async function findRun(ctx: Ctx, id: string) {
  const row = await ctx.db
    .selectFrom('retention_run as r')
    .leftJoin('person as p', 'p.id', 'r.ran_by')
    .leftJoin('school as s', 's.id', 'r.school_id')
    .selectAll('r')
    .select(['p.name as by', 's.name as school'])
    .where(inScope(ctx.scope, 'r.school_id'))
    .where('r.id', '=', id)
    .executeTakeFirst();
  if (!row) throw new NotFound();
  return row;
}

/** When the job last looked at each kind. */
export async function watchOf(ctx: Ctx) {
  return await ctx.db
    .selectFrom('retention_watch')
    .select(['kind', 'ran_at', 'said'])
    .where('trust_id', '=', ctx.actor.trustId)
    .execute();
}
