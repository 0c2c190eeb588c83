import { expect, test } from 'vitest';
import { heldBackIn, pupilsNamedIn, smallGroupsIn } from './privacy-rules.ts';

const held = [
  { group: 'Disadvantaged pupils', value: '33%', pupils: 3 },
  { group: 'Other pupils', value: '41.7', pupils: 27 },
];
const none = new Set<string>();

test('a figure that is held back is found however its share is written, and told with its group', () => {
  expect(heldBackIn('Only 33% of them reached it.', held, none)).toEqual([
    '33% is the figure of a group that is held back (Disadvantaged pupils)',
  ]);
  expect(heldBackIn('Only 33.3 per cent reached it.', held, none)).toHaveLength(1);
  expect(heldBackIn('The others have 41.7 points.', held, none)).toEqual([
    '41.7 is the figure of a group that is held back (Other pupils)',
  ]);
  expect(heldBackIn('All 27 other pupils came.', held, none)).toEqual([
    '27 is the number of pupils of a group that is held back (Other pupils)',
  ]);
});

test('a number that readers see anyway is no secret, and neither is a day, a year group or another share', () => {
  expect(heldBackIn('33% of all reached it.', held, new Set(['33%']))).toEqual([]);
  expect(heldBackIn('By 27 March, in Year 3, we had 34% and 41.8 points.', held, none)).toEqual([]);
});

test('a group of one to five pupils is warned of whatever it is a number of', () => {
  expect(smallGroupsIn('Two boys and 4 disadvantaged pupils are behind.')).toEqual([
    'Two boys',
    '4 disadvantaged pupils',
  ]);
  expect(smallGroupsIn('three of the seven pupils')).toEqual(['three of the seven pupils']);
  expect(smallGroupsIn('3 of the 7 pupils')).toEqual(['3 of the 7 pupils']);
  expect(smallGroupsIn('Year 3 pupils, Key stage 4 pupils, 14 pupils and 4.5 pupils')).toEqual([]);
});

const pupils = [
  { forename: 'Amira', surname: 'Okonjo', upn: 'A891999900001' },
  { forename: 'Will', surname: 'Young', upn: null },
  { forename: 'Niamh', surname: "O'Dare", upn: null },
  { forename: null, surname: null, upn: null },
];

test('a pupil’s full name is found in either order and whatever its case, and their UPN', () => {
  expect(pupilsNamedIn('We met amira okonjo twice.', pupils)).toEqual(['amira okonjo']);
  expect(pupilsNamedIn('Okonjo, Amira has caught up.', pupils)).toEqual(['Okonjo Amira']);
  expect(pupilsNamedIn('See A891999900001.', pupils)).toEqual(['A891999900001']);
  expect(pupilsNamedIn('Will Young has caught up.', pupils)).toEqual(['Will Young']);
});

test('one name alone is found where it reads as a name, and not where it is a word, a teacher or somebody else', () => {
  expect(pupilsNamedIn('We meet with Amira each week.', pupils)).toEqual(['Amira']);
  expect(pupilsNamedIn('We will ask Mrs Okonjo, and Amira Fielding.', pupils)).toEqual([]);
  expect(pupilsNamedIn('Will this work? We are young.', pupils)).toEqual([]);
  expect(pupilsNamedIn('Niamh O’Dare', [])).toEqual([]);
});

test('a school that keeps names out is warned of none', () => {
  expect(pupilsNamedIn('Amira Okonjo', [{ forename: null, surname: null, upn: null }])).toEqual([]);
});
