import { gradeLabel, gradesFor } from '#core/frameworks/rules.ts';
import type { JudgementContent, ReviewContent } from '../content/queries.ts';

/** What the newest round of moderation said of a judgement, with the authors' grade of that time beside the moderated one; null before any. */
export function moderationWords(content: ReviewContent, judgement: JudgementContent): string | null {
  const newest = judgement.moderations.at(-1);
  if (!newest) return null;
  const label = (code: string) => {
    const grade = gradesFor(content.framework, judgement.area).find((one) => one.code === code);
    return grade ? gradeLabel(grade) : code;
  };
  const reason = newest.reason ? ` ${newest.reason}` : '';
  if (newest.decision === 'agrees') return `${newest.by} agreed ${label(newest.authorCode)}.${reason}`;
  return `The authors gave ${label(newest.authorCode)}; ${newest.by} would give ${label(newest.moderatedCode)}.${reason}`;
}
