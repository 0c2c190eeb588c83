import { capital } from '#platform/capital.ts';

const few = '(?:[1-5]|one|two|three|four|five)';
const people =
  '(?:pupils?|children|child|students?|learners?|boys?|girls?|teachers?|members?\\s+of\\s+staff|staff|leaders?|assistants?|tutors?|colleagues?)';
const which = '(?:[\\p{L}-]+\\s+){0,2}?';
const span = '(?:and|to|or|[–-])';
const notA = `(?<!(?:years?|stages?|class|set|grade|level)\\s+(?:\\d+\\s*(?:,|${span})\\s*)*)(?<![\\p{L}\\p{N}.,/%£-])`;
const fewPeople = new RegExp(
  `${notA}(?:${few}\\s*${span}\\s*)?${few}\\s+(?:(?:of|out\\s+of)\\s+(?:the\\s+)?(?:\\p{L}+\\s+|\\d+\\s+)?)?${which}(${people})(?![\\p{L}\\p{N}])`,
  'giu',
);

/** Groups of one to five people, as governors read of them: who they are could be told from so few (n < 6 is held back). */
export function withoutSmallNumbers(text: string): string {
  return text.replace(fewPeople, (match, noun: string, offset: number, whole: string) => {
    if (/\b(?:year|years|key|stage)\b/i.test(match)) return match;
    const several = noun.replace(/^(pupil|student|learner|boy|girl|teacher|leader|assistant|tutor|colleague)$/i, '$1s');
    const words = `fewer than six ${several.replace(/^child$/i, 'children').replace(/^member of staff$/i, 'members of staff')}`;
    return /(?:^|[.!?]\s+)$/u.test(whole.slice(0, offset)) ? capital(words) : words;
  });
}
