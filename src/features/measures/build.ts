import { readGrade } from './read-grade.ts';
import { realisticSubjectId } from './realistic-gcse.ts';
import { scaleOf } from './scales.ts';
import { subjectOf } from './subjects.ts';
import type { PupilRecord, PupilResult, ResultKind } from './types.ts';

/** A result of a standard subject for tests: `resultOf('gcse-maths', '7')`. `subjectId` is the subject's place in `subjects`. */
export function resultOf(
  code: string,
  grade: string,
  kind: ResultKind = 'r',
  more: Partial<PupilResult> = {},
): PupilResult {
  const subject = subjectOf(code);
  const scale = subject && scaleOf(subject.scale);
  if (!subject || !scale) throw new Error(`no subject ${code}`);
  const read = readGrade(scale, grade);
  if (!read) throw new Error(`no grade ${grade} in ${scale.name}`);
  return {
    subjectCode: code,
    subjectId: realisticSubjectId(code),
    bucket: subject.bucket,
    scale: subject.scale,
    qualification: subject.qualification,
    kind,
    ...read,
    counts: true,
    className: null,
    ...more,
  };
}

/** Results by subject code: `gradesOf({ 'gcse-maths': '7', 'gcse-art': '6' })`. */
export const gradesOf = (grades: Readonly<Record<string, string>>, kind: ResultKind = 'r'): PupilResult[] =>
  Object.entries(grades).map(([code, grade]) => resultOf(code, grade, kind));

let next = 0;
/** A pupil for tests, of whom nothing is known but what is given. */
export function pupilWith(parts: Partial<PupilRecord> = {}): PupilRecord {
  next += 1;
  return {
    pupilId: next,
    yearGroup: 11,
    registration: null,
    sex: null,
    sen: null,
    disadvantaged: null,
    lookedAfter: null,
    eal: null,
    ks2Reading: null,
    ks2Maths: null,
    ks4Points: null,
    counted: true,
    joinedOn: null,
    leftOn: null,
    results: [],
    attendance: null,
    suspensions: [],
    ...parts,
  };
}
