import { academicYearName } from '#core/academic-year/rules.ts';
import { hasRole } from '#core/access/actor.ts';
import { describeRecord, textOf } from '#core/audit/describe-record.ts';
import type { Ctx } from '#core/context.ts';
import { NotFound } from '#platform/errors.ts';
import { lineMeetingPaths } from './paths.ts';
import { findMeeting, within } from './queries.ts';

/** What was said is shown by the history of a meeting to those who may open the meeting, and to nobody else; the note on wellbeing to nobody. */
async function mayRead(ctx: Ctx, id: string): Promise<boolean> {
  const narrowed = within(ctx);
  if (!narrowed) return false;
  try {
    await findMeeting(narrowed, id);
    return true;
  } catch (error) {
    if (error instanceof NotFound) return false;
    throw error;
  }
}

export function describeLineMeeting(): void {
  describeRecord('line_meeting', {
    noun: 'Line management meeting',
    permission: 'line-meeting:read',
    place: 'school',
    title: (content) => `Line management meeting, ${textOf(content, 'held_on') || textOf(content, 'planned_on')}`,
    parts: [
      {
        table: 'line_meeting_criterion',
        key: 'meeting_id',
        noun: 'Line on a criterion',
        title: () => 'A criterion of the plan',
      },
      {
        table: 'line_meeting_item',
        key: 'meeting_id',
        noun: 'Item',
        title: (content) => textOf(content, 'title') || 'Words on a part of the agenda',
      },
      { table: 'line_meeting_action', key: 'meeting_id', noun: 'Action', title: (content) => textOf(content, 'what') },
    ],
    mayRead,
    linkFor: (actor, schoolId) =>
      hasRole(actor, 'executive_principal') ||
      actor.grants.some((grant) => grant.role === 'head_teacher' && grant.schoolId === schoolId),
    href: (id) => lineMeetingPaths.meeting(id),
  });
  describeRecord('line_series', {
    noun: 'Line management meetings',
    permission: 'line-meeting:arrange',
    place: 'school',
    title: (content) => `Line management meetings ${academicYearName(Number(content['academic_year']))}`,
    href: (_, content) => lineMeetingPaths.series(textOf(content, 'school_id')),
  });
}
