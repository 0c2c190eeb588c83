import { z } from 'zod';
import {
  checkbox,
  choice,
  optionalId,
  optionalText,
  requiredDate,
  requiredText,
  revision,
  wholeNumber,
} from '#platform/http/form.ts';
import { parts } from './rules.ts';

export const ruleForm = z.object({
  months: wholeNumber('the number of months', 0, 600),
  confirmed: optionalText('who confirmed it', 300),
  why: requiredText('why', 500),
  revision,
});
export const holdForm = z.object({ reason: requiredText('why nothing may be erased', 500) });
export const liftForm = z.object({ why: requiredText('why it is lifted', 500), revision });
export const identityForm = z.object({
  keeps: choice('what identifies pupils', ['names', 'upn', 'reference', 'trust']),
  why: requiredText('why', 500),
});
export const findForm = z.object({
  words: requiredText('a UPN, the school’s number, or a surname', 120),
  schoolId: optionalId('a school'),
});
export const askedByWords = {
  pupil: 'The pupil',
  parent: 'A parent or carer',
  authorised: 'Somebody whom the pupil or parent has authorised',
} as const;
export const accessForm = z.object({
  askedOn: requiredDate('the day on which it was asked'),
  askedBy: choice('who asked', ['pupil', 'parent', 'authorised']),
  identityChecked: requiredText('how it was checked who asked', 300),
});
export const reviewForm = z.object({
  ...Object.fromEntries(parts.map((part) => [part, optionalText('why it is left out', 500)])),
  namesReaders: checkbox,
  revision,
});
export const releaseForm = z.object({ format: choice('a form', ['pdf', 'docx', 'json']) });
export const closeForm = z.object({ why: requiredText('how it was answered', 500), revision });
export const grounds = {
  request: 'The pupil or a parent asked for it',
  mistake: 'It should never have come in (wrong child, wrong school)',
  order: 'A court or the Information Commissioner ordered it',
} as const;
export const eraseForm = z.object({
  ground: choice('on what ground', ['request', 'mistake', 'order']),
  why: requiredText('why', 500),
  sure: checkbox.refine((ticked) => ticked, 'Tick the box: what is erased cannot be brought back'),
});
