import { capital } from '#platform/capital.ts';
import { longDate, longMoment } from '#platform/clock.ts';
import type { TimelineEvent } from '#ui/timeline.tsx';
import type { Leadership } from '../leadership-queries.ts';
import type { Intervention, planSteps, stepsOf } from '../queries.ts';
import type { InterventionStep, LeadershipStep } from '../tables.ts';

const stepTitles: Record<InterventionStep, string> = {
  opened: 'Intervention opened',
  strengthened: 'Intervention made stronger',
  eased: 'Intervention eased',
  cause_changed: 'Cause changed',
  withdrawn: 'Intervention withdrawn with its review',
  closed: 'Intervention closed',
  reopened: 'Intervention opened again',
};

const leadershipTitles: Record<LeadershipStep, string> = {
  authorised: 'Direct leadership authorised by the board',
  declined: 'Direct leadership declined by the board',
  handed_back: 'Handed back to the school',
};

type Dated = TimelineEvent & { at: Temporal.Instant };

const moment = (at: Temporal.Instant) => ({ at, when: longMoment(at), datetime: at.toString() });

function leadershipEvents(row: Leadership): Dated[] {
  return [
    {
      title: 'Direct leadership proposed',
      by: row.proposer,
      ...moment(row.proposed_at),
      children: `${row.aspect}, by ${row.leader}, until ${longDate(row.ends_on)}`,
    },
    ...row.steps.map((step) => ({
      title: leadershipTitles[step.step],
      by: step.by,
      ...moment(step.taken_at),
      children: (
        <>
          <p class="govuk-body">
            {row.aspect}
            {step.meeting_on ? `. Meeting of ${longDate(step.meeting_on)}, minute ${step.minute_reference}` : ''}
            {step.exit_met === null
              ? ''
              : step.exit_met
                ? '. What was to be reached was reached'
                : '. It was not reached'}
            .
          </p>
          {step.note ? <p class="govuk-body">{step.note}</p> : null}
        </>
      ),
    })),
  ];
}

/** What has been done about an intervention, its plan and what is led directly, the newest first. */
export function eventsOf(
  one: Intervention,
  steps: Awaited<ReturnType<typeof stepsOf>>,
  plan: Awaited<ReturnType<typeof planSteps>>,
  led: readonly Leadership[],
): TimelineEvent[] {
  const own = steps.map(
    (step): Dated => ({
      title: stepTitles[step.step],
      by: step.by,
      ...moment(step.taken_at),
      children: (
        <>
          <p class="govuk-body">{step.why}</p>
          {step.becomes ? <p class="govuk-body">{step.becomes}</p> : null}
        </>
      ),
    }),
  );
  const planned = plan
    .filter((event) => event.kind !== 'plan.opened' || Temporal.Instant.compare(event.at, one.opened_at) < 0)
    .map(
      (event): Dated => ({
        title: `Action plan: ${capital(event.summary)}`,
        by: event.actor_name,
        ...moment(event.at),
        children: event.why,
      }),
    );
  return [...own, ...planned, ...led.flatMap(leadershipEvents)].sort((a, b) => Temporal.Instant.compare(b.at, a.at));
}
