import { z } from 'zod';
import { terms } from '#core/academic-year/rules.ts';
import {
  choice,
  chosenId,
  optionalDate,
  optionalId,
  optionalText,
  requiredDate,
  requiredText,
  revision,
  ticked,
  wholeNumber,
} from '#platform/http/form.ts';
import { entryKinds, topics } from './words.ts';

const days = {
  week: optionalDate('the week'),
  startsOn: optionalDate('the first day'),
  endsOn: optionalDate('the last day'),
};

const optionalTopic = z.array(z.string()).transform((values) => topics.find((topic) => topic === values[0]) ?? null);

export const addForm = z.object({
  schoolId: chosenId('a school'),
  kind: choice('what kind of review it is', entryKinds),
  topic: optionalTopic,
  departmentId: optionalId('the department'),
  title: optionalText('the title', 200),
  leadId: optionalId('who leads it'),
  ...days,
});

export const moveForm = z.object({
  ...days,
  why: optionalText('the reason', 1000),
  back: optionalText('the way back', 300),
  revision,
});

export const changeForm = z.object({
  title: requiredText('a title', 200),
  leadId: optionalId('who leads it'),
  departmentId: optionalId('the department'),
  topic: optionalTopic,
  revision,
});

export const stopForm = z.object({ why: requiredText('why it is stopped', 1000), revision });

export const planForm = z.object({
  leads: ticked,
  shown: optionalText('what was shown', 64),
  step: choice('what to do', ['show', 'make'] as const),
});

export const rollForm = z.object({ shown: requiredText('what was shown', 64) });

export const askForm = z.object({ dueOn: requiredDate('by which day the school answers') });

/** Wishes to move come in fields of their own for each entry: see `wishesIn`. */
export const answerForm = z.object({
  agrees: choice('whether you agree', ['yes', 'no'] as const),
  words: optionalText('what you would like to say', 2000),
  version: wholeNumber('the version', 1, 10_000),
});

export const wishForm = z.object({ week: optionalDate('the week'), why: optionalText('why it should move', 1000) });

export const nobodyForm = z.object({ why: requiredText('why nobody speaks for the staff', 1000) });

export const settleForm = z.object({
  outcome: choice('what to do', ['moved', 'declined'] as const),
  week: optionalDate('the week'),
  words: optionalText('what the school is told', 1000),
  revision,
});

export const publishForm = z.object({
  withoutAgreementWhy: optionalText('the reason', 1000),
  overWhy: optionalText('the reason', 1000),
});

const minutes = (what: string) => wholeNumber(what, 0, 3000);
const people = (what: string) => wholeNumber(what, 0, 200);

export const lineForm = z.object({
  title: requiredText('what it is called', 120),
  kind: choice('what kind of review it is', entryKinds),
  phase: choice('for which schools it is', ['all', 'primary', 'secondary'] as const),
  term: choice('the term', terms as readonly ['autumn', 'spring', 'summer']),
  fromWeek: wholeNumber('the first week of term', 1, 20),
  toWeek: wholeNumber('the last week of term', 1, 20),
  topics: ticked,
  preparingPeople: people('how many people prepare'),
  preparingMinutes: minutes('how long they prepare'),
  being_observedPeople: people('how many people are observed'),
  being_observedMinutes: minutes('how long they are observed'),
  meetingPeople: people('how many people meet'),
  meetingMinutes: minutes('how long they meet'),
  feedbackPeople: people('how many people receive feedback'),
  feedbackMinutes: minutes('how long feedback takes'),
  observingPeople: people('how many people observe'),
  observingMinutes: minutes('how long they observe'),
  writingPeople: people('how many people write'),
  writingMinutes: minutes('how long they write'),
  why: requiredText('why the template changes', 500),
  version: wholeNumber('the version', 0, 100_000),
});

export const removeLineForm = z.object({
  why: requiredText('why it is taken out', 500),
  version: wholeNumber('the version', 0, 100_000),
});
