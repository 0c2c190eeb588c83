import { termDates } from '#core/academic-year/queries.ts';
import { lastDayOfTerm, type Term } from '#core/academic-year/rules.ts';
import type { Ctx } from '#core/context.ts';
import type { School } from '#core/organisations/queries.ts';
import type { WorkloadLimits } from '#core/workload/limits.ts';
import { observationsOf } from '#core/workload/observation-rules.ts';
import { workloadLimits } from '#core/workload/queries.ts';
import { type Line, type Stopped, type Sum, spent, spreadOf, stoppedOf, sumOf, sumsBy } from './ledger-rules.ts';
import { type Excess, excessesOf, ledgerOf } from './queries.ts';
import { partWords, purposeWords } from './words.ts';

export type TermAccount = {
  school: School;
  academicYear: number;
  term: Term;
  limits: WorkloadLimits;
  total: Sum;
  byPart: ReadonlyMap<string, Sum>;
  byPurpose: ReadonlyMap<string, Sum>;
  byDepartment: ReadonlyMap<string, Sum>;
  /** Minutes of the term before in the same year; null in the autumn. */
  termBefore: number | null;
  /** How many people were observed how often since September, up to the end of this term. */
  spread: readonly (readonly [number, number])[];
  stopped: readonly Stopped[];
  excesses: readonly Excess[];
  /** Names to leave out of what is handed on. */
  names: readonly string[];
  /** The last day of the term; null where nobody has entered it. */
  lastDay: Temporal.PlainDate | null;
  lines: readonly Line[];
};

const order: readonly Term[] = ['autumn', 'spring', 'summer'];

/** What quality assurance cost a school in a term, what was stopped, and which limits were passed. */
export async function loadTermAccount(
  ctx: Ctx,
  school: School,
  academicYear: number,
  term: Term,
): Promise<TermAccount> {
  const all = await ledgerOf(ctx, school.id, academicYear);
  const dates = await termDates(ctx, school.id, academicYear);
  const limits = await workloadLimits(ctx);
  const at = order.indexOf(term);
  const lines = all.filter((line) => line.term === term);
  const until = all.filter((line) => order.indexOf(line.term) <= at);
  const before = order[at - 1];
  const causes = new Set(lines.map((line) => line.cause));
  return {
    school,
    academicYear,
    term,
    limits,
    lines,
    total: sumOf(lines),
    byPart: sumsBy(lines, (line) => partWords[line.part]),
    byPurpose: sumsBy(lines, (line) => purposeWords[line.purpose]),
    byDepartment: sumsBy(lines, (line) => line.department ?? 'No department'),
    termBefore: before ? spent(sumOf(all.filter((line) => line.term === before))) : null,
    spread: spreadOf(observationsOf(until, academicYear)),
    stopped: stoppedOf(lines),
    excesses: (await excessesOf(ctx, academicYear, school.id)).filter((excess) => causes.has(excess.cause)),
    names: [...new Set(all.flatMap((line) => line.person ?? []))],
    lastDay: lastDayOfTerm(dates, term),
  };
}

/** The account can be given once the last day of the term has come; where no term dates are entered, at any time. */
export function mayBeGivenOn(account: Pick<TermAccount, 'lastDay'>, today: Temporal.PlainDate): boolean {
  return account.lastDay === null || Temporal.PlainDate.compare(account.lastDay, today) <= 0;
}
