import { expect, test } from 'vitest';
import { blockersOf, cautionsOf, type ReviewFacts } from './blocker-rules.ts';
import { correctionPoints, type ReviewState, reviewStates, reviewSteps, type StepName, stateAfter } from './rules.ts';

const judgement = {
  title: 'Behaviour and attitudes',
  hasGrade: true,
  hasReasons: true,
  gravity: 'none',
  moderation: 'agrees',
  hasKeyIssue: true,
} as const;
const whole: ReviewFacts = {
  judgements: [judgement],
  sections: [{ title: 'Safeguarding', empty: false, required: true }],
  keyIssues: 1,
  undeclared: [],
  unsupported: 0,
  openComments: 0,
  unanswered: [],
  uncorrected: [],
  unreplied: 0,
  checkedBySchool: true,
};

test('nothing stands in the way of a review that is whole', () => {
  for (const step of Object.keys(reviewSteps) as StepName[]) expect(blockersOf(step, whole)).toEqual([]);
});

test('each thing that is missing stops the review from going to the school, in plain words', () => {
  const blockers = (facts: Partial<ReviewFacts>) => blockersOf('sent_to_school', { ...whole, ...facts });
  expect(blockers({ judgements: [{ ...judgement, hasGrade: false }] })).toEqual([
    'Behaviour and attitudes has no grade',
  ]);
  expect(blockers({ judgements: [{ ...judgement, hasReasons: false }] })).toEqual([
    'Behaviour and attitudes has no reasons',
  ]);
  expect(blockers({ sections: [{ title: 'Safeguarding', empty: true, required: true }] })).toEqual([
    '“Safeguarding” is empty',
  ]);
  expect(blockers({ sections: [{ title: 'Introduction', empty: true, required: false }] })).toEqual([]);
  expect(blockers({ keyIssues: 0 })[0]).toContain('There is no key issue');
  expect(blockers({ undeclared: ['Jonah Tregear'] })[0]).toContain('Jonah Tregear has not declared');
});

test('the head has to answer every part, and say what is right where something is not accurate', () => {
  expect(blockersOf('facts_returned', { ...whole, unanswered: ['Safeguarding'], uncorrected: ['Key issues'] })).toEqual(
    [
      'You have not said whether “Safeguarding” is accurate',
      'Write what is right for “Key issues”, or mark it accurate',
    ],
  );
});

test('moderation needs the check by the school, replies, evidence and settled comments', () => {
  const blockers = (facts: Partial<ReviewFacts>) => blockersOf('sent_to_moderation', { ...whole, ...facts });
  expect(blockers({ checkedBySchool: false })).toEqual(['The school has not checked the facts yet']);
  expect(blockers({ unreplied: 2 })).toEqual(['2 points of the school have no reply']);
  expect(blockers({ unsupported: 3 })).toEqual([
    '3 sentences have no evidence: support them or waive them with a reason',
  ]);
  expect(blockers({ unsupported: 1 })).toEqual(['1 sentence has no evidence: support it or waive it with a reason']);
  expect(blockers({ openComments: 1 })).toEqual(['1 comment is open: settle it first']);
});

test('a review is neither signed nor issued with a grade that was not agreed or a sentence without evidence', () => {
  for (const step of ['signed', 'issued'] as const) {
    expect(blockersOf(step, { ...whole, judgements: [{ ...judgement, moderation: null }] })).toEqual([
      'Behaviour and attitudes has not been moderated',
    ]);
    expect(blockersOf(step, { ...whole, unsupported: 1 })).toHaveLength(1);
  }
  expect(blockersOf('moderated', { ...whole, judgements: [{ ...judgement, moderation: 'asks_change' }] })[0]).toContain(
    'asked for another grade',
  );
});

test('a grade that leads to a plan without a key issue is pointed out, but stops nothing', () => {
  const facts = { ...whole, judgements: [{ ...judgement, gravity: 'plan' as const, hasKeyIssue: false }] };
  expect(cautionsOf('sent_to_school', facts)).toEqual([
    'Behaviour and attitudes leads to an action plan, and no key issue belongs to it',
  ]);
  expect(blockersOf('sent_to_school', facts)).toEqual([]);
});

test('every state but the last can be left, and no step is taken from where it does not belong', () => {
  for (const state of Object.keys(reviewStates) as ReviewState[]) {
    expect((Object.keys(reviewSteps) as StepName[]).some((step) => stateAfter(state, step) !== null)).toBe(true);
  }
  expect(stateAfter('draft', 'issued')).toBeNull();
  expect(stateAfter('facts', 'sent_to_moderation')).toBeNull();
  expect(stateAfter('issued', 'signed')).toBeNull();
  expect(stateAfter('signed', 'issued')).toBe('issued');
});

test('each paragraph of a correction is a point of its own', () => {
  expect(correctionPoints('The roll is 1,131.\n\n  \nThe head joined in\nSeptember 2024.\n')).toEqual([
    'The roll is 1,131.',
    'The head joined in\nSeptember 2024.',
  ]);
  expect(correctionPoints('  \n ')).toEqual([]);
});
