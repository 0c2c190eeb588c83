import type { Feature } from '#core/access/route.ts';
import { registerDecided, registerDue } from '#core/notifications/sources.ts';
import { calendarsPublished } from './decided-queries.ts';
import { dueInCalendars } from './due-queries.ts';
import { calendarFeedRoutes } from './routes.ts';

export { calendarFeedPublicRoutes } from './routes.ts';

registerDue('calendar-feeds', dueInCalendars);
registerDecided('calendar-feeds', calendarsPublished);

export const calendarFeedsFeature: Feature = { name: 'calendar-feeds', routes: calendarFeedRoutes };
