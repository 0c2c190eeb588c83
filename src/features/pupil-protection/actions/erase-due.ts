import { sql } from 'kysely';
import type { Ctx } from '#core/context.ts';
import { type DuePlace, duePlaces } from '../due-queries.ts';
import { protectionPaths } from '../paths.ts';
import { heldNow, type Rule, ruleOf } from '../rule-queries.ts';
import { addCounts, countsInWords, cutoff, type Kind, kindTitles } from '../rules.ts';
import { eraseFile } from './erase-file.ts';
import { storeRun } from './store-run.ts';
import { mayTakeOutOfTaken, takenStandsAgain, takeOutRows } from './take-out-rows.ts';
import { tellAdministrators } from './tell-administrators.ts';
import '../tables.ts';

type Erased = { place: DuePlace; counts: Record<string, number> };

/** Erases what is due of one place, and says what went. */
async function erasePlace(
  ctx: Ctx,
  rule: Rule,
  place: DuePlace,
  allBut: readonly number[],
): Promise<Record<string, number>> {
  const { db, actor } = ctx;
  const trustId = actor.trustId;
  const snapshotId = place.snapshotId ?? '';
  switch (rule.kind) {
    case 'snapshot_rows': {
      const rows = await takeOutRows(db, { trustId, snapshotId }, { allBut });
      await db
        .updateTable('data_snapshot')
        .set({ pupils_erased_at: ctx.now })
        .where('id', '=', snapshotId)
        .where('pupils_erased_at', 'is', null)
        .execute();
      // Of a snapshot that still holds a held pupil the files stay too: they may be what the hold is about.
      const files = place.held['pupils'] ? [] : await eraseFilesOf(ctx, snapshotId);
      return addCounts([rows, ...files]);
    }
    case 'leaver_rows':
      return await takeOutRows(db, { trustId, snapshotId }, { only: place.pupilIds });
    case 'import_files':
      return place.importId ? await eraseFile(db, place.importId, ctx.now) : {};
    case 'unheld_pupils': {
      const gone = await sql`
        delete from pupil p where p.trust_id = ${trustId} and p.id = any(${[...place.pupilIds]}::bigint[])
          and not exists (select from snapshot_pupil s where s.trust_id = p.trust_id and s.pupil_id = p.id)`.execute(
        db,
      );
      return { pupils: Number(gone.numAffectedRows ?? 0) };
    }
    case 'readings': {
      const gone = await sql`
        delete from pupil_reading r where r.trust_id = ${trustId} and r.school_id = ${place.schoolId}
          and (r.at at time zone 'Europe/London')::date <= ${cutoff(rule.months, ctx.today)}
          and coalesce(r.pupil_id <> all(${[...allBut]}::bigint[]), true)`.execute(db);
      return { readings: Number(gone.numAffectedRows ?? 0) };
    }
  }
}

async function eraseFilesOf(ctx: Ctx, snapshotId: string): Promise<Record<string, number>[]> {
  const files = await ctx.db
    .selectFrom('pupil_import')
    .select('id')
    .where('snapshot_id', '=', snapshotId)
    .where('pieces_erased_at', 'is', null)
    .execute();
  const counts = [];
  for (const file of files) counts.push(await eraseFile(ctx.db, file.id, ctx.now));
  return counts;
}

/** Nobody takes, corrects or fills a snapshot while rows go out of it. */
async function lockSnapshots(ctx: Ctx, places: readonly DuePlace[]): Promise<void> {
  const ids = [...new Set(places.flatMap((place) => place.snapshotId ?? []))];
  if (ids.length > 0)
    await ctx.db.selectFrom('data_snapshot').select('id').where('id', 'in', ids).orderBy('id').forUpdate().execute();
}

const hasAny = (counts: Readonly<Record<string, number>>) => Object.values(counts).some((count) => count > 0);

const staysOf: Record<Kind, string[]> = {
  snapshot_rows: ['The figures that were made of these pupils stay, and so does what was published from them.'],
  leaver_rows: ['The figures that were made with these pupils stay, and so does what was published from them.'],
  import_files: ['What came into the snapshots of these files stays under its own rule.'],
  unheld_pupils: [],
  readings: [],
};

async function sayLooked(ctx: Ctx, kind: Kind, said: string): Promise<void> {
  await ctx.db
    .insertInto('retention_watch')
    .values({ trust_id: ctx.actor.trustId, kind, ran_at: ctx.now, said })
    .onConflict((conflict) => conflict.columns(['trust_id', 'kind']).doUpdateSet({ ran_at: ctx.now, said }))
    .execute();
}

/**
 * Erases what is due of one kind at one trust, in the caller's transaction; does nothing where nobody has confirmed the rule, or where another process is at it.
 * What was erased is kept with its certificate, is in the trail, and administrators are told. Run again it finds nothing. Returns the run's id, or null.
 */
export async function eraseDue(ctx: Ctx, kind: Kind): Promise<string | null> {
  const lock = await sql<{
    mine: boolean;
  }>`select pg_try_advisory_xact_lock(hashtextextended(${`retention ${ctx.actor.trustId} ${kind}`}, 0)) as mine`.execute(
    ctx.db,
  );
  if (!lock.rows[0]?.mine) return null;
  const rule = await ruleOf(ctx, kind);
  if (rule.confirmed === null) {
    await sayLooked(ctx, kind, 'Nobody has confirmed this rule: nothing was erased.');
    return null;
  }
  const held = await heldNow(ctx);
  await lockSnapshots(ctx, await duePlaces(ctx, rule, held));
  // Again: what is due may have changed while waiting for the locks.
  const places = await duePlaces(ctx, rule, await heldNow(ctx));
  const going = places.filter((place) => hasAny(place.counts));
  const stopped = addCounts(places.map((place) => place.held));
  const erased: Erased[] = [];
  await mayTakeOutOfTaken(ctx.db);
  for (const place of going) erased.push({ place, counts: await erasePlace(ctx, rule, place, held.pupils) });
  await takenStandsAgain(ctx.db);
  const counts = addCounts(erased.map((each) => each.counts));
  const stops = hasAny(stopped) ? ` A hold or an open request keeps ${countsInWords(stopped)}.` : '';
  if (!hasAny(counts)) {
    await sayLooked(ctx, kind, `Nothing was due.${stops}`);
    return null;
  }
  const days = going
    .flatMap((place) => [place.oldest, place.newest])
    .filter((day) => day !== null)
    .toSorted(Temporal.PlainDate.compare);
  const run = await storeRun(ctx, {
    kind,
    ranBy: null,
    schoolId: null,
    pupilId: null,
    title: kindTitles[kind],
    by: 'Cairn, by the retention rule',
    why: null,
    rule: {
      kind,
      stood: { version: rule.version, months: rule.months, countedFrom: rule.countedFrom, confirmed: rule.confirmed },
    },
    counts,
    oldest: days[0] ?? null,
    newest: days.at(-1) ?? null,
    places: [
      ...erased.map(({ place, counts: gone }) => ({
        school: place.school,
        place: place.place,
        counts: gone,
        held: place.held,
      })),
      ...places
        .filter((place) => !hasAny(place.counts))
        .map((place) => ({ school: place.school, place: place.place, counts: {}, held: place.held })),
    ],
    notes: staysOf[kind],
  });
  await sayLooked(ctx, kind, `Erased ${countsInWords(counts)}.${stops}`);
  await ctx.db
    .insertInto('event')
    .values({
      trust_id: ctx.actor.trustId,
      actor_id: null,
      actor_name: ctx.actor.name,
      kind: 'pupil-data.erased-by-rule',
      subject_type: 'retention_run',
      subject_id: run.id,
      school_id: null,
      summary: `erased ${countsInWords(counts)} under the rule “${kindTitles[kind]}”`,
      why: `Rule version ${rule.version}: ${rule.months} months`,
      detail: JSON.stringify({ certificate: run.sha256 }),
    })
    .execute();
  await tellAdministrators(ctx, {
    subject: `Pupil data was erased: ${kindTitles[kind]}`,
    body: `${countsInWords(counts)}, under the Trust’s retention rules. The certificate says what and where.`,
    href: protectionPaths.run(run.id),
  });
  return run.id;
}
