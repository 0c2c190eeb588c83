import { sql } from 'kysely';
import { NotFound } from '#platform/errors.ts';
import { scopeOf } from '../access/actor.ts';
import { inScope } from '../access/scope.ts';
import type { Ctx } from '../context.ts';
import '../organisations/tables.ts';
import '../people/tables.ts';
import type { EvidenceKind } from './kinds.ts';
import './tables.ts';

/**
 * The condition for evidence that not every leader reads: open to all, or the reader recorded it, was observed, or is named. It goes into every query of single
 * pieces; only counts over several people go without.
 */
export const mayReadPiece = (ctx: Pick<Ctx, 'actor'>) =>
  sql<boolean>`(evidence.readers = 'leaders' or evidence.recorded_by = ${ctx.actor.personId} or evidence.observed_id = ${ctx.actor.personId}
    or exists (select from evidence_reader r where r.evidence_id = evidence.id and r.person_id = ${ctx.actor.personId}))`;

/**
 * Evidence that this reader may see: inside the scope of the page, and inside the schools where the reader holds `evidence:read`. A page for governors
 * and trustees (who do not see raw evidence) gets none, whatever it asks for.
 */
function readable(ctx: Ctx) {
  return ctx.db
    .selectFrom('evidence')
    .innerJoin('person as recorder', 'recorder.id', 'evidence.recorded_by')
    .leftJoin('department', 'department.id', 'evidence.department_id')
    .select([
      'evidence.id',
      'evidence.school_id',
      'evidence.kind',
      'evidence.title',
      'evidence.summary',
      'evidence.happened_on',
      'evidence.late_why',
      'evidence.recorded_at',
      'evidence.recorded_by',
      'evidence.department_id',
      'evidence.withdrawn_at',
      'evidence.withdrawn_by',
      'evidence.withdrawn_why',
      'evidence.revision',
      'evidence.observed_id',
      'evidence.source_type',
      'evidence.source_id',
      'evidence.captured_at',
      'evidence.readers',
      'recorder.name as recorder_name',
      'department.name as department_name',
    ])
    .where(inScope(ctx.scope, 'evidence.school_id'))
    .where(inScope(scopeOf(ctx.actor, 'evidence:read'), 'evidence.school_id'))
    .where(mayReadPiece(ctx));
}

export type EvidenceFilter = {
  kind?: EvidenceKind | null;
  recordedBy?: string | null;
  departmentId?: string | null;
  from?: Temporal.PlainDate | null;
  until?: Temporal.PlainDate | null;
  /** Withdrawn evidence is left out unless asked for. */
  withdrawn?: boolean;
};

/** What was seen, read or heard at one school, the newest happening first. `from` and `until` are days on which it happened, both included. */
export async function evidenceOfSchool(ctx: Ctx, schoolId: string, filter: EvidenceFilter = {}) {
  let query = readable(ctx).where('evidence.school_id', '=', schoolId);
  if (filter.kind) query = query.where('evidence.kind', '=', filter.kind);
  if (filter.recordedBy) query = query.where('evidence.recorded_by', '=', filter.recordedBy);
  if (filter.departmentId) query = query.where('evidence.department_id', '=', filter.departmentId);
  if (filter.from) query = query.where('evidence.happened_on', '>=', filter.from);
  if (filter.until) query = query.where('evidence.happened_on', '<=', filter.until);
  if (!filter.withdrawn) query = query.where('evidence.withdrawn_at', 'is', null);
  return await query.orderBy('evidence.happened_on', 'desc').orderBy('evidence.id', 'desc').execute();
}

export type Evidence = Awaited<ReturnType<typeof evidenceOfSchool>>[number];

/** One piece of evidence, withdrawn or not; `NotFound` outside what the reader may see. */
export async function findEvidence(ctx: Ctx, id: string): Promise<Evidence> {
  const found = await readable(ctx).where('evidence.id', '=', id).executeTakeFirst();
  if (!found) throw new NotFound();
  return found;
}

/** Those of the given pieces that the reader may see, withdrawn ones too, by id. */
export async function evidenceByIds(ctx: Ctx, ids: readonly string[]): Promise<Map<string, Evidence>> {
  if (ids.length === 0) return new Map();
  const found = await readable(ctx)
    .where('evidence.id', 'in', [...new Set(ids)])
    .execute();
  return new Map(found.map((evidence) => [evidence.id, evidence]));
}
