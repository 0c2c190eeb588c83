import { z } from 'zod';
import { choice, optionalId, requiredDate, requiredText, revision } from '#platform/http/form.ts';
import { halfTermNames } from './rules.ts';

const named = (number: number, what: string) => requiredDate(`the ${what} day of ${halfTermNames[number - 1]}`);

export const halfTermsForm = z.object({
  starts1: named(1, 'first'),
  ends1: named(1, 'last'),
  starts2: named(2, 'first'),
  ends2: named(2, 'last'),
  starts3: named(3, 'first'),
  ends3: named(3, 'last'),
  starts4: named(4, 'first'),
  ends4: named(4, 'last'),
  starts5: named(5, 'first'),
  ends5: named(5, 'last'),
  starts6: named(6, 'first'),
  ends6: named(6, 'last'),
});

export const closedDayForm = z.object({
  day: requiredDate('the day'),
  kind: choice('what kind of day it is', ['inset', 'closed'] as const),
  name: requiredText('what the day is called', 100),
});

const examWeekFields = {
  name: requiredText('what is sat', 100),
  startsOn: requiredDate('the first day'),
  endsOn: requiredDate('the last day'),
};

export const newExamWeekForm = z.object({ schoolId: optionalId('a school'), ...examWeekFields });

export const examWeekForm = z.object({ ...examWeekFields, revision });
