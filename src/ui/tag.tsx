import type { Child } from 'hono/jsx';
import { classes } from './classes.ts';

export type TagColour = 'grey' | 'green' | 'teal' | 'blue' | 'purple' | 'amber' | 'red';

export const tagColours: Record<TagColour, string> = {
  grey: 'cairn-tag--grey',
  green: 'cairn-tag--green',
  teal: 'cairn-tag--teal',
  blue: 'cairn-tag--blue',
  purple: 'cairn-tag--purple',
  amber: 'cairn-tag--amber',
  red: 'cairn-tag--red',
};

/** A short state in words. The colour only repeats what the words say. */
export const Tag = ({ colour = 'grey', children }: { colour?: TagColour | undefined; children?: Child }) => (
  <strong class={classes('cairn-tag', tagColours[colour])}>{children}</strong>
);
