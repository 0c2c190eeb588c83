import type { Actor } from '#core/access/actor.ts';
import { type Process, runAs } from '#core/access/run-as.ts';
import { type BuiltSchool, type BuiltTrust, buildActor } from '#core/organisations/build.ts';
import { addEvidence } from './actions/add-evidence.ts';
import { replyToEvidence } from './actions/reply-to-evidence.ts';
import type { EvidenceInput } from './forms.ts';
import { findObservation } from './observed-queries.ts';
import { nothingSaid, type Reach } from './reach-rules.ts';

export type NamedObservation = { evidenceId: string; recorder: Actor; observed: Actor; reader: Actor; words: string };

/** What somebody types to record a lesson of 9 November 2026, unless `values` say otherwise. */
export const evidenceInput = (values: Partial<EvidenceInput> = {}): EvidenceInput => ({
  kind: 'lesson_observation',
  title: 'Year 9 mathematics',
  summary: 'Pupils explained how they had got there.',
  happenedOn: Temporal.PlainDate.from('2026-11-09'),
  lateWhy: null,
  departmentId: null,
  revision: 1,
  ...values,
});

/** A lesson of one teacher, written down by a member of the Trust's team for one more reader, with a file and the teacher's reply; `words` stand in all of it. */
export async function buildNamedObservation(
  process: Process,
  trust: BuiltTrust,
  school: BuiltSchool,
  words = 'A lesson for named readers',
  reach: Partial<Reach> = {},
): Promise<NamedObservation> {
  const recorder = await buildActor(process.db, trust, 'teaching_learning');
  const reader = await buildActor(process.db, trust, 'teaching_learning');
  const observed = await buildActor(process.db, trust, 'teacher', { schoolId: school.id });
  const input = evidenceInput({
    title: words,
    summary: `${words}: what was seen.`,
    reach: { ...nothingSaid, observedId: observed.personId, readerIds: [reader.personId], ...reach },
  });
  const file = {
    field: 'files',
    fileName: `${words}.txt`,
    mediaType: 'text/plain',
    bytes: new TextEncoder().encode(`Notes: ${words}`),
  };
  const evidenceId = await runAs(process, recorder, 'evidence:write', (ctx) =>
    addEvidence(ctx, school.id, input, [file]),
  );
  await runAs(process, observed, 'own-account', async (ctx) =>
    replyToEvidence(ctx, await findObservation(ctx, evidenceId), `I read “${words}” and have something to add.`),
  );
  return { evidenceId, recorder, observed, reader, words };
}

/** A piece with a file that every leader of the school may open. */
export async function buildOpenEvidence(process: Process, trust: BuiltTrust, school: BuiltSchool): Promise<string> {
  const recorder = await buildActor(process.db, trust, 'teaching_learning');
  const bytes = new TextEncoder().encode('What the books showed.');
  const file = { field: 'files', fileName: 'Books.txt', mediaType: 'text/plain', bytes };
  return await runAs(process, recorder, 'evidence:write', (ctx) =>
    addEvidence(ctx, school.id, evidenceInput({ kind: 'work_scrutiny', title: 'Books of Year 9' }), [file]),
  );
}
