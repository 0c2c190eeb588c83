import type { Permission } from '#core/access/permissions.ts';
import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { commentOnPlan } from '#features/action-plans/actions/comment-on-plan.ts';
import { declarePlan } from '#features/action-plans/actions/declare-plan.ts';
import { finishAction } from '#features/action-plans/actions/finish-action.ts';
import { linkKeyIssues, openPlan } from '#features/action-plans/actions/open-plan.ts';
import { recommendPlan } from '#features/action-plans/actions/recommend-plan.ts';
import { recordDecision } from '#features/action-plans/actions/record-decision.ts';
import { recordDelivery } from '#features/action-plans/actions/record-delivery.ts';
import { recordProgress } from '#features/action-plans/actions/record-progress.ts';
import { reviewPlan } from '#features/action-plans/actions/review-plan.ts';
import { saveAction } from '#features/action-plans/actions/save-action.ts';
import { saveCriterion } from '#features/action-plans/actions/save-criterion.ts';
import { saveObjective } from '#features/action-plans/actions/save-objective.ts';
import { saveSupport } from '#features/action-plans/actions/save-support.ts';
import { signPlan } from '#features/action-plans/actions/sign-plan.ts';
import { contentOf } from '#features/action-plans/content-queries.ts';
import { mayOpenPlan } from '#features/action-plans/policy.ts';
import { findPlan, listPlans } from '#features/action-plans/queries.ts';
import { issuedReviews } from '#features/annual-reviews/index.ts';
import type { Calendar } from './calendar.ts';
import type { CastKey } from './cast.ts';
import type { Criterion, Objective, PlanStory, Promised } from './plan-story.ts';
import { named, type Scene, type Story } from './scenes.ts';

const added = (planId: string) => ({ planId, partId: null, revision: 0, why: null });
const maybe = (calendar: Calendar, written: string | undefined) => (written ? calendar.day(written) : null);

/** The plan that the review set off, with all its key issues; opened by hand where no grade has opened it. */
async function openFromReview(ctx: Ctx, story: Story, plan: PlanStory): Promise<void> {
  const { calendar, schoolIds } = story.stage;
  const schoolId = schoolIds[plan.school];
  const academicYear = calendar.year(plan.year);
  const [issued] = await issuedReviews(ctx, { schoolIds: [schoolId], academicYear });
  if (!issued) throw new Error(`There is no issued review for the plan “${plan.name}”.`);
  const keyIssues = issued.keyIssues.map((issue) => ({
    id: issue.id,
    text: issue.text,
    areaTitle: issued.judgements.find((one) => one.areaCode === issue.areaCode)?.areaTitle ?? null,
  }));
  const found = (await listPlans(ctx, { academicYear }).execute()).find((one) => one.school_id === schoolId);
  const { reviewId } = issued;
  const known = found ? (await contentOf(ctx, found.id)).issues.map((row) => row.key_issue_id) : [];
  if (found) story.ids.set(plan.name, found.id);
  if (found && keyIssues.every((issue) => known.includes(issue.id))) return;
  await write(ctx, async (tx) => {
    tx.authorise(mayOpenPlan(ctx.actor, schoolId, plan.basis));
    if (found) await linkKeyIssues(ctx, tx, found.id, reviewId, keyIssues);
    else {
      const opening = { schoolId, academicYear, annualReviewId: reviewId, basis: plan.basis, keyIssues };
      story.ids.set(plan.name, (await openPlan(ctx, tx, opening)).planId);
    }
  });
}

async function writeCriterion(ctx: Ctx, story: Story, planId: string, objectiveId: string, one: Criterion) {
  const inNumbers = typeof one.from === 'number';
  await saveCriterion(ctx, added(planId), {
    objective_id: objectiveId,
    what: one.what,
    measure: inNumbers ? 'number' : 'words',
    unit: one.unit ?? null,
    from_number: inNumbers ? String(one.from) : null,
    to_number: inNumbers ? String(one.to) : null,
    from_words: inNumbers ? null : String(one.from),
    to_words: inNumbers ? null : String(one.to),
    by_when: story.stage.calendar.day(one.by),
    how_known: one.known,
    owner_id: story.stage.people[one.owner].personId,
    owner_name: null,
  });
  story.ids.set(one.name, (await contentOf(ctx, planId)).criteria.at(-1)?.id ?? '');
}

async function writeObjective(ctx: Ctx, story: Story, planId: string, objective: Objective): Promise<void> {
  const { calendar, people } = story.stage;
  const issue = (await contentOf(ctx, planId)).issues[objective.issue - 1];
  if (!issue) throw new Error(`The plan has no key issue ${objective.issue}.`);
  await saveObjective(ctx, added(planId), { issue_id: issue.id, text: objective.text });
  const objectiveId = (await contentOf(ctx, planId)).objectives.find((row) => row.text === objective.text)?.id ?? '';
  for (const criterion of objective.criteria) await writeCriterion(ctx, story, planId, objectiveId, criterion);
  for (const action of objective.actions) {
    await saveAction(ctx, added(planId), {
      objective_id: objectiveId,
      what: action.what,
      owner_id: people[action.owner].personId,
      owner_name: null,
      starts_on: maybe(calendar, action.starts),
      due_on: calendar.day(action.due),
      resource_need: action.needs ?? null,
    });
  }
}

async function promise(ctx: Ctx, { stage, ids }: Story, planId: string, support: Promised): Promise<void> {
  await saveSupport(
    ctx,
    { ...added(planId), why: support.why ?? null },
    {
      objective_id: null,
      kind: support.kind,
      what: support.what,
      who: support.who ?? null,
      from_school_id: support.from ? stage.schoolIds[support.from] : null,
      half_days: support.halfDays ?? null,
      cost_pence: support.costPence ?? null,
      starts_on: maybe(stage.calendar, support.starts),
      ends_on: maybe(stage.calendar, support.ends),
    },
  );
  const saved = (await contentOf(ctx, planId)).support.find((row) => row.what === support.what);
  ids.set(support.name, saved?.id ?? '');
}

type Doing = (ctx: Ctx, story: Story, planId: string) => Promise<void>;

const version = async (ctx: Ctx, planId: string) => (await findPlan(ctx, planId)).content_version;

async function finish(ctx: Ctx, { stage }: Story, planId: string, what: string, on: string, note: string) {
  const action = (await contentOf(ctx, planId)).actions.find((row) => row.what === what);
  if (!action) throw new Error(`The plan has no action “${what}”.`);
  await finishAction(ctx, planId, action.id, action.revision, { doneOn: stage.calendar.day(on), note });
}

function recordingScenes(
  plan: PlanStory,
  scene: (on: string, who: CastKey, may: Permission, play: Doing) => Scene,
): Scene[] {
  const done = plan.objectives
    .flatMap((objective) => objective.actions)
    .flatMap(({ what, done }) =>
      done
        ? [
            scene(done.on, done.by ?? plan.writer, 'plan:write', (ctx, story, id) =>
              finish(ctx, story, id, what, done.on, done.note),
            ),
          ]
        : [],
    );
  const progress = (plan.progress ?? []).map((one) =>
    scene(one.on, one.by, 'plan:write', (ctx, story, id) =>
      recordProgress(ctx, id, named(story, one.criterion), {
        notedOn: story.stage.calendar.day(one.on),
        valueNumber: one.value === undefined ? null : String(one.value),
        valueWords: one.words ?? null,
        rag: one.rag,
        reason: one.reason,
      }),
    ),
  );
  const delivered = (plan.support ?? []).flatMap((support) =>
    (support.delivered ?? []).map(([on, halfDays, note]) =>
      scene(on, 'trustLeader', 'plan:write', (ctx, story, id) =>
        recordDelivery(ctx, id, named(story, support.name), {
          deliveredOn: story.stage.calendar.day(on),
          halfDays,
          note,
        }),
      ),
    ),
  );
  const reviews = (plan.reviews ?? []).map((one) =>
    scene(one.on, one.by, 'plan:review', (ctx, story, id) =>
      reviewPlan(ctx, id, {
        overall: one.overall,
        decision: one.decision,
        reason: one.reason,
        evidenceIds: (one.evidence ?? []).map((name) => named(story, name)),
        lines: new Map(Object.entries(one.lines).map(([name, words]) => [named(story, name), words])),
      }),
    ),
  );
  const comments = (plan.comments ?? []).map((one) =>
    scene(one.on, one.by, 'plan:write', (ctx, _story, id) => commentOnPlan(ctx, id, one.text)),
  );
  return [...done, ...progress, ...delivered, ...comments, ...reviews];
}

/** A plan from the review that it follows to wherever it has come, each step by whoever takes it. */
export function planScenes(plan: PlanStory): Scene[] {
  const scene = (on: string, who: CastKey, permission: Permission, play: Doing): Scene => ({
    on,
    who,
    permission,
    play: (ctx, story) => play(ctx, story, named(story, plan.name)),
  });
  const opened: Scene = {
    on: plan.openedOn,
    who: 'executivePrincipal',
    permission: 'plan:write',
    play: (ctx, story) => openFromReview(ctx, story, plan),
  };
  const objectives = plan.objectives.map((objective) =>
    scene(plan.writtenOn, plan.writer, 'plan:write', (ctx, story, id) => writeObjective(ctx, story, id, objective)),
  );
  const support = (plan.support ?? []).map((one) =>
    scene(one.promisedOn ?? plan.writtenOn, 'trustLeader', 'plan:write', (ctx, story, id) =>
      promise(ctx, story, id, one),
    ),
  );
  const signatures = (plan.signed ?? []).map(([who, on]) =>
    scene(on, who, 'plan:agree', async (ctx, _story, id) => signPlan(ctx, id, await version(ctx, id))),
  );
  const { declared, recommended, decided } = plan;
  const declare = (kind: 'ready' | 'put_in_place', who: CastKey, on: string) =>
    scene(on, who, 'plan:write', async (ctx, _story, id) => declarePlan(ctx, id, kind, await version(ctx, id)));
  return [
    opened,
    ...objectives,
    ...support,
    ...signatures,
    ...(declared ? [declare(...declared)] : []),
    ...(recommended
      ? [
          scene(recommended.on, 'executivePrincipal', 'plan:recommend', async (ctx, _story, id) =>
            recommendPlan(ctx, id, recommended.words, await version(ctx, id)),
          ),
        ]
      : []),
    ...(decided
      ? [
          scene(decided.recordedOn, 'clerk', 'plan:decide', (ctx, { stage }, id) =>
            recordDecision(ctx, id, {
              outcome: decided.outcome,
              meetingOn: stage.calendar.day(decided.meetingOn),
              minuteReference: stage.calendar.words(decided.minute),
              words: decided.words ?? null,
            }),
          ),
        ]
      : []),
    ...recordingScenes(plan, scene),
  ];
}
