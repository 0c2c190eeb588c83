import { z } from 'zod';
import { capital } from '#platform/capital.ts';
import {
  checkbox,
  choice,
  chosenId,
  optionalDate,
  optionalId,
  optionalMoney,
  optionalText,
  requiredDate,
  requiredText,
  revision,
  ticked,
  wholeNumber,
} from '#platform/http/form.ts';
import { supportKindNames } from './rules.ts';

/** A number as people type it (“1,250”, “62.5%”) as exact text; '' is null. `what` begins the message. */
export const optionalNumber = (what: string) =>
  optionalText(what, 20).transform((text, context): string | null => {
    if (text === null) return null;
    const plain = text.replace(/[,\s£%]/g, '').replace('−', '-');
    if (/^-?\d{1,9}(\.\d{1,4})?$/.test(plain)) return plain;
    context.addIssue({
      code: 'custom',
      message: `${capital(what)} must be a number, such as 62 or 62.5`,
    });
    return z.NEVER;
  });

/** Days to the half day, as half days; '' is null. */
const optionalDays = optionalText('days', 10).transform((text, context): number | null => {
  if (text === null) return null;
  const match = /^(\d{1,3})(\.[05]0?|½)?$/.exec(text.replace(/ *days?$/, ''));
  if (match?.[1]) return Number(match[1]) * 2 + (match[2] && !match[2].startsWith('.0') ? 1 : 0);
  context.addIssue({ code: 'custom', message: 'Days must be a number of whole or half days, such as 3 or 2.5' });
  return z.NEVER;
});

const requiredDays = optionalDays.transform((halfDays, context): number => {
  if (halfDays !== null && halfDays > 0) return halfDays;
  context.addIssue({ code: 'custom', message: 'Enter how many days were given' });
  return z.NEVER;
});

/** What every form of a part carries besides its own fields. */
const partFields = { revision, why: optionalText('the reason', 1000) };
const ownerFields = { owner_id: optionalId('an owner'), owner_name: optionalText('the owner', 120) };

export const issueForm = z.object({
  ...partFields,
  text: requiredText('the key issue', 2000),
  area_title: optionalText('the area', 200),
});
export const objectiveForm = z.object({
  ...partFields,
  issue_id: chosenId('a key issue'),
  text: requiredText('the objective', 1000),
});
export const criterionForm = z.object({
  ...partFields,
  ...ownerFields,
  objective_id: chosenId('an objective'),
  what: requiredText('what is measured', 500),
  measure: choice('how it is measured', ['number', 'words']),
  unit: optionalText('the unit', 30),
  from_number: optionalNumber('from'),
  to_number: optionalNumber('to'),
  from_words: optionalText('where it starts', 1000),
  to_words: optionalText('what it should come to', 1000),
  by_when: optionalDate('by when'),
  how_known: optionalText('how it will be known', 1000),
});
export const actionForm = z.object({
  ...partFields,
  ...ownerFields,
  objective_id: chosenId('an objective'),
  what: requiredText('the action', 1000),
  starts_on: optionalDate('the start'),
  due_on: optionalDate('the date it is due'),
  resource_need: optionalText('what it needs', 500),
});
export const supportForm = z.object({
  ...partFields,
  objective_id: optionalId('an objective'),
  kind: choice('what kind of support it is', supportKindNames),
  what: requiredText('what the trust promises', 1000),
  who: optionalText('who', 200),
  from_school_id: optionalId('a school'),
  half_days: optionalDays,
  cost_pence: optionalMoney('the cost'),
  starts_on: optionalDate('the start'),
  ends_on: optionalDate('the end'),
});

export const removeForm = z.object(partFields);
export const startForm = z.object({
  school: chosenId('a school'),
  year: wholeNumber('the academic year', 2000, 2100),
  basis: choice('how the plan comes about', ['school', 'agreed', 'imposed']),
  why: optionalText('the reason', 1000),
});
export const basisForm = z.object({
  basis: choice('how the plan stands', ['school', 'agreed', 'imposed']),
  why: requiredText('why the basis changes', 1000),
});
export const agreeForm = z.object({ version: wholeNumber('the version', 1, 1_000_000) });
export const commentForm = z.object({ text: requiredText('your comment', 4000) });
export const recommendForm = z.object({
  version: wholeNumber('the version', 1, 1_000_000),
  covering_words: requiredText('your covering words to the board', 6000),
});
export const takeBackForm = z.object({ why: requiredText('why you take the recommendation back', 1000) });
export const decisionForm = z.object({
  outcome: choice('what the board decided', ['approved', 'approved_with_amendments', 'sent_back']),
  meeting_on: requiredDate('the date of the meeting'),
  minute_reference: requiredText('the minute reference', 60),
  words: optionalText('the board’s words', 6000),
});
export const doneForm = z.object({
  revision,
  done_on: optionalDate('the day on which it was done'),
  note: optionalText('the note', 1000),
  undo: checkbox,
});
export const deliveryForm = z.object({
  delivered_on: requiredDate('the day'),
  half_days: requiredDays,
  note: optionalText('the note', 500),
});
export const progressForm = z.object({
  noted_on: requiredDate('the date'),
  value_number: optionalNumber('the value'),
  value_words: optionalText('where it stands', 2000),
  rag: choice('how it stands', ['green', 'amber', 'red', 'blue']),
  reason: requiredText('the reason for the rating', 2000),
});
export const reviewForm = z.object({
  overall: requiredText('how the plan is going overall', 6000),
  decision: choice('what becomes of the plan', ['continue', 'strengthen', 'close', 'escalate']),
  reason: requiredText('the reason for the decision', 2000),
  evidence: ticked,
});
