import { sql } from 'kysely';
import { NotFound } from '#platform/errors.ts';
import '../audit/tables.ts';
import { scopeOf } from '../access/actor.ts';
import { inScope } from '../access/scope.ts';
import type { Ctx } from '../context.ts';
import '../organisations/tables.ts';
import '../people/tables.ts';
import type { EvidenceKind } from './kinds.ts';
import type { EvidenceSourceType, Points, Readers } from './tables.ts';
import type { EvidenceTag } from './tags.ts';
import './tables.ts';

/**
 * The condition for evidence that not every leader reads: open to all, or the reader recorded it, was observed, or is named. It goes into every query of single
 * pieces; only counts over several people go without.
 */
export const mayReadPiece = (ctx: Pick<Ctx, 'actor'>, table = 'evidence') => {
  const column = (name: string) => sql.ref(`${table}.${name}`);
  const me = ctx.actor.personId;
  return sql<boolean>`(${column('readers')} = 'leaders' or ${column('recorded_by')} = ${me} or ${column('observed_id')} is not distinct from ${me}::uuid
    or exists (select from evidence_reader r where r.evidence_id = ${column('id')} and r.person_id = ${me}))`;
};

/** Whether this reader may read one piece, wherever they hold the permission: for its history. */
export async function mayOpenPiece(ctx: Ctx, id: string): Promise<boolean> {
  const found = await ctx.db
    .selectFrom('evidence')
    .select('id')
    .where('id', '=', id)
    .where(mayReadPiece(ctx))
    .executeTakeFirst();
  return found !== undefined;
}

/** For lists of events: the event tells of a piece of evidence that this reader may not read, so its sentence and its reason are not shown. */
export const tellsOfClosedPiece = (ctx: Pick<Ctx, 'actor'>) =>
  sql<boolean>`(event.subject_type = 'evidence' and exists (select from evidence closed where closed.id = event.subject_id and not ${mayReadPiece(ctx, 'closed')}))`;

/** What such an event says instead. */
export const closedPieceWords = 'worked on evidence that only named people read';

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
  /** Days on which it was recorded, in London, both included. */
  recordedFrom?: Temporal.PlainDate | null;
  recordedUntil?: Temporal.PlainDate | null;
  tag?: EvidenceTag | null;
  areaId?: string | null;
  points?: Points | null;
  /** How it came here: `by_hand`, or the kind of record that it was made from. */
  source?: 'by_hand' | EvidenceSourceType | null;
  /** A criterion of a plan or a line of enquiry. */
  lineId?: string | null;
  seenByMe?: boolean;
  /** Withdrawn evidence is left out unless asked for. */
  withdrawn?: boolean;
};

/** The moment at which a day begins in London. */
const startOf = (day: Temporal.PlainDate) => day.toZonedDateTime('Europe/London').toInstant();

function narrowed(ctx: Ctx, schoolId: string, filter: EvidenceFilter) {
  let query = readable(ctx).where('evidence.school_id', '=', schoolId);
  if (filter.kind) query = query.where('evidence.kind', '=', filter.kind);
  if (filter.recordedBy) query = query.where('evidence.recorded_by', '=', filter.recordedBy);
  if (filter.departmentId) query = query.where('evidence.department_id', '=', filter.departmentId);
  if (filter.from) query = query.where('evidence.happened_on', '>=', filter.from);
  if (filter.until) query = query.where('evidence.happened_on', '<=', filter.until);
  if (filter.recordedFrom) query = query.where('evidence.recorded_at', '>=', startOf(filter.recordedFrom));
  if (filter.recordedUntil)
    query = query.where('evidence.recorded_at', '<', startOf(filter.recordedUntil.add({ days: 1 })));
  if (filter.source === 'by_hand') query = query.where('evidence.source_type', 'is', null);
  else if (filter.source) query = query.where('evidence.source_type', '=', filter.source);
  if (filter.tag)
    query = query.where(
      sql<boolean>`exists (select from evidence_tag t where t.evidence_id = evidence.id and t.tag = ${filter.tag})`,
    );
  if (filter.areaId || filter.points) {
    const area = filter.areaId ? sql`a.area_id = ${filter.areaId}` : sql`true`;
    const points = filter.points ? sql`a.points = ${filter.points}` : sql`true`;
    query = query.where(
      sql<boolean>`exists (select from evidence_area a where a.evidence_id = evidence.id and ${area} and ${points})`,
    );
  }
  if (filter.lineId)
    query = query.where(
      sql<boolean>`exists (select from evidence_line l where l.evidence_id = evidence.id and coalesce(l.criterion_id, l.enquiry_id) = ${filter.lineId})`,
    );
  if (filter.seenByMe)
    query = query.where(
      sql<boolean>`exists (select from evidence_observer o where o.evidence_id = evidence.id and o.person_id = ${ctx.actor.personId})`,
    );
  if (!filter.withdrawn) query = query.where('evidence.withdrawn_at', 'is', null);
  return query;
}

/** What was seen, read or heard at one school, the newest happening first. `from` and `until` are days on which it happened, both included. */
export async function evidenceOfSchool(ctx: Ctx, schoolId: string, filter: EvidenceFilter = {}) {
  return await narrowed(ctx, schoolId, filter)
    .orderBy('evidence.happened_on', 'desc')
    .orderBy('evidence.id', 'desc')
    .execute();
}

/** A place in the list: the piece before or after which a page begins. */
export type EvidenceCursor = { happenedOn: Temporal.PlainDate; id: string };

/**
 * At most `limit` pieces of the list of `evidenceOfSchool`, after a place in it, before one, or from its beginning, with how many there are and how many stand
 * before these. Reads no more rows than it shows.
 */
export async function evidencePage(
  ctx: Ctx,
  schoolId: string,
  filter: EvidenceFilter,
  page: { after?: EvidenceCursor | null; before?: EvidenceCursor | null; limit: number },
) {
  const place = (cursor: EvidenceCursor) => sql`(${cursor.happenedOn}::date, ${cursor.id}::uuid)`;
  const key = sql`(evidence.happened_on, evidence.id)`;
  const query = narrowed(ctx, schoolId, filter);
  const order = page.before ? ('asc' as const) : ('desc' as const);
  const from = page.before
    ? query.where(sql<boolean>`${key} > ${place(page.before)}`)
    : page.after
      ? query.where(sql<boolean>`${key} < ${place(page.after)}`)
      : query;
  const rows = await from
    .orderBy('evidence.happened_on', order)
    .orderBy('evidence.id', order)
    .limit(page.limit)
    .execute();
  if (page.before) rows.reverse();
  const [first] = rows;
  const counts = await narrowed(ctx, schoolId, filter)
    .clearSelect()
    .select((eb) => [
      eb.fn.countAll<number>().as('total'),
      (first
        ? sql<number>`count(*) filter (where ${key} > ${place({ happenedOn: first.happened_on, id: first.id })})`
        : sql<number>`count(*)`
      ).as('before'),
    ])
    .executeTakeFirstOrThrow();
  return { rows, total: counts.total, before: counts.before };
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

/** What may be said of a piece to those who may not read it. */
export type PieceFacts = {
  id: string;
  kind: EvidenceKind;
  happened_on: Temporal.PlainDate;
  withdrawn: boolean;
  readers: Readers;
};

/**
 * Of the given pieces, wherever the reader may read evidence: that they stand, their kind and day, also of those that only named people read. A review rests on
 * them whether or not its reader may open them; nobody learns from this whose lesson it was, because title and words are left out.
 */
export async function pieceFacts(ctx: Ctx, ids: readonly string[]): Promise<Map<string, PieceFacts>> {
  if (ids.length === 0) return new Map();
  const found = await ctx.db
    .selectFrom('evidence')
    .select((eb) => ['id', 'kind', 'happened_on', eb('withdrawn_at', 'is not', null).as('withdrawn'), 'readers'])
    .where(inScope(ctx.scope, 'evidence.school_id'))
    .where(inScope(scopeOf(ctx.actor, 'evidence:read'), 'evidence.school_id'))
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(found.map((row) => [row.id, { ...row, withdrawn: Boolean(row.withdrawn) }]));
}
