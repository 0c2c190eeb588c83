import type { Findings, SchoolChange } from '../findings.ts';
import type { OwnSchools } from './own-schools.ts';
import type { ReadImport } from './read-import.ts';

const sum = (numbers: Iterable<number>) => [...numbers].reduce((total, one) => total + one, 0);

/** Why a file that can be read has nothing for the trust, or undefined. */
function noteOf(read: ReadImport, changes: readonly SchoolChange[]): string | undefined {
  if (read.recognition?.kind === 'gias_groups')
    return 'This register lists trusts and other groups. It is used when a trust is set up; there is nothing in it to import now.';
  if (sum(read.rowsByUrn.values()) === 0 && read.areaRows === 0)
    return 'No row is of one of the trust’s schools (by URN), nor of England or their local authorities.';
  const isRegister = read.establishments.length + read.groupLinks.length + read.predecessorLinks.length > 0;
  if (isRegister && changes.length === 0) return 'The register says the same as Cairn does. Nothing would change.';
  return undefined;
}

/** What a reading found, as the columns of `data_import`. */
export function describeFindings(read: ReadImport, changes: readonly SchoolChange[], own: OwnSchools) {
  const note = noteOf(read, changes);
  const current = [...own.byUrn].filter(([, school]) => !school.predecessor);
  const mentioned = new Set([...read.rowsByUrn.keys()].map((urn) => own.byUrn.get(urn)?.id));
  const findings: Findings = {
    schools: [...read.rowsByUrn].map(([urn, rows]) => ({ urn, name: own.byUrn.get(urn)?.name ?? urn, rows })),
    absent: current.filter(([, school]) => !mentioned.has(school.id)).map(([, school]) => school.name),
    measures: [...read.measures].map(([id, figures]) => ({ id, figures })),
    areas: read.areaRows,
    changes,
    inspections: read.inspections.length,
    ...(note === undefined ? {} : { note }),
    ...(read.encoding === null ? {} : { encoding: read.encoding }),
  };
  return {
    kind: read.recognition?.kind ?? 'unknown',
    title: read.recognition?.title ?? 'Not recognised',
    years: [...read.years].sort((a, b) => a - b),
    statuses: [...read.statuses].sort(),
    datasets: [...(read.recognition?.datasets ?? [])],
    asks: [...read.asks],
    rows_own: sum(read.rowsByUrn.values()),
    rows_other: read.rowsOther + read.areaRows,
    figures_own: read.figuresOwn,
    figures_other: read.figuresOther,
    problem_count: read.problemCount,
    problems: JSON.stringify(read.problems),
    file_problem: read.fileProblem,
    findings: JSON.stringify(findings),
    own_urns: [...own.byUrn.keys()],
  };
}
