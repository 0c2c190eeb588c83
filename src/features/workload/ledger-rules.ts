import type { Term } from '#core/academic-year/rules.ts';
import type { WorkloadLimits } from '#core/workload/limits.ts';
import { type LedgerLine, type Observed, observationsOf } from '#core/workload/observation-rules.ts';
import type { WorkloadPurpose } from '#core/workload/tables.ts';

/** As the ledger shows a line: what was planned for a day that has passed, and nobody has said that it was done or stopped, is neither to come nor done. */
export type LineState = LedgerLine['state'] | 'past';

export const stateOn = (line: Pick<LedgerLine, 'state' | 'onDay'>, today: Temporal.PlainDate): LineState =>
  line.state === 'planned' && Temporal.PlainDate.compare(line.onDay, today) < 0 ? 'past' : line.state;

/** A line of the ledger with what the pages sort it by. */
export type Line = Omit<LedgerLine, 'state'> & {
  state: LineState;
  term: Term;
  purpose: WorkloadPurpose;
  department: string | null;
  person: string | null;
  what: string;
  stoppedWhy: string | null;
};

/** Minutes by state. */
export type Sum = Record<LineState, number>;

export const emptySum = (): Sum => ({ planned: 0, past: 0, done: 0, stopped: 0 });

/** What was or will be spent: stopped minutes are not. What was planned for a day that has passed counts, until somebody says that it was stopped. */
export const spent = (sum: Sum): number => sum.planned + sum.past + sum.done;

export function sumOf(lines: readonly Pick<Line, 'state' | 'minutes'>[]): Sum {
  const sum = emptySum();
  for (const line of lines) sum[line.state] += line.minutes;
  return sum;
}

/** Minutes by whatever `keyOf` says, in the order in which the keys first occur. */
export function sumsBy<Of extends Pick<Line, 'state' | 'minutes'>>(
  lines: readonly Of[],
  keyOf: (line: Of) => string,
): Map<string, Sum> {
  const sums = new Map<string, Sum>();
  for (const line of lines) {
    const sum = sums.get(keyOf(line)) ?? emptySum();
    sum[line.state] += line.minutes;
    sums.set(keyOf(line), sum);
  }
  return sums;
}

export type Standing = 'over' | 'at_limit' | 'near' | 'within';

/** Where somebody stands against the caps of a year: past one, at the last that is allowed, from the warning on, or well within. */
export function standingOf(observed: Observed, limits: WorkloadLimits): Standing {
  if (observed.observations > limits.observationsAYear || observed.minutes > limits.observedMinutesAYear) return 'over';
  if (observed.observations === limits.observationsAYear && observed.observations > 0) return 'at_limit';
  return observed.observations >= limits.warnAtObservations && observed.observations > 0 ? 'near' : 'within';
}

export type PersonRow = { personId: string; person: string; sum: Sum; observed: Observed; standing: Standing };

const gravity: Record<Standing, number> = { over: 0, at_limit: 1, near: 2, within: 3 };

/**
 * The people of a school with what the year costs each, who is over or near a cap first. `lines` are the school's; `observations` those of the same people at
 * every school, because a cap follows the person.
 */
export function peopleOf(
  lines: readonly Line[],
  observations: readonly LedgerLine[],
  limits: WorkloadLimits,
  academicYear: number,
): PersonRow[] {
  const observed = observationsOf(observations, academicYear);
  const sums = sumsBy(
    lines.filter((line) => line.personId !== null),
    (line) => line.personId ?? '',
  );
  return [...sums]
    .filter(([, sum]) => spent(sum) > 0)
    .map(([personId, sum]): PersonRow => {
      const counted = observed.get(personId) ?? { observations: 0, minutes: 0 };
      const person = lines.find((line) => line.personId === personId)?.person ?? '';
      return { personId, person, sum, observed: counted, standing: standingOf(counted, limits) };
    })
    .sort(
      (a, b) =>
        gravity[a.standing] - gravity[b.standing] ||
        b.observed.observations - a.observed.observations ||
        spent(b.sum) - spent(a.sum) ||
        a.person.localeCompare(b.person, 'en-GB'),
    );
}

/** What was stopped, one row for each thing that was: its minutes are what stopping saved. */
export type Stopped = {
  onDay: Temporal.PlainDate;
  what: string;
  why: string;
  minutes: number;
  purpose: WorkloadPurpose;
};

export function stoppedOf(lines: readonly Line[]): Stopped[] {
  const found = new Map<string, Stopped>();
  for (const line of lines) {
    if (line.state !== 'stopped') continue;
    const key = `${line.cause} ${line.stoppedWhy} ${line.onDay}`;
    const before = found.get(key);
    found.set(key, {
      onDay: line.onDay,
      what: line.what,
      why: line.stoppedWhy ?? '',
      purpose: line.purpose,
      minutes: (before?.minutes ?? 0) + line.minutes,
    });
  }
  return [...found.values()].sort((a, b) => Temporal.PlainDate.compare(a.onDay, b.onDay));
}

/** How many people were observed how often, without saying who: `[1, 12]` is twelve people once. */
export function spreadOf(observed: ReadonlyMap<string, Observed>): (readonly [times: number, people: number])[] {
  const counts = new Map<number, number>();
  for (const { observations } of observed.values()) counts.set(observations, (counts.get(observations) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => a - b);
}

/** A text without the names of people: each full name, and the surname with a title, becomes “a member of staff”. */
export function withoutNames(text: string, names: readonly string[]): string {
  const literal = (words: string) => words.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  let result = text;
  for (const name of [...names].sort((a, b) => b.length - a.length)) {
    const surname = name.split(' ').at(-1) ?? name;
    const patterns = [literal(name), `(?:Mr|Mrs|Ms|Miss|Dr)\\.? ${literal(surname)}`];
    result = result.replaceAll(
      new RegExp(`(?<!\\p{L})(?:${patterns.join('|')})(?!\\p{L})`, 'giu'),
      'a member of staff',
    );
  }
  return result;
}
