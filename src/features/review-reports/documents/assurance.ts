import { londonDate, longDate } from '#platform/clock.ts';
import type { ReportContent } from '../content/queries.ts';

/** Who reviewed, who checked and who signed, in sentences; governors read of people of the school and of the team by role. */
export function assurance(content: ReportContent, version: 'full' | 'governors', leaders: readonly string[]): string[] {
  const last = (name: string) => content.steps.findLast((step) => step.step === name);
  const on = (step: { takenAt: Temporal.Instant }) => longDate(londonDate(step.takenAt));
  const may = (name: string) => version === 'full' || leaders.includes(name);
  const names = content.team.filter((member) => may(member.name)).map((member) => member.name);
  const others = content.team.length - names.length;
  const unnamed =
    others === 0
      ? []
      : [
          names.length === 0
            ? `${others} ${others === 1 ? 'reviewer' : 'reviewers'}`
            : `${others} ${others === 1 ? 'other reviewer' : 'others'}`,
        ];
  const team = [...names, ...unnamed];
  const points = content.checks.flatMap((round) => round.points);
  const changed = points.filter((point) => point.outcome === 'changed').length;
  const raised =
    points.length === 0
      ? 'and found nothing to correct'
      : `and raised ${points.length} ${points.length === 1 ? 'point' : 'points'}, ${changed} of which led to a change`;
  const returned = last('facts_returned');
  const signed = last('signed');
  return [
    ...(team.length > 0 ? [`Reviewed by ${team.join(', ')}.`] : []),
    ...(returned
      ? [
          `The school checked the facts, ${raised} (returned ${may(returned.name) ? `by ${returned.name} ` : 'by the head teacher '}on ${on(returned)}).`,
        ]
      : []),
    ...(signed ? [`Signed by ${may(signed.name) ? signed.name : 'a trust leader'} on ${on(signed)}.`] : []),
  ];
}
