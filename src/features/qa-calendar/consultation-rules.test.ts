import { describe, expect, test } from 'vitest';
import { type Answer, againstPublishing, notAgreed, type Standing, stateOf } from './consultation-rules.ts';

const at = (text: string) => Temporal.Instant.from(text);
const says = (side: 'head' | 'staff', agrees: boolean, when = '2026-09-02T10:00:00Z'): Answer => ({
  side,
  agrees,
  words: '',
  answered_at: at(when),
});
const standing = (values: Partial<Standing> = {}): Standing => ({
  asked: { version: 1, askedAt: at('2026-09-01T10:00:00Z') },
  answers: [],
  openRequests: 0,
  representatives: 1,
  nobodySaid: false,
  publishedAt: null,
  ...values,
});

describe('a calendar is agreed when the head and a staff representative have both said yes to it as it stands', () => {
  test.each([
    [standing({ asked: null }), 'planning'],
    [standing(), 'asked'],
    [standing({ answers: [says('head', true)] }), 'asked'],
    [standing({ answers: [says('head', true), says('staff', true)] }), 'agreed'],
    [standing({ answers: [says('head', true), says('staff', false)], openRequests: 1 }), 'to_move'],
    [standing({ answers: [says('head', true), says('staff', true), says('head', false)] }), 'asked'],
    [standing({ representatives: 0, answers: [says('head', true)] }), 'asked'],
    [standing({ representatives: 0, nobodySaid: true, answers: [says('head', true)] }), 'agreed'],
    [standing({ publishedAt: at('2026-09-05T10:00:00Z') }), 'published'],
    [standing({ publishedAt: at('2026-08-30T10:00:00Z') }), 'asked_again'],
    [
      standing({ publishedAt: at('2026-08-30T10:00:00Z'), answers: [says('head', true), says('staff', true)] }),
      'agreed_again',
    ],
  ] as const)('%#: %s', (given, state) => {
    expect(stateOf(given)).toBe(state);
  });

  test('where it was said that nobody speaks for the staff and somebody now does, they are waited for', () => {
    expect(notAgreed(standing({ nobodySaid: true, answers: [says('head', true)] }))).toEqual(['staff']);
  });
});

test.each([
  [standing({ asked: null }), 'The school has not been asked yet.'],
  [
    standing({ answers: [says('head', true)] }),
    'The staff representative has not agreed to the calendar as it stands.',
  ],
  [standing(), 'The head teacher and the staff representative have not agreed to the calendar as it stands.'],
  [
    standing({ representatives: 0, answers: [says('head', true)] }),
    'The school has no staff representative and nobody has said why.',
  ],
  [standing({ answers: [says('head', true), says('staff', true)] }), null],
])('why it cannot be published without a reason (%#): %s', (given, words) => {
  expect(againstPublishing(given)).toBe(words);
});
