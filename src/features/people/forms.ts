import { z } from 'zod';
import { roleNames } from '#core/access/roles.ts';
import {
  choice,
  emailAddress,
  optionalDate,
  optionalId,
  optionalText,
  requiredDate,
  requiredText,
  revision,
} from '#platform/http/form.ts';

export const personForm = z.object({
  name: requiredText('a name', 120),
  email: emailAddress(),
  jobTitle: optionalText('the job title', 120),
});

export const editPersonForm = personForm.extend({ revision });

export const grantRoleForm = z.object({
  role: choice('a role', roleNames as [(typeof roleNames)[number], ...(typeof roleNames)[number][]]),
  schoolId: optionalId('a school'),
  departmentId: optionalId('a department'),
  startsOn: requiredDate('the first day'),
  endsOn: optionalDate('the last day'),
  reason: optionalText('the reason', 300),
});

export const endRoleForm = z.object({
  when: choice('when it ends', ['now', 'on-date']),
  endsOn: optionalDate('the last day'),
  reason: requiredText('why it ends', 300),
});

export const leaveForm = z.object({
  leftOn: requiredDate('the day on which they leave'),
  reason: requiredText('why', 300),
});

export const reasonForm = z.object({ reason: requiredText('why', 300) });
