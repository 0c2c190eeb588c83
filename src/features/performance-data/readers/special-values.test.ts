import { describe, expect, it } from 'vitest';
import { parseFigure, percentScale } from './special-values.ts';

const kindOf = (cell: string, unit = 'points') => {
  const result = parseFigure(cell, unit);
  return result.ok ? (result.figure.kind === 'value' ? result.figure.value : result.figure.kind) : 'refused';
};

describe('a cell of a published table', () => {
  it.each([
    ['SUPP', 'suppressed'],
    ['NE', 'no_entries'],
    ['NP', 'not_published'],
    ['NA', 'not_applicable'],
    ['NEW', 'new_school'],
    ['LOWCOV', 'low_coverage'],
    ['SP', 'low'],
    ['RE', 'not_published'],
    ['DNS', 'missing'],
    ['LOW', 'missing'],
    ['.', 'missing'],
    ['', 'missing'],
    ['  ', 'missing'],
    ['NULL', 'missing'],
    ['c', 'suppressed'],
    ['z', 'not_applicable'],
    ['x', 'not_published'],
    [':', 'not_published'],
    ['low', 'low'],
    ['u', 'low_coverage'],
    ['supp', 'suppressed'],
  ])('%s is %s and never 0', (cell, kind) => {
    expect(kindOf(cell)).toBe(kind);
  });

  it.each([
    ['0', 0],
    ['-0.51', -0.51],
    ['+.5', 0.5],
    ['−0.2', -0.2],
    ['1,234', 1234],
    ['1,234,567.5', 1234567.5],
    ['"47.2"', 47.2],
    [' 47.20 ', 47.2],
  ])('%s is the number %d', (cell, value) => {
    expect(kindOf(cell)).toBe(value);
  });

  it.each([
    'SUPPRESSED',
    'n.a',
    '12,34',
    '1e5',
    '5%',
    '--1',
    'Infinity',
    '=1+1',
    '0x10',
    '1.2.3',
    'constructor',
    'toString',
  ])('%s is refused, and only that field', (cell) => {
    expect(kindOf(cell)).toBe('refused');
  });

  it('takes a percentage with a sign, and refuses an impossible one', () => {
    expect(kindOf('34%', 'percent')).toBe(34);
    expect(kindOf('52.00%', 'percent')).toBe(52);
    expect(kindOf('-16 %', 'percent')).toBe(-16);
    expect(kindOf('340%', 'percent')).toBe('refused');
  });

  it('knows a band by number and by words', () => {
    expect(kindOf('2', 'band')).toBe(2);
    expect(kindOf('Well below average', 'band')).toBe(5);
    expect(kindOf('6', 'band')).toBe('refused');
    expect(kindOf('z', 'band')).toBe('not_applicable');
  });
});

describe('percentages of a file', () => {
  it('are fractions only when nothing in the file speaks against it', () => {
    expect(percentScale(['0.61', '0.5', '1', 'SUPP', ''])).toBe('fraction');
    expect(percentScale(['0.61', '61%'])).toBe('points');
    expect(percentScale(['0.61', '61'])).toBe('points');
    expect(percentScale(['0', '1', '0'])).toBe('points');
    expect(percentScale(['0.5', '0.8'])).toBe('points');
    expect(percentScale([])).toBe('points');
  });

  it('are stored as points whatever the file’s form', () => {
    const value = parseFigure('0.61', 'percent', 'fraction');
    expect(value).toEqual({ ok: true, figure: { kind: 'value', value: 61 } });
    expect(parseFigure('0.07', 'percent', 'fraction')).toEqual({ ok: true, figure: { kind: 'value', value: 7 } });
    expect(parseFigure('61%', 'percent', 'fraction')).toEqual({ ok: true, figure: { kind: 'value', value: 61 } });
  });
});
