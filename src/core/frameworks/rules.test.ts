import { expect, test } from 'vitest';
import type { Grade } from './framework.ts';
import { areasFor, compare, gradeLabel, NotComparable } from './rules.ts';
import { shippedFrameworks } from './ship-frameworks.ts';

const grade = (values: Partial<Grade>): Grade => ({
  id: 'g',
  frameworkId: 'f',
  family: 'section-5',
  scale: 'main',
  code: '2',
  label: 'Good',
  position: 2,
  descriptor: '',
  scaleCodes: '1|2|3|4',
  ...values,
});

const section5 = shippedFrameworks.find((framework) => framework.family === 'section-5');
const ofsted = shippedFrameworks.find((framework) => framework.family === 'ofsted-2025');

test('a grade of the model is written with its number, a named standard with its name', () => {
  expect(gradeLabel(grade({}))).toBe('2 Good');
  expect(gradeLabel(grade({ code: 'expected_standard', label: 'expected standard' }))).toBe('Expected standard');
});

test('a 2 is better than a 3 and worse than a 1', () => {
  expect(compare(grade({ code: '2' }), grade({ code: '3' }))).toBe('better');
  expect(compare(grade({ code: '2' }), grade({ code: '1' }))).toBe('worse');
  expect(compare(grade({ frameworkId: 'version 1' }), grade({ frameworkId: 'version 2' }))).toBe('same');
});

test('grades of different frameworks are never held against each other, and the reason is given', () => {
  const standard = grade({
    family: 'ofsted-2025',
    code: 'needs_attention',
    label: 'needs attention',
    scaleCodes: 'a|b|c|needs_attention|e',
  });
  expect(() => compare(grade({ code: '3', label: 'Requires Improvement' }), standard)).toThrow(NotComparable);
  expect(() => compare(grade({ code: '3', label: 'Requires Improvement' }), standard)).toThrow('never converted');
});

test('a grade of four is not held against a grade of a scale that has since become five', () => {
  const family = 'our-own';
  expect(() =>
    compare(grade({ family, scaleCodes: 'a|b|c|d', code: 'b' }), grade({ family, scaleCodes: 'a|b|c|d|e', code: 'b' })),
  ).toThrow('not the same');
  expect(() => compare(grade({}), grade({ scale: 'met', code: 'effective' }))).toThrow('different scales');
});

test('a primary school without a nursery or sixth form is judged on neither', () => {
  const areas = (section5?.areas ?? []).map((area, index) => ({
    ...area,
    id: area.code,
    frameworkId: 'f',
    position: index + 1,
  }));
  const codes = (early: boolean, sixth: boolean) =>
    areasFor({ areas }, { has_early_years: early, has_sixth_form: sixth }).map((area) => area.code);
  expect(codes(false, false)).toEqual([
    'quality_of_education',
    'behaviour_and_attitudes',
    'personal_development',
    'leadership_and_management',
    'safeguarding',
  ]);
  expect(codes(true, false)).toContain('early_years_provision');
  expect(codes(false, true)).toContain('sixth_form_provision');
});

test('both shipped frameworks describe every grade of every area', () => {
  for (const framework of shippedFrameworks) {
    for (const area of framework.areas) {
      const codes = framework.grades.filter((one) => one.scale === area.scale).map((one) => one.code);
      expect(Object.keys(area.descriptors), `${framework.family} ${area.code}`).toEqual(codes);
      expect(area.prompts.length, area.code).toBeGreaterThan(2);
    }
  }
  expect(section5?.grades.filter((one) => one.scale === 'main').map((one) => `${one.code} ${one.label}`)).toEqual([
    '1 Outstanding',
    '2 Good',
    '3 Requires Improvement',
    '4 Inadequate',
  ]);
  expect(ofsted?.grades.filter((one) => one.scale === 'main').map((one) => one.label)).toEqual([
    'exceptional',
    'strong standard',
    'expected standard',
    'needs attention',
    'urgent improvement',
  ]);
  expect(ofsted?.areas).toHaveLength(9);
});
