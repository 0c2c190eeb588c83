import { academicYearName } from '#core/academic-year/rules.ts';
import { describeRecord, type RecordPart, textOf } from '#core/audit/describe-record.ts';
import { actionPlanPaths } from './paths.ts';
import { basisNames, supportKinds } from './rules.ts';

const shortText =
  (column: string): RecordPart['title'] =>
  (content) =>
    textOf(content, column);

/** The history of a plan is read by those who write plans: it shows what was taken out again, and why. */
export function describeActionPlan(): void {
  describeRecord('action_plan', {
    noun: 'Action plan',
    permission: 'plan:write',
    place: 'school',
    title: (content) => `Action plan ${academicYearName(Number(content['academic_year']))}`,
    words: { basis: basisNames },
    labels: { basis_why: 'Why it rests on this', basis_version: 'Version at which that was set' },
    parts: [
      { table: 'plan_issue', key: 'plan_id', noun: 'Issue', title: shortText('text') },
      { table: 'plan_objective', key: 'plan_id', noun: 'Objective', title: shortText('text') },
      { table: 'success_criterion', key: 'plan_id', noun: 'Success criterion', title: shortText('what') },
      { table: 'plan_action', key: 'plan_id', noun: 'Action', title: shortText('what') },
      {
        table: 'plan_support',
        key: 'plan_id',
        noun: 'Trust support',
        title: (content) =>
          `${Object.entries(supportKinds).find(([kind]) => kind === textOf(content, 'kind'))?.[1] ?? ''}: ${textOf(content, 'what')}`,
      },
      { table: 'support_delivery', key: 'plan_id', noun: 'Delivery of support', title: shortText('delivered_on') },
      {
        table: 'plan_signature',
        key: 'plan_id',
        noun: 'Signature',
        title: (content) => `Signature of the ${textOf(content, 'side')}`,
      },
      { table: 'plan_recommendation', key: 'plan_id', noun: 'Recommendation', title: shortText('covering_words') },
      {
        table: 'board_decision',
        key: 'plan_id',
        noun: 'Decision of the board',
        title: (content) => textOf(content, 'outcome').replaceAll('_', ' '),
      },
      { table: 'plan_review', key: 'plan_id', noun: 'Termly review', title: (content) => textOf(content, 'term') },
    ],
    href: (id) => actionPlanPaths.plan(id),
  });
}
