import type { Wanted } from '#core/pupil-data/tables.ts';
import type { Tx } from '#platform/db/database.ts';
import '../tables.ts';
import { kinds } from '../kinds.ts';
import { compare } from './compare.ts';
import { type ImportRow, type Reading, readImport, type World } from './read-import.ts';
import { resultLines } from './result-lines.ts';
import { storeReading } from './store-reading.ts';
import { loadMends, loadPupilIndex, loadWorld } from './world.ts';
import { writeAttendance, writeSuspensions } from './write-attendance.ts';
import { writePupils } from './write-pupils.ts';

export type Report = (words: string, share: number) => void;
export type Place = { trustId: string; schoolId: string; snapshotId: string; today: Temporal.PlainDate };

/** The files that stand in the snapshot: brought in, not undone, and no other in their place. In the order in which they came. */
export async function standingImports(tx: Tx, snapshotId: string): Promise<ImportRow[]> {
  return await tx
    .selectFrom('pupil_import')
    .selectAll()
    .where('snapshot_id', '=', snapshotId)
    .where('imported_at', 'is not', null)
    .where('undone_at', 'is', null)
    .where('replaced_by', 'is', null)
    .orderBy('imported_at')
    .orderBy('id')
    .execute();
}

const order: readonly Wanted[] = ['pupils', 'attendance', 'suspensions', 'assessments'];

/**
 * Makes parts of an open snapshot anew from the files that stand in it. Where its pupils change, everything else is read again too: rows of pupils who were not
 * known may be now, and the other way round. The caller holds the snapshot's row locked.
 */
export async function rebuild(
  tx: Tx,
  place: Place,
  parts: readonly Wanted[],
  report: Report = () => {},
): Promise<void> {
  const imports = await standingImports(tx, place.snapshotId);
  const wanted = parts.includes('pupils') ? order : order.filter((part) => parts.includes(part));
  const world = await loadWorld(tx, place);
  const total = imports
    .filter(({ kind }) => wanted.includes(kinds[kind].wanted))
    .reduce((sum, row) => sum + row.size_bytes, 1);
  let done = 0;
  for (const part of wanted) {
    const files = imports.filter(({ kind }) => kinds[kind].wanted === part);
    const before = done;
    const onShare = (row: ImportRow) => (share: number, rows: number) =>
      report(
        `Bringing in “${row.file_name}”: ${rows.toLocaleString('en-GB')} rows`,
        (0.9 * (done + share * row.size_bytes)) / total,
      );
    const readings: Reading[] = [];
    const read = async (row: ImportRow, sink: Parameters<typeof readImport>[5] = null): Promise<Reading> => {
      if (row.mapping === null) throw new Error('A file stands in the snapshot without a mapping.');
      const reading = await readImport(tx, row, row.mapping, world, await loadMends(tx, row.id), sink, onShare(row));
      done += row.size_bytes;
      readings.push(reading);
      return reading;
    };
    if (part === 'assessments') await rebuildResults(tx, place, files, read);
    else {
      for (const row of files) await read(row);
      if (part === 'pupils') {
        await writePupils(tx, place, world.resolver.all, world.kept === 'names');
        world.pupils = await loadPupilIndex(tx, place.snapshotId);
      }
      if (part === 'attendance')
        await writeAttendance(
          tx,
          place,
          readings.map(({ attendance }) => attendance),
        );
      if (part === 'suspensions')
        await writeSuspensions(
          tx,
          place,
          readings.map(({ suspensions }) => suspensions),
        );
    }
    for (const [at, row] of files.entries()) {
      const reading = readings[at];
      if (reading) await storeReading(tx, row, reading, await compare(tx, place, row, reading, world));
    }
    done = Math.max(done, before);
  }
}

async function rebuildResults(
  tx: Tx,
  place: Place,
  files: readonly ImportRow[],
  read: (row: ImportRow, sink: Awaited<ReturnType<typeof resultLines>>) => Promise<Reading>,
): Promise<void> {
  await tx.deleteFrom('snapshot_result').where('snapshot_id', '=', place.snapshotId).execute();
  for (const [at, row] of files.entries()) await read(row, await resultLines(tx, place, at > 0));
}

/** Reads a file without bringing anything in, and keeps what was found. */
export async function dryRun(tx: Tx, place: Place, row: ImportRow, report: Report = () => {}): Promise<Reading> {
  if (row.mapping === null) throw new Error('A file cannot be checked before its columns are known.');
  const world: World = await loadWorld(tx, place);
  // Files that stand already tell who pupils are, so that a second pupil file is checked as it would come in.
  const reading = await readImport(tx, row, row.mapping, world, await loadMends(tx, row.id), null, (share, rows) =>
    report(`Reading “${row.file_name}”: ${rows.toLocaleString('en-GB')} rows`, share),
  );
  await storeReading(tx, row, reading, await compare(tx, place, row, reading, world));
  return reading;
}
