type Planned = {
  purpose: string;
  startsOn: Temporal.PlainDate;
  themes: number;
  leadClear: boolean;
  activities: readonly { title: string; led: boolean }[];
};

/** What is still missing before a review can be shared with the school, in words. */
export function shareBlockers(plan: Planned): string[] {
  const blockers: string[] = [];
  if (plan.purpose.trim() === '') blockers.push('Say what the review wants to find out, and what it leaves alone.');
  if (plan.themes === 0) blockers.push('Add at least one theme.');
  if (!plan.leadClear) blockers.push('The lead has not declared yet, or may not take part.');
  if (plan.activities.length === 0) blockers.push('Put at least one activity into the timetable.');
  for (const activity of plan.activities.filter((each) => !each.led))
    blockers.push(`Say who leads “${activity.title}”.`);
  return blockers;
}

type Gathered = {
  activities: readonly { title: string; recorded: boolean; cancelled: boolean }[];
  themes: readonly { title: string; graded: boolean }[];
};

/** What is still missing before the evidence is complete, in words. */
export function gatherBlockers(review: Gathered): string[] {
  return [
    ...review.activities
      .filter((activity) => !activity.recorded && !activity.cancelled)
      .map((activity) => `“${activity.title}” is neither recorded nor cancelled.`),
    ...(review.activities.some((activity) => activity.recorded) ? [] : ['No activity has been recorded.']),
    ...review.themes.filter((theme) => !theme.graded).map((theme) => `The theme “${theme.title}” has no grade.`),
  ];
}
