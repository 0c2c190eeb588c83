import { Forbidden, StaleRevision } from '#platform/errors.ts';
import type { FormResult } from '#platform/http/form.ts';
import { json, type Reply } from '#platform/http/reply.ts';

/**
 * Answers a background save: the new revision; 400 when the form cannot be read; 409 with what to do when another author was first or the pen has been
 * handed on, so that the script stops trying and the text stays in the browser.
 */
export async function autosaveReply<T>(
  form: FormResult<T>,
  save: (value: T) => Promise<number>,
  stale: string,
): Promise<Reply> {
  if (!form.ok) return json({ message: form.errors.map((error) => error.message).join('. ') }, 400);
  try {
    return json({ revision: await save(form.value) });
  } catch (error) {
    if (error instanceof StaleRevision) return json({ message: stale }, 409);
    if (error instanceof Forbidden)
      return json({ message: `${error.message} Your text is still here: copy it before you leave.` }, 409);
    throw error;
  }
}
