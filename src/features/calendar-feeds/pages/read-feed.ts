import type { PublicCtx } from '#core/access/public-route.ts';
import { runAs } from '#core/access/run-as.ts';
import { NotFound } from '#platform/errors.ts';
import { type PageRequest, textParam } from '#platform/http/page-request.ts';
import { download, type Reply } from '#platform/http/reply.ts';
import { noteReading } from '../actions/note-reading.ts';
import { feedFile } from '../feed-file.ts';
import { mayReach } from '../policy.ts';
import { readerOfFeed } from '../queries.ts';

/** What a calendar program is given: the calendar as its owner may read it today, or nothing at all, whatever the reason. */
export async function readFeed(ctx: PublicCtx, request: PageRequest): Promise<Reply> {
  const reader = await readerOfFeed(ctx.db, textParam(request, 'token'), ctx.today);
  if (!reader) throw new NotFound();
  const { feed, actor } = reader;
  if (!mayReach(actor, feed.reach, feed.schoolId).allowed) throw new NotFound();
  const { text, etag } = await runAs({ db: ctx.db, services: ctx.services }, actor, 'own-account', async (own) => {
    await noteReading(own, feed.id);
    return await feedFile(own, feed);
  });
  return download({
    bytes: new TextEncoder().encode(text),
    mediaType: 'text/calendar; charset=utf-8',
    fileName: 'calendar.ics',
    etag,
  });
}
