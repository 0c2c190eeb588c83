import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { newOneTimeToken } from '#platform/identity/one-time-token.ts';
import { mayReach } from '../policy.ts';
import type { Reach } from '../tables.ts';
import '../tables.ts';

const words: Record<Reach, string> = {
  own: 'their own part in reviews',
  school: 'the calendar of a school',
  trust: 'the calendar of the trust',
};

/**
 * Makes a secret address for the reader's calendar program. One of the same reach that was in use ends with it. Returns the secret part, which is kept
 * nowhere: it is shown once.
 */
export async function makeFeed(ctx: Ctx, reach: Reach, chosenSchool: string | null): Promise<string> {
  const schoolId = reach === 'school' ? chosenSchool : null;
  return await write(ctx, async (tx) => {
    tx.authorise(mayReach(ctx.actor, reach, schoolId));
    // One change of somebody's addresses after another.
    await tx.db.selectFrom('person').select('id').where('id', '=', ctx.actor.personId).forUpdate().execute();
    const ended = await tx.db
      .updateTable('calendar_feed')
      .set({ revoked_at: ctx.now, revoked_why: 'A new address took its place' })
      .where('person_id', '=', ctx.actor.personId)
      .where('reach', '=', reach)
      .where('school_id', 'is not distinct from', schoolId)
      .where('revoked_at', 'is', null)
      .returning('id')
      .execute();
    const { token, hash } = newOneTimeToken();
    const row = await tx.db
      .insertInto('calendar_feed')
      .values({
        trust_id: ctx.actor.trustId,
        person_id: ctx.actor.personId,
        reach,
        school_id: schoolId,
        token_hash: hash,
        made_at: ctx.now,
        revoked_at: null,
        revoked_why: null,
        last_read_at: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx.record({
      kind: ended.length > 0 ? 'calendar-feed.made-anew' : 'calendar-feed.made',
      subjectType: 'calendar_feed',
      subjectId: row.id,
      schoolId,
      summary: `made ${ended.length > 0 ? 'a new' : 'an'} address to read ${words[reach]} in a calendar program`,
    });
    return token;
  });
}
