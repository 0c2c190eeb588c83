import type { PublicRoute } from '#core/access/public-route.ts';
import { get, getFresh, post, type Route } from '#core/access/route.ts';
import { sendEnd, sendFeed, showFeeds } from './pages/feeds.tsx';
import { readFeed } from './pages/read-feed.ts';
import { sendReminderChoices, showReminders } from './pages/reminders.tsx';
import { calendarFeedPaths as paths } from './paths.ts';

export const calendarFeedRoutes: readonly Route[] = [
  // When a program last asked is no event.
  getFresh(paths.feeds, 'own-account', showFeeds),
  post(paths.feeds, 'own-account', sendFeed),
  post(paths.end(':feedId'), 'own-account', sendEnd),
  get(paths.reminders, 'own-account', showReminders),
  post(paths.reminders, 'own-account', sendReminderChoices),
];

// The programs of many people ask from a few addresses: those of Microsoft and Google, or a school's own.
export const calendarFeedPublicRoutes: readonly PublicRoute[] = [
  { method: 'GET', path: paths.file(':token'), permission: 'public', perMinute: 300, handle: readFeed },
];
