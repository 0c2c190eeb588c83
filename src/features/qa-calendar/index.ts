import type { Feature } from '#core/access/route.ts';
import { describeQaEntry } from './described.ts';
import { qaCalendarPaths } from './paths.ts';
import { qaCalendarRoutes } from './routes.ts';
import './tables.ts';

export { moveEntry } from './actions/move-entry.ts';
export { describeEntry } from './entry-words.ts';
export { type Entry, entriesInScope, findEntry, publishedEntries, type WhichEntries } from './queries.ts';
export { qaCalendarWaitingFor } from './waiting.ts';
export { type EntryKind, kindWords, type Topic, topics, topicWords } from './words.ts';

describeQaEntry();

/** The QA calendar: made from a template, moved until it fits, agreed with each school, published. */
export const qaCalendarFeature: Feature = {
  name: 'qa-calendar',
  routes: qaCalendarRoutes,
  navigation: [{ href: qaCalendarPaths.calendar, label: 'Calendar', permission: 'qa-calendar:read' }],
};
