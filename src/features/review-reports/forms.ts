import { z } from 'zod';
import {
  checkbox,
  choice,
  chosenId,
  optionalDate,
  optionalId,
  optionalText,
  requiredText,
  revision,
  ticked,
  wholeNumber,
} from '#platform/http/form.ts';
import { foundNames } from './rules.ts';

/** Longest text of one part, in characters: about six pages. */
const longestPart = 20_000;

export const beginForm = z.object({ reviewId: chosenId('a review') });
export const authorForm = z.object({ personId: chosenId('a person') });

const longText = z.array(z.string()).transform((values) => (values[0] ?? '').replaceAll('\r\n', '\n'));
export const partForm = z.object({
  body: longText.pipe(z.string().max(longestPart, 'The text is longer than Cairn takes. Shorten it')),
  revision,
});

const findingFields = {
  areaCode: optionalText('the theme', 80),
  what: requiredText('what should be done or changed', 600),
  why: requiredText('why', 1500),
};
export const newFindingForm = z.object(findingFields);
export const findingForm = z.object({ ...findingFields, revision });
export const removeForm = z.object({ why: requiredText('why it is taken out', 1000) });

export const followUpForm = z.object({
  found: choice('what was found', foundNames),
  words: optionalText('what was seen', 1500),
  findingId: optionalId('a finding of this report'),
  revision,
});

const sentence = { part: requiredText('the part', 200), hash: requiredText('the sentence', 64) };
export const sentenceForm = z.object(sentence);
export const linkForm = z.object({
  ...sentence,
  evidenceId: ticked.pipe(z.array(z.uuid('Choose the evidence for this sentence'))),
});
export const unlinkForm = z.object({ ...sentence, evidenceId: chosenId('the evidence') });
export const waiveForm = z.object({
  ...sentence,
  kind: choice('why it needs no evidence', ['not_a_claim', 'waived']),
  reason: optionalText('the reason', 1000),
});

export const settleForm = z.object({
  found: requiredText('the word', 200),
  hash: requiredText('the sentence', 64),
  how: choice('what governors read', ['keep', 'replace']),
  replacement: optionalText('what governors read in its place', 120),
});
export const unsettleForm = z.object({ settledId: chosenId('the word') });

export const stepForm = z.object({ why: optionalText('the reason', 2000), dueOn: optionalDate('the day') });
export const returnForm = z.object({ revision, done: checkbox });
export const replyForm = z.object({
  outcome: choice('whether the text was changed', ['changed', 'not_changed']),
  reply: optionalText('the reply', 2000),
});
export const issueForm = z.object({ overLimitWhy: optionalText('the reason', 1000) });

export const limitsForm = z.object({
  governors: wholeNumber('the pages for governors', 1, 40),
  full: wholeNumber('the pages in full', 1, 40),
  why: requiredText('why', 1000),
});

export const planForm = z.object({
  text: optionalText('the key issue', 2000),
  objective: optionalText('the objective', 1000),
  action: optionalText('the action', 1000),
  ownerName: optionalText('the owner', 120),
  dueOn: optionalDate('the date it is due'),
  why: optionalText('the reason', 1000),
});
export const outcomeForm = z.object({
  outcome: choice('what became of it', ['done', 'not_taken_up']),
  outcomeWhy: requiredText('what was done, or why it is not taken up', 1500),
});
