import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { composeDigest, digestMail, plainly, sizeOf, weekOf } from './digest-rules.ts';
import { type Choices, choicesFrom, kindNames, noticeKinds } from './kind-rules.ts';
import { type DueItem, nameOfReminder, remindersOn } from './remind-rules.ts';

const date = (text: string) => Temporal.PlainDate.from(text);
const monday = date('2027-03-29');
const item = (values: Partial<DueItem> = {}): DueItem => ({
  kind: 'activity',
  thing: 'activity 1',
  title: 'You take part in a review on 1 April',
  detail: 'Marlstone Academy',
  href: '/reviews/with-me',
  dueOn: date('2027-04-01'),
  ...values,
});

describe('reminders', () => {
  test.each([
    ['four days before', '2027-03-28', 0],
    ['three days before', '2027-03-29', 1],
    ['on the day', '2027-04-01', 1],
    ['the day after', '2027-04-02', 0],
  ])('of an activity: %s', (_, today, count) => {
    expect(remindersOn([item()], date(today), new Set())).toHaveLength(count);
  });

  test('come once, however often they are looked for, and anew when the day moves', () => {
    const sent = new Set([nameOfReminder(item())]);
    expect(remindersOn([item(), item()], monday, new Set())).toHaveLength(1);
    expect(remindersOn([item()], monday, sent)).toEqual([]);
    expect(remindersOn([item({ dueOn: date('2027-03-31') })], monday, sent)).toHaveLength(1);
  });

  test('after a run every later run that day finds nothing', () => {
    const anyItem = fc.record({
      kind: fc.constantFrom(...kindNames),
      thing: fc.constantFrom('a', 'b', 'c'),
      days: fc.integer({ min: -5, max: 20 }),
    });
    fc.assert(
      fc.property(fc.array(anyItem), (found) => {
        const items = found.map(({ days, ...rest }) => item({ ...rest, dueOn: monday.add({ days }) }));
        const first = remindersOn(items, monday, new Set());
        const names = first.map(nameOfReminder);
        expect(new Set(names).size).toBe(names.length);
        expect(remindersOn(items, monday, new Set(names))).toEqual([]);
      }),
    );
  });
});

describe('what people choose', () => {
  test('until they do, the default of each kind holds; what is no longer offered is not followed', () => {
    expect(choicesFrom([]).activity).toBe('at_once');
    expect(choicesFrom([{ kind: 'activity', way: 'page' }]).activity).toBe('page');
    expect(choicesFrom([{ kind: 'waiting', way: 'at_once' }]).waiting).toBe('weekly');
    for (const kind of kindNames) expect(noticeKinds[kind].ways).toContain(noticeKinds[kind].otherwise);
  });
});

const nothing = { waiting: [], due: [], told: [], decided: [] };
const choices = (values: Partial<Choices> = {}): Choices => ({ ...choicesFrom([]), ...values });

describe('the digest of a week', () => {
  test('is not sent when there is nothing to say', () => {
    expect(composeDigest(nothing, choices(), monday)).toBeNull();
    expect(composeDigest({ ...nothing, due: [item()] }, choices(), monday)).toBeNull();
  });

  test('holds only what was chosen for it', () => {
    const found = { ...nothing, due: [item()], decided: [{ words: 'A calendar was published', href: '/qa-calendar' }] };
    expect(composeDigest(found, choices({ activity: 'weekly' }), monday)).toMatchObject({
      due: [{ words: 'You take part in a review on 1 April' }],
      decided: ['A calendar was published'],
    });
    expect(composeDigest(found, choices({ decided: 'page' }), monday)).toBeNull();
  });

  test('what is due within fourteen days stands first, once, late things before all others', () => {
    const waiting = [
      { title: 'Sometime', href: '/a' },
      { title: 'In a fortnight', href: '/b', dueOn: monday.add({ days: 14 }) },
      { title: 'Later', href: '/c', dueOn: monday.add({ days: 15 }) },
      { title: 'Late', href: '/d', dueOn: monday.subtract({ days: 1 }) },
    ];
    const due = [
      item({ kind: 'entry', href: '/b', dueOn: monday.add({ days: 14 }) }),
      item({ kind: 'entry', href: '/e' }),
    ];
    const digest = composeDigest({ ...nothing, waiting, due }, choices(), monday);
    expect(digest?.due.map((line) => line.words)).toEqual([
      'Late',
      'You take part in a review on 1 April',
      'In a fortnight',
    ]);
    expect(digest?.waiting.map((line) => line.words)).toEqual(['Later', 'Sometime']);
  });

  test('equal things become one line with their number, and what follows a colon stays on the page', () => {
    const waiting = ['Retrain adults in phonics', 'Mend the roof'].map((words) => ({
      title: `Action overdue: ${words}`,
      href: `/${words}`,
      dueOn: date('2027-03-01'),
    }));
    const digest = composeDigest({ ...nothing, waiting }, choices(), monday);
    expect(digest?.due.map((line) => line.words)).toEqual(['Action overdue (2)']);
    expect(plainly('No colon')).toBe('No colon');
  });

  test('reads as a mail with the way to the page and to the choices', () => {
    const waiting = [{ title: 'Take the Spring snapshot', href: '/s', dueOn: date('2027-04-02') }];
    const digest = composeDigest({ ...nothing, waiting }, choices(), monday);
    const mail = digestMail(digest ?? { due: [], waiting: [], told: [], decided: [] }, {
      name: 'Ann Ashby',
      today: monday,
      home: 'https://cairn.example',
      settings: 'https://cairn.example/reminders',
    });
    expect(mail.subject).toBe('Your week from 29 Mar 2027');
    expect(mail.body).toContain('- Take the Spring snapshot, by 2 Apr 2027');
    expect(mail.body).toContain('https://cairn.example/reminders');
    expect(mail.body).not.toContain('decided');
  });

  test('nothing stands in it twice', () => {
    const anyWaiting = fc.record({ title: fc.constantFrom('A', 'B', 'C: x'), href: fc.constantFrom('/1', '/2', '/3') });
    fc.assert(
      fc.property(fc.array(anyWaiting), (waiting) => {
        const digest = composeDigest({ ...nothing, waiting }, choices(), monday);
        const words = digest ? [...digest.due, ...digest.waiting].map((line) => `${line.words} ${line.dueOn}`) : [];
        expect(new Set(words).size).toBe(words.length);
        expect(digest === null || sizeOf(digest) > 0).toBe(true);
      }),
    );
  });

  test('the week of a day begins on its Monday', () => {
    expect(weekOf(date('2027-03-29')).toString()).toBe('2027-03-29');
    expect(weekOf(date('2027-04-04')).toString()).toBe('2027-03-29');
  });
});
