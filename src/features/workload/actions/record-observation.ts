import { academicYearOf } from '#core/academic-year/rules.ts';
import { type Write, write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { tell } from '#core/notifications/tell.ts';
import { findSchool } from '#core/organisations/queries.ts';
import { bookWorkload, type WorkloadCause, workloadDone } from '#core/workload/book-workload.ts';
import { workloadFindings } from '#core/workload/queries.ts';
import { recordExcess } from '#core/workload/record-excess.ts';
import { longDate } from '#platform/clock.ts';
import { Invalid, requireRevision } from '#platform/errors.ts';
import { findObservation, peopleAt } from '../observation-queries.ts';
import { type ObservationInput, observationProblems, sharesOf, stateOf } from '../observation-rules.ts';
import { workloadPaths } from '../paths.ts';
import { mayRecordWorkload } from '../policy.ts';
import '../tables.ts';

export type Entered = ObservationInput & { overWhy: string | null };

const causeOf = (id: string): WorkloadCause => ({ type: 'by_hand', id });
const liesBehind = (ctx: Ctx, day: Temporal.PlainDate) => Temporal.PlainDate.compare(day, ctx.today) < 0;

async function requireSound(ctx: Ctx, schoolId: string, input: Entered, kept: readonly (string | null)[]) {
  const problems = observationProblems(input, ctx.today);
  const { observed, observers } = await peopleAt(ctx, schoolId);
  // Somebody who has left meanwhile stays in what was entered before.
  const known = (people: readonly { id: string }[], id: string) =>
    kept.includes(id) || people.some((person) => person.id === id);
  if (!known(observed, input.personId))
    problems.push({ field: 'personId', message: 'Choose somebody who works at the school' });
  if (input.observerId !== null && !known(observers, input.observerId))
    problems.push({ field: 'observerId', message: 'Choose somebody of the school or the Trust' });
  if (problems.length > 0) throw new Invalid(problems);
}

type Told = { person_id: string; on_day: Temporal.PlainDate };

/**
 * Books the minutes anew: everything that the observation had booked gives way, also what counted as done. Whoever was told of the same day before (`told`) has
 * had the notice.
 */
async function book(
  ctx: Ctx,
  tx: Write,
  id: string,
  schoolId: string,
  input: Entered,
  { done, told }: { done: boolean; told: Told | null },
): Promise<void> {
  const cause = causeOf(id);
  const shares = sharesOf(schoolId, input, done);
  const known = told !== null && told.person_id === input.personId && told.on_day.equals(input.onDay);
  const findings = (await workloadFindings(ctx, shares, cause)).filter(
    (finding) => !(known && finding.limit === 'notice'),
  );
  await recordExcess(ctx, tx, cause, schoolId, findings, input.overWhy);
  await tx.db.deleteFrom('workload_line').where('source_type', '=', 'by_hand').where('source_id', '=', id).execute();
  await bookWorkload(ctx, tx, cause, shares);
}

const columnsOf = (input: Entered) => ({
  academic_year: academicYearOf(input.onDay),
  person_id: input.personId,
  observer_id: input.observerId,
  purpose: input.purpose,
  on_day: input.onDay,
  minutes: input.minutes,
  feedback_minutes: input.feedbackMinutes,
});

/** Enters an observation that no review knows of; whoever is observed is told, unless they enter it themselves. What lies behind us is done. */
export async function recordObservation(ctx: Ctx, schoolId: string, input: Entered): Promise<string> {
  return await write(ctx, async (tx) => {
    const school = await findSchool(ctx, schoolId);
    tx.authorise(mayRecordWorkload(ctx.actor, school.id));
    await requireSound(ctx, school.id, input, []);
    const done = liesBehind(ctx, input.onDay);
    const row = await tx.db
      .insertInto('workload_observation')
      .values({
        trust_id: ctx.actor.trustId,
        school_id: school.id,
        ...columnsOf(input),
        recorded_at: ctx.now,
        recorded_by: ctx.actor.personId,
        done_at: done ? ctx.now : null,
        stopped_at: null,
        stopped_by: null,
        stopped_why: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await book(ctx, tx, row.id, school.id, input, { done, told: null });
    if (input.personId !== ctx.actor.personId)
      await tell(ctx, tx, input.personId, {
        subject: done ? 'An observation of you has been entered' : `You are to be observed on ${longDate(input.onDay)}`,
        body: 'It counts towards the limits of the year. What the year asks of you is on one page.',
        href: workloadPaths.own,
      });
    await tx.record({
      kind: 'workload.observation-entered',
      subjectType: 'workload_observation',
      subjectId: row.id,
      schoolId: school.id,
      summary: `entered an observation on ${longDate(input.onDay)}`,
      why: input.overWhy,
    });
    return row.id;
  });
}

/** Locks an observation for a change by somebody who may make it; a stale revision is refused. */
export async function lockObservation(ctx: Ctx, tx: Write, id: string, revision: number) {
  await tx.db.selectFrom('workload_observation').select('id').where('id', '=', id).forUpdate().execute();
  const row = await findObservation(ctx, id);
  tx.authorise(mayRecordWorkload(ctx.actor, row.school_id));
  requireRevision(row.revision, revision);
  return row;
}

/** Corrects what was entered; the ledger follows. */
export async function correctObservation(ctx: Ctx, id: string, revision: number, input: Entered): Promise<string> {
  return await write(ctx, async (tx) => {
    const row = await lockObservation(ctx, tx, id, revision);
    if (row.stopped_at)
      throw new Invalid([{ field: '', message: 'It has been stopped, so it can no longer be changed' }]);
    await requireSound(ctx, row.school_id, input, [row.person_id, row.observer_id]);
    const done = liesBehind(ctx, input.onDay);
    await tx.db
      .updateTable('workload_observation')
      .set({ ...columnsOf(input), done_at: done ? (row.done_at ?? ctx.now) : null, revision: row.revision + 1 })
      .where('id', '=', id)
      .execute();
    await book(ctx, tx, id, row.school_id, input, { done, told: row });
    await tx.record({
      kind: 'workload.observation-corrected',
      subjectType: 'workload_observation',
      subjectId: id,
      schoolId: row.school_id,
      summary: `corrected an observation on ${longDate(input.onDay)}`,
      why: input.overWhy,
    });
    return row.school_id;
  });
}

/** Says that a planned observation took place. */
export async function observationTookPlace(ctx: Ctx, id: string, revision: number): Promise<string> {
  return await write(ctx, async (tx) => {
    const row = await lockObservation(ctx, tx, id, revision);
    const state = stateOf(row, ctx.today);
    if (state === 'done' || state === 'stopped')
      throw new Invalid([{ field: '', message: 'It has been done or stopped already' }]);
    if (Temporal.PlainDate.compare(row.on_day, ctx.today) > 0)
      throw new Invalid([{ field: '', message: 'Its day has not come yet' }]);
    await tx.db
      .updateTable('workload_observation')
      .set({ done_at: ctx.now, revision: row.revision + 1 })
      .where('id', '=', id)
      .execute();
    await workloadDone(tx, causeOf(id));
    await tx.record({
      kind: 'workload.observation-done',
      subjectType: 'workload_observation',
      subjectId: id,
      schoolId: row.school_id,
      summary: `said that the observation on ${longDate(row.on_day)} took place`,
    });
    return row.school_id;
  });
}
