import { Invalid } from '#platform/errors.ts';
import { holdsAt } from '../access/actor.ts';
import { allowIf } from '../access/decision.ts';
import type { Write } from '../audit/write.ts';
import type { Ctx } from '../context.ts';
import '../organisations/tables.ts';
import { type EvidenceKind, evidenceKindLabel } from './kinds.ts';
import { tellObserved } from './observed.ts';
import { addReach } from './reach.ts';
import { dateProblems, pieceInWords } from './rules.ts';
import type { EvidenceSourceType, Points, Readers } from './tables.ts';
import type { EvidenceTag } from './tags.ts';
import './tables.ts';

export type NewEvidence = {
  schoolId: string;
  kind: EvidenceKind;
  title: string;
  summary: string;
  happenedOn: Temporal.PlainDate;
  departmentId?: string | null;
  /** Why evidence older than two years still counts. */
  lateWhy?: string | null;
  /** The teacher who was observed: sees it at once, may reply. */
  observedId?: string | null;
  /** Who may read it, and whom `named` names beside the recorder and the observed. */
  readers?: Readers;
  readerIds?: readonly string[];
  /** Who else saw it; the recorder is always counted. */
  observers?: readonly { personId: string | null; name: string }[];
  areas?: readonly { areaId: string; points: Points; note?: string }[];
  tags?: readonly EvidenceTag[];
  /** Criteria of action plans and lines of enquiry that it speaks to; the caller has checked that they are of the school. */
  criterionIds?: readonly string[];
  enquiryIds?: readonly string[];
  source?: { type: EvidenceSourceType; id: string };
  clientId?: string | null;
  capturedAt?: Temporal.Instant | null;
};

/** The permissions that let somebody record evidence at a school: for any purpose, as part of a review, or as a visit note. */
type RecordingPermission = 'evidence:write' | 'review:contribute' | 'monitoring:write';

/** True where the department belongs to the school; a foreign key alone would take one of another school. */
export async function isDepartmentOf(tx: Write, departmentId: string, schoolId: string): Promise<boolean> {
  const found = await tx.db
    .selectFrom('department')
    .select('id')
    .where('id', '=', departmentId)
    .where('school_id', '=', schoolId)
    .executeTakeFirst();
  return found !== undefined;
}

/**
 * Records what was seen, read or heard at a school, inside a write of the caller's (it authorises by the permission at the school and records the
 * event itself). Throws `Invalid` for a day in the future, for something older than two years without a reason, and for a school or department that
 * is not the trust's.
 */
export async function recordEvidence(
  ctx: Ctx,
  tx: Write,
  evidence: NewEvidence,
  permission: RecordingPermission = 'evidence:write',
): Promise<{ id: string }> {
  tx.authorise(
    allowIf(
      holdsAt(ctx.actor, permission, evidence.schoolId),
      'Your role does not include recording evidence at this school.',
    ),
  );
  const lateWhy = evidence.lateWhy ?? null;
  const departmentId = evidence.departmentId ?? null;
  const problems = dateProblems(evidence.happenedOn, ctx.today, lateWhy);
  const school = await tx.db.selectFrom('school').select('id').where('id', '=', evidence.schoolId).executeTakeFirst();
  if (!school) problems.push({ field: 'schoolId', message: 'Choose a school of the trust' });
  if (departmentId !== null && !(await isDepartmentOf(tx, departmentId, evidence.schoolId))) {
    problems.push({ field: 'departmentId', message: 'Choose a department of this school' });
  }
  if (problems.length > 0) throw new Invalid(problems);
  const row = await tx.db
    .insertInto('evidence')
    .values({
      trust_id: ctx.actor.trustId,
      school_id: evidence.schoolId,
      kind: evidence.kind,
      title: evidence.title,
      summary: evidence.summary,
      happened_on: evidence.happenedOn,
      late_why: lateWhy,
      recorded_at: ctx.now,
      recorded_by: ctx.actor.personId,
      department_id: departmentId,
      withdrawn_at: null,
      withdrawn_by: null,
      withdrawn_why: null,
      observed_id: evidence.observedId ?? null,
      source_type: evidence.source?.type ?? null,
      source_id: evidence.source?.id ?? null,
      client_id: evidence.clientId ?? null,
      captured_at: evidence.capturedAt ?? null,
      readers: evidence.readers ?? 'leaders',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await addReach(ctx, tx, row.id, evidence);
  await tx.record({
    kind: 'evidence.recorded',
    subjectType: 'evidence',
    subjectId: row.id,
    schoolId: evidence.schoolId,
    why: evidence.readers === 'named' ? null : lateWhy,
    summary:
      evidence.readers === 'named'
        ? `recorded evidence: ${pieceInWords({ ...evidence, readers: 'named' })}`
        : `recorded evidence: ${evidenceKindLabel(evidence.kind).toLowerCase()}, “${evidence.title}”`,
    detail: { kind: evidence.kind, happenedOn: evidence.happenedOn.toString() },
  });
  await tellObserved(ctx, tx, { id: row.id, observedId: evidence.observedId ?? null, happenedOn: evidence.happenedOn });
  return { id: row.id };
}
