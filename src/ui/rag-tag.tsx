import { classes } from './classes.ts';
import { type TagColour, tagColours } from './tag.tsx';

export type Rag = 'red' | 'amber' | 'green' | 'blue' | 'none';

const colours: Record<Rag, TagColour> = { red: 'red', amber: 'amber', green: 'green', blue: 'blue', none: 'grey' };
const words: Record<Rag, string> = { red: 'Red', amber: 'Amber', green: 'Green', blue: 'Complete', none: 'Not rated' };
const shapes: Record<Rag, string> = { red: '■', amber: '▲', green: '●', blue: '✓', none: '○' };

/** Progress in colour, shape and words: "Amber", or the words given ("Amber: behind plan"). */
export const RagTag = ({ rating, label }: { rating: Rag; label?: string | undefined }) => (
  <strong class={classes('cairn-tag', tagColours[colours[rating]])}>
    <span class="cairn-tag__shape" aria-hidden="true">
      {shapes[rating]}
    </span>
    {label ?? words[rating]}
  </strong>
);
