import { randomUUID } from 'node:crypto';
import type { Ctx } from '#core/context.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import { json, type Reply } from '#platform/http/reply.ts';
import { HiddenField } from '#ui/hidden-field.tsx';
import { progressOf } from '../import/progress.ts';
import { publishedDataPaths } from '../paths.ts';

/** Inside a form whose answer takes seconds: the script of the page asks how far the server has got, and shows it here. */
export const ProgressField = () => {
  const token = randomUUID();
  return (
    <div class="cairn-progress" data-progress={publishedDataPaths.progress(token)} hidden>
      <HiddenField name="progress" value={token} />
      <progress class="cairn-progress__bar" max="1" aria-label="How much has been read" />
      <p class="govuk-body" role="status" />
    </div>
  );
};

/** How far the reader's own files have got, for the script. */
export async function showProgress(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const progress = progressOf(ctx.actor.personId, request.query['of']);
  return json(progress ?? { words: null, share: null });
}

/** The token that a posted form carries. */
export const progressToken = (request: PageRequest): string | undefined => request.form['progress']?.[0];
