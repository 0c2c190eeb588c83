import { academicYearName } from '#core/academic-year/rules.ts';
import type { Area, Framework } from '#core/frameworks/queries.ts';
import { gradeLabel, gradesFor } from '#core/frameworks/rules.ts';
import { errorFor, type FieldError } from '#platform/errors.ts';
import type { Typed } from '#platform/http/form.ts';
import type { FormBody } from '#platform/http/page-request.ts';
import { Select } from '#ui/select.tsx';
import { TextField } from '#ui/text-field.tsx';
import type { EarlierReview } from '../earlier/queries.ts';

const prefix = 'grade-';

/** The grades chosen, by the code of their area; null where none was. */
export function gradesFrom(form: FormBody): Map<string, string | null> {
  return new Map(
    Object.entries(form)
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, values]) => [name.slice(prefix.length), values[0] || null]),
  );
}

/** What is stored, as the form would have it. */
export const typedFrom = (entered: EarlierReview): Typed => ({
  academicYear: String(entered.academic_year),
  source: entered.source,
  ...Object.fromEntries(entered.judgements.map((it) => [`${prefix}${it.areaCode}`, it.gradeCode])),
});

/** Year, place and grades of a review that was made before Cairn. */
export const EarlierFields = ({
  framework,
  areas,
  years,
  typed,
  errors,
}: {
  framework: Framework;
  areas: readonly Area[];
  /** The academic years that can be chosen, the newest first. */
  years: readonly number[];
  typed: Typed;
  errors: readonly FieldError[];
}) => (
  <>
    <Select
      name="academicYear"
      label="Academic year of the review"
      value={typed['academicYear']}
      error={errorFor(errors, 'academicYear')}
      required
      options={years.map((year) => ({ value: String(year), label: academicYearName(year) }))}
    />
    <TextField
      name="source"
      label="Where are the grades written down?"
      hint="Such as: Annual Review 2025, signed 4 December 2025. It is printed beside them."
      value={typed['source']}
      error={errorFor(errors, 'source')}
      required
    />
    <h3 class="govuk-heading-s">
      Grades of {framework.name}, version {framework.version}
    </h3>
    {areas.map((area) => (
      <Select
        name={`${prefix}${area.code}`}
        label={area.title}
        placeholder="Not judged in that review"
        value={typed[`${prefix}${area.code}`]}
        error={errorFor(errors, `${prefix}${area.code}`)}
        options={gradesFor(framework, area).map((grade) => ({ value: grade.code, label: gradeLabel(grade) }))}
      />
    ))}
  </>
);
