import { Invalid } from '#platform/errors.ts';
import { holdsAt } from '../access/actor.ts';
import { allowIf } from '../access/decision.ts';
import type { Write } from '../audit/write.ts';
import type { Ctx } from '../context.ts';
import '../organisations/tables.ts';
import { type EvidenceKind, evidenceKindLabel } from './kinds.ts';
import { dateProblems } from './rules.ts';
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
};

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
 * Records what was seen, read or heard at a school, inside a write of the caller's (it authorises by `evidence:write` at the school and records the
 * event itself). Throws `Invalid` for a day in the future, for something older than two years without a reason, and for a school or department that
 * is not the trust's.
 */
export async function recordEvidence(ctx: Ctx, tx: Write, evidence: NewEvidence): Promise<{ id: string }> {
  tx.authorise(
    allowIf(
      holdsAt(ctx.actor, 'evidence:write', evidence.schoolId),
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
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tx.record({
    kind: 'evidence.recorded',
    subjectType: 'evidence',
    subjectId: row.id,
    schoolId: evidence.schoolId,
    why: lateWhy,
    summary: `recorded evidence: ${evidenceKindLabel(evidence.kind).toLowerCase()}, “${evidence.title}”`,
    detail: { kind: evidence.kind, happenedOn: evidence.happenedOn.toString() },
  });
  return { id: row.id };
}
