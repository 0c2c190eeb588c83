import type { Rule } from './rules.ts';

const requiresImprovement =
  'In the event of any key judgement graded a 3 Requires Improvement, the Trust will work with the school to agree an Action Plan, and the Trust support forms part of the overall Trust Action Plan.';
const inadequate =
  'In the event of any key judgement graded a 4 Inadequate, the Trust will put an Action Plan in place this may include the Trust providing direct leadership of aspects of the school’s operations.';

/**
 * The rules that a new trust starts with: the two sentences of the model for its own scale, and for safeguarding and for Ofsted's standards of November 2025, of
 * which the model says nothing, a choice that the trust can change.
 */
export const shippedRules: readonly Omit<Rule, 'id'>[] = [
  {
    frameworkFamily: 'section-5',
    areaCode: null,
    gradeCodes: ['4'],
    response: 'imposed',
    mayLead: true,
    sentence: inadequate,
    source: 'model',
  },
  {
    frameworkFamily: 'section-5',
    areaCode: null,
    gradeCodes: ['3'],
    response: 'agreed',
    mayLead: false,
    sentence: requiresImprovement,
    source: 'model',
  },
  {
    frameworkFamily: 'section-5',
    areaCode: 'safeguarding',
    gradeCodes: ['not_effective'],
    response: 'imposed',
    mayLead: true,
    source: 'trust',
    sentence:
      'Where safeguarding is not effective, the Trust puts an Action Plan in place at once, whatever the other judgements are.',
  },
  {
    frameworkFamily: 'ofsted-2025',
    areaCode: null,
    gradeCodes: ['urgent_improvement'],
    response: 'imposed',
    mayLead: true,
    source: 'trust',
    sentence:
      'Where an area needs urgent improvement, the Trust puts an Action Plan in place, which may include direct leadership of aspects of the school.',
  },
  {
    frameworkFamily: 'ofsted-2025',
    areaCode: 'safeguarding',
    gradeCodes: ['not_met'],
    response: 'imposed',
    mayLead: true,
    source: 'trust',
    sentence: 'Where the standards of safeguarding are not met, the Trust puts an Action Plan in place at once.',
  },
  {
    frameworkFamily: 'ofsted-2025',
    areaCode: null,
    gradeCodes: ['needs_attention'],
    response: 'agreed',
    mayLead: false,
    source: 'trust',
    sentence:
      'Where an area needs attention, the Trust and the school agree an Action Plan, and the Trust’s support joins the Trust Action Plan.',
  },
];
