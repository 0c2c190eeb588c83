import { z } from 'zod';
import { capital } from '#platform/capital.ts';
import type { FieldError } from '#platform/errors.ts';
import { checkbox, optionalDate, optionalText, readForm, requiredText, revision, ticked } from '#platform/http/form.ts';
import type { FormBody } from '#platform/http/page-request.ts';
import type { SaidOfStep } from './actions/save-texts.ts';

/** Longest text about one measure, in characters: longer is read by nobody in a meeting. */
export const longestText = 1500;
export const longestSummary = 4000;

/** Text that is kept as it was typed, so that saving in the background changes nothing under the writer’s hands. */
const draftText = (what: string, max: number) =>
  z
    .array(z.string())
    .transform((values) => (values[0] ?? '').replaceAll('\r\n', '\n'))
    .pipe(z.string().max(max, `${capital(what)} must be ${max} characters or fewer`));

export const summaryForm = z.object({ summary: draftText('the summary', longestSummary), revision });

export const pointForm = z.object({
  says: draftText('what it says', longestText),
  why: draftText('why', longestText),
  next: draftText('the next step', longestText),
  who: draftText('who does it', 120),
  by: optionalDate('the day by which it is done'),
  revision,
});

export const addForm = z.object({ keys: ticked, other: optionalText('the measure', 100) });
export const removeForm = z.object({ revision });

const outcomes = ['done', 'not_done', 'going'] as const;
const saidOutcome = z.array(z.string()).transform((values) => outcomes.find((each) => each === values[0]) ?? null);

/** Fields of one step of last time: `outcome-<id>`, `note-<id>`, `revision-<id>`. */
export const stepFields = (stepId: string) => ({
  outcome: `outcome-${stepId}`,
  note: `note-${stepId}`,
  revision: `revision-${stepId}`,
});

/** Reads what was said of some steps. A step of which nothing was said is left out; words without an outcome are asked for it. */
export function readOutcomes(
  stepIds: readonly string[],
  body: FormBody,
): { errors: readonly FieldError[]; said: readonly SaidOfStep[] } {
  const errors: FieldError[] = [];
  const said: SaidOfStep[] = [];
  for (const stepId of stepIds) {
    const names = stepFields(stepId);
    const form = readForm(z.object({ outcome: saidOutcome, note: draftText('what came of it', 600), revision }), {
      outcome: body[names.outcome] ?? [],
      note: body[names.note] ?? [],
      revision: body[names.revision] ?? [],
    });
    if (!form.ok) errors.push(...form.errors.map((each) => ({ ...each, field: `${each.field}-${stepId}` })));
    else if (form.value.outcome !== null) said.push({ stepId, ...form.value, outcome: form.value.outcome });
    else if (form.value.note.trim() !== '')
      errors.push({ field: names.outcome, message: 'Choose whether it has happened' });
  }
  return { errors, said };
}

export const presentForm = z.object({
  /** The hash of what the head read before presenting. */
  seen: requiredText('the page'),
  why: optionalText('why it is presented again', 500),
  warned: checkbox,
});

export const questionForm = z.object({
  about: optionalText('the measure', 100),
  question: requiredText('your question', 1500),
});

export const answerForm = z.object({ answer: requiredText('the answer', 3000), warned: checkbox });
