import { sql } from 'kysely';
import type { Ctx } from '#core/context.ts';
import '#core/evidence/tables.ts';
import '#core/organisations/tables.ts';
import '#core/people/tables.ts';
import { NotFound } from '#platform/errors.ts';

/** What was written about the reader's own lessons, at whatever school: nobody's scope narrows what is about oneself. */
const mine = (ctx: Ctx) =>
  ctx.db
    .selectFrom('evidence as e')
    .innerJoin('school as s', 's.id', 'e.school_id')
    .innerJoin('person as p', 'p.id', 'e.recorded_by')
    .select([
      'e.id',
      'e.school_id',
      'e.kind',
      'e.title',
      'e.summary',
      'e.happened_on',
      'e.recorded_at',
      'e.recorded_by',
      'e.observed_id',
      'e.readers',
      'e.revision',
      'e.source_type',
      'e.source_id',
      'e.withdrawn_at',
      'e.withdrawn_why',
      's.name as school',
      'p.name as recorder',
      sql<
        number | null
      >`(select max(of_revision) from evidence_seen seen where seen.evidence_id = e.id and seen.person_id = ${ctx.actor.personId})`.as(
        'seen_revision',
      ),
      sql<boolean>`exists (select from evidence_reply r where r.evidence_id = e.id and r.replied_by = ${ctx.actor.personId})`.as(
        'replied',
      ),
    ])
    .where('e.observed_id', '=', ctx.actor.personId);

/** Everything that was written about the reader's lessons, the newest first. */
export async function observationsOfReader(ctx: Ctx) {
  return await mine(ctx).orderBy('e.happened_on', 'desc').orderBy('e.id', 'desc').execute();
}

export type ObservedPiece = Awaited<ReturnType<typeof observationsOfReader>>[number];

/** One of them; anything else is `NotFound`. */
export async function findObservation(ctx: Ctx, id: string): Promise<ObservedPiece> {
  const found = await mine(ctx).where('e.id', '=', id).executeTakeFirst();
  if (!found) throw new NotFound();
  return found;
}

/** Those that the reader has not read in the words in which they stand now; withdrawn ones ask nothing of anybody. */
export async function unreadObservations(ctx: Ctx) {
  return await mine(ctx)
    .where('e.withdrawn_at', 'is', null)
    .where('e.recorded_by', '<>', ctx.actor.personId)
    .where(
      sql<boolean>`not exists (select from evidence_seen seen where seen.evidence_id = e.id and seen.person_id = ${ctx.actor.personId} and seen.of_revision >= e.revision)`,
    )
    .orderBy('e.happened_on')
    .execute();
}
