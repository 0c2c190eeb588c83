import { describeRecord, textOf } from '#core/audit/describe-record.ts';
import { interventionPaths } from './paths.ts';
import { mayChangeRules } from './policy.ts';
import { findRuleSet } from './rule-queries.ts';
import { responseWords } from './rules.ts';

/** The history of interventions, and of the versions of the rules. */
export function describeInterventions(): void {
  describeRecord('intervention', {
    noun: 'Intervention',
    permission: 'intervention:read',
    place: 'school',
    title: () => 'Intervention',
    labels: { may_lead: 'Direct leadership possible' },
    // The judgements as data; the steps say in words what it rests on.
    hidden: ['cause'],
    words: { response: responseWords },
    parts: [
      {
        table: 'intervention_step',
        key: 'intervention_id',
        noun: 'Step',
        title: (content) => textOf(content, 'step').replace('_', ' '),
      },
      {
        table: 'direct_leadership',
        key: 'intervention_id',
        noun: 'Direct leadership',
        title: (content) => textOf(content, 'aspect'),
      },
    ],
    href: (id) => interventionPaths.intervention(id),
  });
  describeRecord('intervention_rule_set', {
    noun: 'What a grade sets off',
    permission: 'intervention:read',
    place: 'trust',
    title: (content) => `Version ${String(content['version'])} of what a grade sets off`,
    parts: [
      { table: 'intervention_rule', key: 'rule_set_id', noun: 'Rule', title: (content) => textOf(content, 'sentence') },
    ],
    mayRead: async (ctx, id) => mayChangeRules(ctx.actor).allowed || (await findRuleSet(ctx, id)).adopted_at !== null,
    href: (id) => interventionPaths.ruleSet(id),
  });
}
