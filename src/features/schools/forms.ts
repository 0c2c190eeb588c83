import { z } from 'zod';
import {
  choice,
  optionalDate,
  optionalText,
  requiredDate,
  requiredText,
  revision,
  ticked,
  wholeNumber,
} from '#platform/http/form.ts';
import { phases } from './rules.ts';

const urn = requiredText('the URN').pipe(z.string().regex(/^\d{6}$/, 'URN must be six digits, such as 137788'));

export const schoolForm = z.object({
  name: requiredText('the name of the school', 200),
  urn,
  phase: choice('a phase', phases),
  lowAge: wholeNumber('the youngest age', 0, 25),
  highAge: wholeNumber('the oldest age', 0, 25),
  stages: ticked,
  establishmentType: optionalText('type of school', 200),
  localAuthority: optionalText('local authority', 200),
  capacity: optionalText('capacity', 6).pipe(
    z.nullable(z.string().regex(/^\d+$/, 'Capacity must be a whole number').transform(Number)),
  ),
  joinedOn: optionalDate('the date of joining'),
  leftOn: optionalDate('the date of leaving'),
  revision,
});

export type SchoolInput = z.infer<typeof schoolForm>;

export const departmentForm = z.object({
  name: requiredText('the name of the department', 120),
  subject: optionalText('subject', 120),
});

export const predecessorForm = z.object({
  predecessorUrn: urn,
  predecessorName: requiredText('the name of the school before', 200),
  closedOn: requiredDate('the day on which it closed'),
});
