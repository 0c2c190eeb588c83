import { shortDate } from '#platform/clock.ts';

/** `1 Dec 2026 to 25 Mar 2027`, `From 4 Jan 2027`, `Until …`, or a dash. */
export function supportSpan(from: Temporal.PlainDate | null, to: Temporal.PlainDate | null): string {
  if (from && to) return `${shortDate(from)} to ${shortDate(to)}`;
  if (from) return `From ${shortDate(from)}`;
  return to ? `Until ${shortDate(to)}` : '—';
}
