import { classes } from './classes.ts';

export interface ComparisonProps {
  /** This minus that, in `unit`. */
  difference: number;
  /** What it is held against: "national", "last year". */
  than: string;
  /** One word or a pair: `['point', 'points']`. Points unless said otherwise. */
  unit?: readonly [one: string, many: string] | undefined;
  decimals?: number | undefined;
  /** Which direction is good news; `neither` stays without colour. */
  better?: 'higher' | 'lower' | 'neither' | undefined;
}

/** "3 points above national": a difference in words, with an arrow and a colour that only repeat them. */
export const Comparison = ({
  difference,
  than,
  unit = ['point', 'points'],
  decimals = 0,
  better = 'higher',
}: ComparisonProps) => {
  const size = Math.abs(difference).toLocaleString('en-GB', {
    minimumFractionDigits: 0,
    maximumFractionDigits: decimals,
  });
  if (size === '0') return <span class="cairn-comparison">In line with {than}</span>;
  const above = difference > 0;
  const good = better === 'neither' ? undefined : above === (better === 'higher');
  return (
    <span
      class={classes(
        'cairn-comparison',
        good === true && 'cairn-comparison--better',
        good === false && 'cairn-comparison--worse',
      )}
    >
      <span class="cairn-comparison__arrow" aria-hidden="true">
        {above ? '▲' : '▼'}
      </span>
      {size} {size === '1' ? unit[0] : unit[1]} {above ? 'above' : 'below'} {than}
    </span>
  );
};
