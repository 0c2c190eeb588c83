import { z } from 'zod';
import {
  choice,
  chosenId,
  optionalId,
  optionalText,
  requiredDate,
  requiredText,
  revision,
  ticked,
} from '#platform/http/form.ts';

export const planForm = z.object({
  schoolId: chosenId('a school'),
  plannedOn: requiredDate('the date of the meeting'),
});

export const meetingForm = z.object({
  heldOn: requiredDate('the day on which it was held'),
  attendees: ticked,
  others: optionalText('the names of the others', 1000),
  points: optionalText('the points', 20_000),
  revision,
});

export const lineForm = z.object({
  question: requiredText('the question', 500),
  why: requiredText('what makes it a question', 1000),
  measure: optionalText('the measure', 200),
  ownerId: optionalId('who follows it up'),
  ownerName: optionalText('the name of who follows it up', 120),
  byWhen: requiredDate('by when'),
});

export const answerForm = z.object({
  finding: requiredText('what was found', 2000),
  evidenceId: optionalId('the evidence'),
});

export const confirmForm = z.object({
  agrees: choice('whether the record is right', ['yes', 'no'] as const),
  words: optionalText('what you see differently', 2000),
  revision,
});
