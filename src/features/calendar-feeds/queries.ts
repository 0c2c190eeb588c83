import { sql } from 'kysely';
import type { Actor } from '#core/access/actor.ts';
import { isRole } from '#core/access/roles.ts';
import type { Ctx } from '#core/context.ts';
import type { Db } from '#platform/db/database.ts';
import { hashOneTimeToken } from '#platform/identity/one-time-token.ts';
import type { Reach } from './tables.ts';
import './tables.ts';

/** The feeds that the reader has in use, in the order in which they were made. */
export async function ownFeeds(ctx: Ctx) {
  return await ctx.db
    .selectFrom('calendar_feed as f')
    .leftJoin('school as s', 's.id', 'f.school_id')
    .select(['f.id', 'f.reach', 'f.school_id', 's.name as school', 'f.made_at', 'f.last_read_at'])
    .where('f.person_id', '=', ctx.actor.personId)
    .where('f.revoked_at', 'is', null)
    .orderBy('f.made_at')
    .execute();
}

export type Feed = Awaited<ReturnType<typeof ownFeeds>>[number];

export type FeedReader = { feed: { id: string; reach: Reach; schoolId: string | null }; actor: Actor };

type Stored = {
  feed: FeedReader['feed'];
  actor: Omit<Actor, 'grants'> & { grants: { role: string; schoolId: string | null; departmentId: string | null }[] };
};

/** Whose address a token is, with the roles of today; null where it opens nothing any more. */
export async function readerOfFeed(db: Db, token: string, today: Temporal.PlainDate): Promise<FeedReader | null> {
  const result = await sql<{
    found: Stored | null;
  }>`select app.reader_of_feed(${hashOneTimeToken(token)}, ${today}) as found`.execute(db);
  const found = result.rows[0]?.found;
  if (!found) return null;
  const grants = found.actor.grants.flatMap((grant) => (isRole(grant.role) ? [{ ...grant, role: grant.role }] : []));
  return { feed: found.feed, actor: { ...found.actor, grants } };
}
