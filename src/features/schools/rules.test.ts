import { expect, test } from 'vitest';
import { ageProblems, stagesTaught } from './rules.ts';

const school = (low_age: number, high_age: number, has_early_years = false, has_sixth_form = false) => ({
  low_age,
  high_age,
  has_early_years,
  has_sixth_form,
});

test('a primary school with a reception class teaches EYFS to key stage 2', () => {
  expect(stagesTaught(school(4, 11, true))).toEqual(['EYFS', 'KS1', 'KS2']);
});

test('a junior school teaches key stage 2 only', () => {
  expect(stagesTaught(school(7, 11))).toEqual(['KS2']);
});

test('a secondary school teaches key stage 5 only where it has a sixth form', () => {
  expect(stagesTaught(school(11, 16))).toEqual(['KS3', 'KS4']);
  expect(stagesTaught(school(11, 18, false, true))).toEqual(['KS3', 'KS4', 'KS5']);
});

test('an all-through school teaches every stage', () => {
  expect(stagesTaught(school(3, 18, true, true))).toEqual(['EYFS', 'KS1', 'KS2', 'KS3', 'KS4', 'KS5']);
});

test('ages that contradict each other are named', () => {
  expect(
    ageProblems({ lowAge: 11, highAge: 4, hasEarlyYears: false, hasSixthForm: false }).map((problem) => problem.field),
  ).toEqual(['highAge']);
  expect(ageProblems({ lowAge: 11, highAge: 16, hasEarlyYears: true, hasSixthForm: true })).toHaveLength(2);
  expect(ageProblems({ lowAge: 3, highAge: 18, hasEarlyYears: true, hasSixthForm: true })).toEqual([]);
});
