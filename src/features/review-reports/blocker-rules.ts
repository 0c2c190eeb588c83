import type { StepName } from './rules.ts';

/** What the blockers of every step are worked out from. */
export type ReportFacts = {
  /** The review's evidence is complete, and has not been reopened. */
  gathered: boolean;
  emptySections: readonly string[];
  emptyThemes: readonly string[];
  ungraded: readonly string[];
  findings: number;
  unsupported: number;
  /** Numbers of findings of the report before of which nothing has been said. */
  unanswered: readonly number[];
  /** What looks like a name in the governors' version and has not been settled. */
  leftovers: number;
  /** Sentences that name a person beside a grade. */
  graded: number;
  /** Parts that the school has not answered, or answered “not accurate” without saying what is right. */
  open: readonly string[];
  uncorrected: readonly string[];
  unreplied: number;
  checkedBySchool: boolean;
};

const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`;

function content(facts: ReportFacts): string[] {
  return [
    ...(facts.gathered ? [] : ['The evidence of the review has been reopened: it has to be complete again first']),
    ...facts.emptySections.map((title) => `“${title}” is empty`),
    ...facts.emptyThemes.map((title) => `Nothing is said of the theme “${title}”`),
    ...(facts.findings === 0 ? ['There is no finding: say at least one thing that the school should act on'] : []),
  ];
}

function support(facts: ReportFacts): string[] {
  if (facts.unsupported === 0) return [];
  const them = facts.unsupported === 1 ? 'it' : 'them';
  return [
    `${count(facts.unsupported, 'sentence has', 'sentences have')} no evidence: support ${them} or waive ${them} with a reason`,
  ];
}

function names(facts: ReportFacts): string[] {
  return [
    ...(facts.leftovers > 0
      ? [
          `${count(facts.leftovers, 'word looks', 'words look')} like a name in the governors’ version: settle ${facts.leftovers === 1 ? 'it' : 'them'} first`,
        ]
      : []),
    ...graded(facts),
  ];
}

const graded = (facts: ReportFacts): string[] =>
  facts.graded > 0
    ? [
        `${count(facts.graded, 'sentence names', 'sentences name')} a person beside a grade: no report says how well one person teaches or leads`,
      ]
    : [];

const earlier = (facts: ReportFacts): string[] =>
  facts.unanswered.length > 0
    ? [
        `Nothing is said yet of ${facts.unanswered.length === 1 ? 'finding' : 'findings'} ${facts.unanswered.join(', ')} of the report before`,
      ]
    : [];

/** What stands in the way of a step, in sentences for the person who would take it; empty when it may be taken. */
export function blockersOf(step: StepName, facts: ReportFacts): string[] {
  switch (step) {
    case 'sent_to_school':
      return [...content(facts), ...graded(facts)];
    case 'facts_returned':
      return [
        ...facts.open.map((title) => `Nobody has said whether “${title}” is accurate`),
        ...facts.uncorrected.map((title) => `Write what is right for “${title}”, or mark it accurate`),
      ];
    case 'sent_to_sign':
      return [
        ...(facts.checkedBySchool ? [] : ['The school has not checked the facts yet']),
        ...content(facts),
        ...(facts.unreplied > 0
          ? [`${count(facts.unreplied, 'point of the school has', 'points of the school have')} no reply`]
          : []),
        ...support(facts),
        ...earlier(facts),
        ...names(facts),
      ];
    case 'signed':
    case 'issued':
      return [...content(facts), ...support(facts), ...earlier(facts), ...names(facts)];
    default:
      return [];
  }
}

/** What does not stop a step but should be thought about before it. */
export function cautionsOf(step: StepName, facts: ReportFacts): string[] {
  const ungraded = facts.ungraded.map((title) => `The theme “${title}” has no grade in the review`);
  if (step === 'sent_to_school') return [...ungraded, ...support(facts), ...earlier(facts)];
  return step === 'sent_to_sign' ? ungraded : [];
}
