import type { Actor } from '#core/access/actor.ts';
import { type Process, runAs } from '#core/access/run-as.ts';
import { type BuiltSchool, type BuiltTrust, buildActor, inTrust } from '#core/organisations/build.ts';
import { agreeLine } from '#features/data-reviews/actions/follow-lines.ts';
import { planDataReview } from '#features/data-reviews/actions/plan-data-review.ts';
import { linesOfEnquiry } from '#features/data-reviews/queries.ts';
import { recordNote } from './actions/record-note.ts';
import { startNote } from './actions/save-note.ts';
import { type NoteFields, reasonKey } from './rules.ts';

/** An open line of enquiry at a school; returns the key of the reason that it is. */
export async function buildEnquiry(process: Process, leader: Actor, schoolId: string, question: string) {
  return await runAs(process, leader, 'data-review:record', async (ctx) => {
    const known = await ctx.db
      .selectFrom('data_review')
      .select('id')
      .where('school_id', '=', schoolId)
      .executeTakeFirst();
    const id = known?.id ?? (await planDataReview(ctx, { schoolId, plannedOn: ctx.today.add({ days: 7 }) }));
    await agreeLine(ctx, id, {
      question,
      why: 'An invented reason',
      measure: null,
      ownerId: null,
      ownerName: 'Invented Owner',
      byWhen: ctx.today.add({ days: 30 }),
    });
    const line = (await linesOfEnquiry(ctx, { dataReviewId: id })).find((one) => one.question === question);
    return reasonKey('enquiry', line?.id ?? '');
  });
}

export async function buildDepartment(process: Process, school: BuiltSchool, name: string): Promise<string> {
  return await inTrust(process.db, school.trustId, async (tx) => {
    const row = await tx
      .insertInto('department')
      .values({ trust_id: school.trustId, school_id: school.id, name, subject_id: null, closed_on: null })
      .returning('id')
      .executeTakeFirstOrThrow();
    return row.id;
  });
}

export const noteFields = (schoolId: string, values: Partial<NoteFields> = {}): NoteFields => ({
  schoolId,
  departmentId: null,
  kind: 'learning_walk',
  happenedOn: Temporal.PlainDate.from('2026-11-20'),
  reason: null,
  words: 'Pupils of Year 9 explained how they had rearranged the formula.',
  points: 'strength',
  areaIds: [],
  tags: [],
  observedId: null,
  observedMinutes: null,
  overWhy: null,
  ...values,
});

/** A draft of a visit note. */
export const buildDraft = (process: Process, writer: Actor, fields: NoteFields): Promise<string> =>
  runAs(process, writer, 'monitoring:write', (ctx) => startNote(ctx, fields));

/** A recorded visit note. */
export async function buildNote(process: Process, writer: Actor, fields: NoteFields): Promise<string> {
  const id = await buildDraft(process, writer, fields);
  return await runAs(process, writer, 'monitoring:write', async (ctx) => {
    const { noteId } = await recordNote(ctx, id, { sameDay: 'apart' });
    return noteId;
  });
}

/** A recorded note of a trust leader for a line of enquiry of the school, and whoever wrote it. */
export async function buildVisitedSchool(process: Process, trust: BuiltTrust, school: BuiltSchool) {
  const leader = await buildActor(process.db, trust, 'trust_leader');
  const reason = await buildEnquiry(process, leader, school.id, 'Can Year 9 rearrange a formula?');
  const noteId = await buildNote(process, leader, noteFields(school.id, { reason }));
  return { leader, reason, noteId };
}
