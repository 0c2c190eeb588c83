import { academicYearName, academicYearOf, type Term, terms } from '#core/academic-year/rules.ts';
import { NotFound } from '#platform/errors.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import { FilterForm } from '#ui/filter-form.tsx';
import { Select } from '#ui/select.tsx';

const first = 2020;

const sensible = (text: string | undefined): number | null =>
  text !== undefined && /^\d{4}$/.test(text) && Number(text) >= first && Number(text) <= 2100 ? Number(text) : null;

/** The academic year that the address asks for; this year where it asks for none that could be. */
export const yearAsked = (request: PageRequest, today: Temporal.PlainDate): number =>
  sensible(request.query['year']) ?? academicYearOf(today);

/** Year and term as parts of the path; anything else is not there. */
export function termAsked(request: PageRequest): { academicYear: number; term: Term } {
  const academicYear = sensible(request.params['year']);
  const term = terms.find((each) => each === request.params['term']);
  if (academicYear === null || !term) throw new NotFound();
  return { academicYear, term };
}

/** The year before the last, up to the next: further back nothing was kept, further on nothing is planned. */
export const YearForm = (props: { action: string; academicYear: number; today: Temporal.PlainDate }) => {
  const now = academicYearOf(props.today);
  const years = [...new Set([now - 2, now - 1, now, now + 1, props.academicYear])].sort((a, b) => b - a);
  return (
    <FilterForm action={props.action} label="School year">
      <Select
        name="year"
        label="School year"
        value={String(props.academicYear)}
        options={years.map((year) => ({ value: String(year), label: academicYearName(year) }))}
      />
    </FilterForm>
  );
};
