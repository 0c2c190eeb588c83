import { z } from 'zod';
import { isEvidenceKind } from '#core/evidence/kinds.ts';
import type { EvidenceCursor, EvidenceFilter } from '#core/evidence/queries.ts';
import type { EvidenceSourceType, Points } from '#core/evidence/tables.ts';
import { isEvidenceTag } from '#core/evidence/tags.ts';
import { optionalDate, optionalId, optionalText, readForm } from '#platform/http/form.ts';

const filterForm = z.object({
  kind: optionalText('the kind'),
  by: optionalId('a person'),
  tag: optionalText('the word'),
  area: optionalId('an area'),
  points: optionalText('what it shows'),
  source: optionalText('where it comes from'),
  line: optionalId('a line'),
  mine: optionalText('seen by me'),
  from: optionalDate('the first day'),
  until: optionalDate('the last day'),
  recordedFrom: optionalDate('the first day'),
  recordedUntil: optionalDate('the last day'),
  withdrawn: optionalText('withdrawn'),
});

const isPoints = (text: string | null): text is Points =>
  text === 'strength' || text === 'development' || text === 'mixed';
const isSource = (text: string | null): text is 'by_hand' | EvidenceSourceType =>
  text === 'by_hand' || text === 'qa_review_activity' || text === 'visit_note';

/** The filter in an address. One that cannot be read filters nothing and says what is wrong. */
export function readFilter(query: Readonly<Record<string, string>>) {
  const form = readForm(filterForm, Object.fromEntries(Object.entries(query).map(([name, value]) => [name, [value]])));
  if (!form.ok) return { filter: {} satisfies EvidenceFilter, errors: form.errors, typed: form.typed };
  const { kind, by, tag, area, points, source, line, mine, from, until, withdrawn } = form.value;
  const filter: EvidenceFilter = {
    kind: kind !== null && isEvidenceKind(kind) ? kind : null,
    recordedBy: by,
    tag: tag !== null && isEvidenceTag(tag) ? tag : null,
    areaId: area,
    points: isPoints(points) ? points : null,
    source: isSource(source) ? source : null,
    lineId: line,
    seenByMe: mine === 'yes',
    from,
    until,
    recordedFrom: form.value.recordedFrom,
    recordedUntil: form.value.recordedUntil,
    withdrawn: withdrawn === 'yes',
  };
  return { filter, errors: [], typed: form.typed };
}

const names = Object.keys(filterForm.shape);

/** Whether anything narrows the list. */
export const narrows = (query: Readonly<Record<string, string>>): boolean => names.some((name) => query[name]);

/** `2026-11-09_0199…`: a place in the list. */
export const cursorText = (piece: { happened_on: Temporal.PlainDate; id: string }): string =>
  `${piece.happened_on.toString()}_${piece.id}`;

/** A place in the list from an address; null where it is none. */
export function readCursor(text: string | undefined): EvidenceCursor | null {
  const match = /^(\d{4}-\d{2}-\d{2})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text ?? '');
  if (!match?.[1] || !match[2]) return null;
  try {
    return { happenedOn: Temporal.PlainDate.from(match[1], { overflow: 'reject' }), id: match[2] };
  } catch {
    return null;
  }
}

/** The same filter as an address again, at another place in the list. */
export function filterQuery(
  query: Readonly<Record<string, string>>,
  place: { after?: string; before?: string } = {},
): string {
  const kept = names.flatMap((name) => (query[name] ? [[name, query[name]] as [string, string]] : []));
  const text = new URLSearchParams([...kept, ...Object.entries(place)]).toString();
  return text === '' ? '' : `?${text}`;
}
