import type { NewEvidence } from '#core/evidence/record-evidence.ts';
import type { Activity } from './activity-queries.ts';
import type { QaReview } from './queries.ts';

type Reach = Pick<NewEvidence, 'observedId' | 'readers' | 'readerIds' | 'observers' | 'departmentId'>;

/**
 * Who saw an activity and who may read what was seen: a lesson with one teacher is read by that teacher and the team only, so that leaders work from counts
 * over several; everything else by the leaders of the school too.
 */
export function reachOf(review: QaReview, activity: Activity): Required<Reach> {
  const named = activity.kind === 'lesson_observation' && activity.with_person_id !== null;
  const observers = [activity.led_by_id, activity.second_by_id].flatMap((memberId) => {
    const member = review.members.find((one) => one.id === memberId);
    return member ? [{ personId: member.personId, name: member.name }] : [];
  });
  return {
    observedId: named ? activity.with_person_id : null,
    readers: named ? 'named' : 'leaders',
    readerIds: named ? [...review.clearIds] : [],
    observers,
    departmentId: review.departmentId,
  };
}
