import { reasonKey, registerReasons } from '#features/informal-monitoring/index.ts';
import { activitiesFor, attachNoteToActivity } from '#features/reviews/index.ts';
import { qaReviewPaths } from '#features/reviews/paths.ts';
import { longDate } from '#platform/clock.ts';

/** Activities of reviews under way that are the reader's to record are reasons too: the note becomes the record of the activity. */
export function registerActivityReasons(): void {
  registerReasons('activity', {
    open: async (ctx) =>
      (await activitiesFor(ctx)).map((activity) => ({
        key: reasonKey('activity', activity.id),
        type: 'activity',
        id: activity.id,
        schoolId: activity.school_id,
        label: activity.title,
        detail: `${activity.review_title}, ${longDate(activity.on_day)}`,
        href: qaReviewPaths.activity(activity.review_id, activity.id),
        evidenceKind: activity.kind,
      })),
    recorded: attachNoteToActivity,
  });
}
