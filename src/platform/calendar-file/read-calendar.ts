/** A calendar as it was read: its own properties, and each event's, by name; parameters stay with the name (`DTSTART;VALUE=DATE`). For the tests. */
export type ReadCalendar = {
  properties: ReadonlyMap<string, string>;
  zones: readonly string[];
  events: readonly ReadonlyMap<string, string>[];
};

/** What `escapeText` wrote, read back. */
export function unescapeText(value: string): string {
  return value.replaceAll(/\\([\\;,nN])/g, (_, sign: string) => (sign.toLowerCase() === 'n' ? '\n' : sign));
}

/** Reads a calendar strictly: lines end with CRLF, none is longer than 75 octets, components close in the order in which they were opened. Throws where not. */
export function readCalendar(text: string): ReadCalendar {
  if (!text.endsWith('\r\n')) throw new Error('The last line does not end with CRLF');
  for (const line of text.slice(0, -2).split('\r\n')) {
    if (/[\r\n]/.test(line)) throw new Error(`A line break of its own in ${JSON.stringify(line)}`);
    if (new TextEncoder().encode(line).byteLength > 75)
      throw new Error(`More than 75 octets in ${JSON.stringify(line)}`);
  }
  const open: string[] = [];
  const properties = new Map<string, string>();
  const zones: string[] = [];
  const events: Map<string, string>[] = [];
  for (const line of text.slice(0, -2).replaceAll('\r\n ', '').split('\r\n')) {
    const at = line.indexOf(':');
    if (at < 1) throw new Error(`No property in ${JSON.stringify(line)}`);
    const [name, value] = [line.slice(0, at), line.slice(at + 1)];
    if (name === 'BEGIN') {
      open.push(value);
      if (value === 'VEVENT') events.push(new Map());
    } else if (name === 'END') {
      if (open.pop() !== value) throw new Error(`${value} ends where it is not open`);
    } else if (open.at(-1) === 'VCALENDAR') properties.set(name, value);
    else if (open.at(-1) === 'VEVENT') events.at(-1)?.set(name, value);
    else if (name === 'TZID') zones.push(value);
  }
  if (open.length > 0) throw new Error(`${open.join(', ')} not closed`);
  return { properties, zones, events };
}
