import type { Write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { tell } from '#core/notifications/tell.ts';
import '#core/people/tables.ts';
import { sql } from 'kysely';
import { qaReviewPaths } from '../paths.ts';
import type { QaReview } from '../queries.ts';

/** The head teacher and the leaders of the department that is reviewed, by id. */
async function leadersOf(ctx: Ctx, tx: Write, review: QaReview): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('role_grant as g')
    .select('g.person_id')
    .distinct()
    .where('g.school_id', '=', review.schoolId)
    .where(
      sql<boolean>`(g.role = 'head_teacher' or (g.role = 'middle_leader' and g.department_id = ${review.departmentId}))`,
    )
    .where('g.starts_on', '<=', ctx.today)
    .where((eb) => eb.or([eb('g.ends_on', 'is', null), eb('g.ends_on', '>=', ctx.today)]))
    .where('g.ended_at', 'is', null)
    .execute();
  return rows.map((row) => row.person_id);
}

type Words = { subject: string; body: string };

/** Tells the school's leaders and the team something about a review, except whoever does it; people whom the timetable names are told on a page of their own. */
export async function tellAll(
  ctx: Ctx,
  tx: Write,
  review: QaReview,
  words: Words,
  named: readonly string[],
  namedWords: Words,
): Promise<void> {
  const leaders = await leadersOf(ctx, tx, review);
  const readers = new Set([...leaders, ...review.memberIds].filter((id) => id !== ctx.actor.personId));
  for (const personId of readers) await tell(ctx, tx, personId, { ...words, href: qaReviewPaths.review(review.id) });
  for (const personId of new Set(named))
    if (!readers.has(personId) && personId !== ctx.actor.personId)
      await tell(ctx, tx, personId, { ...namedWords, href: qaReviewPaths.withMe });
}
