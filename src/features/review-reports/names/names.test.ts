import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sentenceHash } from '#core/claims/sentence-rules.ts';
import { gradedPeople } from './graded-people-rules.ts';
import { type SettledWord, withoutNames } from './name-rules.ts';
import { type HiddenPerson, initialsOfName, namedInWords, partsOfName, roleWords } from './people-rules.ts';
import { withoutSmallNumbers } from './small-number-rules.ts';

const hidden: HiddenPerson[] = [
  { name: 'Duncan Okonjo', role: 'the leader of mathematics' },
  { name: 'Percival Nakamura', role: 'a teacher of mathematics' },
  { name: 'Beatrix Lumley-Shaw', role: 'a senior leader' },
  { name: 'Siobhán O’Brien', role: 'a teacher' },
  { name: 'Grace Wood', role: 'a teacher of art' },
  { name: 'Will Young', role: 'a teacher' },
  { name: 'Marieke van der Berg', role: 'a teacher of physics' },
];
const allowed = [
  'Marlstone Academy',
  'Stonebeck Learning Trust',
  'Tobias Fennimore',
  'Mathematics',
  'Wood Lane School',
];
const read = (text: string, settled: SettledWord[] = []) => withoutNames(text, { hidden, allowed, settled });
const text = (words: string) => read(words).text;
const left = (words: string) => read(words).leftovers.map((one) => one.found);

test.each([
  ['the full name', 'We met Duncan Okonjo twice.', 'We met the leader of mathematics twice.'],
  ['at the beginning of a sentence', 'Duncan Okonjo leads well.', 'The leader of mathematics leads well.'],
  [
    'the surname alone',
    'The plan that Okonjo wrote is used.',
    'The plan that the leader of mathematics wrote is used.',
  ],
  ['the first name alone', 'Everybody asks Percival.', 'Everybody asks a teacher of mathematics.'],
  [
    'a title',
    'Books of Mr Nakamura and Mr. Okonjo were read.',
    'Books of a teacher of mathematics and the leader of mathematics were read.',
  ],
  [
    'an initial before the surname',
    'D. Okonjo and P Nakamura planned it.',
    'The leader of mathematics and a teacher of mathematics planned it.',
  ],
  [
    'a possessive',
    "In Nakamura’s class and Okonjo's books.",
    "In a teacher of mathematics’s class and the leader of mathematics's books.",
  ],
  [
    'a hyphenated name',
    'Beatrix Lumley-Shaw, Ms Lumley-Shaw and Lumley-Shaw spoke.',
    'A senior leader, a senior leader and a senior leader spoke.',
  ],
  ['half of a hyphenated name', 'As Lumley said, it helps.', 'As a senior leader said, it helps.'],
  ['what a name leads', 'The Okonjo-led lessons went well.', 'The leader of mathematics-led lessons went well.'],
  ['apostrophes and accents', "Siobhan O'Brien and Siobhán saw it.", 'A teacher and a teacher saw it.'],
  ['capitals', 'Ask OKONJO.', 'Ask the leader of mathematics.'],
  [
    'particles',
    'Dr van der Berg and Marieke van der Berg helped.',
    'A teacher of physics and a teacher of physics helped.',
  ],
  ['a name that is a word, with a title', 'Miss Wood’s display.', 'A teacher of art’s display.'],
  ['a name that is a word, in full', 'Grace Wood and Will Young began.', 'A teacher of art and a teacher began.'],
  ['inside marks of Markdown', '**Okonjo** said.', '**The leader of mathematics** said.'],
  ['over a line break', 'We met Duncan\nOkonjo.', 'We met the leader of mathematics.'],
])('%s is replaced by the role', (_, before, after) => {
  expect(text(before)).toBe(after);
  expect(left(before)).toEqual([]);
});

test('words stay words, and the names of school, trust and its leaders stay', () => {
  for (const same of [
    'Pupils will read young poets with grace in a wood.',
    'Marlstone Academy and Stonebeck Learning Trust thank Tobias Fennimore.',
    'Pupils moved here from Wood Lane School in Year 7.',
    'On Monday, Year 10 spoke of Macbeth in English and of GCSE Mathematics.',
  ])
    expect(read(same)).toMatchObject({ text: same, leftovers: [], replacements: [] });
});

test.each([
  ['a name that is a word', 'Pupils asked Grace about it.', ['Grace']],
  ['such a name at the beginning', 'Young pupils spoke. Will came.', ['Young', 'Will']],
  ['small letters', 'We saw okonjo teach.', ['okonjo']],
  ['a title with an unknown name', 'Mrs Patel helped.', ['Mrs Patel']],
  ['an unknown name', 'We asked Chidi about it, and Jane Smythe.', ['Chidi', 'Jane Smythe']],
  ['an unknown name that begins a sentence', 'Chidi’s book is full. Jane Smythe’s is not.', ['Chidi', 'Jane Smythe']],
  [
    'an unknown name that does something',
    'Chidi leads it. Behaviour is calm. Leadership has grown. Nobody said so.',
    ['Chidi'],
  ],
  ['initials with full stops', 'As D.O. put it.', ['D.O']],
  ['initials of three letters', 'As BLS put it.', ['BLS']],
  ['another person of that surname', 'We met K. Okonjo.', ['K. Okonjo']],
])('%s has to be settled', (_, before, expected) => {
  expect(left(before)).toEqual(expected);
});

test('what is settled counts in that sentence only: no name, or other words in its place', () => {
  const first = 'Pupils asked Grace about it.';
  const settled = (replacement: string | null) => [{ word: 'grace', hash: sentenceHash(first), replacement }];
  expect(read(first, settled(null))).toMatchObject({ text: first, leftovers: [] });
  expect(read(first, settled('a teacher of art')).text).toBe('Pupils asked a teacher of art about it.');
  expect(read('Grace came too.', settled(null)).leftovers).toHaveLength(1);
  const replaced = 'Berg is a word for a mountain.';
  expect(read(replaced, [{ word: 'berg', hash: sentenceHash(replaced), replacement: null }]).text).toBe(replaced);
});

test('two people of one surname become what both are, or a member of staff', () => {
  const two = [...hidden, { name: 'Ada Okonjo', role: 'a teacher of art' }];
  expect(withoutNames('Okonjo spoke.', { hidden: two, allowed, settled: [] }).text).toBe('A member of staff spoke.');
  expect(withoutNames('A. Okonjo spoke.', { hidden: two, allowed, settled: [] }).text).toBe('A teacher of art spoke.');
});

test('no part of a name that is no word survives, wherever it stands', () => {
  const parts = ['Okonjo', 'Nakamura', 'Percival', 'Lumley'];
  const piece = fc.oneof(
    fc.constantFrom(...parts, 'Mr Okonjo', 'D. Okonjo', 'Percival Nakamura', 'Okonjo’s', 'Lumley-Shaw'),
    fc.constantFrom('pupils', 'read', 'well.', 'In', 'and', '- ', '**', '“', 'Year 9', '\n\n', ','),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
      const result = read(pieces.join(' '));
      for (const part of parts)
        if (result.text.includes(part)) expect(result.leftovers.some((one) => one.found.includes(part))).toBe(true);
    }),
  );
});

test('roles in words, parts of names, initials, and names in a timetable', () => {
  const held = (role: string, jobTitle: string | null = null, departmentName: string | null = null) => ({
    role,
    jobTitle,
    departmentName,
  });
  expect(roleWords([held('teacher', 'Teacher of Mathematics')])).toBe('a teacher of mathematics');
  expect(roleWords([held('middle_leader', 'Head of mathematics', 'Mathematics')])).toBe('the leader of mathematics');
  expect(roleWords([held('middle_leader', 'Head of English')])).toBe('the leader of English');
  expect(roleWords([held('teacher'), held('slt', 'Deputy head')])).toBe('a senior leader');
  expect(roleWords([held('head_teacher', 'Head')])).toBe('the head teacher');
  expect(roleWords([held('data_manager', 'Data manager')])).toBe('a member of staff');
  expect(partsOfName('Dr Beatrix Lumley-Shaw')).toEqual(['beatrix', 'lumley', 'shaw']);
  expect(initialsOfName('Beatrix Lumley-Shaw')).toEqual(['bls', 'bs', 'bl']);
  expect(namedInWords('Mrs Bell’s class, Year 9 set 2 with Mr. Ade')).toEqual(['Mrs Bell', 'Mr. Ade']);
});

test('groups of up to five people are held back; years, stages and large groups are not', () => {
  expect(withoutSmallNumbers('Two teachers left. We asked 3 of the 4 pupils.')).toBe(
    'Fewer than six teachers left. We asked fewer than six pupils.',
  );
  expect(withoutSmallNumbers('One disadvantaged pupil and five members of staff agree.')).toBe(
    'Fewer than six pupils and fewer than six members of staff agree.',
  );
  for (const same of [
    'Year 3 pupils read.',
    'Twelve teachers and 31 pupils came.',
    'Key Stage 2 pupils write.',
    'Two lessons were seen.',
  ])
    expect(withoutSmallNumbers(same)).toBe(same);
});

test('a person beside a grade is found, in whatever form the name stands', () => {
  const graded = (words: string) => gradedPeople(words, read(words).replacements);
  expect(graded('Okonjo’s lesson was judged good.')).toHaveLength(1);
  expect(graded('Teaching by Percival is outstanding. Pupils like it.')).toEqual([
    'Teaching by Percival is outstanding.',
  ]);
  expect(graded('Okonjo showed us the scheme. The curriculum is graded 3.')).toEqual([]);
});
