import type { PlanContent } from './content.ts';
import { recommendBlockers } from './content-rules.ts';
import { type PlanFacts, standingOf } from './rules.ts';

const unprepared: Record<PlanFacts['basis'], string> = {
  school: 'The head teacher has not declared the plan ready.',
  agreed: 'The plan has not been signed by both the school and the trust as it is now.',
  imposed: 'The trust has not put the plan in place.',
};

/** Everything that stands in the way of recommending a plan to the board, in words. */
export function recommendationBlockers(facts: PlanFacts, content: PlanContent, today: Temporal.PlainDate): string[] {
  const standing = standingOf(facts);
  if (standing.state === 'closed') return ['The plan is closed.'];
  if (standing.state === 'recommended') return ['The plan is already with the board.'];
  if (standing.state === 'in_force' && standing.approvedVersion === facts.contentVersion)
    return ['The board has approved the plan as it is.'];
  return [
    ...(standing.prepared ? [] : [unprepared[facts.basis]]),
    ...recommendBlockers(content, today, standing.approval !== null),
  ];
}
