import type { Scene } from './scenes.ts';
import { alderbeckLastYear } from './story/alderbeck-last-year.ts';
import { alderbeckThisYear } from './story/alderbeck-this-year.ts';
import { boardReports } from './story/board-reports.ts';
import { dataReviews } from './story/data-reviews.ts';
import { dataSystems } from './story/data-systems.ts';
import { evidenceReach } from './story/evidence-reach.ts';
import { hollowellLastYear } from './story/hollowell-last-year.ts';
import { hollowellThisYear } from './story/hollowell-this-year.ts';
import { kestrelfordLastYear } from './story/kestrelford-last-year.ts';
import { kestrelfordThisYear } from './story/kestrelford-this-year.ts';
import { lineMeetings, minutesOnRequest } from './story/line-meetings.ts';
import { marlstoneLastYear } from './story/marlstone-last-year.ts';
import { marlstoneThisYear } from './story/marlstone-this-year.ts';
import { moderation } from './story/moderation.ts';
import { notices } from './story/notices.ts';
import { publishedResults } from './story/published-results.ts';
import { qaCalendars } from './story/qa-calendars.ts';
import { reviewReports } from './story/review-reports.ts';
import { reviews } from './story/reviews.ts';
import { snapshotAnalyses } from './story/snapshot-analyses.ts';
import { snapshots } from './story/snapshots.ts';
import { tarnsideLastYear } from './story/tarnside-last-year.ts';
import { tarnsideThisYear } from './story/tarnside-this-year.ts';
import { visitNotes } from './story/visit-notes.ts';
import { workload } from './story/workload.ts';

/** Everything that happens in the invented trust, a year and a term of it. */
export const scenes: readonly Scene[] = [
  ...publishedResults,
  ...qaCalendars,
  ...reviews,
  ...reviewReports,
  ...dataReviews,
  ...dataSystems,
  ...snapshots,
  ...snapshotAnalyses,
  ...alderbeckLastYear,
  ...hollowellLastYear,
  ...kestrelfordLastYear,
  ...marlstoneLastYear,
  ...tarnsideLastYear,
  ...alderbeckThisYear,
  ...hollowellThisYear,
  ...kestrelfordThisYear,
  ...marlstoneThisYear,
  ...tarnsideThisYear,
  ...visitNotes,
  ...lineMeetings,
  ...minutesOnRequest,
  ...evidenceReach,
  ...moderation,
  ...boardReports,
  ...workload,
  ...notices,
];
