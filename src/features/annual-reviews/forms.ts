import { z } from 'zod';
import { evidenceKindNames } from '#core/evidence/kinds.ts';
import {
  checkbox,
  choice,
  chosenId,
  optionalId,
  optionalText,
  requiredDate,
  requiredText,
  revision,
  ticked,
  wholeNumber,
} from '#platform/http/form.ts';

/** Longest text of one part, in characters: about twelve pages. */
const longestPart = 40_000;

export const startForm = z.object({
  schoolId: chosenId('a school'),
  academicYear: wholeNumber('the academic year', 2000, 2100),
  frameworkFamily: requiredText('the framework', 60),
  leadId: chosenId('the lead author'),
  dueOn: requiredDate('the date by which it is due'),
});

export const memberForm = z.object({
  personId: optionalId('a person'),
  externalName: optionalText('the name', 200),
  externalOrganisation: optionalText('the organisation', 200),
  role: choice('a role', ['lead', 'member']),
});

export const declareForm = z.object({
  hasInterest: choice('whether there is an interest', ['no', 'yes']),
  interest: optionalText('the interest', 1000),
});

const longText = z.array(z.string()).transform((values) => (values[0] ?? '').replaceAll('\r\n', '\n'));
export const sectionForm = z.object({
  body: longText.pipe(z.string().max(longestPart, 'The text is longer than Cairn takes. Shorten it')),
  revision,
});
export const judgementForm = z.object({
  gradeCode: optionalText('the grade', 40),
  reasons: longText.pipe(z.string().max(longestPart, 'The reasons are longer than Cairn takes. Shorten them')),
  revision,
});

export const keyIssueForm = z.object({
  areaCode: requiredText('the judgement', 80),
  body: requiredText('the key issue', 1500),
  revision,
});
export const moveForm = z.object({ move: choice('what to do', ['up', 'down', 'remove']) });

const sentence = { part: requiredText('the part', 200), hash: requiredText('the sentence', 64) };
export const linkForm = z.object({
  ...sentence,
  evidenceId: ticked.pipe(z.array(z.uuid('Choose the evidence for this sentence'))),
});
export const unlinkForm = z.object({ ...sentence, evidenceId: chosenId('the evidence') });
export const recordForm = z.object({
  ...sentence,
  kind: choice('the kind of evidence', evidenceKindNames),
  title: requiredText('what the evidence is', 300),
  summary: requiredText('what it shows', 5000),
  happenedOn: requiredDate('the day it happened'),
});
export const waiveForm = z.object({
  ...sentence,
  kind: choice('why it needs no evidence', ['not_a_claim', 'waived']),
  reason: optionalText('the reason', 1000),
});
export const sentenceForm = z.object(sentence);

export const commentForm = z.object({ part: requiredText('the part', 200), body: requiredText('the comment', 2000) });
export const stepForm = z.object({ why: optionalText('the reason', 2000) });
export const returnForm = z.object({ revision, done: checkbox });
export const replyForm = z.object({
  outcome: choice('whether the text was changed', ['changed', 'not_changed']),
  reply: optionalText('the reply', 2000),
});
export const moderateForm = z.object({
  moderatedCode: requiredText('the grade that you would give', 40),
  reason: optionalText('the reason', 2000),
});
export const changeForm = z.object({
  areaCode: requiredText('the judgement to change', 80),
  gradeCode: requiredText('the new grade', 40),
  reasons: requiredText('the reasons for the new grade', longestPart),
  why: requiredText('why the grade is changed', 2000),
});

const earlier = {
  academicYear: wholeNumber('the academic year', 2000, 2100),
  source: requiredText('where the grades are written down', 200),
};
export const earlierForm = z.object(earlier);
export const earlierCorrectionForm = z.object({
  ...earlier,
  why: requiredText('why it is corrected', 1000),
  revision,
});
