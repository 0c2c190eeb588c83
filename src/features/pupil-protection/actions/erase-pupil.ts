import { sql } from 'kysely';
import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { Invalid } from '#platform/errors.ts';
import { filesOf } from '../file-queries.ts';
import { protectionPaths } from '../paths.ts';
import { mayErasePupil } from '../policy.ts';
import { accessRequestsOf, findPupil, namedInTrail, type Pupil, snapshotIds, soughtOf } from '../pupil-queries.ts';
import { holdsOf } from '../rule-queries.ts';
import { addCounts, countsInWords, namesPupil } from '../rules.ts';
import { takeOutOfFile } from './erase-file.ts';
import { namesNobody } from './keep-hold.ts';
import { storeRun } from './store-run.ts';
import { mayTakeOutOfTaken, takenStandsAgain, takeOutRows } from './take-out-rows.ts';
import { tellAdministrators } from './tell-administrators.ts';

/** Why nothing of the pupil may be erased today; empty where it may. */
export async function whatStopsErasing(ctx: Ctx, pupil: Pick<Pupil, 'id' | 'school_id'>): Promise<string[]> {
  const holds = (await holdsOf(ctx, pupil.school_id)).filter(
    (hold) => hold.lifted_at === null && (hold.pupil_id === null || hold.pupil_id === pupil.id),
  );
  const open = (await accessRequestsOf(ctx, { pupilId: pupil.id })).filter((request) => request.closed_at === null);
  return [
    ...holds.map((hold) =>
      hold.pupil_id === null
        ? `A hold on the whole school, placed by ${hold.placer}, stops it: ${hold.reason}`
        : `A hold on this pupil, placed by ${hold.placer}, stops it: ${hold.reason}`,
    ),
    ...open.map(() => 'A request for access to what is held of this pupil is open: answer and close it first.'),
  ];
}

/**
 * Erases one pupil: out of every snapshot, open or taken, out of the school's files and their quarantine, and who the pupil is. Figures stay as they were. What
 * remains is a certificate and an event that name nobody. Returns the certificate's id.
 */
export async function erasePupil(ctx: Ctx, pupilId: string, input: { why: string; ground: string }): Promise<string> {
  return await write(ctx, async (tx) => {
    const pupil = await findPupil(ctx, pupilId, true);
    tx.authorise(mayErasePupil(ctx.actor, pupil.school_id));
    const stops = await whatStopsErasing(ctx, pupil);
    if (stops.length > 0) throw new Invalid(stops.map((message) => ({ field: '', message })));
    if (namesPupil(input.why, pupil)) throw new Invalid([{ field: 'why', message: namesNobody }]);
    const sought = await soughtOf(ctx, pupil);
    const named = await namedInTrail(ctx, pupil);
    const ids = await snapshotIds(ctx, pupil.school_id);
    if (ids.length > 0)
      await tx.db.selectFrom('data_snapshot').select('id').where('id', 'in', ids).orderBy('id').forUpdate().execute();
    const all: Record<string, number>[] = [];
    await mayTakeOutOfTaken(tx.db);
    for (const snapshotId of ids) {
      const counts = await takeOutRows(tx.db, { trustId: ctx.actor.trustId, snapshotId }, { only: [pupil.id] });
      if (Object.values(counts).some((count) => count > 0)) all.push({ ...counts, pupils: 0, entries: 1 });
    }
    await takenStandsAgain(tx.db);
    let touched = 0;
    for (const file of await filesOf(ctx, pupil.school_id, true)) {
      const counts = await takeOutOfFile(tx.db, file, sought);
      if (Object.values(counts).some((count) => count > 0)) touched += 1;
      all.push(counts);
    }
    await sql`delete from pupil where trust_id = ${ctx.actor.trustId} and id = ${pupil.id}`.execute(tx.db);
    const counts = addCounts([{ pupils: 1 }, ...all]);
    const why = `${input.ground}: ${input.why}`;
    const run = await storeRun(ctx, {
      kind: 'one_pupil',
      ranBy: ctx.actor.personId,
      schoolId: pupil.school_id,
      pupilId: pupil.id,
      title: `One pupil, number ${pupil.id} in Cairn`,
      by: ctx.actor.name,
      why,
      rule: null,
      counts,
      oldest: null,
      newest: null,
      places: [{ school: pupil.school, place: 'every snapshot and file', counts, held: {} }],
      notes: [
        'Figures that were made with this pupil stay as they were, and so does what was published from them.',
        ...(touched > 0
          ? [
              `${touched === 1 ? 'One file holds' : `${touched} files hold`} other pupils too: only the rows of this pupil were taken out, and the others stand.`,
            ]
          : []),
        ...(named > 0
          ? [
              `The trail names the pupil ${named === 1 ? 'once' : `${named} times`}, in words that somebody wrote: a reason, a note or the name of a file. The trail cannot be changed.`,
            ]
          : []),
        'Words that people wrote themselves elsewhere (notes, papers, minutes) were not searched.',
        'The number in Cairn leads to nobody any more: it stands only in the log of readings and in this certificate.',
      ],
    });
    await tx.record({
      kind: 'pupil-data.erased-on-request',
      subjectType: 'retention_run',
      subjectId: run.id,
      schoolId: pupil.school_id,
      summary: `erased one pupil (number ${pupil.id} in Cairn): ${countsInWords({ ...counts, pupils: 0 })}`,
      why,
      detail: { certificate: run.sha256 },
    });
    await tellAdministrators(ctx, {
      subject: `One pupil was erased at ${pupil.school}`,
      body: `${ctx.actor.name} did it. The certificate says what was taken out.`,
      href: protectionPaths.run(run.id),
    });
    return run.id;
  });
}
