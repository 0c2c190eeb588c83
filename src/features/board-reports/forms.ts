import { z } from 'zod';
import { choice, optionalId, optionalText, requiredText, revision } from '#platform/http/form.ts';

export const startForm = z.object({
  term: choice('the term', ['autumn', 'spring', 'summer'] as const),
  year: requiredText('the year', 4).pipe(z.string().regex(/^20\d\d$/, 'Choose the year')),
});
export const wordsForm = z.object({ body: optionalText('your words', 20_000), revision });
export const decisionForm = z.object({
  wanted: requiredText('what is to be decided', 1000),
  plan: optionalId('the plan'),
});
export const issueForm = z.object({ why: optionalText('the reason', 1000) });
