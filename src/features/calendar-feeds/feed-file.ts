import { createHash } from 'node:crypto';
import { scopeOf } from '#core/access/actor.ts';
import type { Ctx } from '#core/context.ts';
import { oneSchool } from '#core/organisations/queries.ts';
import { qaCalendarPaths } from '#features/qa-calendar/paths.ts';
import { qaReviewPaths } from '#features/reviews/paths.ts';
import { type CalendarEvent, writeCalendar } from '#platform/calendar-file/write-calendar.ts';
import { eventOfActivity, eventOfEntry } from './event-rules.ts';
import { entriesOfSchool, entriesOfTrust, type FoundEntry, ownActivities, ownEntries } from './feed-queries.ts';
import type { FeedReader } from './queries.ts';

const refreshHours = 6;

/** The calendar behind a feed as its reader may see it today, and a mark that is the same as long as the text is. The caller has asked `mayReach`. */
export async function feedFile(ctx: Ctx, feed: FeedReader['feed']): Promise<{ text: string; etag: string }> {
  const { publicUrl } = ctx.services;
  const events = (found: readonly FoundEntry[], school: boolean): CalendarEvent[] =>
    found.map((entry) =>
      eventOfEntry(entry, {
        school,
        url: `${publicUrl}${qaCalendarPaths.schoolYear(entry.schoolId, entry.academicYear)}`,
      }),
    );
  const of = async (): Promise<{ name: string; description: string; events: CalendarEvent[] }> => {
    switch (feed.reach) {
      case 'own':
        return {
          name: 'My part in reviews',
          description: 'Reviews that I lead, and activities with my name',
          events: [
            ...events(await ownEntries(ctx), true),
            ...(await ownActivities(ctx)).map((one) => eventOfActivity(one, `${publicUrl}${qaReviewPaths.withMe}`)),
          ],
        };
      case 'school': {
        const schoolId = feed.schoolId ?? '';
        const here = { ...ctx, scope: scopeOf(ctx.actor, 'qa-calendar:read') };
        const school = await oneSchool(here, schoolId).executeTakeFirst();
        return {
          name: `Reviews: ${school?.name ?? ''}`,
          description: 'The published calendar of quality assurance',
          events: events(await entriesOfSchool(ctx, schoolId), false),
        };
      }
      case 'trust':
        return {
          name: `Reviews: ${ctx.actor.trustName}`,
          description: 'The published calendars of quality assurance of every school',
          events: events(await entriesOfTrust(ctx), true),
        };
    }
  };
  const text = writeCalendar({ ...(await of()), refreshHours });
  return { text, etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"` };
}
