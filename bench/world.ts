import { buildTermDates } from '#core/academic-year/build.ts';
import { allowed } from '#core/access/decision.ts';
import { runAs } from '#core/access/run-as.ts';
import { write } from '#core/audit/write.ts';
import { buildFrameworks } from '#core/frameworks/build.ts';
import { buildActor, buildSchool, buildTrust, inTrust } from '#core/organisations/build.ts';
import { systemClock } from '#platform/clock.ts';
import type { Connection } from '#platform/db/connect.ts';
import { createAccount } from '#platform/identity/actions/create-account.ts';
import { buildIssuedReview } from '../src/features/annual-reviews/build.ts';

export type BenchWorld = { accountId: string; schoolId: string; reviewId: string; planId: string };

const areas = [
  'quality_of_education',
  'behaviour_and_attitudes',
  'personal_development',
  'leadership_and_management',
  'sixth_form_provision',
  'safeguarding',
];

/** A trust of forty schools with five years of issued reviews behind it, and its Executive Principal with an account. Invented throughout. */
export async function buildBenchWorld(connection: Connection): Promise<BenchWorld> {
  const { db } = connection;
  const process = { db, services: { clock: systemClock, enqueue: async () => {}, publicUrl: 'http://127.0.0.1' } };
  const trust = await buildTrust(db, 'Invented Forty');
  await buildFrameworks(db, trust);
  await buildTermDates(db, trust, 2026);
  const principal = await buildActor(db, trust, 'executive_principal');
  const author = await buildActor(db, trust, 'teaching_learning');
  const leader = await buildActor(db, trust, 'trust_leader');
  const trustee = await buildActor(db, trust, 'trustee');
  const people: Record<string, string> = {};
  let first: BenchWorld | null = null;
  for (let number = 0; number < 40; number += 1) {
    const school = await buildSchool(db, trust, { name: `Invented School ${String(number + 1).padStart(2, '0')}` });
    const head = await buildActor(db, trust, 'head_teacher', { schoolId: school.id });
    const governor = await buildActor(db, trust, 'lgb_member', { schoolId: school.id });
    people[school.id] = head.personId;
    const cast = { executivePrincipal: principal, leader, author, head, trustee, governor };
    const grades = {
      quality_of_education: String(1 + (number % 4)),
      behaviour_and_attitudes: String(1 + ((number + 1) % 3)),
    };
    const built = await buildIssuedReview(process, trust, school, { people: cast, academicYear: 2026, grades });
    await addYears(connection, trust.id, school.id, built.reviewId, number);
    const plan = await connection.pool
      .query<{ id: string }>('select id from action_plan where school_id = $1', [school.id])
      .catch(() => ({ rows: [] }));
    first ??= { accountId: '', schoolId: school.id, reviewId: built.reviewId, planId: plan.rows[0]?.id ?? '' };
  }
  const accountId = await runAs(process, principal, 'own-account', (ctx) =>
    write(ctx, async (tx) => {
      tx.authorise(allowed);
      const id = await createAccount(tx.db, { name: principal.name, email: principal.email, passwordHash: null });
      await tx.db.updateTable('person').set({ account_id: id }).where('id', '=', principal.personId).execute();
      await tx.record({
        kind: 'account.created',
        subjectType: 'person',
        subjectId: principal.personId,
        schoolId: null,
        summary: 'got an account',
      });
      return id;
    }),
  );
  if (!first) throw new Error('No school was built.');
  return { ...first, accountId };
}

/** Four earlier years of issued reviews, as rows: issuing two hundred for real would take minutes and add nothing to what is measured. */
async function addYears(
  connection: Connection,
  trustId: string,
  schoolId: string,
  reviewId: string,
  number: number,
): Promise<void> {
  await inTrust(connection.db, trustId, async (tx) => {
    const review = await tx
      .selectFrom('annual_review')
      .selectAll()
      .where('id', '=', reviewId)
      .executeTakeFirstOrThrow();
    const issue = await tx
      .selectFrom('review_issue')
      .selectAll()
      .where('review_id', '=', reviewId)
      .executeTakeFirstOrThrow();
    for (let back = 1; back <= 4; back += 1) {
      const academicYear = 2026 - back;
      const old = await tx
        .insertInto('annual_review')
        .values({
          trust_id: trustId,
          school_id: schoolId,
          academic_year: academicYear,
          framework_id: review.framework_id,
          started_by: review.started_by,
          due_on: Temporal.PlainDate.from({ year: academicYear, month: 12, day: 4 }),
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      const steps = await tx.selectFrom('review_step').selectAll().where('review_id', '=', reviewId).execute();
      for (const { id: _id, ...step } of steps)
        await tx
          .insertInto('review_step')
          .values({ ...step, review_id: old.id })
          .execute();
      const judgements = areas.map((areaCode, index) => ({
        judgementId: crypto.randomUUID(),
        areaCode,
        areaTitle: areaCode.replaceAll('_', ' '),
        gradeCode: areaCode === 'safeguarding' ? 'effective' : String(1 + ((number + back + index) % 3)),
        gradeLabel: 'Good',
        previousGradeCode: null,
        previousGradeLabel: null,
      }));
      await tx
        .insertInto('review_issue')
        .values({
          trust_id: trustId,
          review_id: old.id,
          school_id: schoolId,
          academic_year: academicYear,
          framework_id: review.framework_id,
          framework_family: 'section-5',
          number: 1,
          issued_at: issue.issued_at.subtract({ hours: 24 * 365 * back }),
          issued_by: issue.issued_by,
          why: null,
          frozen_record_id: issue.frozen_record_id,
          judgements: JSON.stringify(judgements),
          key_issues: JSON.stringify([]),
        })
        .execute();
    }
  });
}
