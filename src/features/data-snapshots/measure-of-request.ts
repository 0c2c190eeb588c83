import { type Basis, type Measure, measureOf } from '#features/measures/index.ts';
import { NotFound } from '#platform/errors.ts';
import type { PageRequest } from '#platform/http/page-request.ts';

/** Which figure a page is about: the measure in its address, what it is made of and the subject in its query. */
export type Asked = { measure: Measure; basis: Basis | ''; subjectId: number };

/** The figure that a request asks for; `NotFound` where there is no such measure. */
export function askedMeasure(request: PageRequest): Asked {
  const measure = measureOf(request.params['measure'] ?? '');
  if (!measure) throw new NotFound();
  const basis = request.query['basis'] ?? '';
  const subject = Number(request.query['subject'] ?? 0);
  return {
    measure,
    basis: basis === 'r' || basis === 'c' || basis === 'p' ? basis : '',
    subjectId: Number.isInteger(subject) && subject > 0 && subject < 2 ** 31 ? subject : 0,
  };
}
