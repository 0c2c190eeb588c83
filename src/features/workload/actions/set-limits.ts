import { sql } from 'kysely';
import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import type { WorkloadLimits } from '#core/workload/limits.ts';
import { Invalid, requireRevision } from '#platform/errors.ts';
import { limitProblems } from '../limits-rules.ts';
import { maySetLimits } from '../policy.ts';
import { limitVersions } from '../queries.ts';
import '../tables.ts';

/** Sets the limits of the trust as a new version. `shown` is the version that the form was shown, 0 where the defaults held. */
export async function setLimits(ctx: Ctx, shown: number, limits: WorkloadLimits, why: string): Promise<number> {
  return await write(ctx, async (tx) => {
    tx.authorise(maySetLimits(ctx.actor));
    // One change of a trust's limits after another.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`workload limits ${ctx.actor.trustId}`}, 0))`.execute(
      tx.db,
    );
    const [newest] = await limitVersions(ctx);
    requireRevision(newest?.version ?? 0, shown);
    const problems = limitProblems(limits);
    if (problems.length > 0) throw new Invalid(problems);
    const version = (newest?.version ?? 0) + 1;
    const row = await tx.db
      .insertInto('workload_policy')
      .values({
        trust_id: ctx.actor.trustId,
        version,
        observations_a_year: limits.observationsAYear,
        observed_minutes_a_year: limits.observedMinutesAYear,
        warn_at_observations: limits.warnAtObservations,
        notice_school_days: limits.noticeSchoolDays,
        observers_at_most: limits.observersAtMost,
        school_hours_a_term: limits.schoolHoursATerm,
        not_in_first_week: limits.notInFirstWeek,
        not_in_last_week: limits.notInLastWeek,
        not_in_exam_weeks: limits.notInExamWeeks,
        set_at: ctx.now,
        set_by: ctx.actor.personId,
        why,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx.record({
      kind: 'workload.limits-set',
      subjectType: 'workload_policy',
      subjectId: row.id,
      schoolId: null,
      summary: `changed the limits of workload (version ${version})`,
      why,
    });
    return version;
  });
}
