import type { Mapping } from '../mapping.ts';
import { type SessionKind, sessionKind } from './attendance-codes.ts';
import type { AttendanceRow } from './attendance-row.ts';
import { type PupilIndex, pupilFinder } from './find-pupil.ts';
import { type Problem, problem } from './problem.ts';
import { fieldReader } from './row-cells.ts';
import { readDate } from './values.ts';

export type MarksReader = { read(cells: readonly string[]): true | Problem[]; totals(): AttendanceRow[] };

const afternoon = /^(pm|p|afternoon|2)$/i;
const morning = /^(am|a|morning|1)$/i;

/** Reads rows of session marks and adds them up for each pupil, in whole sessions. The same session twice is a problem, not two sessions. */
export function marksReader(mapping: Mapping, index: PupilIndex, today: string): MarksReader {
  const find = pupilFinder(mapping, index);
  const [date, session, code] = ['date', 'session', 'code'].map((field) => fieldReader(mapping, field));
  const byPupil = new Map<number, { row: AttendanceRow; sessions: Set<string> }>();
  const kindByCode = new Map<string, SessionKind | null>();
  return {
    read(cells) {
      const pupil = find(cells);
      const problems: Problem[] = 'id' in pupil ? [] : [pupil];
      const dayText = date?.of(cells) ?? '';
      const day = readDate(dayText, mapping.dateFormat);
      if (day === null)
        problems.push(problem('date', date?.column ?? null, 'date', dayText, 'This is no day that Cairn can read'));
      else if (day > today)
        problems.push(problem('impossible', date?.column ?? null, 'date', dayText, 'This day lies in the future'));
      const mark = code?.of(cells) ?? '';
      let kind = kindByCode.get(mark);
      if (kind === undefined) {
        kind = sessionKind(mark);
        kindByCode.set(mark, kind);
      }
      if (mark !== '' && kind === null)
        problems.push(
          problem('value', code?.column ?? null, 'code', mark, 'This is no attendance code of the 2024 regulations'),
        );
      const half = session?.of(cells) ?? '';
      const isAfternoon = half === '' ? mark === '\\' : afternoon.test(half);
      if (half !== '' && !isAfternoon && !morning.test(half))
        problems.push(
          problem('value', session?.column ?? null, 'session', half, 'This is neither morning (AM) nor afternoon (PM)'),
        );
      if (problems.length > 0 || !('id' in pupil) || day === null) return problems;
      // No mark was made: the session is not known, so it does not count.
      if (mark === '') return true;
      const at = `${day}${isAfternoon ? 'p' : 'a'}`;
      const known = byPupil.get(pupil.id) ?? {
        row: { pupilId: pupil.id, possible: 0, authorised: 0, unauthorised: 0, late: 0 },
        sessions: new Set<string>(),
      };
      byPupil.set(pupil.id, known);
      if (known.sessions.has(at))
        return [
          problem(
            'duplicate',
            date?.column ?? null,
            'date',
            dayText,
            'The file has this pupil’s session in an earlier row',
          ),
        ];
      known.sessions.add(at);
      if (kind === 'not-counted') return true;
      known.row.possible += 1;
      if (kind === 'authorised') known.row.authorised += 1;
      if (kind === 'unauthorised') known.row.unauthorised += 1;
      if (/^l$/i.test(mark)) known.row.late += 1;
      return true;
    },
    totals: () => [...byPupil.values()].map(({ row }) => row),
  };
}
