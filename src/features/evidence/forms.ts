import { z } from 'zod';
import { evidenceKindNames } from '#core/evidence/kinds.ts';
import type { Points } from '#core/evidence/tables.ts';
import { isEvidenceTag } from '#core/evidence/tags.ts';
import { choice, optionalId, optionalText, requiredDate, requiredText, revision, ticked } from '#platform/http/form.ts';
import type { FormBody } from '#platform/http/page-request.ts';
import type { Reach } from './reach-rules.ts';

export const evidenceForm = z.object({
  kind: choice('what kind of evidence this is', evidenceKindNames),
  title: requiredText('a title', 150),
  summary: requiredText('what was seen, read or heard', 10_000),
  happenedOn: requiredDate('the day it happened'),
  lateWhy: optionalText('the reason', 1000),
  departmentId: optionalId('a department'),
  observedId: optionalId('the teacher who was observed'),
  otherObservers: optionalText('who else saw it', 500),
  observerIds: ticked,
  readers: ticked,
  readerIds: ticked,
  tags: ticked,
  criterionIds: ticked,
  enquiryIds: ticked,
  revision,
});

export type EvidenceFields = z.infer<typeof evidenceForm>;

/** What is recorded; what it speaks to and who reads it may be left out, and is then nothing and the leaders. */
export type EvidenceInput = Pick<
  EvidenceFields,
  'kind' | 'title' | 'summary' | 'happenedOn' | 'lateWhy' | 'departmentId' | 'revision'
> & { reach?: Reach };

/** The name of the field that says what a piece shows of an area. */
export const areaField = (areaId: string): string => `area_${areaId}`;

const isPoints = (text: string): text is Points => text === 'strength' || text === 'development' || text === 'mixed';

/** What the form says of areas, as far as something was chosen. */
function areasIn(form: FormBody): Reach['areas'] {
  return Object.entries(form).flatMap(([name, [value = '']]) =>
    name.startsWith('area_') && isPoints(value) ? [{ areaId: name.slice('area_'.length), points: value }] : [],
  );
}

/** Everything that the form says, in the shape in which it is stored. */
export function inputOf(fields: EvidenceFields, form: FormBody): EvidenceInput {
  const outside = (fields.otherObservers ?? '').split(/[\n;,]/).map((name) => name.trim());
  return {
    ...fields,
    reach: {
      observedId: fields.observedId,
      readers: fields.readers[0] === 'named' ? 'named' : 'leaders',
      readerIds: fields.readerIds,
      observers: [
        ...fields.observerIds.map((personId) => ({ personId, name: '' })),
        ...outside.filter((name) => name !== '').map((name) => ({ personId: null, name })),
      ],
      areas: areasIn(form),
      tags: fields.tags.filter(isEvidenceTag),
      criterionIds: fields.criterionIds,
      enquiryIds: fields.enquiryIds,
    },
  };
}

export const withdrawForm = z.object({ why: requiredText('why it is withdrawn', 1000), revision });

export const replaceForm = z.object({ why: requiredText('why the file is replaced', 1000), revision });

export const replyForm = z.object({ body: requiredText('your reply', 5000) });
