export interface SparklineProps {
  values: readonly (number | null)[];
  /** What a screen reader says: "Attendance, 91% to 94% over three years". */
  label: string;
}

const width = 88;
const height = 24;
const margin = 3;

const segments = (values: readonly (number | null)[]): string[] => {
  const known = values.filter((value) => value !== null);
  const low = Math.min(...known);
  const spread = Math.max(...known) - low || 1;
  const step = (width - 2 * margin) / Math.max(values.length - 1, 1);
  const point = (value: number, index: number) =>
    `${(margin + index * step).toFixed(1)},${(height - margin - ((value - low) / spread) * (height - 2 * margin)).toFixed(1)}`;
  const lines: string[][] = [[]];
  for (const [index, value] of values.entries()) {
    if (value === null) lines.push([]);
    else lines.at(-1)?.push(point(value, index));
  }
  return lines.filter((line) => line.length > 0).map((line) => line.join(' '));
};

/** The shape of a few values, a word high. Gaps stay gaps; the last value is marked. */
export const Sparkline = ({ values, label }: SparklineProps) => {
  const lines = segments(values);
  const [x, y] = lines.at(-1)?.split(' ').at(-1)?.split(',') ?? [];
  return (
    <svg
      class="cairn-sparkline"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={label}
    >
      {lines.map((points) => (
        <polyline class="cs-1" points={points} fill="none" stroke-width="2" />
      ))}
      {x === undefined ? null : <circle class="cf-1" cx={x} cy={y} r="3" />}
    </svg>
  );
};
