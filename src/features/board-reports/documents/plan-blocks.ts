import { termNames } from '#core/academic-year/rules.ts';
import { type Block, heading, paragraph, strong, table, textColumn } from '#platform/documents/index.ts';
import type { PlanFact, SchoolFact } from '../facts.ts';
import { ownWords, type ReportForPrint, ragWords, ratingsInWords } from './report-for-print.ts';

function reviews(report: ReportForPrint): Block {
  const plans = report.facts.schools.flatMap((school) => school.plans.map((plan) => ({ school, plan })));
  if (plans.length === 0) return paragraph('No school has an action plan.');
  return table({
    caption: `Where every plan stands, and its review in the ${termNames[report.term]}`,
    columns: [
      textColumn('School', 0.2),
      textColumn('Plan', 0.28),
      textColumn('Termly review', 0.27),
      textColumn('Criteria', 0.25),
    ],
    rows: plans.map(({ school, plan }) => [
      school.name,
      `${plan.year}, ${plan.basis.toLowerCase()}: ${plan.state}`,
      plan.review.words,
      ratingsInWords(plan),
    ]),
    headerColumn: true,
  });
}

function planBlocks(school: SchoolFact, plan: PlanFact): Block[] {
  return [
    paragraph([strong(`Action plan ${plan.year}. `), `${plan.basis}. ${plan.state}. ${plan.approval}.`]),
    ...(plan.lastReview ? [paragraph([strong('Last review. '), plan.lastReview])] : []),
    plan.criteria.length === 0
      ? paragraph(
          plan.beingWritten
            ? 'Trustees read it once it is agreed, put in place or recommended.'
            : 'The plan has no criteria yet.',
        )
      : table({
          caption: `${school.name}: progress against the criteria of ${plan.year}`,
          columns: [
            textColumn('Criterion', 0.3),
            textColumn('From', 0.11),
            textColumn('To', 0.11),
            textColumn('By', 0.12),
            textColumn('Rating', 0.12),
            textColumn('Newest entry', 0.24),
          ],
          rows: plan.criteria.map(({ what, from, to, byWhen, last, passed }) => [
            what,
            from,
            to,
            `${byWhen ?? '—'}${passed ? ' (passed)' : ''}`,
            last ? ragWords[last.rag] : 'Not rated',
            last ? `${last.on}${last.value ? `: ${last.value}` : ''}. ${last.reason}` : 'Nothing recorded yet',
          ]),
        }),
  ];
}

/** Every plan's progress, school by school, with what the Executive Principal says of the school. */
export function actionPlanBlocks(report: ReportForPrint): Block[] {
  const told = report.facts.schools.filter(
    (school) => school.plans.length > 0 || ownWords(report, school.schoolId).length > 0,
  );
  const without = report.facts.schools.filter((school) => school.plans.length === 0);
  return [
    heading(1, 'Action plans and their progress'),
    ...ownWords(report, 'plans'),
    reviews(report),
    ...told.flatMap((school) => [
      heading(2, school.name),
      ...ownWords(report, school.schoolId, 2),
      ...(school.plans.length === 0 ? [paragraph('The school has no action plan.')] : []),
      ...school.plans.flatMap((plan) => planBlocks(school, plan)),
    ]),
    ...(without.length > 0 && without.length < report.facts.schools.length
      ? [paragraph([strong('Without an action plan: '), `${without.map((school) => school.name).join(', ')}.`])]
      : []),
  ];
}
