import { scopeOf } from '#core/access/actor.ts';
import { type Write, write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { freezeDocument } from '#core/frozen-records/freeze.ts';
import { tell } from '#core/notifications/tell.ts';
import { addProgress, lockPlan } from '#features/action-plans/index.ts';
import { Invalid, requireRevision } from '#platform/errors.ts';
import type { Agenda } from '../agenda.ts';
import { minutesDocument, minutesFileName } from '../documents/minutes-document.ts';
import { agendaOf } from '../kept-agenda.ts';
import { minutesFrom, minutesProblems } from '../minutes.ts';
import { loadParts, minutesOf, type Parts } from '../part-queries.ts';
import { lineMeetingPaths } from '../paths.ts';
import { mayCirculate } from '../policy.ts';
import { answersOf, type Meeting } from '../queries.ts';
import { isBeingWritten } from '../rules.ts';
import { lockMeeting, nameOf, recordMeetingEvent } from './lock-meeting.ts';

/** Every line that says where a criterion stands and has not become progress yet does so now, noted on the day of the meeting. */
async function recordProgress(ctx: Ctx, tx: Write, meeting: Meeting, agenda: Agenda, parts: Parts): Promise<void> {
  const planning: Ctx = { ...ctx, scope: scopeOf(ctx.actor, 'plan:write') };
  const lines = parts.criteria.filter(
    (line) => line.progress_id === null && line.not_discussed === null && line.rag !== null && line.reason !== null,
  );
  for (const criterion of agenda.criteria) {
    const line = lines.find((each) => each.criterion_id === criterion.criterionId);
    if (!line?.rag || line.reason === null) continue;
    const { plan, facts } = await lockPlan(planning, tx, line.plan_id);
    if (facts.closure)
      throw new Invalid([
        {
          field: '',
          message: 'A plan of this meeting has been closed since: say of its criteria why they were not discussed',
        },
      ]);
    const progressId = await addProgress(planning, tx, plan, line.criterion_id, {
      notedOn: meeting.held_on ?? ctx.today,
      valueNumber: line.value_number,
      valueWords: line.value_words,
      rag: line.rag,
      reason: line.reason,
    });
    await tx.db
      .insertInto('line_meeting_progress')
      .values({ progress_id: progressId, trust_id: ctx.actor.trustId, meeting_id: meeting.id })
      .execute();
    await tx.db
      .updateTable('line_meeting_criterion')
      .set({ progress_id: progressId })
      .where('meeting_id', '=', meeting.id)
      .where('criterion_id', '=', line.criterion_id)
      .execute();
  }
}

/** Freezes the newest minutes of a meeting with what both have said of them so far. */
export async function freezeMinutes(ctx: Ctx, tx: Write, meeting: Meeting): Promise<void> {
  const [newest] = await minutesOf(ctx, meeting.id);
  if (!newest) return;
  const answers = (await answersOf(ctx, [meeting.id])).filter((answer) => answer.of_version === newest.version);
  await freezeDocument(ctx, tx, {
    kind: 'line-meeting',
    subjectId: meeting.id,
    schoolId: meeting.school_id,
    document: minutesDocument({ meeting, newest, answers, trustName: ctx.actor.trustName, date: ctx.today }),
    fileName: minutesFileName(meeting),
  });
}

/**
 * Circulates the minutes, the first time or after a correction: the agenda is frozen with what was written on it, each line becomes progress of the plan, and
 * both are asked whether they are right. Refused while a criterion in force has no line.
 */
export async function circulateMinutes(
  ctx: Ctx,
  id: string,
  circulate: { revision: number; why: string | null; confirms: boolean },
): Promise<void> {
  await write(ctx, async (tx) => {
    const meeting = await lockMeeting(ctx, tx, id);
    tx.authorise(mayCirculate(ctx.actor, meeting));
    requireRevision(meeting.revision, circulate.revision);
    if (!isBeingWritten(meeting))
      throw new Invalid([
        { field: '', message: meeting.held_on ? 'These minutes have been circulated' : 'The meeting has not begun' },
      ]);
    const version = meeting.version + 1;
    if (version > 1 && circulate.why === null)
      throw new Invalid([{ field: 'why', message: 'Say what was corrected and why' }]);
    const agenda = await agendaOf(ctx, meeting);
    const parts = await loadParts(ctx, id);
    const problems = minutesProblems(agenda, parts);
    if (problems.length > 0) throw new Invalid(problems);
    await recordProgress(ctx, tx, meeting, agenda, parts);
    await tx.db
      .insertInto('line_minutes')
      .values({
        trust_id: ctx.actor.trustId,
        meeting_id: id,
        version,
        content: JSON.stringify({ agenda, minutes: minutesFrom(meeting, agenda, parts) }),
        why: version > 1 ? circulate.why : null,
        circulated_at: ctx.now,
        circulated_by: ctx.actor.personId,
      })
      .execute();
    await tx.db
      .updateTable('line_meeting')
      .set({ version, correcting_since: null, revision: meeting.revision + 1 })
      .where('id', '=', id)
      .execute();
    if (circulate.confirms)
      await tx.db
        .insertInto('line_minutes_answer')
        .values({
          trust_id: ctx.actor.trustId,
          meeting_id: id,
          of_version: version,
          side: 'holder',
          agrees: true,
          words: null,
          answered_at: ctx.now,
          answered_by: ctx.actor.personId,
        })
        .execute();
    await freezeMinutes(ctx, tx, { ...meeting, version });
    await recordMeetingEvent(tx, meeting, {
      kind: 'line-meeting.circulated',
      summary: `circulated the ${version > 1 ? 'corrected ' : ''}minutes of ${nameOf(meeting)}`,
    });
    if (meeting.head_id)
      await tell(ctx, tx, meeting.head_id, {
        subject: version > 1 ? 'Corrected minutes wait for you' : 'Minutes wait for you',
        body: `They are of ${nameOf(meeting)}. Read them and say whether they are right.`,
        href: lineMeetingPaths.meeting(id),
      });
  });
}

/** Opens minutes that went out, so that they can be corrected; they stand as they are until the corrected ones are circulated. */
export async function correctMinutes(ctx: Ctx, id: string, revision: number): Promise<void> {
  await write(ctx, async (tx) => {
    const meeting = await lockMeeting(ctx, tx, id);
    tx.authorise(mayCirculate(ctx.actor, meeting));
    requireRevision(meeting.revision, revision);
    if (meeting.version === 0 || meeting.correcting_since)
      throw new Invalid([{ field: '', message: 'These minutes are being written' }]);
    await tx.db
      .updateTable('line_meeting')
      .set({ correcting_since: ctx.now, revision: meeting.revision + 1 })
      .where('id', '=', id)
      .execute();
    await recordMeetingEvent(tx, meeting, {
      kind: 'line-meeting.reopened',
      summary: `opened the minutes of ${nameOf(meeting)} to correct them`,
    });
  });
}
