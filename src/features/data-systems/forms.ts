import { z } from 'zod';
import { chosenId, optionalText, requiredDate, requiredText, revision } from '#platform/http/form.ts';

export const addForm = z.object({
  name: requiredText('the name of the system', 80),
  holds: requiredText('what it holds', 300),
  contact: optionalText('whom to ask', 120),
});

export const grantForm = z.object({
  systemId: chosenId('a system'),
  personId: chosenId('a person'),
  startsOn: requiredDate('the first day'),
  endsOn: requiredDate('the last day'),
  why: requiredText('why they need it', 500),
});

export const keepForm = z.object({ endsOn: requiredDate('the new last day'), revision });
export const endForm = z.object({ why: requiredText('why it ends', 500), revision });
export const retireForm = z.object({ why: requiredText('why the school no longer uses it', 500), revision });
