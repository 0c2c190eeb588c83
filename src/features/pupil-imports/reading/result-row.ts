import type { ResultKind } from '#core/pupil-data/tables.ts';
import { likelyQualification } from '#features/measures/index.ts';
import type { Mapping } from '../mapping.ts';
import { type KnownPupil, type PupilIndex, pupilFinder } from './find-pupil.ts';
import { type Problem, problem } from './problem.ts';
import { fieldReader, plainCell } from './row-cells.ts';
import { gradeOf, type Slot, type Slots } from './subject-slots.ts';

export type TakeResult = (
  pupilId: number,
  slot: Slot,
  kind: ResultKind,
  grade: string,
  points: number | null,
  className: string,
  counts: boolean,
) => void;

/** Takes the good results of a row at once; answers with what is wrong with the rest of it, or null. */
export type ResultReader = (cells: readonly string[], take: TakeResult) => Problem[] | null;

const kindsByWord: readonly (readonly [RegExp, ResultKind])[] = [
  [/^(t|target|tgt|mtg|fft.*|.*target.*)$/i, 't'],
  [/^(p|predicted.*|prediction|forecast.*|.*predict.*)$/i, 'p'],
  [/^(b|baseline.*)$/i, 'b'],
  [/^(r|result.*|exam|final.*|actual.*)$/i, 'r'],
  [/^(c|current.*|working.*|assessment.*|mock.*|cwg|wag|.*working at.*)$/i, 'c'],
];

/** What a text says the grade is; null when it says none of them. */
export function resultKindOf(text: string): ResultKind | null {
  return kindsByWord.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

/** Which pupil has which result already: a bit for each pupil under subject, scale and kind. */
function seenResults() {
  const bits = new Map<number, Uint8Array>();
  const kindNumber: Record<ResultKind, number> = { r: 0, c: 1, p: 2, t: 3, b: 4 };
  return (pupil: KnownPupil, slot: Slot, kind: ResultKind, count: number): boolean => {
    const key = slot.number * 5 + kindNumber[kind];
    let set = bits.get(key);
    if (!set) {
      set = new Uint8Array((count >> 3) + 1);
      bits.set(key, set);
    }
    const at = pupil.ordinal >> 3;
    const bit = 1 << (pupil.ordinal & 7);
    const had = ((set[at] ?? 0) & bit) !== 0;
    set[at] = (set[at] ?? 0) | bit;
    return had;
  };
}

const gradeFields: readonly (readonly [string, ResultKind])[] = [
  ['current', 'c'],
  ['predicted', 'p'],
  ['target', 't'],
  ['result', 'r'],
  ['baseline', 'b'],
];

const notOnScale = (slot: Slot) => `“${slot.name}” has no such grade (${slot.scale.name})`;

/** Reads long files: a row for each result, or for each pupil and subject with several kinds of grade beside each other. */
export function longReader(mapping: Mapping, index: PupilIndex, slots: Slots): ResultReader {
  const find = pupilFinder(mapping, index);
  const subject = fieldReader(mapping, 'subject');
  const qualification = fieldReader(mapping, 'qualification');
  const kindField = fieldReader(mapping, 'kind');
  const className = fieldReader(mapping, 'class');
  const counts = fieldReader(mapping, 'counts');
  const replaceGrades = new Map(Object.entries(mapping.replace['grade'] ?? {}));
  const gradeColumn = fieldReader({ ...mapping, replace: {} }, 'grade').column;
  const beside = gradeFields
    .map(([field, kind]) => ({ column: fieldReader(mapping, field).column, kind }))
    .filter(({ column }) => column !== -1);
  const kinds = new Map<string, ResultKind | null>([['', mapping.resultKind]]);
  const found: Partial<Record<ResultKind, Map<string, Map<string, Slot | null>>>> = {};
  const seen = seenResults();

  // Three look-ups without a text made of three: it is asked a million times.
  const slotFor = (name: string, level: string, kind: ResultKind): Slot | null => {
    let byLevel = found[kind];
    if (!byLevel) {
      byLevel = new Map();
      found[kind] = byLevel;
    }
    let byName = byLevel.get(level);
    if (!byName) {
      byName = new Map();
      byLevel.set(level, byName);
    }
    let slot = byName.get(name);
    if (slot === undefined) {
      slot = slots.find(name, level, mapping.scales[kind] ?? '');
      byName.set(name, slot);
    }
    return slot;
  };

  return (cells, take) => {
    const pupil = find(cells);
    if (!('id' in pupil)) return [pupil];
    const name = subject.of(cells);
    if (name === '') return [problem('subject', subject.column, 'subject', '', 'The row does not say the subject')];
    const level = qualification.of(cells) || mapping.qualification || likelyQualification(pupil.year) || '';
    const problems: Problem[] = [];
    const one = (column: number, kind: ResultKind): void => {
      const given = plainCell(cells[column]);
      const text = replaceGrades.get(given.toLowerCase()) ?? given;
      if (text === '') return;
      const slot = slotFor(name, level, kind);
      if (!slot) {
        if (!problems.some(({ code }) => code === 'subject'))
          problems.push(
            problem(
              'subject',
              subject.column,
              'subject',
              name,
              'It is not known which subject this is. Say it under “Subjects”',
            ),
          );
        return;
      }
      const grade = gradeOf(slot, text);
      if (!grade) problems.push(problem('grade', column, 'grade', given, notOnScale(slot)));
      else if (seen(pupil, slot, kind, index.count))
        problems.push(
          problem(
            'duplicate',
            column,
            'grade',
            given,
            `The file has a grade for this pupil in ${slot.name} in an earlier row`,
          ),
        );
      else
        take(
          pupil.id,
          slot,
          kind,
          grade.grade,
          grade.points,
          className.of(cells),
          counts.column === -1 || isCounted(counts.of(cells)),
        );
    };
    if (gradeColumn !== -1) {
      const said = kindField.of(cells);
      let kind = kinds.get(said);
      if (kind === undefined) {
        kind = resultKindOf(said);
        if (kinds.size < 1000) kinds.set(said, kind);
      }
      if (kind === null)
        problems.push(
          problem(
            'kind',
            kindField.column,
            'kind',
            said,
            'This says neither current, predicted, target, result nor baseline',
          ),
        );
      else one(gradeColumn, kind);
    }
    for (const { column, kind } of beside) one(column, kind);
    return problems.length > 0 ? problems : null;
  };
}

/** `No`, `N`, `Discounted`: the result does not count. */
const isCounted = (text: string): boolean => !/^(n|no|false|0|d|discounted|x)$/i.test(text);

/** Columns that may hold a code beside a score: read only where no other column gave the result. */
const outcomeWords = /^(as|ns|ca|cb|n)$/i;

/** Reads marksheets: a row for each pupil, a column for each assessment. One bad cell does not keep the others out. */
export function wideReader(mapping: Mapping, index: PupilIndex, slots: Slots): ResultReader {
  const find = pupilFinder(mapping, index);
  const replace = new Map(Object.entries(mapping.replace['grade'] ?? {}));
  const seen = seenResults();
  const columns = mapping.columns.flatMap((use, column) => {
    if (use === null || !('result' in use)) return [];
    const level = mapping.qualification;
    return [
      {
        column,
        kind: use.result,
        name: use.subject,
        slotOf: slotByYear(slots, use.subject, level, use.scale || (mapping.scales[use.result] ?? '')),
      },
    ];
  });
  return (cells, take) => {
    const pupil = find(cells);
    if (!('id' in pupil)) return [pupil];
    const problems: Problem[] = [];
    const done = new Set<string>();
    for (const { column, kind, name, slotOf } of columns) {
      const given = plainCell(cells[column]);
      const text = replace.get(given.toLowerCase()) ?? given;
      if (text === '') continue;
      const slot = slotOf(pupil.year);
      if (!slot) {
        problems.push(
          problem(
            'subject',
            column,
            'subject',
            name,
            'It is not known which subject this column is. Say it under “Subjects”',
          ),
        );
        continue;
      }
      const key = `${slot.number}${kind}`;
      const grade = gradeOf(slot, text);
      // A score and its outcome stand side by side in official files; the outcome only adds where there is no score.
      if (done.has(key) || (!grade && outcomeWords.test(text))) continue;
      if (!grade) {
        problems.push(problem('grade', column, 'grade', given, notOnScale(slot)));
        // What cannot be read is put right, not made up for by the outcome beside it.
        done.add(key);
      } else if (seen(pupil, slot, kind, index.count))
        problems.push(problem('duplicate', column, 'grade', given, 'The file has this pupil in an earlier row'));
      else {
        take(pupil.id, slot, kind, grade.grade, grade.points, '', true);
        done.add(key);
      }
    }
    return problems.length > 0 ? problems : null;
  };
}

/** A column's subject may be a GCSE for Year 11 and an A level for Year 12. */
function slotByYear(slots: Slots, name: string, level: string, scale: string): (year: number | null) => Slot | null {
  const known = new Map<string, Slot | null>();
  return (year) => {
    const qualification = level || likelyQualification(year) || '';
    let slot = known.get(qualification);
    if (slot === undefined) {
      slot = slots.find(name, qualification, scale);
      known.set(qualification, slot);
    }
    return slot;
  };
}
