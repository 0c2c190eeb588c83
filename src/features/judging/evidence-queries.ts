import { sql } from 'kysely';
import { scopeOf } from '#core/access/actor.ts';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import { mayReadPiece } from '#core/evidence/queries.ts';
import '#core/evidence/tables.ts';
import '#core/frameworks/tables.ts';
import '#core/people/tables.ts';
import { together } from '#platform/db/together.ts';
import type { Piece } from './safety-rules.ts';

/** A piece that speaks to a judgement. One that the reader may not open counts, and says neither what it is called nor who saw it. */
export type SpokenPiece = Piece & {
  schoolId: string;
  title: string | null;
  /** Names of who saw it; empty where the reader may not open it. */
  seenBy: readonly string[];
  readable: boolean;
};

/** What is judged: an area of a family of frameworks at a school. */
export type JudgedArea = {
  schoolId: string;
  family: string;
  areaCode: string;
  /** Earlier pieces speak only where they are cited. */
  since: Temporal.PlainDate;
  /** Only what was seen in this department or through the activities of this review; null: at the whole school. */
  department: { id: string; reviewId: string } | null;
  /** The judgement whose sentences cite evidence; null where none do, or where the reader may not know of them. */
  citing: { reviewId: string; part: string } | null;
};

/** A query of pieces of evidence of the schools, with what safety asks of each. */
function pieces(ctx: Ctx) {
  return ctx.db
    .selectFrom('evidence')
    .select([
      'evidence.id',
      'evidence.school_id',
      'evidence.kind',
      'evidence.happened_on',
      'evidence.department_id',
      'evidence.title',
      sql<string | null>`case when evidence.source_type = 'qa_review_activity'
        then (select v.review_id from qa_review_activity v where v.id = evidence.source_id) end`.as('review_id'),
      // Evidence from before observers were written down was seen by whoever recorded it.
      sql<
        { key: string; name: string }[]
      >`(select json_agg(distinct jsonb_build_object('key', w.key, 'name', w.name)) from (
          select coalesce(o.person_id::text, o.name) as key, coalesce(p.name, o.name) as name
            from evidence_observer o left join person p on p.id = o.person_id where o.evidence_id = evidence.id
          union select r.id::text, r.name from person r where r.id = evidence.recorded_by) w)`.as('observers'),
      sql<boolean>`exists (select from evidence_tag t where t.evidence_id = evidence.id and t.tag = 'disadvantaged')`.as(
        'disadvantaged',
      ),
      sql<boolean>`exists (select from evidence_tag t where t.evidence_id = evidence.id and t.tag = 'send')`.as('send'),
      sql<boolean>`${mayReadPiece(ctx)} and ${inScope(scopeOf(ctx.actor, 'evidence:read'), 'evidence.school_id')}`.as(
        'readable',
      ),
    ])
    .where(inScope(ctx.scope, 'evidence.school_id'))
    .where('evidence.withdrawn_at', 'is', null);
}

/**
 * What speaks to each of several judged areas: evidence that says something of the area (of any version of the framework), and what the judgement's sentences
 * cite. In one round trip; the pieces of an area come newest first.
 */
export async function piecesFor(ctx: Ctx, areas: readonly JudgedArea[]): Promise<SpokenPiece[][]> {
  if (areas.length === 0) return [];
  const schools = [...new Set(areas.map((area) => area.schoolId))];
  const [earliest] = areas.map((area) => area.since).sort(Temporal.PlainDate.compare);
  const reviews = [...new Set(areas.flatMap((area) => area.citing?.reviewId ?? []))];
  const { tagged, cited } = await together(ctx.db, {
    tagged: pieces(ctx)
      .innerJoin('evidence_area as ea', 'ea.evidence_id', 'evidence.id')
      .innerJoin('framework_area as fa', 'fa.id', 'ea.area_id')
      .innerJoin('framework as f', 'f.id', 'fa.framework_id')
      .select(['ea.points', 'fa.code', 'f.family'])
      .where('evidence.school_id', 'in', schools)
      .where('evidence.happened_on', '>=', earliest ?? ctx.today)
      .orderBy('evidence.happened_on', 'desc')
      .orderBy('evidence.id', 'desc'),
    cited:
      reviews.length === 0
        ? null
        : pieces(ctx)
            .innerJoin('claim_evidence as c', 'c.evidence_id', 'evidence.id')
            .select(['c.review_id as citing', 'c.part'])
            .where('c.review_id', 'in', reviews)
            .orderBy('evidence.happened_on', 'desc')
            .orderBy('evidence.id', 'desc'),
  });
  type Row = Omit<(typeof tagged)[number], 'points' | 'code' | 'family'> & {
    points?: (typeof tagged)[number]['points'];
  };
  const spoken = (row: Row): SpokenPiece => ({
    id: row.id,
    schoolId: row.school_id,
    kind: row.kind,
    happenedOn: row.happened_on,
    departmentId: row.department_id,
    title: row.readable ? row.title : null,
    seenBy: row.readable ? row.observers.map((observer) => observer.name) : [],
    observers: row.observers.map((observer) => observer.key),
    points: row.points ?? null,
    disadvantaged: row.disadvantaged,
    send: row.send,
    readable: row.readable,
  });
  return areas.map((area) => {
    const found = new Map<string, SpokenPiece>();
    for (const row of tagged) {
      if (row.school_id !== area.schoolId || row.code !== area.areaCode || row.family !== area.family) continue;
      if (Temporal.PlainDate.compare(row.happened_on, area.since) < 0) continue;
      const { department } = area;
      if (department && row.review_id !== department.reviewId && row.department_id !== department.id) continue;
      found.set(row.id, spoken(row));
    }
    for (const row of cited ?? [])
      if (row.citing === area.citing?.reviewId && row.part === area.citing.part && !found.has(row.id))
        found.set(row.id, spoken(row));
    return [...found.values()].sort((a, b) => Temporal.PlainDate.compare(b.happenedOn, a.happenedOn));
  });
}
