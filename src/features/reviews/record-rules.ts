import type { Points } from '#core/evidence/tables.ts';
import type { FieldError } from '#platform/errors.ts';
import { areaWords } from './area-words.ts';
import { gradesALesson, seenWords } from './instrument-rules.ts';
import type { ActivityKind, Seen } from './tables.ts';

export type Answer = { questionId: string; answer: string; seen: Seen | null };
export type AreaSaid = { areaId: string; points: Points };

type Asked = { id: string; prompt: string; required: boolean; area_id: string | null; area_title: string | null };

export const isAnswered = (answer: Answer | undefined): boolean =>
  answer !== undefined && (answer.answer.trim() !== '' || (answer.seen !== null && answer.seen !== 'not_applicable'));

/** What is missing or does not belong there when an activity is recorded on its form; the fields are those of the form. */
export function recordProblems(
  kind: ActivityKind,
  asked: readonly Asked[],
  said: { summary: string; answers: readonly Answer[]; areas: readonly AreaSaid[] },
): FieldError[] {
  const errors: FieldError[] = [];
  const answerTo = (id: string) => said.answers.find((one) => one.questionId === id);
  if (said.summary.trim() === '')
    errors.push({ field: 'summary', message: 'Say in a few sentences what was seen, read or heard' });
  for (const question of asked)
    if (question.required && !isAnswered(answerTo(question.id)) && answerTo(question.id)?.seen !== 'not_applicable')
      errors.push({ field: `answer-${question.id}`, message: `Answer “${question.prompt}”` });
  if (kind === 'lesson_observation') {
    if (gradesALesson(said.summary))
      errors.push({ field: 'summary', message: 'A single lesson is not graded. Say what was seen, without a grade' });
    for (const one of said.answers)
      if (gradesALesson(one.answer))
        errors.push({
          field: `answer-${one.questionId}`,
          message: 'A single lesson is not graded. Say what was seen, without a grade',
        });
  }
  const silent = new Map(
    asked.flatMap((question) =>
      question.area_id !== null &&
      isAnswered(answerTo(question.id)) &&
      !said.areas.some((area) => area.areaId === question.area_id)
        ? [[question.area_id, question.area_title ?? ''] as const]
        : [],
    ),
  );
  for (const [areaId, title] of silent)
    errors.push({
      field: `area-${areaId}`,
      message: `Say whether it shows a strength of ${areaWords(title)}, something to develop, or both`,
    });
  if (said.areas.length === 0 && silent.size === 0)
    errors.push({ field: 'areas', message: 'Say of at least one area what the activity shows' });
  return errors;
}

/** What was recorded as one text that stands by itself: the summary, the sample, then each answer under its question. */
export function recordAsText(
  asked: readonly { id: string; prompt: string }[],
  said: { summary: string; answers: readonly Answer[] },
  sample: string,
): string {
  const answers = asked.flatMap((question) => {
    const one = said.answers.find((answer) => answer.questionId === question.id);
    if (!one || (!isAnswered(one) && one.seen === null)) return [];
    const seen = one.seen === null ? '' : `${seenWords[one.seen]}. `;
    return [`${question.prompt}\n${seen}${one.answer.trim()}`.trim()];
  });
  return [said.summary.trim(), sample, ...answers].filter((part) => part !== '').join('\n\n');
}
