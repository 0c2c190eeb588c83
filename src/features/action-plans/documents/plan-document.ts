import { academicYearName } from '#core/academic-year/rules.ts';
import { londonDate, longDate, shortDate } from '#platform/clock.ts';
import {
  type Block,
  bullets,
  type DocumentTree,
  heading,
  keyFacts,
  numberColumn,
  paragraph,
  strong,
  table,
  textColumn,
} from '#platform/documents/index.ts';
import { fromWhat, toWhat } from '../content-rules.ts';
import { days, pounds } from '../money.ts';
import type { PlanView } from '../queries.ts';
import { basisNames, outcomeNames, supportKinds } from '../rules.ts';

/** `Action plan 2026-27, Ashdown School`. */
export function planFileName(view: PlanView): string {
  const school = view.plan.school_name.replace(/[^\p{L}\p{N} '-]/gu, '').trim();
  return `Action plan ${academicYearName(view.plan.academic_year).replace('/', '-')}, ${school}`;
}

const orDash = (date: Temporal.PlainDate | null) => (date ? shortDate(date) : 'not set');

function objectiveBlocks(view: PlanView, objectiveId: string): Block[] {
  const criteria = view.content.criteria.filter((row) => row.objective_id === objectiveId);
  const actions = view.content.actions.filter((row) => row.objective_id === objectiveId);
  return [
    table({
      caption: 'How success will be known',
      headerColumn: true,
      columns: [
        textColumn('Criterion', 0.23),
        textColumn('From', 0.16),
        textColumn('To', 0.16),
        textColumn('By when', 0.11),
        textColumn('How it will be known', 0.19),
        textColumn('Owner', 0.15),
      ],
      rows: criteria.map((row) => [
        row.what,
        fromWhat(row),
        toWhat(row),
        orDash(row.by_when),
        row.how_known ?? '',
        view.owner(row),
      ]),
    }),
    table({
      caption: 'Actions',
      headerColumn: true,
      columns: [
        textColumn('Action', 0.36),
        textColumn('Owner', 0.2),
        textColumn('Starts', 0.12),
        textColumn('Due', 0.12),
        textColumn('What it needs', 0.2),
      ],
      rows: actions.map((row) => [
        row.what,
        view.owner(row),
        orDash(row.starts_on),
        orDash(row.due_on),
        row.resource_need ?? '',
      ]),
    }),
  ];
}

function issueBlocks(view: PlanView): Block[] {
  return view.content.issues.flatMap((issue, index): Block[] => [
    heading(1, `Key issue ${index + 1}`),
    paragraph(issue.area_title ? [strong(`${issue.area_title}. `), issue.text] : issue.text),
    ...view.content.objectives
      .filter((objective) => objective.issue_id === issue.id)
      .flatMap((objective, at): Block[] => [
        heading(2, `Objective ${index + 1}.${at + 1}: ${objective.text}`),
        ...objectiveBlocks(view, objective.id),
      ]),
  ]);
}

function supportBlocks(view: PlanView): Block[] {
  const { support } = view.content;
  if (support.length === 0)
    return [
      heading(1, 'Support from the trust'),
      paragraph('The trust has promised no further support under this plan.'),
    ];
  const cost = support.reduce((sum, row) => sum + (row.cost_pence ?? 0), 0);
  const halfDays = support.reduce((sum, row) => sum + (row.half_days ?? 0), 0);
  return [
    heading(1, 'Support from the trust'),
    table({
      caption: 'What the trust promises',
      headerColumn: true,
      columns: [
        textColumn('Support', 0.17),
        textColumn('What', 0.22),
        textColumn('Who', 0.16),
        textColumn('From', 0.11),
        textColumn('To', 0.11),
        numberColumn('Days', 0.08),
        numberColumn('Cost', 0.15),
      ],
      rows: [
        ...support.map((row) => [
          supportKinds[row.kind],
          row.what,
          [row.who ?? '', view.schoolName(row.from_school_id)].filter(Boolean).join(', '),
          orDash(row.starts_on),
          orDash(row.ends_on),
          row.half_days === null ? '' : days(row.half_days),
          row.cost_pence === null ? '' : pounds(row.cost_pence),
        ]),
        [strong('Total'), '', '', '', '', strong(days(halfDays)), strong(pounds(cost))],
      ],
      note: 'From central budgets of the trust.',
    }),
  ];
}

function agreementBlocks(view: PlanView): Block[] {
  const { facts, timing } = view;
  const lines: string[] = [];
  for (const row of facts.signatures.filter((found) => found.contentVersion === facts.contentVersion)) {
    lines.push(`Signed for the ${row.side} by ${row.by} on ${longDate(londonDate(row.at))}.`);
  }
  for (const row of facts.readiness.slice(-1)) {
    const on = longDate(londonDate(row.at));
    lines.push(
      row.kind === 'ready'
        ? `Declared ready by ${row.by} on ${on}.`
        : `Put in place for the trust by ${row.by} on ${on}.`,
    );
  }
  const { recommendation } = timing.standing;
  if (recommendation)
    lines.push(
      `Recommended to the board by ${recommendation.by}, Executive Principal, on ${longDate(recommendation.on)}.`,
    );
  const decision = recommendation?.decision;
  if (decision) {
    lines.push(
      `${outcomeNames[decision.outcome]} by the board on ${longDate(decision.meetingOn)}, minute ${decision.minuteReference}; recorded by ${decision.recordedBy}.`,
    );
    if (decision.words) lines.push(`The board’s words: ${decision.words}`);
  }
  return [
    heading(1, 'Agreement and approval'),
    ...(lines.length > 0 ? [bullets(lines)] : [paragraph('Nobody has signed this plan yet.')]),
  ];
}

/** The plan as a document for the board, from what is stored at this moment; it is frozen before it leaves. */
export function planDocument(view: PlanView, trustName: string, today: Temporal.PlainDate): DocumentTree {
  const { plan, timing } = view;
  const cover = timing.standing.recommendation?.coveringWords;
  return {
    title: `School Action Plan ${academicYearName(plan.academic_year)}`,
    subtitle: plan.school_name,
    organisation: trustName,
    language: 'en-GB',
    classification: 'For the Trust Board, the school and its local governing body',
    date: today,
    details: [
      { label: 'School', value: plan.school_name },
      { label: 'Basis', value: basisNames[plan.basis] },
      { label: 'Approval', value: timing.approval.words },
    ],
    blocks: [
      ...(cover
        ? [heading(1, 'From the Executive Principal'), ...cover.split(/\n{2,}/).map((text) => paragraph(text))]
        : []),
      heading(1, 'At a glance'),
      keyFacts([
        { label: 'Key issues', value: String(view.content.issues.length) },
        { label: 'Objectives', value: String(view.content.objectives.length) },
        { label: 'Criteria for success', value: String(view.content.criteria.length) },
        { label: 'Actions', value: String(view.content.actions.length) },
      ]),
      ...issueBlocks(view),
      ...supportBlocks(view),
      ...agreementBlocks(view),
    ],
  };
}
