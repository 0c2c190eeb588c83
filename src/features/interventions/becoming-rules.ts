import type { Response } from './rules.ts';
import type { InterventionStep } from './tables.ts';

/** How an intervention and its plan stand before a grade is changed or a review withdrawn. */
export type Before = {
  /** What the review's grades asked for until now; null where they asked for nothing or the review did not stand. */
  response: Response | null;
  /** null: the review has set off no intervention yet. */
  intervention: 'open' | 'ended' | null;
  planClosed: boolean;
  /** People have put the plan on another basis than the review asked for; it is left there unless the review asks for more. */
  planChosen: boolean;
  /** Aspects of the school that the Trust leads directly, or that the board has authorised it to. */
  led: readonly string[];
};

export type Becoming = {
  /** The step that the intervention takes; null where it goes on, or stays away, as it was. */
  step: Extract<InterventionStep, 'opened' | 'reopened' | 'strengthened' | 'eased' | 'withdrawn' | 'closed'> | null;
  /** In words that are shown before it happens and kept afterwards. */
  becomes: string;
};

const strength = (response: Response | null): number => (response === null ? 0 : response === 'agreed' ? 1 : 2);

const imposes =
  'The Trust puts the action plan in place: signatures of Trust and school are no longer asked for, and the board decides on it.';
const agrees =
  'The Trust and the school agree the action plan: the head teacher and the Executive Principal both sign it before it is recommended to the board.';

function whatIsAsked(response: Response | null): string {
  if (response === null) return 'No judgement asks for an intervention: the school’s action plan is its own.';
  return response === 'imposed' ? imposes : agrees;
}

function step(before: Before, after: Response | null): Becoming {
  const open = before.intervention === 'open';
  if (after === null) {
    return open
      ? {
          step: 'closed',
          becomes: `The intervention closes, because no judgement asks for it any more. The action plan stays ${
            before.planChosen ? 'on the basis that was chosen for it' : 'in force as the school’s own'
          }, unless the board decides otherwise.`,
        }
      : { step: null, becomes: whatIsAsked(null) };
  }
  if (before.intervention === null) return { step: 'opened', becomes: `An intervention opens. ${whatIsAsked(after)}` };
  if (!open) {
    return strength(after) > strength(before.response)
      ? { step: 'reopened', becomes: `The intervention opens again. ${whatIsAsked(after)}` }
      : {
          step: null,
          becomes: 'The intervention has been closed by the Executive Principal and stays closed.',
        };
  }
  if (strength(after) > strength(before.response))
    return { step: 'strengthened', becomes: `The intervention becomes stronger. ${imposes}` };
  if (strength(after) < strength(before.response)) {
    return {
      step: 'eased',
      becomes: before.planChosen
        ? 'The intervention eases. The action plan stays on the basis that was chosen for it.'
        : 'The intervention eases. The plan that the Trust put in place stays; from now on Trust and school agree its changes, and both sign.',
    };
  }
  return { step: null, becomes: 'The intervention goes on as it was, and so does the action plan.' };
}

/**
 * What becomes of intervention and plan when an issued review's grades ask for something else, or (`withdrawn`) the review no longer stands. Nothing
 * disappears: a plan that has been opened stays, and only people close it, with a reason.
 */
export function whatBecomes(before: Before, after: Response | null, withdrawn: boolean): Becoming {
  const open = before.intervention === 'open';
  const change: Becoming = withdrawn
    ? {
        step: open ? 'withdrawn' : null,
        becomes: open
          ? 'The intervention is marked as withdrawn, because the review that caused it no longer stands. The action plan stays as it is until people change or close it.'
          : 'No intervention is open. The school’s action plan stays as it is.',
      }
    : step(before, after);
  const notes = [
    change.becomes,
    ...(before.planClosed && after !== null && !withdrawn
      ? ['The action plan of the year has been closed already; what now has to be done needs a plan for the next year.']
      : []),
    ...(before.led.length > 0 && (withdrawn || after !== 'imposed')
      ? [
          `The Trust goes on leading ${before.led.join('; ')} until the Executive Principal hands it back; nothing new can be proposed.`,
        ]
      : []),
  ];
  return { step: change.step, becomes: notes.join(' ') };
}
