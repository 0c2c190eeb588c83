import { z } from 'zod';
import type { FieldError } from '#platform/errors.ts';
import { optionalDate, optionalId, optionalText, readForm, type Typed } from '#platform/http/form.ts';

const schema = z.object({
  school: optionalId('a school'),
  person: optionalId('a person'),
  about: optionalText('what it is about', 60),
  from: optionalDate('the first day'),
  until: optionalDate('the last day'),
});

export type TrailFilter = z.infer<typeof schema>;
export const everything: TrailFilter = { school: null, person: null, about: null, from: null, until: null };

/** The filter in an address. One that cannot be read filters nothing and says what is wrong. */
export function readFilter(query: Readonly<Record<string, string>>): {
  filter: TrailFilter;
  typed: Typed;
  errors: readonly FieldError[];
} {
  const form = readForm(schema, Object.fromEntries(Object.entries(query).map(([name, value]) => [name, [value]])));
  return form.ok
    ? { filter: form.value, typed: form.typed, errors: [] }
    : { filter: everything, typed: form.typed, errors: form.errors };
}

/** The same filter as an address again, with another page. */
export function filterQuery(typed: Typed, page?: number): string {
  const kept = ['school', 'person', 'about', 'from', 'until'].flatMap((name) =>
    typed[name] ? [[name, typed[name]] as [string, string]] : [],
  );
  const text = new URLSearchParams([
    ...kept,
    ...(page === undefined ? [] : [['page', String(page)] as [string, string]]),
  ]).toString();
  return text === '' ? '' : `?${text}`;
}
