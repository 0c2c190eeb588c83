import type { ActivityKind } from './tables.ts';

type FormArea = {
  id: string;
  code: string;
  title: string;
  prompts: readonly string[];
  descriptors: Readonly<Record<string, string>>;
  scale: 'main' | 'met';
};
export type NewQuestion = { areaId: string | null; prompt: string; answer: 'text' | 'seen'; required: boolean };

/** What stands at the head of each form: what to look at, and what does not belong in it. */
export const adviceOf: Readonly<Record<ActivityKind, string>> = {
  lesson_observation:
    'Write what pupils did, said and learned, and what seemed to cause it. Do not grade the lesson or the teacher. Name no pupil. The teacher reads these notes as soon as they are recorded, and may reply.',
  work_scrutiny:
    'Choose the work so that disadvantaged pupils, pupils with SEND and every prior attainment are in it, and write down how many of each. Name no pupil. Look at what pupils have learned, not at how often it was marked.',
  data: 'Write down which data of which day, which measures and which groups. Do not mix years in one line. Leave out groups of fewer than six pupils.',
  pupil_voice:
    'Talk with five pupils or more, about the subject and their experience of it. Ask nothing about a teacher, write down no name, and nothing by which a child or a teacher could be known. What sounds like a safeguarding concern goes to the school’s safeguarding lead at once, and not into this form.',
  leadership_discussion:
    'Write down the role of whom you spoke with, what was talked about, and what leaders know, do and check. Ask for what exists already; nothing is to be made for the review.',
};

// Which areas a kind of activity can speak to: codes of the model's framework, then of Ofsted's of 2025.
const areasOfKind: Readonly<Record<ActivityKind, readonly string[]>> = {
  lesson_observation: [
    'quality_of_education',
    'behaviour_and_attitudes',
    'inclusion',
    'curriculum_and_teaching',
    'attendance_and_behaviour',
  ],
  work_scrutiny: ['quality_of_education', 'inclusion', 'curriculum_and_teaching', 'achievement'],
  data: ['quality_of_education', 'behaviour_and_attitudes', 'achievement', 'attendance_and_behaviour', 'inclusion'],
  pupil_voice: [
    'quality_of_education',
    'behaviour_and_attitudes',
    'personal_development',
    'attendance_and_behaviour',
    'personal_development_and_wellbeing',
  ],
  leadership_discussion: [
    'leadership_and_management',
    'quality_of_education',
    'leadership_and_governance',
    'curriculum_and_teaching',
    'inclusion',
  ],
};

/** What each kind of activity begins with, whatever the framework: what it looked at. */
const opening: Readonly<Record<ActivityKind, string>> = {
  lesson_observation: 'What was taught, to whom, and what were pupils meant to learn?',
  work_scrutiny: 'Which pieces of work were looked at, over how many weeks?',
  data: 'Which data, of which day, which measures and which groups?',
  pupil_voice: 'What were the pupils asked?',
  leadership_discussion: 'Whom did you speak with, in what role, and about what?',
};

// A statement or prompt of the framework suits a kind of activity when it speaks of what that kind can see, and of nothing that it cannot.
const suits: Readonly<Record<ActivityKind, { says: RegExp; never?: RegExp }>> = {
  lesson_observation: {
    says: /\b(?:lessons?|teach\w*|taught|interrupted|remember\w*|understood|expectations|calm)\b/i,
    never: /\b(?:absen\w*|suspended|bullying|leaders|results|governors)\b/i,
  },
  work_scrutiny: {
    says: /\b(?:work|remember\w*|learned|curriculum|understood|read|write)\b/i,
    never: /\b(?:leaders|lessons|absen\w*|bullying|staff|talk with)\b/i,
  },
  data: {
    says: /\b(?:results|fall behind|catch up|absent|absence|suspended|disadvantaged|starting points|cohort)\b/i,
    never: /\bcalm\b/i,
  },
  pupil_voice: {
    says: /\b(?:pupils (?:say|do|know|talk|understand|feel|learn)|can pupils|what is it like|how calm|bullying|worries|expectations)\b/i,
  },
  leadership_discussion: {
    says: /\b(?:leaders|leaders’|decisions|governors|staff|developed|decided)\b/i,
  },
};

/** The kinds in which something is seen or heard, so that a statement can be said to be seen. */
const seenKinds: readonly ActivityKind[] = ['lesson_observation', 'work_scrutiny', 'pupil_voice'];

/** The statements of a descriptor one by one: its sentences, and of a row of short ones in a sentence each. */
function statementsOf(text: string): string[] {
  return text
    .split(/(?<=[.!?])\s+|;\s+|,\s+(?:and\s+)?(?!and )(?=[a-z]+ (?:is|are) )/)
    .map((part) => part.trim().replace(/[.;,]$/, ''))
    .filter((part) => part !== '')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1));
}

/**
 * The questions of the first version of a form: what was looked at, then for each area that this kind of activity can speak to what the framework says of good
 * work, as statements that are seen or not, and its prompts. `goodCode` is the second grade of the main scale. Only what suits the kind is taken.
 */
export function firstQuestions(
  kind: ActivityKind,
  areas: readonly FormArea[],
  goodCode: string | undefined,
): NewQuestion[] {
  const { says, never } = suits[kind];
  const fits = (text: string): boolean => says.test(text) && !never?.test(text);
  const known = areas.filter((area) => areasOfKind[kind].includes(area.code));
  const of = known.length > 0 ? known : areas.filter((area) => area.scale === 'main').slice(0, 2);
  const questions = of.flatMap((area): NewQuestion[] => {
    const good = goodCode === undefined ? '' : (area.descriptors[goodCode] ?? '');
    const statements = seenKinds.includes(kind) ? statementsOf(good).filter(fits).slice(0, 2) : [];
    const prompts = area.prompts.filter(fits).slice(0, 4);
    return [
      ...statements.map((prompt) => ({ areaId: area.id, prompt, answer: 'seen' as const, required: false })),
      ...prompts.map((prompt) => ({ areaId: area.id, prompt, answer: 'text' as const, required: false })),
    ];
  });
  return [{ areaId: null, prompt: opening[kind], answer: 'text', required: true }, ...questions];
}

const gradeWords =
  /\b(?:grade[sd]?|grading|rat(?:e|ed|ing)|scor(?:e|ed|ing)|marks? out of|out of (?:four|five|ten|4|5|10)|scale of|outstanding|inadequate|requires improvement|judge(?:d|ment)?)\b/i;
const aLesson = /\b(?:lessons?|teach(?:er|ers|ing)|observations?|practice|delivery)\b/i;

/**
 * True for a question that asks for a grade of a lesson, of a teacher or of what one person did: such a question is refused in any form, and in the form of
 * lesson observation whatever asks for a grade at all. Grades that pupils get in examinations may be asked about elsewhere.
 */
export function asksForGrade(kind: ActivityKind, prompt: string): boolean {
  if (!gradeWords.test(prompt)) return false;
  return kind === 'lesson_observation' || aLesson.test(prompt);
}

const gradedLesson =
  /\bgrade\s*[1-4]\b|\b(?:outstanding|good|inadequate|requires improvement)\s+lesson\b|\b(?:outstanding|inadequate)\s+(?:teaching|teacher)\b|\b(?:lesson|teaching|teacher)\s+(?:is|was)\s+(?:outstanding|good|inadequate)\b/i;

/** True for notes on a lesson that grade it after all. */
export const gradesALesson = (text: string): boolean => gradedLesson.test(text);

/** How clearly a statement was seen; never a grade. */
export const seenWords = {
  clearly: 'Clearly',
  partly: 'Partly',
  not_seen: 'Not seen',
  not_applicable: 'Does not apply',
} as const;
