import { z } from 'zod';
import { choice, optionalId, optionalText, requiredText, revision, wholeNumber } from '#platform/http/form.ts';

export const startForm = z.object({
  term: choice('the term', ['autumn', 'spring', 'summer'] as const),
  year: wholeNumber('the school year', 2000, 2100),
});
export const wordsForm = z.object({ body: optionalText('your words', 20_000), revision });
export const decisionForm = z.object({
  wanted: requiredText('what is to be decided', 1000),
  plan: optionalId('the plan'),
});
export const issueForm = z.object({ why: optionalText('the reason', 1000) });
