import { termNames, terms } from '#core/academic-year/rules.ts';
import type { Ctx } from '#core/context.ts';
import type { Finding } from '#core/workload/check-rules.ts';
import { type HoursRow, schoolHours } from '#core/workload/queries.ts';
import { capital } from '#platform/capital.ts';
import { Details } from '#ui/details.tsx';
import { Table } from '#ui/table.tsx';
import { WarningText } from '#ui/warning-text.tsx';
import type { Entry } from '../queries.ts';
import { hoursFigure } from './hours.ts';

/** The hours of one school in a year, over all quality assurance together. */
export async function hoursAt(ctx: Ctx, schoolId: string, year: number): Promise<HoursRow[]> {
  return await schoolHours({ ...ctx, scope: { trustId: ctx.actor.trustId, schools: [schoolId] } }, year);
}

const sum = (rows: readonly HoursRow[]): number => rows.reduce((total, row) => total + row.planned + row.done, 0);

type Grouped = { name: string; rows: HoursRow[] };

function byName(rows: readonly HoursRow[], nameOf: (row: HoursRow) => string): Grouped[] {
  const groups = new Map<string, HoursRow[]>();
  for (const row of rows) groups.set(nameOf(row), [...(groups.get(nameOf(row)) ?? []), row]);
  return [...groups].map(([name, of]) => ({ name, rows: of })).toSorted((a, b) => a.name.localeCompare(b.name));
}

const HoursTable = ({ caption, first, groups }: { caption: string; first: string; groups: readonly Grouped[] }) => (
  <Table
    caption={caption}
    columns={[
      { header: first },
      ...terms.map((term) => ({ header: capital(termNames[term]), align: 'number' as const })),
      { header: 'Year', align: 'number' },
    ]}
    rows={groups.map((group) => [
      group.name,
      ...terms.map((term) => hoursFigure(sum(group.rows.filter((row) => row.term === term)))),
      hoursFigure(sum(group.rows)),
    ])}
    dense
  />
);

/** What the calendar costs: hours of the school by term, by department and by person, beside all other quality assurance; then the limits that it would pass. */
export const Costs = ({
  rows,
  leads,
  findings,
}: {
  rows: readonly HoursRow[];
  leads: readonly string[];
  findings: readonly { entry: Entry; findings: readonly Finding[] }[];
}) => {
  const leading = (row: HoursRow) => row.personId !== null && leads.includes(row.personId);
  const own = rows.filter((row) => !leading(row));
  const blocking = findings.flatMap(({ entry, findings: of }) =>
    of.filter((finding) => finding.blocks).map((finding) => `${entry.title}: ${finding.words}.`),
  );
  if (rows.length === 0) return null;
  return (
    <>
      <HoursTable
        caption="Hours that it costs, with all other quality assurance of the year"
        first="Whose hours"
        groups={[
          { name: 'The school’s people', rows: own },
          ...(rows.some(leading) ? [{ name: 'Whoever leads the reviews', rows: rows.filter(leading) }] : []),
        ]}
      />
      <Details summary="Hours by department and by person">
        <HoursTable
          caption="By department"
          first="Department"
          groups={byName(own, (row) => row.department ?? 'The school as a whole')}
        />
        <HoursTable caption="By person" first="Person" groups={byName(rows, (row) => row.person ?? 'Not named yet')} />
      </Details>
      {[...new Set(blocking)].map((words) => (
        <WarningText>{`Over a limit that the Trust has set itself. ${words}`}</WarningText>
      ))}
    </>
  );
};
