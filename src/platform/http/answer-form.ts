import { type FieldError, Invalid, StaleRevision } from '../errors.ts';
import type { FormResult, Typed } from './form.ts';
import type { Reply } from './reply.ts';

/** The form that was sent and refused, by a name that the page gives it, so that it stands open with what was typed. */
export type Refused = { form: string; errors: readonly FieldError[]; typed: Typed };

/** What a form of a page with several shows: what was typed into this very form and refused, else nothing. */
export function shownIn(form: string, refused: Refused | undefined) {
  const open = refused?.form === form;
  return {
    open,
    value: (field: string): string | undefined => (open ? refused.typed[field] : undefined),
    error: (field: string): string | undefined =>
      open ? refused.errors.find((found) => found.field === field)?.message : undefined,
  };
}

const stale = 'Somebody else has changed this since you opened the page. What is stored now is shown.';

/** Does what the form asks, or shows the page again with the form open and what was typed: bad input, a refusal by the rules, or a stale revision. Other errors go on. */
export async function answerForm<T>(
  form: string,
  read: FormResult<T>,
  act: (value: T) => Promise<Reply>,
  again: (refused: Refused) => Promise<Reply>,
): Promise<Reply> {
  if (!read.ok) return await again({ form, errors: read.errors, typed: read.typed });
  try {
    return await act(read.value);
  } catch (error) {
    if (error instanceof Invalid) return await again({ form, errors: error.errors, typed: read.typed });
    if (error instanceof StaleRevision)
      return await again({ form, errors: [{ field: '', message: stale }], typed: read.typed });
    throw error;
  }
}
