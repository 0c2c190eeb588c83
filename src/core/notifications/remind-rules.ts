import { type NoticeKind, noticeKinds } from './kind-rules.ts';

/**
 * Something that is due on a day, for one person. `thing` names it for good (with its day it is reminded of once); neither title nor detail holds anything
 * confidential, because both go out by mail.
 */
export type DueItem = {
  kind: NoticeKind;
  thing: string;
  title: string;
  detail: string;
  href: string;
  dueOn: Temporal.PlainDate;
};

const daysUntil = (from: Temporal.PlainDate, to: Temporal.PlainDate): number =>
  from.until(to, { largestUnit: 'days' }).days;

export const nameOfReminder = (item: Pick<DueItem, 'thing' | 'dueOn'>): string => `${item.thing} ${item.dueOn}`;

/**
 * What to remind of on a day: what is due within the days of its kind, today included, and has not been reminded of. What is past is no reminder any more; a
 * thing whose day has moved is reminded of anew. `sent` holds `nameOfReminder` of what went out before.
 */
export function remindersOn(
  items: readonly DueItem[],
  today: Temporal.PlainDate,
  sent: ReadonlySet<string>,
): DueItem[] {
  const names = new Set(sent);
  return items
    .toSorted((a, b) => Temporal.PlainDate.compare(a.dueOn, b.dueOn))
    .filter((item) => {
      const days = daysUntil(today, item.dueOn);
      const name = nameOfReminder(item);
      if (days < 0 || days > noticeKinds[item.kind].remindDays || names.has(name)) return false;
      names.add(name);
      return true;
    });
}
