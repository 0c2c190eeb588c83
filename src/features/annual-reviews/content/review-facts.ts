import type { Ctx } from '#core/context.ts';
import type { ReviewFacts } from '../blocker-rules.ts';
import { type FactCheck, factChecks } from '../checks/queries.ts';
import { correctionPoints, type Part, sections } from '../rules.ts';
import {
  commentsOf,
  type JudgementContent,
  type Moderation,
  type ReviewComment,
  type ReviewContent,
} from './queries.ts';

/** The parts that the school answers for, in the order of the document. */
export function partsOf(content: ReviewContent): { part: Part; title: string; body: string }[] {
  return [
    ...content.sections
      .filter((it) => it.body.trim() !== '')
      .map((it) => ({ part: it.part, title: it.title, body: it.body })),
    ...content.judgements.map((it) => ({ part: it.part, title: it.area.title, body: it.reasons })),
    {
      part: 'key-issues',
      title: 'Key issues',
      body: content.keyIssues.map((issue, index) => `${index + 1}. ${issue.body}`).join('\n'),
    },
  ];
}

export function partTitle(content: ReviewContent, part: string): string {
  if (part === 'key-issues') return 'Key issues';
  return (
    content.sections.find((it) => it.part === part)?.title ??
    content.judgements.find((it) => it.part === part)?.area.title ??
    part
  );
}

/** What the moderator said of a judgement in this round, as long as the grade is still the one that was moderated. */
export function standingModeration(content: ReviewContent, judgement: JudgementContent): Moderation | null {
  const newest = judgement.moderations.at(-1);
  if (!newest || newest.round !== content.moderationRound || newest.authorCode !== judgement.grade?.code) return null;
  return newest;
}

/** Grades that lead to a plan by the model: the two lowest of a scale of four. */
const leadsToPlan = (judgement: JudgementContent): boolean =>
  judgement.grade !== null && judgement.grade.scaleCodes.split('|').length === 4 && judgement.grade.position >= 3;

/** What blockers are worked out from, out of what is stored. */
export function reviewFacts(
  content: ReviewContent,
  comments: readonly ReviewComment[],
  checks: readonly FactCheck[],
): ReviewFacts {
  const check = checks.at(-1);
  const answers = partsOf(content).map(({ part, title }) => ({
    title,
    ...(check?.answers.get(part) ?? { answer: null, correction: '' }),
  }));
  return {
    judgements: content.judgements.map((it) => ({
      title: it.area.title,
      hasGrade: it.grade !== null,
      hasReasons: it.reasons.trim() !== '',
      gravity: leadsToPlan(it) ? 'plan' : 'none',
      moderation: standingModeration(content, it)?.decision ?? null,
      hasKeyIssue: content.keyIssues.some((issue) => issue.areaCode === it.area.code),
    })),
    sections: content.sections.map((it) => ({
      title: it.title,
      empty: it.body.trim() === '',
      required: sections[it.code].required,
    })),
    keyIssues: content.keyIssues.length,
    undeclared: content.review.team.filter((member) => member.declaredAt === null).map((member) => member.name),
    unsupported: content.claims.filter((claim) => claim.state === 'unsupported').length,
    openComments: comments.filter((comment) => comment.resolved_at === null).length,
    unanswered: answers.filter((it) => it.answer === null).map((it) => it.title),
    uncorrected: answers
      .filter((it) => it.answer === 'not_accurate' && correctionPoints(it.correction).length === 0)
      .map((it) => it.title),
    unreplied: checks.flatMap((it) => it.points).filter((point) => point.outcome === null).length,
    checkedBySchool: checks.some((it) => it.returnedAt !== null),
  };
}

/** The facts of a review whose content has been loaded. */
export async function loadFacts(ctx: Ctx, content: ReviewContent) {
  const comments = await commentsOf(ctx, content.review.id);
  const checks = await factChecks(ctx, content.review.id);
  return { facts: reviewFacts(content, comments, checks), comments, checks };
}
