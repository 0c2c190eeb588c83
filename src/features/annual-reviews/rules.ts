/** Where a review stands, in the order of its way. */
export const reviewStates = {
  draft: { words: 'Being written', short: 'Being written', pen: 'authors' },
  facts: { words: 'With the school to check the facts', short: 'With the school', pen: 'school' },
  revision: { words: 'With the authors to reply and revise', short: 'Being revised', pen: 'authors' },
  moderation: { words: 'In moderation', short: 'In moderation', pen: 'moderator' },
  signature: {
    words: 'Waiting for the Executive Principal to sign',
    short: 'To be signed',
    pen: 'executive principal',
  },
  signed: { words: 'Signed, not yet issued', short: 'To be issued', pen: 'executive principal' },
  issued: { words: 'Issued', short: 'Issued', pen: 'nobody' },
  withdrawn: { words: 'Withdrawn', short: 'Withdrawn', pen: 'nobody' },
} as const;
export type ReviewState = keyof typeof reviewStates;

type StepRule = {
  from: readonly ReviewState[];
  to: ReviewState;
  /** What the trail says was done. */
  summary: string;
  needsReason: boolean;
};

/** Every step a review can take. A step that undoes or overrides another one needs its reason. */
export const reviewSteps = {
  started: { from: [], to: 'draft', summary: 'started the annual review', needsReason: false },
  sent_to_school: {
    from: ['draft', 'revision'],
    to: 'facts',
    summary: 'sent the annual review to the school to check the facts',
    needsReason: false,
  },
  taken_back: {
    from: ['facts'],
    to: 'draft',
    summary: 'took the annual review back from the school',
    needsReason: true,
  },
  facts_returned: {
    from: ['facts'],
    to: 'revision',
    summary: 'checked the facts of the annual review',
    needsReason: false,
  },
  sent_to_moderation: {
    from: ['revision'],
    to: 'moderation',
    summary: 'sent the annual review to be moderated',
    needsReason: false,
  },
  moderated: {
    from: ['moderation'],
    to: 'signature',
    summary: 'agreed every grade of the annual review in moderation',
    needsReason: false,
  },
  sent_back: {
    from: ['moderation', 'signature', 'signed'],
    to: 'revision',
    summary: 'sent the annual review back to its authors',
    needsReason: true,
  },
  signed: { from: ['signature'], to: 'signed', summary: 'signed the annual review', needsReason: false },
  issued: {
    from: ['signed'],
    to: 'issued',
    summary: 'issued the annual review to trustees and the local governing body',
    needsReason: false,
  },
  changed: {
    from: ['issued'],
    to: 'issued',
    summary: 'changed a grade of the issued annual review',
    needsReason: true,
  },
  withdrawn: { from: ['issued'], to: 'withdrawn', summary: 'withdrew the annual review', needsReason: true },
  reopened: { from: ['withdrawn'], to: 'draft', summary: 'reopened the withdrawn annual review', needsReason: true },
} as const satisfies Record<string, StepRule>;
export type StepName = keyof typeof reviewSteps;

/** The state that a step leads to, or null where it cannot be taken from here. */
export function stateAfter(state: ReviewState, step: StepName): ReviewState | null {
  const rule: StepRule = reviewSteps[step];
  return rule.from.includes(state) ? rule.to : null;
}

/** Authors hold the pen. */
export const isWritable = (state: ReviewState): boolean => state === 'draft' || state === 'revision';
/** From the facts check on, the school's leaders may read the draft. */
export const isOpenToSchool = (state: ReviewState): boolean => state !== 'draft';
export const hasBeenIssued = (state: ReviewState): boolean => state === 'issued' || state === 'withdrawn';

/** The sections that stand beside the judgements, in the order of a section 5 report, with what each is for. */
export const sections = {
  school_experience: {
    title: 'What is it like to attend this school?',
    prompt: 'The pupils’ experience, in words a parent would use. No jargon.',
    required: true,
  },
  strengths: {
    title: 'What does the school do well and what does it need to do better?',
    prompt:
      'The account as a whole. What is particular to a judgement goes with its reasons, which follow this in the document.',
    required: true,
  },
  safeguarding: {
    title: 'Safeguarding',
    prompt:
      'Begin with “The arrangements for safeguarding are effective.” or “… are not effective.” Name no pupil and no case.',
    required: true,
  },
  improvement: {
    title: 'What does the school need to do to improve?',
    prompt: 'A short introduction. The key issues follow it as a numbered list.',
    required: false,
  },
  school: {
    title: 'Information about this school',
    prompt: 'Context and what has changed since the last review.',
    required: true,
  },
  review: {
    title: 'Information about this review',
    prompt: 'What the team did: meetings, visits, documents and data read, and with whom.',
    required: true,
  },
} as const;
export type SectionCode = keyof typeof sections;
export const sectionCodes = Object.keys(sections) as SectionCode[];
/** An area with this code is judged where the framework has one; the section of that name is then left out, so that safeguarding is said once. */
export const safeguardingArea = 'safeguarding';
export const isSectionCode = (text: string): text is SectionCode => Object.hasOwn(sections, text);

/** A part of a review that can be commented on, checked and supported. */
export type Part = `section:${SectionCode}` | `judgement:${string}` | 'key-issues';
export const sectionPart = (code: SectionCode): Part => `section:${code}`;
export const judgementPart = (areaCode: string): Part => `judgement:${areaCode}`;

export type FactAnswer = 'accurate' | 'not_accurate';
export type CorrectionOutcome = 'changed' | 'not_changed';

/** The corrections of one answer as points: each paragraph is one, and each gets a reply of its own. */
export function correctionPoints(correction: string): string[] {
  return correction
    .split(/\n\s*\n/)
    .map((point) => point.trim())
    .filter((point) => point !== '');
}

/** Days that a school has to check the facts, weekends included. */
export const daysToCheckFacts = 10;

/** Days before the end of the autumn term by which a review is due, so that the plan that follows from it can go to the board in time. */
export const daysBeforeTermEnds = 14;

/** Where grades entered by hand come from, as it stands beside them: “entered by Ada Wren from Annual Review 2025, signed 4 December 2025”. */
export function earlierSource(it: { by: string; correctedBy: string | null; source: string }): string {
  const by = it.correctedBy && it.correctedBy !== it.by ? `${it.by}, corrected by ${it.correctedBy},` : it.by;
  return `entered by ${by} from ${it.source}`;
}

/** The academic years for which grades of a review made before Cairn may be entered, the newest first: the eight before this one. */
export const earlierYears = (current: number): number[] => Array.from({ length: 8 }, (_, index) => current - 1 - index);

/** The sources of the previous grades that were entered by hand, each once; they are of one review, so that there is one at most. */
export function previousSources(judgements: readonly { previous: { source: string | null } | null }[]): string[] {
  return [...new Set(judgements.flatMap((it) => it.previous?.source ?? []))];
}

/** Every sentence of a judgement's reasons is a claim unless an author says otherwise. */
export const needsEvidence = (part: Part): boolean => part.startsWith('judgement:');
