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
