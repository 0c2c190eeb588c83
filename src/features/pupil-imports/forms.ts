import { z } from 'zod';
import type { ScaleGrade } from '#core/pupil-data/tables.ts';
import { scaleOf, subjectOf } from '#features/measures/index.ts';
import { readForm, requiredText, type Typed } from '#platform/http/form.ts';
import type { FormBody } from '#platform/http/page-request.ts';
import { fieldOf } from './kinds.ts';
import { type ColumnUse, type DateFormat, type Mapping, type SubjectChoice, subjectKey } from './mapping.ts';
import { isResultKind, resultKindNames } from './words.ts';

const one = (form: FormBody, name: string): string => (form[name]?.[0] ?? '').trim();

const isScale = (code: string, own: ReadonlySet<string>): boolean => own.has(code) || scaleOf(code) !== null;

/** What the columns page posts: `column-0` is '' (left out), `field:upn`, or `result:c` with `subject-0` and `scale-0` beside it. */
export function readColumns(
  form: FormBody,
  mapping: Mapping,
  header: readonly string[],
  ownScales: ReadonlySet<string>,
): Mapping {
  const columns = header.map((name, at): ColumnUse => {
    const [what, of = ''] = one(form, `column-${at}`).split(':');
    if (what === 'field' && fieldOf(mapping.kind, of)) return { field: of };
    if (what === 'result' && isResultKind(of)) {
      const scale = one(form, `scale-${at}`);
      return {
        result: of,
        subject: one(form, `subject-${at}`).slice(0, 120) || name,
        scale: isScale(scale, ownScales) ? scale : '',
      };
    }
    return null;
  });
  const format = one(form, 'dateFormat');
  const resultKind = one(form, 'resultKind');
  const scales: Mapping['scales'] = {};
  for (const kind of resultKindNames) {
    const scale = one(form, `scaleOf-${kind}`);
    if (isScale(scale, ownScales)) scales[kind] = scale;
  }
  return {
    ...mapping,
    columns,
    dateFormat:
      (['dmy', 'mdy', 'ymd'] as const).find((each): each is DateFormat => each === format) ?? mapping.dateFormat,
    blankIsNo: form['blankIsNo'] === undefined ? mapping.blankIsNo : one(form, 'blankIsNo') === 'yes',
    resultKind: isResultKind(resultKind) ? resultKind : mapping.resultKind,
    qualification:
      form['qualification'] === undefined ? mapping.qualification : one(form, 'qualification').slice(0, 60),
    scales,
  };
}

/** What the subjects page posts: `name-0`, `qualification-0`, `choice-0` ('' as proposed, a code, or `own`) and `scale-0`. */
export function readSubjects(
  form: FormBody,
  mapping: Mapping,
  ownScales: ReadonlySet<string>,
): { mapping: Mapping; errors: { field: string; message: string }[] } {
  const subjects = { ...mapping.subjects };
  const errors: { field: string; message: string }[] = [];
  for (let at = 0; form[`name-${at}`] !== undefined; at += 1) {
    const name = one(form, `name-${at}`);
    const qualification = one(form, `qualification-${at}`);
    const choice = one(form, `choice-${at}`);
    const scale = one(form, `scale-${at}`);
    const key = subjectKey(name, qualification);
    if (choice === '') {
      delete subjects[key];
      continue;
    }
    let chosen: SubjectChoice | null = subjectOf(choice) ? { code: choice } : null;
    if (choice === 'own') {
      if (isScale(scale, ownScales))
        chosen = { name: name.slice(0, 120), qualification: qualification || 'own', scale };
      else errors.push({ field: `scale-${at}`, message: `Choose the grade scale of “${name}”` });
    }
    if (chosen) subjects[key] = chosen;
  }
  return { mapping: { ...mapping, subjects }, errors };
}

const scaleForm = z.object({
  name: requiredText('a name for the scale', 80),
  grades: requiredText('the grades', 4000),
});

/** A scale as it is typed: a grade in each line, best first; `= 5` gives its points, a star that it is at least what is expected. */
export function readScale(
  form: FormBody,
): { scale: { name: string; grades: ScaleGrade[] } } | { errors: { field: string; message: string }[]; typed: Typed } {
  const result = readForm(scaleForm, form);
  if (!result.ok) return { errors: [...result.errors], typed: result.typed };
  const { name, grades: text } = result.value;
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const grades: ScaleGrade[] = [];
  const errors: { field: string; message: string }[] = [];
  for (const [at, line] of lines.entries()) {
    const match = /^(.+?)\s*(?:=\s*(-?\d{1,3}(?:\.\d{1,2})?|none))?\s*(\*)?$/i.exec(line);
    const grade = match?.[1]?.trim() ?? '';
    if (grade === '' || grade.length > 30) {
      errors.push({ field: 'grades', message: `Line ${at + 1} is no grade: “${line.slice(0, 40)}”` });
      continue;
    }
    if (grades.some((known) => known.grade.toLowerCase() === grade.toLowerCase()))
      errors.push({ field: 'grades', message: `“${grade}” comes twice` });
    const said = match?.[2];
    const points = said === undefined ? lines.length - at : said.toLowerCase() === 'none' ? null : Number(said);
    grades.push({ grade, points, ...(match?.[3] ? { met: true } : {}) });
  }
  if (errors.length === 0 && grades.length < 2)
    errors.push({ field: 'grades', message: 'A scale has at least two grades' });
  if (grades.length > 100) errors.push({ field: 'grades', message: 'A scale has at most 100 grades' });
  return errors.length > 0 ? { errors, typed: result.typed } : { scale: { name, grades } };
}
