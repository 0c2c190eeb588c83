import { type Block, heading, numberColumn, paragraph, table, textColumn } from '#platform/documents/index.ts';
import type { ReportForPrint } from './report-for-print.ts';

/** The fortnightly meetings with heads of the year, counted; left out where none are arranged. What is said in them is no matter of this paper. */
export function meetingBlocks({ facts }: ReportForPrint): Block[] {
  const rows = facts.schools.flatMap(({ name, meetings }) => (meetings ? [{ name, ...meetings }] : []));
  if (rows.length === 0) return [];
  return [
    heading(1, 'Meetings with heads'),
    paragraph(
      'The Executive Principal, or a trust leader, meets every head teacher each fortnight of term. Minutes stay between the two who meet; the progress that they record is in the action plans above.',
    ),
    table({
      caption: 'Fortnightly meetings of this school year',
      columns: [
        textColumn('School', 0.25),
        textColumn('Last held', 0.16),
        textColumn('Next due by', 0.2),
        numberColumn('Held', 0.11),
        numberColumn('Moved', 0.09),
        numberColumn('Missed', 0.09),
        numberColumn('In a row', 0.1),
      ],
      rows: rows.map((row) => [
        row.name,
        row.lastHeld ?? 'None yet',
        row.nextDue ?? '—',
        `${row.held} of ${row.due}${row.between > 0 ? ` and ${row.between}` : ''}`,
        String(row.moved),
        String(row.missed),
        String(row.streak),
      ]),
      headerColumn: true,
      note: 'Held: of the meetings whose day has come, and those held in between. In a row: missed one after the other, up to now.',
    }),
  ];
}
