import { get, post, type Route } from '#core/access/route.ts';
import { sendClose, showClose } from './pages/close.tsx';
import { sendDecision, sendHandBack, showDecision, showHandBack } from './pages/decide-leadership.tsx';
import { showIntervention } from './pages/intervention.tsx';
import { showInterventions } from './pages/list.tsx';
import { showPastYears } from './pages/past-years.tsx';
import { sendPropose, showPropose } from './pages/propose-leadership.tsx';
import { sendAddRule, sendRemoveRule, sendRule, showAddRule, showRule } from './pages/rule.tsx';
import { sendAdopt, sendDiscard, showRuleSet } from './pages/rule-set.tsx';
import { sendStartDraft, showRules } from './pages/rules.tsx';

export const interventionRoutes: readonly Route[] = [
  get('/interventions', 'intervention:read', showInterventions),
  get('/interventions/:interventionId', 'intervention:read', showIntervention),
  get('/interventions/:interventionId/close', 'intervention:lead', showClose),
  post('/interventions/:interventionId/close', 'intervention:lead', sendClose),
  get('/interventions/:interventionId/direct-leadership', 'intervention:lead', showPropose),
  post('/interventions/:interventionId/direct-leadership', 'intervention:lead', sendPropose),
  get('/interventions/:interventionId/direct-leadership/:leadershipId/decision', 'plan:decide', showDecision),
  post('/interventions/:interventionId/direct-leadership/:leadershipId/decision', 'plan:decide', sendDecision),
  get('/interventions/:interventionId/direct-leadership/:leadershipId/hand-back', 'intervention:lead', showHandBack),
  post('/interventions/:interventionId/direct-leadership/:leadershipId/hand-back', 'intervention:lead', sendHandBack),
  get('/intervention-rules', 'intervention:read', showRules),
  post('/intervention-rules/draft', 'intervention:rules', sendStartDraft),
  get('/intervention-rules/:ruleSetId', 'intervention:read', showRuleSet),
  get('/intervention-rules/:ruleSetId/past-years', 'intervention:read', showPastYears),
  post('/intervention-rules/:ruleSetId/adopt', 'intervention:rules', sendAdopt),
  post('/intervention-rules/:ruleSetId/discard', 'intervention:rules', sendDiscard),
  get('/intervention-rules/:ruleSetId/rules/add', 'intervention:rules', showAddRule),
  post('/intervention-rules/:ruleSetId/rules/add', 'intervention:rules', sendAddRule),
  get('/intervention-rules/:ruleSetId/rules/:ruleId', 'intervention:rules', showRule),
  post('/intervention-rules/:ruleSetId/rules/:ruleId', 'intervention:rules', sendRule),
  post('/intervention-rules/:ruleSetId/rules/:ruleId/remove', 'intervention:rules', sendRemoveRule),
];
