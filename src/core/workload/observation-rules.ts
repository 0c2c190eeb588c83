import { academicYearOf } from '../academic-year/rules.ts';
import type { WorkloadPart } from './tables.ts';

/** One line of the ledger, as the rules need it; `cause` names what it was booked for. */
export type LedgerLine = {
  schoolId: string;
  personId: string | null;
  onDay: Temporal.PlainDate;
  part: WorkloadPart;
  minutes: number;
  state: 'planned' | 'done' | 'stopped';
  cause: string;
};

export type Observed = { observations: number; minutes: number };

/**
 * How often, and for how many minutes, each person is observed in an academic year, whatever for. Several lines of one cause are one observation; what was
 * stopped does not count. Whoever is not observed is not in the answer.
 */
export function observationsOf(
  lines: readonly (Pick<LedgerLine, 'personId' | 'onDay' | 'part' | 'minutes' | 'cause'> & { state: string })[],
  academicYear: number,
): Map<string, Observed> {
  const causes = new Map<string, Set<string>>();
  const minutes = new Map<string, number>();
  for (const line of lines) {
    if (line.personId === null || line.part !== 'being_observed' || line.state === 'stopped') continue;
    if (academicYearOf(line.onDay) !== academicYear) continue;
    causes.set(line.personId, (causes.get(line.personId) ?? new Set()).add(line.cause));
    minutes.set(line.personId, (minutes.get(line.personId) ?? 0) + line.minutes);
  }
  return new Map(
    [...causes].map(([personId, of]) => [personId, { observations: of.size, minutes: minutes.get(personId) ?? 0 }]),
  );
}
