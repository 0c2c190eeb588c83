import { termDates } from '#core/academic-year/queries.ts';
import { isSchoolDay } from '#core/academic-year/rules.ts';
import { type Write, write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { workloadStopped } from '#core/workload/book-workload.ts';
import { longDate, shortDate } from '#platform/clock.ts';
import { type FieldError, Invalid, requireRevision } from '#platform/errors.ts';
import { activitiesOf } from '../activity-queries.ts';
import { clashesOf, clockTime, type Slot } from '../activity-rules.ts';
import { instrumentInUse } from '../instrument-queries.ts';
import { peopleOfSchool } from '../member-queries.ts';
import { whyNotYet } from '../member-rules.ts';
import { mayChangePlan } from '../policy.ts';
import type { QaReview } from '../queries.ts';
import { activityKinds, fewestPupils } from '../rules.ts';
import type { ActivityKind } from '../tables.ts';
import { bookActivity, slotOf } from './book-activity.ts';
import { lockActivity, requireUnrecorded } from './lock-activity.ts';
import { lockReview } from './lock-review.ts';
import { noteChange } from './note-change.ts';

export type PlannedActivity = {
  kind: ActivityKind;
  title: string;
  focus: string;
  onDay: Temporal.PlainDate;
  /** `09:15`, or null where only the day is known. */
  startsAt: string | null;
  minutes: number;
  place: string;
  withPersonId: string | null;
  withWords: string;
  ledById: string | null;
  secondById: string | null;
  /** Why a limit of workload is passed, and why a shared page is changed. */
  overWhy: string | null;
  changeWhy: string | null;
};

async function dayProblems(ctx: Ctx, review: QaReview, day: Temporal.PlainDate): Promise<FieldError[]> {
  const outside =
    Temporal.PlainDate.compare(day, review.startsOn) < 0 || Temporal.PlainDate.compare(day, review.endsOn) > 0;
  if (outside)
    return [
      {
        field: 'onDay',
        message: `The review runs from ${longDate(review.startsOn)} to ${longDate(review.endsOn)}. Choose a day in it`,
      },
    ];
  const dates = await termDates(ctx, review.schoolId, review.academicYear);
  const closed = dates.halfTerms.length > 0 ? !isSchoolDay(dates, day) : day.dayOfWeek > 5;
  return closed ? [{ field: 'onDay', message: `The school is closed on ${longDate(day)}. Choose a school day` }] : [];
}

function memberFor(review: QaReview, memberId: string | null, field: string, errors: FieldError[]): Slot['ledBy'] {
  if (memberId === null) return null;
  const member = review.members.find((one) => one.id === memberId);
  if (!member) {
    errors.push({ field, message: 'Choose somebody of the team' });
    return null;
  }
  const why = whyNotYet(member.standing);
  if (why !== null) errors.push({ field, message: `${member.name} ${why}` });
  return { id: member.id, personId: member.personId };
}

/** Checks a slot against the days, the team, the school's people and what else they have at that time; throws `Invalid` with every problem. */
async function checkSlot(ctx: Ctx, review: QaReview, input: PlannedActivity, ownId: string | null): Promise<Slot> {
  const errors = await dayProblems(ctx, review, input.onDay);
  const ledBy = memberFor(review, input.ledById, 'ledById', errors);
  const secondBy = memberFor(review, input.secondById, 'secondById', errors);
  if (ledBy && secondBy && ledBy.id === secondBy.id)
    errors.push({ field: 'secondById', message: 'The second must be somebody else than who leads' });
  const people = await peopleOfSchool(ctx, review.schoolId);
  if (input.withPersonId !== null && !people.some((person) => person.id === input.withPersonId))
    errors.push({ field: 'withPersonId', message: `Choose somebody who works at ${review.schoolName}` });
  if (input.kind === 'pupil_voice' && input.withPersonId !== null)
    errors.push({
      field: 'withPersonId',
      message: `Pupils are asked about a subject, not about a teacher, in groups of ${fewestPupils} or more. Leave the person out`,
    });
  const slot: Slot = {
    kind: input.kind,
    title: input.title,
    onDay: input.onDay,
    startsAt: input.startsAt,
    minutes: input.minutes,
    withPersonId: input.withPersonId,
    ledBy,
    secondBy,
  };
  const others = (await activitiesOf(ctx, review.id)).filter(
    (other) => other.id !== ownId && other.cancelled_at === null,
  );
  const names = new Map([
    ...people.map((person) => [person.id, person.name] as const),
    ...review.members.map((member) => [member.id, member.name] as const),
  ]);
  errors.push(...clashesOf(slot, others.map(slotOf), (id) => names.get(id) ?? 'Somebody'));
  if (errors.length > 0) throw new Invalid(errors);
  return slot;
}

const when = (input: Pick<PlannedActivity, 'onDay' | 'startsAt'>): string =>
  `${shortDate(input.onDay)}${input.startsAt === null ? '' : ` at ${clockTime(input.startsAt)}`}`;

const columns = (input: PlannedActivity) => ({
  kind: input.kind,
  title: input.title,
  focus: input.focus,
  on_day: input.onDay,
  at_time: input.startsAt,
  minutes: input.minutes,
  place: input.place,
  with_person_id: input.withPersonId,
  with_words: input.withWords,
  led_by_id: input.ledById,
  second_by_id: input.secondById,
});

async function insertActivity(ctx: Ctx, tx: Write, review: QaReview, input: PlannedActivity): Promise<string> {
  const form = await instrumentInUse(ctx, input.kind);
  const row = await tx.db
    .insertInto('qa_review_activity')
    .values({
      trust_id: ctx.actor.trustId,
      review_id: review.id,
      school_id: review.schoolId,
      ...columns(input),
      instrument_id: form?.id ?? null,
      evidence_id: null,
      recorded_at: null,
      recorded_by: null,
      cancelled_at: null,
      cancelled_by: null,
      cancelled_why: null,
      added_at: ctx.now,
      added_by: ctx.actor.personId,
      sample_size: null,
      sample_disadvantaged: null,
      sample_send: null,
      sample_low: null,
      sample_middle: null,
      sample_high: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** Puts an activity into the timetable, with the version of its form that is in use now, and books its minutes. Returns its id. */
export async function addActivity(ctx: Ctx, reviewId: string, input: PlannedActivity): Promise<string> {
  return await write(ctx, async (tx) => {
    const review = await lockReview(ctx, tx, reviewId);
    tx.authorise(mayChangePlan(ctx.actor, review));
    const slot = await checkSlot(ctx, review, input, null);
    const id = await insertActivity(ctx, tx, review, input);
    await bookActivity(ctx, tx, review, id, slot, { overWhy: input.overWhy, toldBefore: false });
    const kind = activityKinds[input.kind].label.toLowerCase();
    await noteChange(ctx, tx, review, {
      kind: 'activity-added',
      what: `added ${kind} “${input.title}”, ${when(input)}, to the timetable`,
      why: input.changeWhy,
      named: input.withPersonId === null ? [] : [input.withPersonId],
    });
    return id;
  });
}

/** Changes a slot of the timetable that has not been recorded. Its kind stays: another kind is another activity. */
export async function changeActivity(
  ctx: Ctx,
  reviewId: string,
  activityId: string,
  input: Omit<PlannedActivity, 'kind'> & { revision: number },
): Promise<void> {
  await write(ctx, async (tx) => {
    const { review, activity } = await lockActivity(ctx, tx, activityId, reviewId);
    tx.authorise(mayChangePlan(ctx.actor, review));
    requireUnrecorded(activity);
    requireRevision(activity.revision, input.revision);
    const kept = { ...input, kind: activity.kind };
    const slot = await checkSlot(ctx, review, kept, activity.id);
    await tx.db
      .updateTable('qa_review_activity')
      .set({ ...columns(kept), revision: activity.revision + 1 })
      .where('id', '=', activity.id)
      .execute();
    const toldBefore = activity.on_day.equals(input.onDay) && activity.with_person_id === input.withPersonId;
    await bookActivity(ctx, tx, review, activity.id, slot, { overWhy: input.overWhy, toldBefore });
    const moved = !activity.on_day.equals(input.onDay) || activity.at_time?.slice(0, 5) !== input.startsAt?.slice(0, 5);
    await noteChange(ctx, tx, review, {
      kind: 'activity-changed',
      what: moved ? `moved “${input.title}” to ${when(input)}` : `changed “${input.title}”, ${when(input)}`,
      why: input.changeWhy,
      named: [activity.with_person_id, input.withPersonId].flatMap((id) => id ?? []),
    });
  });
}

/** Cancels an activity with the reason: it stays in the timetable as cancelled, and what it would have cost counts as stopped. */
export async function cancelActivity(ctx: Ctx, reviewId: string, activityId: string, why: string): Promise<void> {
  await write(ctx, async (tx) => {
    const { review, activity } = await lockActivity(ctx, tx, activityId, reviewId);
    tx.authorise(mayChangePlan(ctx.actor, review));
    requireUnrecorded(activity);
    await tx.db
      .updateTable('qa_review_activity')
      .set({
        cancelled_at: ctx.now,
        cancelled_by: ctx.actor.personId,
        cancelled_why: why,
        revision: activity.revision + 1,
      })
      .where('id', '=', activity.id)
      .execute();
    await workloadStopped(tx, { type: 'qa_review_activity', id: activity.id }, why);
    await noteChange(ctx, tx, review, {
      kind: 'activity-cancelled',
      what: `cancelled “${activity.title}” of ${shortDate(activity.on_day)}`,
      why,
      named: activity.with_person_id === null ? [] : [activity.with_person_id],
    });
  });
}
