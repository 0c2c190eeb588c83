import { gradeLabel } from '#core/frameworks/rules.ts';

/** What a rule asks for: a plan that Trust and school agree, or one that the Trust puts in place. */
export type Response = 'agreed' | 'imposed';

/** One judgement as it was issued. */
export type Judged = {
  judgementId: string;
  areaCode: string;
  areaTitle: string;
  gradeCode: string;
  gradeLabel: string;
};

export type Rule = {
  id: string;
  frameworkFamily: string;
  /** null: any area. */
  areaCode: string | null;
  gradeCodes: readonly string[];
  response: Response;
  mayLead: boolean;
  /** The sentence that the rule carries out, as it is shown. */
  sentence: string;
  /** `model`: a sentence of the school-improvement model; `trust`: the trust's own choice. */
  source: 'model' | 'trust';
};

/** Why a rule fired: this judgement, by this sentence. */
export type Cause = {
  judgement: Judged;
  sentence: string;
  source: 'model' | 'trust';
  response: Response;
  mayLead: boolean;
};

export type Outcome = {
  /** null: nothing fired. An imposed plan outweighs an agreed one. */
  response: Response | null;
  mayLead: boolean;
  /** Every judgement that fired a rule, gravest first; a 3 beside a 4 is still shown. */
  causes: Cause[];
  /** False where the rules say nothing about this framework, which is not the same as everything being well. */
  frameworkKnown: boolean;
};

const applies = (rule: Rule, judgement: Judged): boolean =>
  rule.gradeCodes.includes(judgement.gradeCode) && (rule.areaCode === null || rule.areaCode === judgement.areaCode);

/**
 * Holds the judgements of one review against the rules for its framework. Grades of one framework never fire the rules of another. A judgement fires its
 * gravest rule once: a plan that the Trust puts in place outweighs one that is agreed, and between two of a kind the one that stands first in the list
 * counts. Source: the model, “Schools underperforming / at risk”; that 4 outweighs 3 is the trust's reading of it.
 */
export function evaluateRules(rules: readonly Rule[], frameworkFamily: string, judgements: readonly Judged[]): Outcome {
  const ours = rules.filter((rule) => rule.frameworkFamily === frameworkFamily);
  const causes = judgements.flatMap((judgement): Cause[] => {
    const fired = ours.filter((rule) => applies(rule, judgement));
    const gravest = fired.find((rule) => rule.response === 'imposed') ?? fired[0];
    return gravest
      ? [
          {
            judgement,
            sentence: gravest.sentence,
            source: gravest.source,
            response: gravest.response,
            mayLead: gravest.mayLead,
          },
        ]
      : [];
  });
  causes.sort((a, b) => Number(b.response === 'imposed') - Number(a.response === 'imposed'));
  const imposed = causes.some((cause) => cause.response === 'imposed');
  return {
    response: causes.length === 0 ? null : imposed ? 'imposed' : 'agreed',
    mayLead: causes.some((cause) => cause.mayLead),
    causes,
    frameworkKnown: ours.length > 0,
  };
}

export const responseWords: Record<Response, string> = {
  agreed: 'The Trust and the school agree an action plan',
  imposed: 'The Trust puts an action plan in place',
};

/** A grade as it is written: `4 Inadequate`, `Needs attention`. */
export const gradeInWords = (judgement: Judged): string =>
  gradeLabel({ code: judgement.gradeCode, label: judgement.gradeLabel });

/** What set it off, on one line: `Quality of education: 4 Inadequate; Behaviour and attitudes: 3 Requires Improvement`. */
export const causeInWords = (causes: readonly { judgement: Judged }[]): string =>
  causes.map(({ judgement }) => `${judgement.areaTitle}: ${gradeInWords(judgement)}`).join('; ');

/** Why nothing fired, which has two meanings that a reader must be able to tell apart. */
export const nothingFired = (frameworkKnown: boolean): string =>
  frameworkKnown
    ? 'No judgement asks for an intervention.'
    : 'The rules say nothing about this framework, so nothing was set off. That does not mean that all is well.';

/** What one past review would set off under other rules, beside what it did set off. */
export type Trial = { before: Response | null; now: Outcome; differs: boolean };

/** Holds a past review against rules that did not decide on it. It differs where another response, or another set of judgements, would come of it. */
export function tryRules(
  rules: readonly Rule[],
  past: { framework_family: string; judgements: readonly Judged[]; response: Response | null; fired: readonly Cause[] },
): Trial {
  const now = evaluateRules(rules, past.framework_family, past.judgements);
  const differs = now.response !== past.response || causeInWords(now.causes) !== causeInWords(past.fired);
  return { before: past.response, now, differs };
}
