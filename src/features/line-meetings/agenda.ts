import { academicYearName } from '#core/academic-year/rules.ts';
import { scopeOf } from '#core/access/actor.ts';
import type { Ctx } from '#core/context.ts';
import { type RunningCriterion, type RunningPlan, runningPlans } from '#features/action-plans/index.ts';
import { dataReviewAt } from '#features/data-reviews/index.ts';
import { longDate } from '#platform/clock.ts';
import { isDue, isReached, type LastEntry } from './agenda-rules.ts';
import { type DataChange, dataChanges } from './changes.ts';
import { earlierActions, loadParts, progressOfMeeting } from './part-queries.ts';
import { heldBefore, type Meeting } from './queries.ts';
import { timesCarried } from './rules.ts';

export type AgendaCriterion = Omit<RunningCriterion, 'owner' | 'entries'> & {
  planId: string;
  plan: string;
  due: boolean;
  reached: boolean;
  last: LastEntry | null;
};

export type PlanAction = {
  planId: string;
  actionId: string;
  revision: number;
  what: string;
  owner: string;
  dueOn: Temporal.PlainDate;
  /** A new date may be given in the meeting: the plan runs on when it is changed. */
  movable: boolean;
};

export type EarlierAction = {
  id: string;
  what: string;
  owner: string;
  ownerId: string | null;
  dueOn: Temporal.PlainDate;
  agreedOn: Temporal.PlainDate;
  carried: number;
  ended: { on: Temporal.PlainDate; how: 'done' | 'dropped'; note: string | null } | null;
  revision: number;
};

export type Enquiry = { question: string; owner: string; byWhen: Temporal.PlainDate; overdue: boolean; href: string };

/** What a meeting is about, made of what is recorded at this moment; frozen with the minutes. */
export type Agenda = {
  /** The last meeting before this one; what changed is told since then. */
  lastOn: Temporal.PlainDate | null;
  /** What was decided in the last meeting whose minutes went out. */
  decided: { title: string; words: string }[];
  criteria: AgendaCriterion[];
  planActions: PlanAction[];
  changes: DataChange[];
  enquiries: Enquiry[];
  earlier: EarlierAction[];
};

type When = { meetingOn: Temporal.PlainDate; lastOn: Temporal.PlainDate | null; own: readonly string[] };

function criteriaOf({ plan, title, criteria }: RunningPlan, { meetingOn, lastOn, own }: When): AgendaCriterion[] {
  return criteria.map(({ entries, owner: _owner, ...criterion }) => {
    // While minutes are corrected, what this very meeting recorded is not what was known before it.
    const last = entries.findLast((entry) => !own.includes(entry.id)) ?? null;
    return {
      ...criterion,
      planId: plan.id,
      plan: title,
      due: isDue(last, criterion.byWhen, lastOn, meetingOn),
      reached: isReached(last),
      last,
    };
  });
}

/** Actions of the plan whose day has come and that are not done. */
const overdueOf = ({ plan, actions, runsOnWhenChanged }: RunningPlan, meetingOn: Temporal.PlainDate): PlanAction[] =>
  actions.flatMap(({ row, owner }) =>
    row.due_on && Temporal.PlainDate.compare(row.due_on, meetingOn) < 0
      ? [
          {
            planId: plan.id,
            actionId: row.id,
            revision: row.revision,
            what: row.what,
            owner,
            dueOn: row.due_on,
            movable: runsOnWhenChanged,
          },
        ]
      : [],
  );

/** Where the year begins to be told, where there was no meeting before: the first day of its September. */
const yearStart = (academicYear: number) => Temporal.PlainDate.from({ year: academicYear, month: 9, day: 1 });

/** Builds the agenda of a meeting from the facts. */
export async function buildAgenda(ctx: Ctx, meeting: Meeting): Promise<Agenda> {
  const meetingOn = meeting.held_on ?? meeting.planned_on;
  const before = await heldBefore(ctx, meeting.school_id, meetingOn);
  const lastOn = before[0]?.held_on ?? null;
  const lastMinuted = before.find((held) => held.version > 0);
  const decided = lastMinuted ? (await loadParts(ctx, lastMinuted.id)).items : [];
  const own = await progressOfMeeting(ctx, meeting.id);
  const plans = await runningPlans({ ...ctx, scope: scopeOf(ctx.actor, 'plan:read') }, meeting.school_id);
  const { lines } = await dataReviewAt(ctx, meeting.school_id);
  const earlier = await earlierActions(ctx, meeting.school_id, meetingOn);
  const heldOn = [...before.flatMap((held) => held.held_on ?? []), meetingOn];
  return {
    lastOn,
    decided: decided.flatMap((item) =>
      item.part === 'decision' ? [{ title: item.title ?? '', words: item.words }] : [],
    ),
    criteria: plans
      .flatMap((plan) => criteriaOf(plan, { meetingOn, lastOn, own }))
      .toSorted((a, b) => Number(b.due) - Number(a.due)),
    planActions: plans
      .flatMap((plan) => overdueOf(plan, meetingOn))
      .toSorted((a, b) => Temporal.PlainDate.compare(a.dueOn, b.dueOn)),
    changes: await dataChanges(ctx, meeting.school_id, lastOn ?? yearStart(meeting.academic_year)),
    enquiries: lines.map(({ question, owner, byWhen, overdue, href }) => ({ question, owner, byWhen, overdue, href })),
    earlier: earlier.map((row) => ({
      id: row.id,
      what: row.what,
      owner: row.owner_name,
      ownerId: row.owner_id,
      dueOn: row.due_on,
      agreedOn: row.agreed_on ?? meetingOn,
      carried: timesCarried(row.agreed_on ?? meetingOn, row.ended_on, heldOn),
      ended: row.ended_on && row.ended_how ? { on: row.ended_on, how: row.ended_how, note: row.ended_note } : null,
      revision: row.revision,
    })),
  };
}

/** “Since 10 November 2026”, or since the year began. */
export const sinceWords = (agenda: Agenda, academicYear: number): string =>
  agenda.lastOn ? `Since the meeting of ${longDate(agenda.lastOn)}` : `Since ${academicYearName(academicYear)} began`;
