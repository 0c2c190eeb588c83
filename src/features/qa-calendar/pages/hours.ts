/** Minutes as hours for a sentence: `45 minutes`, `1 hour`, `12.5 hours`. */
export function hours(minutes: number): string {
  if (minutes < 60) return `${minutes} minutes`;
  const count = Math.round((minutes / 60) * 10) / 10;
  return count === 1 ? '1 hour' : `${count} hours`;
}

/** The same as a figure of a table: `12.5`. */
export const hoursFigure = (minutes: number): string => (minutes / 60).toFixed(1);
