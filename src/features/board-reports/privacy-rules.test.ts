import { describe, expect, test } from 'vitest';
import { issueBlockers, type ReadyFacts } from './issue-rules.ts';
import { forTrustees, namesIn, smallNumbersIn, withoutNames } from './privacy-rules.ts';

const staff = [
  { name: 'Sunniva Crabtree', surname: 'Crabtree' },
  { name: 'Tom Field', surname: null },
];

describe('names of staff below leader level never appear', () => {
  test.each([
    ['Sunniva Crabtree teaches it', 'A member of staff teaches it'],
    ['seen with sunniva  crabtree.', 'seen with a member of staff.'],
    ['Ms Crabtree and Mrs. Crabtree', 'A member of staff and a member of staff'],
    // Somebody who may be named has this surname too.
    ['Mr Field leads the school', 'Mr Field leads the school'],
    ['Crabtrees grow here', 'Crabtrees grow here'],
  ])('%s', (said, shown) => {
    expect(withoutNames(said, staff)).toBe(shown);
  });

  test('a name with the signs of a pattern in it is only a name', () => {
    expect(namesIn('A.B (C) was there', [{ name: 'A.B (C)', surname: null }])).toEqual(['A.B (C)']);
    expect(namesIn('AxB C was there', [{ name: 'A.B (C)', surname: null }])).toEqual([]);
  });
});

describe('groups of fewer than six pupils are not told', () => {
  test.each([
    ['There are 4 pupils', 'There are fewer than six pupils'],
    ['3 of 5 pupils passed', 'Fewer than six pupils passed'],
    ['Two children left', 'Fewer than six pupils left'],
    ['five disadvantaged pupils', 'Fewer than six pupils'],
    ['1 Year 9 pupil', 'Fewer than six pupils'],
    ['Ms Hart and 3 pupils left', 'Ms Hart and fewer than six pupils left'],
    ['given to two pupils', 'given to fewer than six pupils'],
    ['a fall from 12 to 5 pupils', 'a fall from 12 to fewer than six pupils'],
    ['two or three pupils', 'Fewer than six pupils'],
    ['There were 3–5 pupils', 'There were fewer than six pupils'],
  ])('%s', (said, shown) => {
    expect(forTrustees(said, [])).toBe(shown);
  });

  test.each([
    '6 pupils',
    '15 pupils',
    '4.5 pupils for each computer',
    'Year 3 pupils',
    'Years 3 and 4 pupils',
    'Years 3, 4 and 5 pupils',
    'Year 3 to 5 pupils',
    'Key Stage 2 pupils',
    '1,203 pupils',
    'three teachers and their pupils',
    'two more than in September',
    'Twenty of 44 pupils',
  ])('%s stays as it is', (said) => {
    expect(smallNumbersIn(said)).toEqual([]);
  });
});

describe('what stands in the way of issuing', () => {
  const ready: ReadyFacts = { introduction: 'A good term.', texts: [], staff, alreadySaid: false };
  const own = (text: string): ReadyFacts => ({
    ...ready,
    texts: [{ about: '“Introduction”', code: 'introduction', text }],
  });

  test('nothing', () => {
    expect(issueBlockers(own('A good term.'))).toEqual([]);
  });

  test.each([
    ['no introduction', { ...ready, introduction: ' ' }, 'The introduction is empty.'],
    ['a teacher’s name', own('Thanks to Sunniva Crabtree.'), '“Introduction” names Sunniva Crabtree.'],
    ['a small group', own('Only 3 pupils stayed away.'), '“Introduction” says “3 pupils”.'],
    ['the same once more', { ...ready, alreadySaid: true }, 'Nothing is different from the issue'],
  ])('%s', (_, facts, said) => {
    expect(issueBlockers(facts).map((blocker) => blocker.sentence)).toEqual([expect.stringContaining(said)]);
  });
});
