import { describe, expect, test } from 'vitest';
import { whatBecomes } from './becoming-rules.ts';
import { buildJudged } from './build.ts';
import { leadershipProblems, leadershipState } from './leadership-rules.ts';
import { causeInWords, evaluateRules, nothingFired, tryRules } from './rules.ts';
import { shippedRules } from './shipped-rules.ts';

const rules = shippedRules.map((rule, index) => ({ ...rule, id: String(index) }));
const held = (grades: Record<string, string>, family = 'section-5') =>
  evaluateRules(rules, family, buildJudged(grades));
const day = Temporal.PlainDate.from;

describe('what a grade sets off', () => {
  test('a 3 alone leads to a plan that Trust and school agree, by the model’s own sentence', () => {
    const outcome = held({ quality_of_education: '3', behaviour_and_attitudes: '2' });
    expect(outcome).toMatchObject({ response: 'agreed', mayLead: false, frameworkKnown: true });
    expect(causeInWords(outcome.causes)).toBe('Quality of education: 3 Requires Improvement');
    expect(outcome.causes[0]?.source).toBe('model');
    expect(outcome.causes[0]?.sentence).toContain('the Trust will work with the school to agree an Action Plan');
  });

  test('a 4 alone leads to a plan that the Trust puts in place, and the Trust may lead aspects of the school', () => {
    const outcome = held({ quality_of_education: '4' });
    expect(outcome).toMatchObject({ response: 'imposed', mayLead: true });
    expect(outcome.causes[0]?.sentence).toContain('direct leadership of aspects of the school’s operations');
  });

  test('a 4 outweighs a 3, and both are shown, the 4 first', () => {
    const outcome = held({ behaviour_and_attitudes: '3', quality_of_education: '4' });
    expect(outcome.response).toBe('imposed');
    expect(outcome.causes.map((cause) => cause.judgement.gradeCode)).toEqual(['4', '3']);
  });

  test('ineffective safeguarding leads to a plan put in place, and is labelled as the trust’s choice', () => {
    const outcome = held({ quality_of_education: '2', safeguarding: 'not_effective' });
    expect(outcome.response).toBe('imposed');
    expect(outcome.causes).toHaveLength(1);
    expect(outcome.causes[0]?.source).toBe('trust');
  });

  test('ones and twos set nothing off', () => {
    const outcome = held({ quality_of_education: '1', behaviour_and_attitudes: '2', safeguarding: 'effective' });
    expect(outcome).toMatchObject({ response: null, mayLead: false, causes: [], frameworkKnown: true });
    expect(nothingFired(outcome.frameworkKnown)).toBe('No judgement asks for an intervention.');
  });

  test('a framework without rules sets nothing off, and that is said', () => {
    const outcome = held({ quality_of_education: '4' }, 'somebody-elses');
    expect(outcome).toMatchObject({ response: null, frameworkKnown: false });
    expect(nothingFired(outcome.frameworkKnown)).toContain('does not mean that all is well');
  });

  test('grades of one framework never fire the rules of the other', () => {
    expect(held({ inclusion: 'urgent_improvement' }).response).toBeNull();
    expect(held({ inclusion: '4' }, 'ofsted-2025').response).toBeNull();
  });

  test('by the trust’s choice, “needs attention” leads to an agreed plan and “urgent improvement” or safeguarding not met to one put in place', () => {
    expect(held({ inclusion: 'needs_attention' }, 'ofsted-2025').response).toBe('agreed');
    expect(held({ inclusion: 'urgent_improvement' }, 'ofsted-2025').response).toBe('imposed');
    expect(held({ safeguarding: 'not_met' }, 'ofsted-2025').response).toBe('imposed');
    const ofOfsted = shippedRules.filter((rule) => rule.frameworkFamily === 'ofsted-2025');
    expect(ofOfsted.every((rule) => rule.source === 'trust')).toBe(true);
  });

  test('tried on a past review, rules differ where another judgement would set something off, even with the same response', () => {
    const judgements = buildJudged({ quality_of_education: '3', behaviour_and_attitudes: '2' });
    const { causes } = evaluateRules(rules, 'section-5', judgements);
    const past = { framework_family: 'section-5', judgements, response: 'agreed' as const, fired: causes };
    expect(tryRules(rules, past).differs).toBe(false);
    const stricter = rules.map((rule) => (rule.gradeCodes.includes('3') ? { ...rule, gradeCodes: ['2', '3'] } : rule));
    expect(tryRules(stricter, past)).toMatchObject({ differs: true, now: { response: 'agreed' } });
  });
});

describe('what becomes of intervention and plan', () => {
  const before = { response: 'agreed', intervention: 'open', planClosed: false, planChosen: false, led: [] } as const;

  test('from 3 to 2 the plan stays, as the school’s own unless the board decides otherwise', () => {
    const change = whatBecomes(before, null, false);
    expect(change.step).toBe('closed');
    expect(change.becomes).toContain('stays in force as the school’s own, unless the board decides otherwise');
  });

  test('from 3 to 4 it becomes stronger and signatures are no longer asked for', () => {
    const change = whatBecomes(before, 'imposed', false);
    expect(change.step).toBe('strengthened');
    expect(change.becomes).toContain('signatures of Trust and school are no longer asked for');
  });

  test('from 4 to 3 it eases, and what the Trust leads is led until it is handed back', () => {
    const change = whatBecomes({ ...before, response: 'imposed', led: ['Behaviour'] }, 'agreed', false);
    expect(change.step).toBe('eased');
    expect(change.becomes).toContain('goes on leading Behaviour until');
  });

  test('withdrawn with its review, the plan stays', () => {
    expect(whatBecomes(before, null, true)).toMatchObject({
      step: 'withdrawn',
      becomes: expect.stringContaining('The action plan stays as it is'),
    });
    expect(whatBecomes({ ...before, intervention: null, response: null }, null, true).step).toBeNull();
  });

  test('what the Executive Principal has closed stays closed while the grade stands, and opens again for a graver one', () => {
    const closed = { ...before, intervention: 'ended' } as const;
    expect(whatBecomes(closed, 'agreed', false).step).toBeNull();
    expect(whatBecomes(closed, 'imposed', false).step).toBe('reopened');
  });
});

describe('direct leadership', () => {
  const today = day('2026-11-23');
  const problem = (from: string, to: string) =>
    leadershipProblems({ startsOn: day(from), endsOn: day(to) }, today)[0]?.message;

  test('needs a last day after the first, in the future, and at most twelve months away', () => {
    expect(problem('2026-12-01', '2027-12-01')).toBeUndefined();
    expect(problem('2026-12-01', '2027-12-02')).toContain('at most 12 months');
    expect(problem('2026-12-01', '2026-12-01')).toContain('after the first day');
    expect(problem('2026-01-01', '2026-06-01')).toContain('in the future');
  });

  test('is in force only with the board’s authority, from its first day, and is overdue when it is not handed back', () => {
    const dates = { starts_on: day('2026-12-01'), ends_on: day('2027-07-16') };
    const on = (date: string, ...steps: ('authorised' | 'declined' | 'handed_back')[]) =>
      leadershipState(
        dates,
        steps.map((step) => ({ step })),
        day(date),
        true,
      );
    expect(on('2026-12-10')).toBe('proposed');
    expect(on('2026-11-23', 'authorised')).toBe('authorised');
    expect(on('2026-12-01', 'authorised')).toBe('in_force');
    expect(on('2027-07-16', 'authorised')).toBe('in_force');
    expect(on('2027-07-17', 'authorised')).toBe('overdue');
    expect(on('2027-07-17', 'authorised', 'handed_back')).toBe('handed_back');
    expect(leadershipState(dates, [], today, false)).toBe('lapsed');
  });
});
