import { sql } from 'kysely';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import '#core/organisations/tables.ts';
import { NotFound } from '#platform/errors.ts';
import type { ReviewKind } from './tables.ts';
import './tables.ts';

/** Calendar entries of the reader's scope that become a review: of a calendar that has been published, not stopped, without a review. */
function openEntries(ctx: Ctx) {
  return ctx.db
    .selectFrom('qa_entry as e')
    .innerJoin('school', 'school.id', 'e.school_id')
    .leftJoin('department as d', 'd.id', 'e.department_id')
    .leftJoin('person as lead', 'lead.id', 'e.lead_id')
    .select([
      'e.id',
      'e.school_id',
      'e.academic_year',
      'e.topic',
      'e.department_id',
      'e.title',
      'e.starts_on',
      'e.ends_on',
      'e.days_known',
      'e.lead_id',
      'school.name as school_name',
      'd.name as department_name',
      'lead.name as lead_name',
      sql<ReviewKind>`e.kind`.as('kind'),
    ])
    .where(inScope(ctx.scope, 'e.school_id'))
    .where('e.kind', 'in', ['department_review', 'topic_review'])
    .where('e.stopped_at', 'is', null)
    .where(
      sql<boolean>`exists (select from qa_publication p where p.school_id = e.school_id and p.academic_year = e.academic_year)`,
    )
    .where(sql<boolean>`not exists (select from qa_review r where r.qa_entry_id = e.id)`)
    .orderBy('e.starts_on')
    .orderBy('school.name');
}

/** Entries of these academic years that wait to be prepared, soonest first. */
export async function entriesToPrepare(ctx: Ctx, academicYears: readonly number[]) {
  return await openEntries(ctx)
    .where('e.academic_year', 'in', [...academicYears])
    .execute();
}

export type ReviewEntry = Awaited<ReturnType<typeof entriesToPrepare>>[number];

/** One entry that can be prepared; `NotFound` where it has a review, is not published, or is not a review of this kind. */
export async function findEntry(ctx: Ctx, entryId: string): Promise<ReviewEntry> {
  const found = await openEntries(ctx).where('e.id', '=', entryId).executeTakeFirst();
  if (!found) throw new NotFound();
  return found;
}
