import { z } from 'zod';
import {
  checkbox,
  choice,
  chosenId,
  optionalId,
  optionalText,
  requiredDate,
  requiredText,
  revision,
  ticked,
  wholeNumber,
} from '#platform/http/form.ts';
import { activityKindNames } from './rules.ts';

const changeWhy = optionalText('why it is changed', 1000);
const why = requiredText('the reason', 1000);
const longest = 20_000;

export const prepareForm = z.object({
  purpose: optionalText('what the review wants to find out', 4000),
  startsOn: requiredDate('the first day'),
  endsOn: requiredDate('the last day'),
  leadId: chosenId('who leads the review'),
});

export const purposeForm = z.object({
  title: requiredText('what the review is called', 200),
  purpose: requiredText('what the review wants to find out, and what it leaves alone', 4000),
  startsOn: requiredDate('the first day'),
  endsOn: requiredDate('the last day'),
  revision,
  changeWhy,
});

export const addThemeForm = z.object({
  areaId: chosenId('an area of the framework'),
  title: optionalText('the name of the theme', 200),
  delegatedTo: optionalId('who writes it'),
  changeWhy,
});
export const changeThemeForm = z.object({
  title: requiredText('the name of the theme', 200),
  delegatedTo: optionalId('who writes it'),
  changeWhy,
});
export const whyForm = z.object({ why });

export const memberForm = z.object({
  personId: optionalId('a person'),
  externalName: optionalText('the name', 200),
  externalOrganisation: optionalText('the organisation', 200),
  role: choice('a role', ['reviewer', 'lead']),
  expertise: requiredText('what they know that this review needs', 500),
  changeWhy,
});
export const expertiseForm = z.object({ expertise: requiredText('what they know that this review needs', 500) });
export const declareForm = z.object({
  hasInterest: choice('whether there is an interest', ['no', 'yes']),
  interest: optionalText('the interest', 1000),
});
export const decideForm = z.object({
  decision: choice('whether they may go on', ['may_go_on', 'may_not_go_on']),
  why: requiredText('the reason for the decision', 1000),
});

const time = optionalText('the time', 5).pipe(
  z.union([z.null(), z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Enter a time such as 09:15, or leave it out')]),
);
const slot = {
  title: requiredText('what is looked at', 200),
  focus: optionalText('the focus', 500),
  onDay: requiredDate('the day'),
  startsAt: time,
  minutes: wholeNumber('the minutes', 5, 480),
  place: optionalText('the place', 200),
  withPersonId: optionalId('a person'),
  withWords: optionalText('whom it is with', 300),
  ledById: optionalId('who leads it'),
  secondById: optionalId('who is second'),
  overWhy: optionalText('why the limit is passed', 1000),
  changeWhy,
};
export const addActivityForm = z.object({ kind: choice('the kind of activity', activityKindNames), ...slot });
export const changeActivityForm = z.object({ ...slot, revision });

export const shareForm = z.object({ overWhy: optionalText('why the notice is short', 1000) });
export const stepForm = z.object({ why: optionalText('the reason', 1000) });

const longText = z
  .array(z.string())
  .transform((values) => (values[0] ?? '').replaceAll('\r\n', '\n'))
  .pipe(z.string().max(longest, 'The text is longer than Cairn takes. Shorten it'));

/** The fields of the form of an activity that every kind has; answers and areas have names of their own and are read beside it. */
export const recordForm = z.object({
  happenedOn: requiredDate('the day it happened'),
  summary: longText,
  tags: ticked,
  sampleSize: optionalText('how many', 4),
  sampleDisadvantaged: optionalText('how many', 4),
  sampleSend: optionalText('how many', 4),
  sampleLow: optionalText('how many', 4),
  sampleMiddle: optionalText('how many', 4),
  sampleHigh: optionalText('how many', 4),
  revision,
});

const themeText = { strengths: longText, toImprove: longText, reasons: longText, revision };
export const themeTextForm = z.object(themeText);
export const themeForm = z.object({
  ...themeText,
  gradeCode: optionalText('the grade', 40),
  fewKindsWhy: optionalText('why this is enough', 1000),
});
export const ownForm = z.object({
  ownGradeCode: requiredText('the grade that the school gives itself', 40),
  ownReasons: requiredText('the reasons', 4000),
  revision,
});

export const formHeadForm = z.object({
  name: requiredText('the name of the form', 100),
  advice: requiredText('the advice', 2000),
  revision,
});
export const questionForm = z.object({
  prompt: requiredText('the question', 500),
  areaId: optionalId('an area'),
  answer: choice('how it is answered', ['text', 'seen']),
  required: checkbox,
});
export const moveForm = z.object({ move: choice('where to', ['up', 'down']) });
export const draftForm = z.object({ kind: choice('the form', activityKindNames) });
