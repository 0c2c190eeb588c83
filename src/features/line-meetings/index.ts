import type { Feature } from '#core/access/route.ts';
import { registerDue } from '#core/notifications/sources.ts';
import { registerProgressSource } from '#features/action-plans/index.ts';
import { describeLineMeeting } from './described.ts';
import { lineMeetingPaths } from './paths.ts';
import { progressFromMeetings } from './progress-source-queries.ts';
import { lineMeetingRoutes } from './routes.ts';
import { meetingsDue } from './waiting.ts';

export { meetingCounts, type SchoolCounts } from './counts.ts';
export { lineMeetingsWaitingFor } from './waiting.ts';

registerProgressSource(progressFromMeetings);
describeLineMeeting();
registerDue('line-meetings', meetingsDue);

export const lineMeetingsFeature: Feature = {
  name: 'line-meetings',
  routes: lineMeetingRoutes,
  navigation: [{ href: lineMeetingPaths.list, label: 'Meetings', permission: 'line-meeting:read' }],
};
