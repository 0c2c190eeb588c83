import { type StepState, Steps } from '#ui/steps.tsx';
import type { Leadership } from '../leadership-queries.ts';
import type { PlanNow } from '../plan-now.ts';
import type { Intervention } from '../queries.ts';

const order = ['draft', 'prepared', 'recommended', 'in_force', 'closed'] as const;

/** How far the plan has come on the way that every plan takes; one sent back by the board is prepared, and has to be recommended again. */
function reached(plan: PlanNow): number {
  const { state } = plan.shown;
  if (state === 'ready' || state === 'agreed' || state === 'in_place' || state === 'sent_back')
    return order.indexOf('prepared');
  return order.indexOf(state);
}

type Way = { label: string; detail?: string | undefined };

/** The plan's way, as the response asks for it. */
function wayOf(one: Intervention, plan: PlanNow): Way[] {
  const { approval, reviewDue, state } = plan.shown;
  const imposed = one.response === 'imposed';
  return [
    { label: imposed ? 'The Trust writes the plan' : 'Trust and school write the plan' },
    imposed
      ? { label: 'The Trust puts it in place', detail: 'Signatures are not asked for' }
      : { label: 'Both sign it', detail: 'Head teacher and Executive Principal' },
    {
      label: 'The Executive Principal recommends it',
      detail: state === 'sent_back' ? 'The board sent it back' : undefined,
    },
    { label: 'The board decides', detail: approval.words },
    {
      label: 'Reviewed every term',
      detail: reviewDue ? `${reviewDue.overdue ? 'Overdue: ' : ''}the ${reviewDue.term} term` : undefined,
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
  // A plan's state names what is done; the step after it is the one that waits.
  const done = plan ? [0, 2, 3, 4, 5][reached(plan)] : 0;
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
          steps={wayOf(one, plan).map((step, index) => ({ ...step, state: stateAt(index, done ?? 0) }))}
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
