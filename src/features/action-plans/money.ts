/** Whole pence as pounds, exactly: `£1,250`, `£1,250.50`. */
export function pounds(pence: number): string {
  const whole = Math.trunc(pence / 100).toLocaleString('en-GB');
  const rest = pence % 100;
  return rest === 0 ? `£${whole}` : `£${whole}.${String(rest).padStart(2, '0')}`;
}

/** Half days as days: `3`, `2.5`. */
export function days(halfDays: number): string {
  return (halfDays / 2).toLocaleString('en-GB', { maximumFractionDigits: 1 });
}

/** `2.5 days`, `1 day`. */
export function daysInWords(halfDays: number): string {
  return `${days(halfDays)} ${halfDays === 2 ? 'day' : 'days'}`;
}
