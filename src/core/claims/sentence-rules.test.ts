import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normaliseSentence, sentenceHash, splitSentences } from './sentence-rules.ts';

const texts = (text: string) => splitSentences(text).map((sentence) => sentence.text);

test('a paragraph is split where a sentence ends and another begins', () => {
  expect(texts('Pupils behave well. They listen! Do they read? Most do…')).toEqual([
    'Pupils behave well.',
    'They listen!',
    'Do they read?',
    'Most do…',
  ]);
});

test('titles, abbreviations, initials and figures do not end a sentence', () => {
  expect(texts('Mr. Wren and Dr. J. Hale met leaders. Attainment rose from 34.1 to 37.9 points.')).toEqual([
    'Mr. Wren and Dr. J. Hale met leaders.',
    'Attainment rose from 34.1 to 37.9 points.',
  ]);
  expect(texts('Some subjects, e.g. History, are strong. Pupils arrive at 8.40 a.m. and settle.')).toEqual([
    'Some subjects, e.g. History, are strong.',
    'Pupils arrive at 8.40 a.m. and settle.',
  ]);
});

test('items of a list are sentences of their own; headings, tables, rules and code are none', () => {
  const text =
    '## Reading\n\n- Phonics is strong\n- Pupils read daily. They enjoy it.\n\n| Year | % |\n|---|---|\n| 2026 | 62 |\n\n---\n\n```\nNot a claim. At all.\n```\n1. First things first';
  expect(texts(text)).toEqual(['Phonics is strong', 'Pupils read daily.', 'They enjoy it.', 'First things first']);
});

test('a sentence may run over lines, and marks and quotation marks stay with it', () => {
  expect(texts('Pupils say “we are\nheard.” **Staff agree.** Next.')).toEqual([
    'Pupils say “we are\nheard.”',
    '**Staff agree.**',
    'Next.',
  ]);
});

test('marks, case, spacing and a final full stop do not change what a sentence is known by; words do', () => {
  expect(sentenceHash('**Pupils**  behave\nwell.')).toBe(sentenceHash('pupils behave well'));
  expect(sentenceHash('See [the plan](https://a.example/1).')).toBe(sentenceHash('See the plan'));
  expect(sentenceHash('Pupils behave well.')).not.toBe(sentenceHash('Pupils do not behave well.'));
});

const piece = fc.constantFrom(
  'Pupils',
  'learn',
  'well',
  '. ',
  '.',
  '! ',
  '? ',
  ' ',
  '\n',
  '\n\n',
  '- ',
  '1. ',
  '> ',
  '## ',
  '| a |',
  '**',
  '“',
  '”',
  'e.g. ',
  'Mr. ',
  '4.5',
  '(',
  ')',
  '```\n',
  '…',
  'É',
  '😀',
  '[x](https://a.b/c.d)',
);
const writing = fc.oneof(
  fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('')),
  fc.string({ maxLength: 200 }),
);

test('whatever is written, sentences lie in the text in order, without overlap, and are what stands there', () => {
  fc.assert(
    fc.property(writing, (text) => {
      let last = 0;
      for (const sentence of splitSentences(text)) {
        expect(sentence.start).toBeGreaterThanOrEqual(last);
        expect(text.slice(sentence.start, sentence.end)).toBe(sentence.text);
        expect(sentence.text).toMatch(/[\p{L}\p{N}]/u);
        last = sentence.end;
      }
    }),
    { numRuns: 500 },
  );
});

test('in plain prose no word is lost: the sentences together are the text', () => {
  const word = fc.stringMatching(/^[A-Za-zé]{1,9}$/);
  const prose = fc.array(
    fc.tuple(fc.array(word, { minLength: 1, maxLength: 8 }), fc.constantFrom('.', '!', '?', ',', '')),
    { minLength: 1, maxLength: 8 },
  );
  fc.assert(
    fc.property(prose, (parts) => {
      const text = parts.map(([words, stop]) => words.join(' ') + stop).join(' ');
      expect(
        splitSentences(text)
          .map((sentence) => sentence.text)
          .join(' '),
      ).toBe(text);
    }),
    { numRuns: 300 },
  );
});

test('normalising twice is normalising once', () => {
  const once = (text: string) => {
    expect(normaliseSentence(normaliseSentence(text))).toBe(normaliseSentence(text));
  };
  fc.assert(fc.property(writing, once), { numRuns: 300 });
});
