import { shortDate } from '#platform/clock.ts';
import { type StepState, Steps } from '#ui/steps.tsx';
import type { Leadership } from '../leadership-queries.ts';
import type { PlanNow } from '../plan-now.ts';
import type { Intervention } from '../queries.ts';

/** How many steps of its way the plan has behind it. One that the board sent back has to be recommended again. */
const done: Record<PlanNow['shown']['state'], number> = {
  draft: 0,
  ready: 1,
  agreed: 1,
  in_place: 1,
  sent_back: 1,
  recommended: 2,
  in_force: 3,
  closed: 4,
};

/** The plan's way, as the response asks for it. */
function wayOf(one: Intervention, plan: PlanNow) {
  const { approval, reviewDue, state } = plan.shown;
  return [
    one.response === 'imposed'
      ? { label: 'The Trust writes the plan and puts it in place', detail: 'Signatures are not asked for' }
      : { label: 'Trust and school write the plan', detail: 'Head teacher and Executive Principal both sign' },
    {
      label: 'The Executive Principal recommends it',
      detail: state === 'sent_back' ? 'The board sent it back' : undefined,
    },
    { label: 'The board decides', detail: approval.words },
    {
      label: 'Reviewed every term',
      detail: reviewDue
        ? `${reviewDue.overdue ? 'Overdue: it was due' : 'Next due'} by ${shortDate(reviewDue.on)}`
        : undefined,
    },
  ];
}

const stateAt = (index: number, done: number): StepState =>
  index < done ? 'done' : index === done ? 'current' : 'next';

/** What the response asks of people, and how far it has come. */
export const WhatMustHappen = ({
  one,
  plan,
  open,
  led,
}: {
  one: Intervention;
  plan: PlanNow | null;
  open: boolean;
  led: readonly Leadership[];
}) => {
  if (!open) return null;
  return (
    <section>
      <h2 class="govuk-heading-m">What must happen</h2>
      {plan === null ? <p class="govuk-body">There is no action plan that you can open.</p> : null}
      {plan?.closed ? (
        <p class="govuk-body">
          The action plan of the year is closed. The Executive Principal closes the intervention too, or starts a plan
          for the next year.
        </p>
      ) : null}
      {plan && !plan.closed ? (
        <Steps
          label="The way of the action plan"
          steps={wayOf(one, plan).map((step, index) => ({ ...step, state: stateAt(index, done[plan.shown.state]) }))}
        />
      ) : null}
      {one.response === 'imposed' && one.may_lead && led.length === 0 ? (
        <p class="govuk-body">
          The Trust may also lead aspects of the school itself. Nothing of the kind has been proposed.
        </p>
      ) : null}
    </section>
  );
};
