import type { StepName } from './rules.ts';

/** What the blockers of every step are worked out from. */
export type ReviewFacts = {
  judgements: readonly {
    title: string;
    hasGrade: boolean;
    hasReasons: boolean;
    gravity: 'plan' | 'none';
    moderation: 'agrees' | 'asks_change' | null;
    hasKeyIssue: boolean;
  }[];
  sections: readonly { title: string; empty: boolean; required: boolean }[];
  keyIssues: number;
  undeclared: readonly string[];
  unsupported: number;
  openComments: number;
  /** Parts that the school has not answered, or answered “not accurate” without saying what is right. */
  unanswered: readonly string[];
  uncorrected: readonly string[];
  unreplied: number;
  checkedBySchool: boolean;
};

const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`;

function content(facts: ReviewFacts): string[] {
  return [
    ...facts.judgements.filter((it) => !it.hasGrade).map((it) => `${it.title} has no grade`),
    ...facts.judgements.filter((it) => !it.hasReasons).map((it) => `${it.title} has no reasons`),
    ...facts.sections.filter((it) => it.required && it.empty).map((it) => `“${it.title}” is empty`),
    ...(facts.keyIssues === 0
      ? ['There is no key issue: say at least one thing that the school needs to do to improve']
      : []),
    ...facts.undeclared.map((name) => `${name} has not declared whether they have an interest in the school`),
  ];
}

function support(facts: ReviewFacts): string[] {
  if (facts.unsupported === 0) return [];
  const them = facts.unsupported === 1 ? 'it' : 'them';
  return [
    `${count(facts.unsupported, 'sentence has', 'sentences have')} no evidence: support ${them} or waive ${them} with a reason`,
  ];
}

function moderation(facts: ReviewFacts): string[] {
  return facts.judgements.flatMap((it) => {
    if (it.moderation === null) return [`${it.title} has not been moderated`];
    return it.moderation === 'asks_change'
      ? [`The moderator asked for another grade for ${it.title}: send the review back to its authors`]
      : [];
  });
}

/** What stands in the way of a step, in sentences for the person who would take it; empty when it may be taken. */
export function blockersOf(step: StepName, facts: ReviewFacts): string[] {
  switch (step) {
    case 'sent_to_school':
      return content(facts);
    case 'facts_returned':
      return [
        ...facts.unanswered.map((title) => `You have not said whether “${title}” is accurate`),
        ...facts.uncorrected.map((title) => `Write what is right for “${title}”, or mark it accurate`),
      ];
    case 'sent_to_moderation':
      return [
        ...(facts.checkedBySchool ? [] : ['The school has not checked the facts yet']),
        ...content(facts),
        ...(facts.unreplied > 0
          ? [`${count(facts.unreplied, 'point of the school has', 'points of the school have')} no reply`]
          : []),
        ...support(facts),
        ...(facts.openComments > 0
          ? [
              `${count(facts.openComments, 'comment is', 'comments are')} open: settle ${facts.openComments === 1 ? 'it' : 'them'} first`,
            ]
          : []),
      ];
    case 'moderated':
      return moderation(facts);
    case 'signed':
    case 'issued':
      return [...content(facts), ...moderation(facts), ...support(facts)];
    default:
      return [];
  }
}

/** What does not stop a step but should be thought about before it. */
export function cautionsOf(step: StepName, facts: ReviewFacts): string[] {
  if (step !== 'sent_to_school' && step !== 'sent_to_moderation') return [];
  const bare = facts.judgements
    .filter((it) => it.gravity === 'plan' && !it.hasKeyIssue)
    .map((it) => `${it.title} leads to an action plan, and no key issue belongs to it`);
  return step === 'sent_to_school' ? [...bare, ...support(facts)] : bare;
}
