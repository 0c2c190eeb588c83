import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import '#core/organisations/tables.ts';
import { together } from '#platform/db/together.ts';
import './tables.ts';

/** The days of the meetings of a year at every school of the trust in scope, without a word of what was said; schools without a series too. */
export async function daysOfMeetings(ctx: Ctx, academicYear: number) {
  return await together(ctx.db, {
    schools: ctx.db
      .selectFrom('school as c')
      .leftJoin('line_series as s', (join) =>
        join.onRef('s.school_id', '=', 'c.id').on('s.academic_year', '=', academicYear),
      )
      .leftJoin('person as p', 'p.id', 's.holder_id')
      .select(['c.id', 'c.name', 's.id as series_id', 's.first_on', 'p.name as holder'])
      .where(inScope(ctx.scope, 'c.id'))
      .where((eb) => eb.or([eb('c.left_on', 'is', null), eb('c.left_on', '>', ctx.today)]))
      .orderBy('c.name'),
    meetings: ctx.db
      .selectFrom('line_meeting as m')
      .select((eb) => [
        'm.school_id',
        'm.slot_on',
        'm.planned_on',
        'm.held_on',
        'm.cancelled_at',
        'm.version',
        'm.correcting_since as correcting_since_at',
        eb
          .exists(eb.selectFrom('line_meeting_move as v').select('v.id').whereRef('v.meeting_id', '=', 'm.id'))
          .as('moved'),
      ])
      .where(inScope(ctx.scope, 'm.school_id'))
      .where('m.academic_year', '=', academicYear),
  });
}
