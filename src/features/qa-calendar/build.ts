import type { Actor } from '#core/access/actor.ts';
import { type Process, runAs } from '#core/access/run-as.ts';
import { type BuiltSchool, type BuiltTrust, buildActor } from '#core/organisations/build.ts';
import { addEntry, type NewEntry } from './actions/add-entry.ts';
import { answerConsultation } from './actions/answer-consultation.ts';
import { askSchool } from './actions/ask-school.ts';
import { publishCalendar } from './actions/publish-calendar.ts';
import { inWeekOf } from './entry-rules.ts';

/** A topic review of SEND in the spring week of `monday`, unless `values` say otherwise. */
export async function buildEntry(
  process: Process,
  planner: Actor,
  schoolId: string,
  values: Partial<NewEntry> & { monday?: string; academicYear?: number } = {},
): Promise<string> {
  const { monday = '2027-02-01', academicYear = 2026, ...entry } = values;
  return await runAs(process, planner, 'qa-calendar:plan', (ctx) =>
    addEntry(ctx, schoolId, academicYear, {
      kind: 'topic_review',
      topic: 'send',
      departmentId: null,
      title: 'Topic review: SEND',
      leadId: null,
      ...inWeekOf(Temporal.PlainDate.from(monday)),
      ...entry,
    }),
  );
}

/** A school whose calendar of 2026/27 has one entry, was agreed by its head and a staff representative, and is published. */
export async function buildPublishedCalendar(process: Process, trust: BuiltTrust, school: BuiltSchool) {
  const planner = await buildActor(process.db, trust, 'trust_leader');
  const head = await buildActor(process.db, trust, 'head_teacher', { schoolId: school.id });
  const representative = await buildActor(process.db, trust, 'staff_representative', { schoolId: school.id });
  const entryId = await buildEntry(process, planner, school.id);
  await runAs(process, planner, 'qa-calendar:plan', (ctx) =>
    askSchool(ctx, school.id, 2026, ctx.today.add({ days: 14 })),
  );
  for (const actor of [head, representative])
    await runAs(process, actor, 'qa-calendar:answer', (ctx) =>
      answerConsultation(ctx, school.id, 2026, { version: 1, agrees: true, words: '', moves: [] }),
    );
  await runAs(process, planner, 'qa-calendar:plan', (ctx) =>
    publishCalendar(ctx, school.id, 2026, { withoutAgreementWhy: null, overWhy: null }),
  );
  return { entryId, planner, head, representative };
}

/** A published calendar with a request to move that waits for an answer, for pages that show both. */
export async function buildCalendarInConsultation(process: Process, trust: BuiltTrust, school: BuiltSchool) {
  const built = await buildPublishedCalendar(process, trust, school);
  await runAs(process, built.planner, 'qa-calendar:plan', (ctx) =>
    askSchool(ctx, school.id, 2026, ctx.today.add({ days: 14 })),
  );
  await runAs(process, built.head, 'qa-calendar:answer', (ctx) =>
    answerConsultation(ctx, school.id, 2026, {
      version: 2,
      agrees: false,
      words: '',
      moves: [{ entryId: built.entryId, wishedOn: null, why: 'A visit to the theatre' }],
    }),
  );
  return built;
}
