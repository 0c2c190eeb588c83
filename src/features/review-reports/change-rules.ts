import { type Run, wordChanges } from '#core/audit/word-changes.ts';
import type { Framework, Grade } from '#core/frameworks/queries.ts';
import { compare, whyNotComparable } from '#core/frameworks/rules.ts';
import type { IssuedFinding, IssuedTheme } from './issues/issued.ts';
import type { Found } from './rules.ts';

type ThemeNow = { areaCode: string; title: string; grade: Grade | null };

/** A theme's grade beside the one of the report before. `way` is null where the two cannot be held against each other; `why` then says why. */
export type GradeChange = {
  areaCode: string;
  title: string;
  before: Grade | null;
  now: Grade | null;
  way: 'better' | 'same' | 'worse' | null;
  why: string | null;
};

/** Grades of the report before, theme by theme; only within one family and one scale, never converted. Themes of that report that are not here now come last. */
export function gradeChanges(
  themes: readonly ThemeNow[],
  before: readonly IssuedTheme[],
  framework: Framework,
): GradeChange[] {
  const gradeBefore = (areaCode: string): Grade | null => {
    const issued = before.find((theme) => theme.areaCode === areaCode);
    const scale = framework.areas.find((area) => area.code === areaCode)?.scale ?? 'main';
    return framework.grades[scale].find((grade) => grade.code === issued?.gradeCode) ?? null;
  };
  const now = themes.map((theme): GradeChange => {
    const same = {
      areaCode: theme.areaCode,
      title: theme.title,
      now: theme.grade,
      before: gradeBefore(theme.areaCode),
    };
    if (!before.some((issued) => issued.areaCode === theme.areaCode))
      return { ...same, way: null, why: 'Not a theme of the report before' };
    if (!same.before || !same.now) return { ...same, way: null, why: 'Not judged both times' };
    const why = whyNotComparable(same.before, same.now);
    return why ? { ...same, way: null, why } : { ...same, way: compare(same.now, same.before), why: null };
  });
  const gone = before
    .filter((issued) => !themes.some((theme) => theme.areaCode === issued.areaCode))
    .map(
      (issued): GradeChange => ({
        areaCode: issued.areaCode,
        title: issued.title,
        before: gradeBefore(issued.areaCode),
        now: null,
        way: null,
        why: 'Not a theme this time',
      }),
    );
  return [...now, ...gone];
}

export type FollowUp = { earlierFindingId: string; found: Found; words: string; findingId: string | null };
export type EarlierFinding = { finding: IssuedFinding; said: FollowUp | null; carriedBy: number | null };

/** What became of each finding of the report before, and which findings of this one are new. */
export function findingChanges(
  before: readonly IssuedFinding[],
  now: readonly { id: string; number: number }[],
  followUps: readonly FollowUp[],
): { earlier: EarlierFinding[]; fresh: readonly number[]; unanswered: readonly number[] } {
  const said = (id: string) => followUps.find((it) => it.earlierFindingId === id) ?? null;
  const carried = new Set(followUps.flatMap((it) => it.findingId ?? []));
  return {
    earlier: before.map((finding) => {
      const answer = said(finding.id);
      return { finding, said: answer, carriedBy: now.find((it) => it.id === answer?.findingId)?.number ?? null };
    }),
    fresh: now.filter((it) => !carried.has(it.id)).map((it) => it.number),
    unanswered: before.filter((finding) => said(finding.id) === null).map((finding) => finding.number),
  };
}

/** A text of the report before and of this one, word by word; null where they are the same or one is missing. */
export function textChange(before: string, now: string): Run[] | null {
  if (before.trim() === '' || now.trim() === '' || before.trim() === now.trim()) return null;
  return wordChanges(before.trim(), now.trim());
}
