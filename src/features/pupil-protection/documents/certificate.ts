import { longDate, longMoment } from '#platform/clock.ts';
import { sha256Hex } from '#platform/documents/index.ts';
import { countsInWords, type Kind, kindTitles, ruleInWords } from '../rules.ts';
import type { RuleThen } from '../tables.ts';

export type CertifiedPlace = {
  school: string;
  place: string;
  counts: Readonly<Record<string, number>>;
  held: Readonly<Record<string, number>>;
};

export type Certified = {
  trust: string;
  title: string;
  at: Temporal.Instant;
  by: string;
  why: string | null;
  rule: { kind: Kind; stood: RuleThen } | null;
  counts: Readonly<Record<string, number>>;
  oldest: Temporal.PlainDate | null;
  newest: Temporal.PlainDate | null;
  places: readonly CertifiedPlace[];
  /** Further sentences: what was done with files, what stays. */
  notes: readonly string[];
};

const some = (counts: Readonly<Record<string, number>>) => Object.values(counts).some((count) => count > 0);

/** The certificate of erasure, as it is kept for ever: plain text that names no pupil, and its SHA-256. */
export function certificateOf(certified: Certified): { certificate: string; sha256: string } {
  const { rule, oldest, newest, places } = certified;
  const lines = [
    'CERTIFICATE OF ERASURE',
    '',
    `Trust: ${certified.trust}`,
    `What: ${certified.title}`,
    `When: ${longMoment(certified.at)}`,
    `By: ${certified.by}`,
    ...(certified.why ? [`Why: ${certified.why}`] : []),
    ...(rule
      ? [
          `Rule: ${kindTitles[rule.kind]}, ${ruleInWords(rule.kind, rule.stood.months)} (version ${rule.stood.version})`,
          `Confirmed: ${rule.stood.confirmed}`,
        ]
      : []),
    `Erased: ${countsInWords(certified.counts)}`,
    ...(oldest && newest
      ? [oldest.equals(newest) ? `Of: ${longDate(oldest)}` : `Of: ${longDate(oldest)} to ${longDate(newest)}`]
      : []),
    ...(places.some((place) => some(place.counts))
      ? [
          '',
          'Where',
          ...places
            .filter((place) => some(place.counts))
            .map((place) => `- ${place.school}, ${place.place}: ${countsInWords(place.counts)}`),
        ]
      : []),
    ...(places.some((place) => some(place.held))
      ? [
          '',
          'Not erased, because a hold or an open request for access stops it',
          ...places
            .filter((place) => some(place.held))
            .map((place) => `- ${place.school}, ${place.place}: ${countsInWords(place.held)}`),
        ]
      : []),
    '',
    ...certified.notes,
    'Backups that were made before this moment still hold what was erased, until they are destroyed in their turn.',
    '',
  ];
  const certificate = lines.join('\n');
  return { certificate, sha256: sha256Hex(new TextEncoder().encode(certificate)) };
}

export const runTitles: Record<string, string> = {
  ...kindTitles,
  one_pupil: 'One pupil, on request',
  identity: 'What identifies pupils',
};
