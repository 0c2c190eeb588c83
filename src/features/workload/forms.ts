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
  wholeNumber,
} from '#platform/http/form.ts';

const observation = {
  personId: chosenId('who is observed'),
  observerId: optionalId('who observes'),
  purpose: choice('what it is for', ['appraisal', 'early_career', 'peer'] as const),
  onDay: requiredDate('the day'),
  minutes: wholeNumber('the minutes observed', 5, 180),
  feedbackMinutes: wholeNumber('the minutes of feedback', 0, 180),
  overWhy: optionalText('the reason for going over a limit', 500),
};

export const observationForm = z.object(observation);
export const correctionForm = z.object({ ...observation, revision });
export const doneForm = z.object({ revision });
export const stopForm = z.object({ why: requiredText('why', 500), revision });

export const limitsForm = z.object({
  observationsAYear: wholeNumber('the number of observations', 0, 50),
  observedMinutesAYear: wholeNumber('the minutes observed', 0, 3000),
  warnAtObservations: wholeNumber('the number at which to warn', 0, 50),
  noticeSchoolDays: wholeNumber('the school days of notice', 0, 60),
  observersAtMost: wholeNumber('the number of observers', 1, 10),
  schoolHoursATerm: wholeNumber('the hours of a school', 0, 5000),
  notInFirstWeek: checkbox,
  notInLastWeek: checkbox,
  notInExamWeeks: checkbox,
  why: requiredText('why the limits change', 500),
  /** The version that the form was shown; 0 where the defaults held. */
  revision,
});

export const accountForm = z.object({
  words: optionalText('what there is to say', 2000),
  why: optionalText('why it is given again', 500),
});
