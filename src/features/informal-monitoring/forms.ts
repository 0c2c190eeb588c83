import { z } from 'zod';
import {
  choice,
  chosenId,
  optionalDate,
  optionalId,
  optionalText,
  requiredText,
  revision,
  ticked,
} from '#platform/http/form.ts';
import { longestWords, noteKindNames, pointsNames } from './rules.ts';

const minutes = z
  .array(z.string())
  .transform((values) => values[0]?.trim() ?? '')
  .pipe(
    z
      .string()
      .regex(/^\d{0,3}$/, 'Minutes must be a whole number up to 480')
      .refine((text) => text === '' || (Number(text) >= 1 && Number(text) <= 480), 'Minutes must be from 1 to 480'),
  )
  .transform((text) => (text === '' ? null : Number(text)));

export const startForm = z.object({
  schoolId: chosenId('a school'),
  reason: requiredText('the reason: choose one', 60),
});

export const noteForm = z.object({
  reason: optionalText('the reason', 60),
  words: optionalText('what you saw', longestWords),
  kind: choice('what kind of visit it was', noteKindNames),
  happenedOn: optionalDate('the day of the visit'),
  departmentId: optionalId('a department'),
  points: choice('what it points to', pointsNames),
  areaIds: ticked,
  tags: ticked,
  observedId: optionalId('the teacher'),
  observedMinutes: minutes,
  overWhy: optionalText('the reason for passing the limit', 500),
  sameDay: optionalText('what to do with it', 10),
  revision,
});
export type NoteForm = z.infer<typeof noteForm>;

export const correctForm = z.object({
  words: requiredText('what you saw', longestWords),
  points: choice('what it points to', pointsNames),
  areaIds: ticked,
  tags: ticked,
  why: requiredText('what was wrong', 500),
  revision,
});

export const withdrawForm = z.object({ why: requiredText('why it is withdrawn', 500), revision });

export const settleForm = z.object({
  keep: choice('which to keep', ['stood', 'this', 'both'] as const),
  versionId: chosenId('a version'),
  words: optionalText('the text', longestWords * 2),
  revision,
});
