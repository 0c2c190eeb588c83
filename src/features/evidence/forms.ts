import { z } from 'zod';
import { evidenceKindNames } from '#core/evidence/kinds.ts';
import { choice, optionalId, optionalText, requiredDate, requiredText, revision } from '#platform/http/form.ts';

export const evidenceForm = z.object({
  kind: choice('what kind of evidence this is', evidenceKindNames),
  title: requiredText('a title', 150),
  summary: requiredText('what was seen, read or heard', 10_000),
  happenedOn: requiredDate('the day it happened'),
  lateWhy: optionalText('the reason', 1000),
  departmentId: optionalId('a department'),
  revision,
});

export type EvidenceInput = z.infer<typeof evidenceForm>;

export const withdrawForm = z.object({ why: requiredText('why it is withdrawn', 1000), revision });
