import type { Points } from '#core/evidence/tables.ts';
import { isEvidenceTag } from '#core/evidence/tags.ts';
import type { FieldError } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import type { FormBody } from '#platform/http/page-request.ts';
import type { Written } from './actions/save-record.ts';
import type { Sample } from './activity-rules.ts';
import { recordForm } from './forms.ts';
import type { Answer, AreaSaid } from './record-rules.ts';
import type { Seen } from './tables.ts';

const isSeen = (text: string | undefined): text is Seen =>
  text === 'clearly' || text === 'partly' || text === 'not_seen' || text === 'not_applicable';
const isPoints = (text: string | undefined): text is Points =>
  text === 'strength' || text === 'development' || text === 'mixed';

const first = (form: FormBody, name: string): string => (form[name]?.[0] ?? '').replaceAll('\r\n', '\n');
const longestAnswer = 5000;

function countOf(text: string | null, field: string, errors: FieldError[]): number | null {
  if (text === null) return null;
  if (/^\d{1,4}$/.test(text)) return Number(text);
  errors.push({ field, message: 'Enter a whole number, or leave it empty' });
  return null;
}

type Read =
  | { ok: true; value: Written & { happenedOn: Temporal.PlainDate }; typed: Typed }
  | { ok: false; errors: readonly FieldError[]; typed: Typed };

/** Reads the form of an activity: what every kind has, and the answers and areas of this very form, by the ids in their names. */
export function readRecord(form: FormBody, questionIds: readonly string[], areaIds: readonly string[]): Read {
  const read = readForm(recordForm, form);
  const errors: FieldError[] = read.ok ? [] : [...read.errors];
  const answers = questionIds.flatMap((questionId): Answer[] => {
    const answer = first(form, `answer-${questionId}`);
    const seen = first(form, `seen-${questionId}`);
    if (answer.length > longestAnswer)
      errors.push({ field: `answer-${questionId}`, message: `Answers have ${longestAnswer} characters or fewer` });
    return [{ questionId, answer, seen: isSeen(seen) ? seen : null }];
  });
  const areas = areaIds.flatMap((areaId): AreaSaid[] => {
    const points = first(form, `area-${areaId}`);
    return isPoints(points) ? [{ areaId, points }] : [];
  });
  if (!read.ok) return { ok: false, errors, typed: read.typed };
  const { happenedOn, summary, tags, revision, ...counts } = read.value;
  const sample: Sample = {
    size: countOf(counts.sampleSize, 'sampleSize', errors),
    disadvantaged: countOf(counts.sampleDisadvantaged, 'sampleDisadvantaged', errors),
    send: countOf(counts.sampleSend, 'sampleSend', errors),
    low: countOf(counts.sampleLow, 'sampleLow', errors),
    middle: countOf(counts.sampleMiddle, 'sampleMiddle', errors),
    high: countOf(counts.sampleHigh, 'sampleHigh', errors),
  };
  if (sample.size === 0) errors.push({ field: 'sampleSize', message: 'Enter at least 1, or leave it empty' });
  if (errors.length > 0) return { ok: false, errors, typed: read.typed };
  const value = { happenedOn, summary, tags: tags.filter(isEvidenceTag), revision, answers, areas, sample };
  return { ok: true, value, typed: read.typed };
}
