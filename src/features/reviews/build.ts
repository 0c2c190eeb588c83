import type { Actor } from '#core/access/actor.ts';
import type { Permission } from '#core/access/permissions.ts';
import { type Process, runAs } from '#core/access/run-as.ts';
import type { Ctx } from '#core/context.ts';
import { buildFrameworks } from '#core/frameworks/build.ts';
import { type BuiltSchool, type BuiltTrust, buildActor, buildSchool, inTrust } from '#core/organisations/build.ts';
import '#features/qa-calendar/index.ts';
import { addMember, declareInterest } from './actions/change-team.ts';
import { addActivity, type PlannedActivity } from './actions/plan-activity.ts';
import { prepareReview } from './actions/prepare-review.ts';
import { recordActivity } from './actions/save-record.ts';
import { gatherReview, shareReview } from './actions/take-step.ts';
import { gradeTheme } from './actions/write-theme.ts';
import { activitiesOf, findActivity } from './activity-queries.ts';
import { findReview } from './queries.ts';
import { areasToSay, recordOfActivity } from './record-queries.ts';
import type { ReviewKind, Topic } from './tables.ts';
import { themesOf } from './theme-queries.ts';

const day = (text: string) => Temporal.PlainDate.from(text);

/** Everybody whom a review needs: those who review, and those of the school. */
export type ReviewPeople = {
  executivePrincipal: Actor;
  leader: Actor;
  lead: Actor;
  /** A middle leader of another school, let in as a visiting reviewer. */
  visiting: Actor;
  head: Actor;
  departmentLeader: Actor;
  teacher: Actor;
};

export async function buildReviewPeople(
  process: Process,
  trust: BuiltTrust,
  school: BuiltSchool,
  departmentId: string | null,
): Promise<ReviewPeople> {
  const { db } = process;
  const at = { schoolId: school.id };
  const other = await buildSchool(db, trust);
  const visiting = await buildActor(db, trust, 'middle_leader', { schoolId: other.id });
  return {
    executivePrincipal: await buildActor(db, trust, 'executive_principal'),
    leader: await buildActor(db, trust, 'trust_leader'),
    lead: await buildActor(db, trust, 'teaching_learning'),
    // With the role that being on the team brings, as the gate would read it from the database.
    visiting: {
      ...visiting,
      grants: [...visiting.grants, { role: 'visiting_reviewer', schoolId: school.id, departmentId: null }],
    },
    head: await buildActor(db, trust, 'head_teacher', at),
    departmentLeader: await buildActor(db, trust, 'middle_leader', {
      ...at,
      ...(departmentId === null ? {} : { departmentId }),
    }),
    teacher: await buildActor(db, trust, 'teacher', at),
  };
}

export type EntryValues = {
  kind?: ReviewKind;
  topic?: Topic;
  departmentId?: string | null;
  title?: string;
  academicYear?: number;
  from?: string;
  to?: string;
  published?: boolean;
};

/** An entry of a published calendar that becomes a review: of a department, on 16 to 20 November 2026, unless `values` say otherwise. */
export async function buildReviewEntry(
  process: Process,
  trust: BuiltTrust,
  school: BuiltSchool,
  by: Actor,
  values: EntryValues = {},
): Promise<string> {
  const academicYear = values.academicYear ?? 2026;
  return await inTrust(process.db, trust.id, async (tx) => {
    const entry = await tx
      .insertInto('qa_entry')
      .values({
        trust_id: trust.id,
        school_id: school.id,
        academic_year: academicYear,
        kind: values.kind ?? 'department_review',
        topic: values.topic ?? null,
        department_id: values.departmentId ?? null,
        title: values.title ?? 'Department review: Mathematics',
        starts_on: day(values.from ?? '2026-11-16'),
        ends_on: day(values.to ?? '2026-11-20'),
        days_known: true,
        lead_id: by.personId,
        rolled_from_id: null,
        added_by: by.personId,
        stopped_at: null,
        stopped_by: null,
        stopped_why: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    if (values.published ?? true)
      await tx
        .insertInto('qa_publication')
        .values({
          trust_id: trust.id,
          school_id: school.id,
          academic_year: academicYear,
          version: 1,
          published_at: Temporal.Instant.from('2026-09-01T08:00:00Z'),
          published_by: by.personId,
          without_agreement_why: null,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    return entry.id;
  });
}

async function buildDepartment(process: Process, trust: BuiltTrust, school: BuiltSchool): Promise<string> {
  return await inTrust(process.db, trust.id, async (tx) => {
    const there = await tx
      .selectFrom('department')
      .select('id')
      .where('school_id', '=', school.id)
      .where('name', '=', 'Mathematics')
      .executeTakeFirst();
    if (there) return there.id;
    const row = await tx
      .insertInto('department')
      .values({ trust_id: trust.id, school_id: school.id, name: 'Mathematics', subject_id: null, closed_on: null })
      .returning('id')
      .executeTakeFirstOrThrow();
    return row.id;
  });
}

export type ReviewOptions = EntryValues & { people?: ReviewPeople; share?: boolean };

/** One activity of a kind, half an hour, unless `values` say otherwise. */
export const plannedActivity = (
  values: Partial<PlannedActivity> & Pick<PlannedActivity, 'onDay'>,
): PlannedActivity => ({
  kind: 'lesson_observation',
  title: 'Year 9, set 2, mathematics',
  focus: 'What pupils remember of fractions',
  startsAt: '09:15',
  minutes: 30,
  place: 'Room 12',
  withPersonId: null,
  withWords: '',
  ledById: null,
  secondById: null,
  overWhy: 'Built for a test',
  changeWhy: 'Built for a test',
  ...values,
});

/**
 * A review of mathematics, prepared by its lead with a visiting reviewer, an observed lesson, a scrutiny of work and a group of pupils, and shared with the
 * school. Done by the real actions.
 */
export async function buildQaReview(
  process: Process,
  trust: BuiltTrust,
  school: BuiltSchool,
  options: ReviewOptions = {},
) {
  const isTopic = options.kind === 'topic_review';
  const departmentId = isTopic ? null : (options.departmentId ?? (await buildDepartment(process, trust, school)));
  const people = options.people ?? (await buildReviewPeople(process, trust, school, departmentId));
  const hasFrameworks = await inTrust(process.db, trust.id, (tx) =>
    tx.selectFrom('framework').select('id').limit(1).executeTakeFirst(),
  );
  if (!hasFrameworks) await buildFrameworks(process.db, trust);
  const { lead, visiting } = people;
  const entryId = await buildReviewEntry(process, trust, school, lead, { ...options, departmentId });
  const as = <T>(actor: Actor, permission: Permission, work: (ctx: Ctx) => Promise<T>) =>
    runAs(process, actor, permission, work);
  const first = day(options.from ?? '2026-11-16');
  const last = day(options.to ?? '2026-11-20');
  const reviewId = await as(lead, 'review:lead', async (ctx) => {
    const { id } = await prepareReview(ctx, entryId, {
      purpose: 'What do pupils remember of number and first algebra? It leaves alone how books are marked.',
      startsOn: first,
      endsOn: last,
      leadId: lead.personId,
    });
    await addMember(ctx, id, {
      personId: visiting.personId,
      externalName: null,
      externalOrganisation: null,
      role: 'reviewer',
      expertise: 'Leads mathematics at another school',
      changeWhy: null,
    });
    return id;
  });
  for (const actor of [lead, visiting])
    await as(actor, 'review:contribute', async (ctx) => {
      const own = (await findReview(ctx, reviewId)).members.find((member) => member.personId === actor.personId);
      await declareInterest(ctx, reviewId, own?.id ?? '', null);
    });
  const activityIds = await as(lead, 'review:lead', async (ctx) => {
    const { members } = await findReview(ctx, reviewId);
    const memberId = (actor: Actor) => members.find((one) => one.personId === actor.personId)?.id ?? null;
    const lesson = await addActivity(
      ctx,
      reviewId,
      plannedActivity({
        onDay: first,
        withPersonId: people.teacher.personId,
        ledById: memberId(visiting),
        secondById: memberId(lead),
      }),
    );
    const work = await addActivity(
      ctx,
      reviewId,
      plannedActivity({
        kind: 'work_scrutiny',
        title: 'Books of Year 9',
        onDay: first,
        startsAt: '11:00',
        ledById: memberId(lead),
      }),
    );
    const pupils = await addActivity(
      ctx,
      reviewId,
      plannedActivity({
        kind: 'pupil_voice',
        title: 'Pupils of Year 9 about mathematics',
        onDay: first,
        startsAt: '13:30',
        withWords: 'Eight pupils',
        ledById: memberId(lead),
      }),
    );
    return { lesson, work, pupils };
  });
  if (options.share ?? true) await as(lead, 'review:lead', (ctx) => shareReview(ctx, reviewId, 'Built for a test'));
  return { reviewId, entryId, departmentId, people, activityIds, path: `/reviews/${reviewId}` };
}

/** What a reviewer writes on the form of an activity: a strength of every area, and a spread sample. */
export async function writtenRecord(ctx: Ctx, reviewId: string, activityId: string) {
  const review = await findReview(ctx, reviewId);
  const activity = await findActivity(ctx, reviewId, activityId);
  const { questions } = await recordOfActivity(ctx, activity);
  const areas = await areasToSay(ctx, review, questions);
  return {
    summary: 'Pupils explained how they compare fractions, and most could say why.',
    answers: questions.map((question) => ({
      questionId: question.id,
      answer: 'Most did so in their own words.',
      seen: question.answer === 'seen' ? ('clearly' as const) : null,
    })),
    areas: areas.map((area) => ({ areaId: area.id, points: 'strength' as const })),
    tags: ['curriculum' as const],
    sample: { size: 12, disadvantaged: 4, send: 2, low: 4, middle: 4, high: 4 },
    revision: activity.revision,
    happenedOn: activity.on_day,
  };
}

/** Records every activity that is still open, each by whom it is led. */
export async function recordAll(process: Process, reviewId: string, people: ReviewPeople): Promise<void> {
  const activities = await runAs(process, people.lead, 'review:read', (ctx) => activitiesOf(ctx, reviewId));
  for (const activity of activities.filter((one) => one.recorded_at === null && one.cancelled_at === null)) {
    const by = activity.led_by_person_id === people.visiting.personId ? people.visiting : people.lead;
    await runAs(process, by, 'review:contribute', async (ctx) =>
      recordActivity(ctx, reviewId, activity.id, await writtenRecord(ctx, reviewId, activity.id)),
    );
  }
}

/** The same review with every activity recorded and every theme graded (second best of its scale, or by area code as `grades` say), its evidence complete. */
export async function buildGatheredReview(
  process: Process,
  trust: BuiltTrust,
  school: BuiltSchool,
  options: ReviewOptions & { grades?: Readonly<Record<string, string>> } = {},
) {
  const built = await buildQaReview(process, trust, school, options);
  const { reviewId, people } = built;
  await recordAll(process, reviewId, people);
  const themes = await runAs(process, people.lead, 'review:contribute', async (ctx) => {
    for (const theme of await themesOf(ctx, reviewId))
      await gradeTheme(ctx, reviewId, theme.id, {
        strengths: 'Pupils explain what they have learnt.',
        toImprove: 'Check what pupils remember from last year.',
        reasons: 'Lessons, work and pupils agree.',
        gradeCode: options.grades?.[theme.area_code] ?? '2',
        fewKindsWhy: 'Built for a test',
        revision: theme.revision,
      });
    return await themesOf(ctx, reviewId);
  });
  await runAs(process, people.lead, 'review:lead', (ctx) => gatherReview(ctx, reviewId));
  return { ...built, themes };
}
