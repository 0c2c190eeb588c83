import { shortDate } from '#platform/clock.ts';
import type { Choices } from './kind-rules.ts';
import type { DueItem } from './remind-rules.ts';

/** Something that waits for somebody, as the home page shows it. */
export type WaitingThing = { title: string; href: string; dueOn?: Temporal.PlainDate };

/** Something that was decided; the sentence holds nothing confidential. */
export type Decided = { words: string; href: string };

/** Something that somebody was told on the home page, by mail only here. */
export type Told = { subject: string; href: string };

export type DigestLine = { words: string; dueOn: Temporal.PlainDate | null };
export type Digest = {
  due: readonly DigestLine[];
  waiting: readonly DigestLine[];
  told: readonly string[];
  decided: readonly string[];
};

const daysAhead = 14;

/** The Monday of the week of a London date: the digest of a week has its name. */
export const weekOf = (today: Temporal.PlainDate): Temporal.PlainDate => today.subtract({ days: today.dayOfWeek - 1 });

/**
 * What a title says to everybody who may read the mail: what comes after a colon (a school, the words of a plan) stays on the page.
 */
export const plainly = (title: string): string => (title.split(':')[0] ?? '').trim();

/** Equal lines become one with how many they are. */
function counted(words: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const each of words) counts.set(each, (counts.get(each) ?? 0) + 1);
  return [...counts].map(([each, count]) => (count === 1 ? each : `${each} (${count})`));
}

const byDay = (a: DigestLine, b: DigestLine) =>
  a.dueOn && b.dueOn
    ? Temporal.PlainDate.compare(a.dueOn, b.dueOn)
    : Number(b.dueOn !== null) - Number(a.dueOn !== null);

function countedLines(lines: readonly DigestLine[]): DigestLine[] {
  const keyed = Map.groupBy(lines, (line) => `${line.words} ${line.dueOn}`);
  return [...keyed.values()]
    .flatMap(([first, ...others]) =>
      first ? [others.length === 0 ? first : { ...first, words: `${first.words} (${others.length + 1})` }] : [],
    )
    .sort(byDay);
}

/**
 * The digest of a week for one person, or null when there is nothing to say. What is late or due within fourteen days stands once, whether it waits on the
 * home page or is known from the calendar; so does everything else. Only kinds that the person wants weekly are in it.
 */
export function composeDigest(
  found: {
    waiting: readonly WaitingThing[];
    due: readonly DueItem[];
    told: readonly Told[];
    decided: readonly Decided[];
  },
  choices: Choices,
  today: Temporal.PlainDate,
): Digest | null {
  const soon = (day: Temporal.PlainDate | null | undefined) =>
    day != null && Temporal.PlainDate.compare(day, today.add({ days: daysAhead })) <= 0;
  const waiting = choices.waiting === 'weekly' ? found.waiting : [];
  const waitingAt = new Set(waiting.map((item) => item.href));
  const due = found.due.filter(
    (item) =>
      choices[item.kind] === 'weekly' &&
      soon(item.dueOn) &&
      Temporal.PlainDate.compare(item.dueOn, today) >= 0 &&
      !waitingAt.has(item.href),
  );
  const lines = waiting.map((item): DigestLine => ({ words: plainly(item.title), dueOn: item.dueOn ?? null }));
  // What waits at the same address is what the notice speaks of.
  const told = choices.news === 'weekly' ? found.told.filter((notice) => !waitingAt.has(notice.href)) : [];
  const decided = choices.decided === 'weekly' ? found.decided : [];
  const digest: Digest = {
    due: countedLines([
      ...lines.filter((line) => soon(line.dueOn)),
      ...due.map((item) => ({ words: plainly(item.title), dueOn: item.dueOn })),
    ]),
    waiting: countedLines(lines.filter((line) => !soon(line.dueOn))),
    told: counted(told.map((notice) => plainly(notice.subject))),
    decided: counted(decided.map((each) => each.words)),
  };
  return sizeOf(digest) === 0 ? null : digest;
}

/** How many lines a digest has. */
export const sizeOf = (digest: Digest): number =>
  digest.due.length + digest.waiting.length + digest.told.length + digest.decided.length;

const lineOf = (line: DigestLine, today: Temporal.PlainDate): string => {
  if (line.dueOn === null) return `- ${line.words}`;
  const late = Temporal.PlainDate.compare(line.dueOn, today) < 0;
  return `- ${line.words}, ${late ? 'was due' : 'by'} ${shortDate(line.dueOn)}`;
};

/** The mail of a digest in plain text. `home` and `settings` are whole addresses. */
export function digestMail(
  digest: Digest,
  to: { name: string; today: Temporal.PlainDate; home: string; settings: string },
): { subject: string; body: string } {
  const section = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [`${title}\n${lines.join('\n')}`];
  return {
    subject: `Your week from ${shortDate(weekOf(to.today))}`,
    body: [
      `Dear ${to.name},`,
      ...section(
        'Late, or due within fourteen days:',
        digest.due.map((line) => lineOf(line, to.today)),
      ),
      ...section(
        'What else waits for you:',
        digest.waiting.map((line) => lineOf(line, to.today)),
      ),
      ...section(
        'New to you:',
        digest.told.map((words) => `- ${words}`),
      ),
      ...section(
        'What was decided in the last week:',
        digest.decided.map((words) => `- ${words}`),
      ),
      `Sign in to read more:\n${to.home}`,
      `Choose what comes by mail:\n${to.settings}`,
    ].join('\n\n'),
  };
}
