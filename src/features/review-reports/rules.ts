/** Where a report stands, in the order of its way. */
export const reportStates = {
  draft: { words: 'Being written', short: 'Being written' },
  facts: { words: 'With the school to check the facts', short: 'With the school' },
  revision: { words: 'With the authors to reply and revise', short: 'Being revised' },
  signature: { words: 'Waiting for somebody who did not lead the writing to sign', short: 'To be signed' },
  signed: { words: 'Signed, not yet issued', short: 'To be issued' },
  issued: { words: 'Issued', short: 'Issued' },
  withdrawn: { words: 'Withdrawn', short: 'Withdrawn' },
} as const;
export type ReportState = keyof typeof reportStates;

type StepRule = { from: readonly ReportState[]; to: ReportState; summary: string; needsReason: boolean };

/** Every step that a report can take. What undoes or overrides another one needs its reason. */
export const reportSteps = {
  begun: { from: [], to: 'draft', summary: 'began the report of the review', needsReason: false },
  sent_to_school: {
    from: ['draft', 'revision'],
    to: 'facts',
    summary: 'sent the report to the school to check the facts',
    needsReason: false,
  },
  taken_back: { from: ['facts'], to: 'draft', summary: 'took the report back from the school', needsReason: true },
  facts_returned: { from: ['facts'], to: 'revision', summary: 'checked the facts of the report', needsReason: false },
  sent_to_sign: { from: ['revision'], to: 'signature', summary: 'sent the report to be signed', needsReason: false },
  sent_back: {
    from: ['signature', 'signed'],
    to: 'revision',
    summary: 'sent the report back to its authors',
    needsReason: true,
  },
  signed: { from: ['signature'], to: 'signed', summary: 'signed the report', needsReason: false },
  issued: {
    from: ['signed'],
    to: 'issued',
    summary: 'issued the report to the school and its governors',
    needsReason: false,
  },
  change_begun: {
    from: ['issued', 'withdrawn'],
    to: 'revision',
    summary: 'began another issue of the report',
    needsReason: true,
  },
  withdrawn: { from: ['issued'], to: 'withdrawn', summary: 'withdrew the report', needsReason: true },
} as const satisfies Record<string, StepRule>;
export type StepName = keyof typeof reportSteps;

/** The state that a step leads to, or null where it cannot be taken from here. */
export function stateAfter(state: ReportState, step: StepName): ReportState | null {
  const rule: StepRule = reportSteps[step];
  return rule.from.includes(state) ? rule.to : null;
}

/** Authors hold the pen. */
export const isWritable = (state: ReportState): boolean => state === 'draft' || state === 'revision';

/** The sections, in the order of the document; the themes come after the second, the findings before the last. */
export const sections = {
  looked_at: {
    title: 'What was looked at',
    prompt: 'How the review was done, in a sentence or two. What was looked at is counted for you.',
    required: false,
    needsEvidence: false,
  },
  strengths: {
    title: 'What is strong',
    prompt: 'What works, and for which pupils. Every sentence needs evidence, or a reason to stand without.',
    required: true,
    needsEvidence: true,
  },
  improve: {
    title: 'What should be better',
    prompt:
      'What does not work yet, and what it does to pupils. Every sentence needs evidence, or a reason to stand without.',
    required: true,
    needsEvidence: true,
  },
  changes: {
    title: 'What has changed since the last report',
    prompt: 'In your words. Grades and findings of the report before are set beside this one for you.',
    required: false,
    needsEvidence: false,
  },
} as const;
export type SectionCode = keyof typeof sections;
export const sectionCodes = Object.keys(sections) as SectionCode[];
export const isSectionCode = (text: string): text is SectionCode => Object.hasOwn(sections, text);

/** A part of the report that is written, checked and supported. `findings` are checked as one. */
export type Part = `section:${SectionCode}` | `theme:${string}` | 'findings';
export const sectionPart = (code: SectionCode): Part => `section:${code}`;
export const themePart = (areaCode: string): Part => `theme:${areaCode}`;

/** Whether every sentence of this part is a claim unless an author says otherwise. */
export const needsEvidence = (part: Part): boolean => part === 'section:strengths' || part === 'section:improve';

/** What was found of a finding of the report before. */
export const foundWords = {
  settled: 'Settled',
  still_open: 'Still open',
  not_looked_at: 'Not looked at this time',
} as const;
export type Found = keyof typeof foundWords;
export const foundNames = Object.keys(foundWords) as [Found, ...Found[]];

export const topicLabels = {
  disadvantaged: 'Disadvantaged pupils',
  behaviour: 'Behaviour',
  send: 'SEND',
  leadership: 'Leadership and management',
} as const;

/** Days that a school has to check the facts, weekends included, unless the authors give another day. */
export const daysToCheckFacts = 10;

/** The corrections of one answer as points: each paragraph is one, and each gets a reply of its own. */
export function correctionPoints(correction: string): string[] {
  return correction
    .split(/\n\s*\n/)
    .map((point) => point.trim())
    .filter((point) => point !== '');
}

/** The texts of a review's themes as one text, each under its theme's name where there are several. */
export function joinedThemes(themes: readonly { title: string; text: string }[]): string {
  const written = themes.filter((theme) => theme.text.trim() !== '');
  if (written.length === 1) return written[0]?.text.trim() ?? '';
  return written.map((theme) => `### ${theme.title}\n\n${theme.text.trim()}`).join('\n\n');
}
