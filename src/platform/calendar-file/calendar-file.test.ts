import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCalendar, unescapeText } from './read-calendar.ts';
import { type CalendarEvent, writeCalendar } from './write-calendar.ts';

const date = (text: string) => Temporal.PlainDate.from(text);
const event = (values: Partial<CalendarEvent> = {}): CalendarEvent => ({
  uid: 'entry-1@cairn',
  sequence: 0,
  changedAt: Temporal.Instant.from('2026-11-23T09:00:00Z'),
  status: 'confirmed',
  summary: 'Review of mathematics',
  when: { from: date('2027-02-03'), to: date('2027-02-05') },
  ...values,
});
const write = (...events: CalendarEvent[]) =>
  writeCalendar({ name: 'Marlstone Academy', description: 'Reviews', refreshHours: 6, events });
const only = (values: Partial<CalendarEvent> = {}) => readCalendar(write(event(values))).events[0];

test('a calendar says what it is and how often to ask for it again', () => {
  const { properties, events, zones } = readCalendar(write());
  expect(properties.get('VERSION')).toBe('2.0');
  expect(properties.get('PRODID')).toMatch(/^-\/\/Cairn/);
  expect(properties.get('METHOD')).toBe('PUBLISH');
  expect(properties.get('REFRESH-INTERVAL;VALUE=DURATION')).toBe('PT6H');
  expect(properties.get('X-WR-CALNAME')).toBe('Marlstone Academy');
  expect([events, zones]).toEqual([[], []]);
});

test('whole days end on the day after the last', () => {
  const found = only();
  expect(found?.get('DTSTART;VALUE=DATE')).toBe('20270203');
  expect(found?.get('DTEND;VALUE=DATE')).toBe('20270206');
  expect(found?.get('DTSTAMP')).toBe('20261123T090000Z');
});

test('a time of day is London’s, with the zone written out', () => {
  const at = Temporal.PlainDateTime.from('2027-06-15T09:30');
  const text = write(event({ when: { at, minutes: 45 } }));
  const { events, zones } = readCalendar(text);
  expect(events[0]?.get('DTSTART;TZID=Europe/London')).toBe('20270615T093000');
  expect(events[0]?.get('DTEND;TZID=Europe/London')).toBe('20270615T101500');
  expect(zones).toEqual(['Europe/London']);
});

test.each([
  ['confirmed', false, 'CONFIRMED', 'OPAQUE'],
  ['tentative', true, 'TENTATIVE', 'TRANSPARENT'],
  ['cancelled', false, 'CANCELLED', 'TRANSPARENT'],
] as const)('what is %s says so', (status, free, said, busy) => {
  const found = only({ status, free, sequence: 3 });
  expect([found?.get('STATUS'), found?.get('TRANSP'), found?.get('SEQUENCE')]).toEqual([said, busy, '3']);
});

test('commas, semicolons, backslashes and line breaks are written out, and others left', () => {
  const summary = 'DA, SEND; C:\\path\nsecond line: “quoted”';
  expect(write(event({ summary }))).toContain('SUMMARY:DA\\, SEND\\; C:\\\\path\\nsecond line: “quoted”\r\n');
  expect(unescapeText(only({ summary })?.get('SUMMARY') ?? '')).toBe(summary);
});

test('an address stays an address', () => {
  const url = 'https://cairn.example/qa-calendar?year=2026,2027;x';
  expect(only({ url })?.get('URL')).toBe(url);
});

test('long lines are folded after 75 octets, never inside a character', () => {
  const summary = 'é'.repeat(100);
  const text = write(event({ summary }));
  expect(text).toContain(`SUMMARY:${'é'.repeat(33)}\r\n ${'é'.repeat(37)}\r\n `);
  expect(only({ summary })?.get('SUMMARY')).toBe(summary);
});

test('whatever is written can be read, line by line within the rules, and says the same', () => {
  const words = fc.string({ unit: 'grapheme', maxLength: 200 });
  fc.assert(
    fc.property(words, words, words, (summary, description, location) => {
      const found = only({ summary, description, location });
      const printable = (text: string) => text.replaceAll(/\r\n?/g, '\n').replaceAll(/(?![\t\n])\p{Cc}/gu, '');
      expect(unescapeText(found?.get('SUMMARY') ?? '')).toBe(printable(summary));
      expect(unescapeText(found?.get('DESCRIPTION') ?? '')).toBe(printable(description));
      expect(unescapeText(found?.get('LOCATION') ?? '')).toBe(printable(location));
    }),
    { numRuns: 40 },
  );
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (summary) => {
      expect(readCalendar(write(event({ summary }), event())).events).toHaveLength(2);
    }),
  );
});

test('no text can smuggle in a line of its own', () => {
  const { events } = readCalendar(write(event({ summary: 'x\r\nEND:VEVENT\r\nBEGIN:VEVENT\u2028y' })));
  expect(events).toHaveLength(1);
});

test('the same calendar is the same text', () => {
  expect(write(event())).toBe(write(event()));
});
