import pg from 'pg';

const oid = { int8: 20, date: 1082, timestamptz: 1184 } as const;

function parseInstant(text: string): Temporal.Instant | null {
  if (text === 'infinity' || text === '-infinity') return null;
  // PostgreSQL writes `2026-11-24 08:00:00.123+00`; ISO wants a T and a full offset.
  const iso = text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00');
  return Temporal.Instant.from(iso);
}

/** Type parsers for one pool: `date` to PlainDate, `timestamptz` to Instant (infinity is null), `bigint` to number. */
export const temporalTypes = {
  getTypeParser(type: number, format?: 'text' | 'binary') {
    if (format !== 'binary') {
      if (type === oid.date) return (text: string) => Temporal.PlainDate.from(text);
      if (type === oid.timestamptz) return parseInstant;
      if (type === oid.int8) return Number;
    }
    return pg.types.getTypeParser(type, format);
  },
};

/** `pg` asks a parameter for `toPostgres`; without it a Temporal value would arrive in JSON quotes. */
export function teachTemporalToPostgres(): void {
  for (const prototype of [Temporal.PlainDate.prototype, Temporal.Instant.prototype]) {
    if ('toPostgres' in prototype) continue;
    Object.defineProperty(prototype, 'toPostgres', {
      value(this: Temporal.PlainDate | Temporal.Instant) {
        return this.toString();
      },
      enumerable: false,
    });
  }
}
