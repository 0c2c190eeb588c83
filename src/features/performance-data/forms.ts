import { z } from 'zod';
import { choice, requiredText } from '#platform/http/form.ts';

const text = z.array(z.string()).transform((values) => (values[0] ?? '').trim());

/** `2023` chosen from the list of years; '' where it was not asked. */
const startYear = text.transform((value, context): number | null => {
  if (value === '') return null;
  if (/^20\d\d$/.test(value)) return Number(value);
  context.addIssue({ code: 'custom', message: 'Choose the academic year of the figures' });
  return z.NEVER;
});

export const statuses = ['provisional', 'revised', 'final'] as const;

export const answerForm = z.object({
  academicYear: startYear,
  status: z.union([text.pipe(z.literal('')).transform(() => null), choice('how final the figures are', statuses)]),
});

export const withdrawForm = z.object({ why: requiredText('why', 500) });
