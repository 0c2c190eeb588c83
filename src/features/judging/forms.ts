import { z } from 'zod';
import { choice, chosenId, optionalText, requiredDate, requiredText, revision, ticked } from '#platform/http/form.ts';

/** Longest reasons for one grade, in characters: about a page. */
const longestReasons = 4000;

export const vignetteForm = z.object({
  title: requiredText('a title', 150),
  body: requiredText('what is to be judged', 20_000),
});

export const askForm = z.object({
  firstId: chosenId('the first of the two'),
  secondId: chosenId('the second of the two'),
  dueOn: requiredDate('the day by which both should have graded'),
  areaIds: ticked,
});

export const declareForm = z.object({
  hasInterest: choice('whether anything ties you to the school', ['no', 'yes'] as const),
  interest: optionalText('what ties you to it', 1000),
});

type TextField = ReturnType<typeof optionalText>;

/** Fields `grade-…` and `reasons-…` for each area. */
export function gradesForm(areaIds: readonly string[]) {
  const fields: Record<string, TextField> = {};
  for (const id of areaIds) {
    fields[`grade-${id}`] = optionalText('the grade', 40);
    fields[`reasons-${id}`] = optionalText('the reasons', longestReasons);
  }
  return z.object(fields);
}

export const revisionForm = z.object({ revision });
export const confirmForm = z.object({ outcomeId: chosenId('the outcome') });
export const stopForm = z.object({ why: requiredText('why it is stopped', 1000) });
