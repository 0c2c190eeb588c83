import { classes } from './classes.ts';
import { type TagColour, tagColours } from './tag.tsx';

export type Grade = 1 | 2 | 3 | 4;

const words: Record<Grade, string> = { 1: 'Outstanding', 2: 'Good', 3: 'Requires improvement', 4: 'Inadequate' };
const colours: Record<Grade, TagColour> = { 1: 'green', 2: 'teal', 3: 'amber', 4: 'red' };

// Standards of other frameworks by their published names, so that a report card reads with the same colours.
const standards: Record<string, TagColour> = {
  exceptional: 'green',
  'strong standard': 'teal',
  'expected standard': 'blue',
  'needs attention': 'amber',
  'urgent improvement': 'red',
  met: 'green',
  'not met': 'red',
};

export interface GradeTagProps {
  grade?: Grade | undefined;
  /** Words of another framework ("Expected standard"), or other words for the grade. */
  standard?: string | undefined;
  colour?: TagColour | undefined;
  /** The number alone, for a table of many; the words are still read out. */
  compact?: boolean | undefined;
}

/** "2 Good", or a named standard, or "Not yet judged" where there is neither. */
export const GradeTag = ({ grade, standard, colour, compact }: GradeTagProps) => {
  const known = standard === undefined ? undefined : standards[standard.toLowerCase()];
  const shown = colour ?? (grade === undefined ? known : colours[grade]) ?? 'grey';
  if (compact && grade !== undefined) {
    return (
      <strong class={classes('cairn-tag cairn-grade cairn-grade--compact', tagColours[shown])}>
        {grade}
        <span class="govuk-visually-hidden"> {standard ?? words[grade]}</span>
      </strong>
    );
  }
  return (
    <strong class={classes('cairn-tag cairn-grade', tagColours[shown])}>
      {grade === undefined ? null : <span class="cairn-grade__number">{grade}</span>}
      {grade === undefined ? '' : ' '}
      {standard ?? (grade === undefined ? 'Not yet judged' : words[grade])}
    </strong>
  );
};
