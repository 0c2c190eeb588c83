import { z } from 'zod';
import {
  checkbox,
  choice,
  chosenId,
  optionalText,
  requiredDate,
  requiredText,
  revision,
  ticked,
} from '#platform/http/form.ts';

export const closeForm = z.object({ why: requiredText('why the intervention ends', 1000) });

export const leadershipForm = z.object({
  aspect: requiredText('which aspect of the school the Trust leads', 300),
  leaderId: chosenId('who leads it'),
  startsOn: requiredDate('the first day'),
  endsOn: requiredDate('the last day'),
  exitCriteria: requiredText('what has to be reached before it goes back', 1500),
});

export const decisionForm = z.object({
  outcome: choice('what the board decided', ['authorised', 'declined']),
  meetingOn: requiredDate('the date of the meeting'),
  minuteReference: requiredText('the reference of the minute', 100),
  note: optionalText('what the board said', 1500).transform((text) => text ?? ''),
});

export const handBackForm = z.object({
  exitMet: choice('whether it has been reached', ['yes', 'no']).transform((answer) => answer === 'yes'),
  note: requiredText('what was found', 1500),
});

export const ruleForm = z.object({
  revision,
  areaCode: optionalText('the area', 100),
  gradeCodes: ticked.refine((codes) => codes.length > 0, 'Choose at least one grade'),
  response: choice('what follows', ['agreed', 'imposed']),
  mayLead: checkbox,
  sentence: requiredText('the sentence that is shown with the rule', 1000),
});

export const adoptForm = z.object({ why: requiredText('why the rules change', 1000) });
