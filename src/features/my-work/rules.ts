/** Something that waits for somebody, as every slice names it. */
export type WaitingItem = { title: string; detail: string; href: string; dueOn?: Temporal.PlainDate };

export type Urgency = 'overdue' | 'soon' | 'later' | 'none';

/** Days within which a due date counts as soon. */
export const soonDays = 7;

const daysUntil = (from: Temporal.PlainDate, to: Temporal.PlainDate): number =>
  from.until(to, { largestUnit: 'days' }).days;

/** How pressing something is on a day. */
export function urgencyOf(item: WaitingItem, today: Temporal.PlainDate): Urgency {
  if (!item.dueOn) return 'none';
  const days = daysUntil(today, item.dueOn);
  if (days < 0) return 'overdue';
  return days <= soonDays ? 'soon' : 'later';
}

/** “3 days late”, “due today”, “due in 5 days”; '' without a date. */
export function dueInWords(item: WaitingItem, today: Temporal.PlainDate): string {
  if (!item.dueOn) return '';
  const days = daysUntil(today, item.dueOn);
  if (days === 0) return 'due today';
  if (days === 1) return 'due tomorrow';
  if (days === -1) return '1 day late';
  return days < 0 ? `${-days} days late` : `due in ${days} days`;
}

/** What is most pressing first: by due date, what has none last, in the order in which the slices named them; nothing twice. */
export function orderWaiting(items: readonly WaitingItem[]): WaitingItem[] {
  const once = [...new Map(items.map((item) => [`${item.href} ${item.title}`, item])).values()];
  return once
    .map((item, index) => ({ item, index }))
    .sort((a, b) => {
      if (a.item.dueOn && b.item.dueOn)
        return Temporal.PlainDate.compare(a.item.dueOn, b.item.dueOn) || a.index - b.index;
      return Number(b.item.dueOn !== undefined) - Number(a.item.dueOn !== undefined) || a.index - b.index;
    })
    .map(({ item }) => item);
}

/** How a grade moved against the one before, where both are numbers of the model's scale; grades of other frameworks have no number and are not compared. */
export function movement(code: string, before: string | null): 'better' | 'worse' | 'same' | 'first' | null {
  if (before === null) return 'first';
  const now = Number(code);
  const then = Number(before);
  if (!Number.isInteger(now) || !Number.isInteger(then)) return null;
  return now < then ? 'better' : now > then ? 'worse' : 'same';
}

/** What this slice needs to know of a plan to say where it stands; a `PlanInScope` is one. */
export type PlanStanding = {
  state: 'draft' | 'ready' | 'agreed' | 'in_place' | 'recommended' | 'sent_back' | 'in_force' | 'closed';
  basis: 'school' | 'agreed' | 'imposed';
  approval: { late: boolean; deadline: { on: Temporal.PlainDate } };
  reviewDue: { on: Temporal.PlainDate; overdue: boolean } | null;
  overdueActions: number;
};

/** What of a plan is late, in a few words each; nothing for a plan that is closed. */
export function lateInPlan(plan: PlanStanding): string[] {
  if (plan.state === 'closed') return [];
  const { overdueActions } = plan;
  return [
    ...(plan.approval.late ? ['approval by the board late'] : []),
    ...(plan.reviewDue?.overdue ? ['review of the term overdue'] : []),
    ...(overdueActions > 0 ? [`${overdueActions} ${overdueActions === 1 ? 'action' : 'actions'} overdue`] : []),
  ];
}

/**
 * Who does what next with a plan, in few words; until it is approved, by the day by which the board has to approve it. Without a plan, or with a closed one,
 * one is to be started. `shortly` prints a date.
 */
export function nextStepOf(plan: PlanStanding | undefined, shortly: (date: Temporal.PlainDate) => string): string {
  if (!plan || plan.state === 'closed') return 'Start a plan';
  const by = `by ${shortly(plan.approval.deadline.on)}`;
  switch (plan.state) {
    case 'draft':
      return {
        school: `School declares it ready ${by}`,
        agreed: `School and Trust sign ${by}`,
        imposed: `Trust puts it in place ${by}`,
      }[plan.basis];
    case 'ready':
    case 'agreed':
    case 'in_place':
      return `Recommend it ${by}`;
    case 'recommended':
      return `Board decides ${by}`;
    case 'sent_back':
      return `Recommend it again ${by}`;
    case 'in_force':
      return plan.reviewDue ? `Review it by ${shortly(plan.reviewDue.on)}` : 'Carry it out';
  }
}

/** The worst grade of the model's scale among some judgements; null where none is a number of it. A 4 outweighs a 3. */
export function worstGrade(codes: readonly string[]): number | null {
  const grades = codes.map(Number).filter((grade) => Number.isInteger(grade) && grade >= 1 && grade <= 4);
  return grades.length === 0 ? null : Math.max(...grades);
}
