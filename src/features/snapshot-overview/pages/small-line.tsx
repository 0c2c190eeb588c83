type Values = readonly (number | null)[];

const width = 160;
const height = 56;
const margin = 5;

/** The lowest and highest value that any of the drawings has, a little beyond them; all of them share it. */
export function sharedScale(lines: readonly Values[]): { low: number; high: number } {
  const known = lines.flat().filter((value) => value !== null);
  const [low, high] = known.length > 0 ? [Math.min(...known), Math.max(...known)] : [0, 1];
  const room = (high - low) * 0.08 || Math.abs(high) * 0.05 || 1;
  return { low: low - room, high: high + room };
}

function points(values: Values, scale: { low: number; high: number }): { x: number; y: number }[][] {
  const step = (width - 2 * margin) / Math.max(values.length - 1, 1);
  const lines: { x: number; y: number }[][] = [[]];
  for (const [at, value] of values.entries()) {
    if (value === null) {
      lines.push([]);
      continue;
    }
    const share = (value - scale.low) / (scale.high - scale.low || 1);
    lines.at(-1)?.push({ x: margin + at * step, y: height - margin - share * (height - 2 * margin) });
  }
  return lines.filter((line) => line.length > 0);
}

// A value alone is a dot: a line to itself with round ends.
const path = (line: readonly { x: number; y: number }[]) =>
  [...line, ...(line.length === 1 ? line : [])].map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');

/** A school's line over the snapshots with the trust's dashed behind it. Gaps stay gaps; the last value is marked. */
export const SmallLine = (props: {
  own: Values;
  trust: Values;
  scale: { low: number; high: number };
  label: string;
}) => {
  const own = points(props.own, props.scale);
  const last = own.at(-1)?.at(-1);
  return (
    <svg class="cairn-multiples__svg" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={props.label}>
      {points(props.trust, props.scale).map((line) => (
        <polyline class="cs-6" points={path(line)} fill="none" stroke-width="1.5" stroke-dasharray="4 3" />
      ))}
      {own.map((line) => (
        <polyline class="cs-1" points={path(line)} fill="none" stroke-width="2" stroke-linecap="round" />
      ))}
      {last ? <circle class="cf-1" cx={last.x.toFixed(1)} cy={last.y.toFixed(1)} r="3" /> : null}
    </svg>
  );
};
