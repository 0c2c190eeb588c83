import { z } from 'zod';
import {
  checkbox,
  choice,
  optionalText,
  requiredDate,
  requiredText,
  revision,
  ticked,
  wholeNumber,
} from '#platform/http/form.ts';

export const askForm = z.object({
  name: requiredText('a name', 80),
  academicYear: wholeNumber('the school year', 2000, 2100),
  term: choice('a term', ['autumn', 'spring', 'summer'] as const),
  dataOn: requiredDate('the day that the data is to describe'),
  dueOn: requiredDate('the day by which it is due'),
  wanted: ticked,
  schoolIds: ticked,
  note: optionalText('the note', 2000),
});

export const withdrawForm = z.object({ why: requiredText('why it is no longer asked for', 500), revision });
export const moveDateForm = z.object({
  dueOn: requiredDate('the day by which it is due'),
  why: requiredText('why the day moves', 500),
  revision,
});

export const takeForm = z.object({ note: optionalText('the note', 1000), noSuspensions: checkbox, revision });
export const correctForm = z.object({ why: requiredText('what is wrong with it', 500) });

export const endPartnerForm = z.object({ why: requiredText('why it is taken out', 500) });
