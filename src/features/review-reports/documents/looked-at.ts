import { type EvidenceKind, evidenceKindLabel } from '#core/evidence/kinds.ts';
import { longDate } from '#platform/clock.ts';
import type { ReportContent } from '../content/queries.ts';

const several: Partial<Record<EvidenceKind, string>> = {
  lesson_observation: 'lesson observations',
  work_scrutiny: 'scrutinies of pupils’ work',
  data: 'reviews of the school’s data',
  pupil_voice: 'conversations with groups of pupils',
  leadership_discussion: 'discussions with leaders',
};
const one: Partial<Record<EvidenceKind, string>> = {
  lesson_observation: 'lesson observation',
  work_scrutiny: 'scrutiny of pupils’ work',
  data: 'review of the school’s data',
  pupil_voice: 'conversation with a group of pupils',
  leadership_discussion: 'discussion with leaders',
};

/** Fewer observed lessons than this would tell governors whose they were. */
const fewestLessons = 3;

/** “12 lesson observations”; in the version for governors few lessons are not counted out. */
export function countWords(kind: EvidenceKind, number: number, forGovernors: boolean): string {
  const label = evidenceKindLabel(kind).toLowerCase();
  if (forGovernors && kind === 'lesson_observation' && number < fewestLessons)
    return 'fewer than three lesson observations';
  return number === 1 ? `1 ${one[kind] ?? label}` : `${number} ${several[kind] ?? `pieces of ${label}`}`;
}

const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;

/** What was looked at in numbers, never by name: “Between 9 March 2026 and 12 March 2026: 12 lesson observations and …”. */
export function lookedAtSentence(content: ReportContent, forGovernors: boolean): string {
  const { reviewDays: days } = content;
  const counts = [...content.lookedAt].map(([kind, number]) => countWords(kind, number, forGovernors));
  const when =
    days === null
      ? ''
      : days.startsOn.equals(days.endsOn)
        ? `On ${longDate(days.startsOn)}`
        : `Between ${longDate(days.startsOn)} and ${longDate(days.endsOn)}`;
  if (counts.length === 0)
    return `${when === '' ? 'Nothing' : `${when} nothing`} was recorded in the timetable of the review.`;
  return `${when === '' ? 'Looked at' : `${when} the reviewers carried out`} ${listed(counts)}. Judgements are made of themes, across all of it; no lesson and no person is graded.`;
}
