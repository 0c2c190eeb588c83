import { sql } from 'kysely';
import type { Actor } from '#core/access/actor.ts';
import { type Process, runAs } from '#core/access/run-as.ts';
import {
  type BuiltSchool,
  type BuiltTrust,
  buildActor,
  buildSchool,
  buildTrust,
  inTrust,
} from '#core/organisations/build.ts';
import { type BuiltSnapshot, buildCollection, buildOpenSnapshot } from '#core/pupil-data/build.ts';
import type { PupilRecord } from '#features/measures/index.ts';
import { realisticPupils } from '#features/measures/realistic-pupils.ts';
import { correctSnapshot } from '../data-snapshots/actions/correct-snapshot.ts';
import { takeSnapshot } from '../data-snapshots/actions/take-snapshot.ts';
import { fillSnapshot } from '../data-snapshots/build.ts';
import { askQuestion } from './actions/ask-and-answer.ts';
import { beginAnalysis } from './actions/begin-analysis.ts';
import { addPoints } from './actions/change-points.ts';
import { presentAnalysis, seenOf } from './actions/present-analysis.ts';
import { saveOutcomes, savePoint, saveSummary } from './actions/save-texts.ts';
import { openPaper, papersOf } from './paper-queries.ts';
import { findAnalysis, pointsOf } from './queries.ts';
import { readiness } from './ready.ts';

const texts = {
  says: 'Pupils are working a little below where we want them.',
  why: 'Gaps from Year 9 in reading and in fluency with number.',
  next: 'Small groups twice a week in the library',
  who: 'Deputy head',
  by: Temporal.PlainDate.from('2027-01-29'),
};

/** An analysis of a taken snapshot by its head, with every text written; its steps of last time are done. Returns its id. */
export async function buildWrittenAnalysis(
  process: Process,
  head: Actor,
  snapshotId: string,
  keys: readonly string[] = ['attainment8.c.0'],
  written: Partial<typeof texts> & { summary?: string } = {},
): Promise<string> {
  const { summary = 'We know where we stand, and what we do about it.', ...own } = written;
  return await runAs(process, head, 'snapshot-analysis:write', async (ctx) => {
    const id = await beginAnalysis(ctx, snapshotId);
    if (keys.length > 0) await addPoints(ctx, id, keys);
    for (const point of await pointsOf(ctx, id))
      await savePoint(ctx, id, point.id, { ...texts, ...own, revision: point.revision });
    await saveSummary(ctx, id, { summary, revision: (await findAnalysis(ctx, id)).revision });
    const { draft } = await readiness(ctx, await findAnalysis(ctx, id), { number: 1, why: null, before: null });
    const unsaid = draft.steps.filter((each) => each.outcome === null);
    if (unsaid.length > 0)
      await saveOutcomes(
        ctx,
        id,
        unsaid.map((step) => ({ stepId: step.id, outcome: 'done', note: '', revision: 0 })),
      );
    return id;
  });
}

/** Presents a written analysis as it stands, warnings and all; again with a reason. */
export async function presentBuilt(process: Process, head: Actor, id: string, why: string | null = null) {
  return await runAs(process, head, 'snapshot-analysis:present', async (ctx) => {
    const [newest] = await papersOf(ctx, id);
    const before = newest ? openPaper(newest).facts : null;
    const number = (newest?.number ?? 0) + 1;
    const { draft } = await readiness(ctx, await findAnalysis(ctx, id), { number, why, head: head.name, before });
    return await presentAnalysis(ctx, id, { seen: seenOf(draft.facts), why, warned: true });
  });
}

/** Year 11 of a school with invented names; the first `few` are disadvantaged and nobody else, so that what is known of them is held back from governors. */
export const yearEleven = (seed: number, size = 40, few = 3) =>
  [...realisticPupils({ seed, size, yearGroups: [11], academicYear: 2026, kinds: ['c', 'p', 't'], sessions: 120 })].map(
    (pupil: PupilRecord, index) => ({
      ...pupil,
      disadvantaged: index < few,
      // They do badly, so that a figure with them and one without are told apart.
      results:
        index < few
          ? pupil.results.map((each) => (each.kind === 'c' ? { ...each, grade: '1', points: 1 } : each))
          : pupil.results,
      counted: true,
      forename: `Ottilie${index}`.replaceAll(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? ''),
      surname: 'Quillfeather',
    }),
  );

type Built = { trust: BuiltTrust; school: BuiltSchool; principal: Actor; head: Actor };

/** A taken snapshot of a school with the pupils of `yearEleven`. */
export async function buildNextSnapshot(
  process: Process,
  { trust, school, principal, head }: Built,
  dataOn = '2026-11-13',
  pupils: Parameters<typeof fillSnapshot>[2] = yearEleven(1),
): Promise<BuiltSnapshot> {
  const day = Temporal.PlainDate.from(dataOn);
  const collectionId = await buildCollection(process.db, trust, principal, {
    data_on: day,
    due_on: day.add({ days: 14 }),
    name: `Data of ${dataOn}`,
  });
  const snapshot = await buildOpenSnapshot(process.db, trust, school, principal, { collection_id: collectionId });
  await fillSnapshot(process.db, snapshot, pupils);
  await runAs(process, head, 'snapshot:collect', (ctx) => takeSnapshot(ctx, snapshot.id, { note: null, revision: 1 }));
  return snapshot;
}

/** Corrects a taken snapshot: everybody’s current grade is a 9 in the next version, which is taken. Returns its id. */
export async function correctBuilt(process: Process, head: Actor, snapshot: BuiltSnapshot): Promise<string> {
  const next = await runAs(process, head, 'snapshot:collect', (ctx) =>
    correctSnapshot(ctx, snapshot.id, 'One class was last year’s'),
  );
  await inTrust(process.db, snapshot.trustId, (tx) =>
    sql`update snapshot_result set points = 9, grade = '9' where snapshot_id = ${next} and kind = 'c'`.execute(tx),
  );
  await runAs(process, head, 'snapshot:collect', (ctx) => takeSnapshot(ctx, next, { note: null, revision: 1 }));
  return next;
}

/** A school with a taken snapshot and everybody who has to do with its analysis; a head of another school and one of another trust. */
export async function buildAnalysedSchool(process: Process) {
  const { db } = process;
  const trust = await buildTrust(db);
  const school = await buildSchool(db, trust);
  const other = await buildSchool(db, trust);
  const theirs = await buildTrust(db);
  const at = { schoolId: school.id };
  const principal = await buildActor(db, trust, 'executive_principal');
  const head = await buildActor(db, trust, 'head_teacher', at);
  const snapshot = await buildNextSnapshot(process, { trust, school, principal, head });
  return {
    trust,
    school,
    other,
    principal,
    head,
    snapshot,
    pupilName: 'Ottiliea Quillfeather',
    slt: await buildActor(db, trust, 'slt', at),
    governor: await buildActor(db, trust, 'lgb_member', at),
    trustee: await buildActor(db, trust, 'trustee'),
    clerk: await buildActor(db, trust, 'clerk'),
    otherGovernor: await buildActor(db, trust, 'lgb_member', { schoolId: other.id }),
    elsewhere: await buildActor(db, trust, 'head_teacher', { schoolId: other.id }),
    otherTrust: await buildActor(db, theirs, 'head_teacher', { schoolId: (await buildSchool(db, theirs)).id }),
  };
}

/** A presented analysis of a snapshot that has been taken, by a head of its own, with a question. Returns its id. */
export async function buildPresentedAnalysis(
  process: Process,
  trust: BuiltTrust,
  school: BuiltSchool,
  snapshotId: string,
): Promise<string> {
  const head = await buildActor(process.db, trust, 'head_teacher', { schoolId: school.id });
  const governor = await buildActor(process.db, trust, 'lgb_member', { schoolId: school.id });
  const id = await buildWrittenAnalysis(process, head, snapshotId);
  await presentBuilt(process, head, id);
  await runAs(process, governor, 'snapshot-analysis:question', (ctx) =>
    askQuestion(ctx, id, { about: null, question: 'How do you know?' }),
  );
  return id;
}
