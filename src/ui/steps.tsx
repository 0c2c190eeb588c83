import type { Child } from 'hono/jsx';
import { classes } from './classes.ts';

export type StepState = 'done' | 'current' | 'next';

export interface Step {
  label: Child;
  state: StepState;
  /** Who and when, or what it waits for. */
  detail?: Child | undefined;
}

const states: Record<StepState, { class: string; word: string }> = {
  done: { class: 'cairn-steps__item--done', word: 'Done' },
  current: { class: 'cairn-steps__item--current', word: 'Now' },
  next: { class: 'cairn-steps__item--next', word: 'Next' },
};

/** Where a thing stands on its way: drafted, agreed, under way, closed. */
export const Steps = ({ steps, label = 'Progress' }: { steps: readonly Step[]; label?: string | undefined }) => (
  <ol class="cairn-steps" aria-label={label}>
    {steps.map(({ label: text, state, detail }) => (
      <li
        class={classes('cairn-steps__item', states[state].class)}
        aria-current={state === 'current' ? 'step' : undefined}
      >
        <span class="cairn-steps__word">{states[state].word}</span> <span class="cairn-steps__label">{text}</span>
        {detail ? <span class="cairn-steps__detail">{detail}</span> : null}
      </li>
    ))}
  </ol>
);
