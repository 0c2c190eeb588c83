import { identitySetting } from '#core/pupil-data/identity-setting.ts';
import { ownScale } from '#features/measures/index.ts';
import type { Tx } from '#platform/db/database.ts';
import { cleanReference, type KnownPupil, type PupilIndex } from '../reading/find-pupil.ts';
import { pupilResolver } from '../reading/resolve-pupil.ts';
import '../tables.ts';
import type { Mends, World } from './read-import.ts';

/** The pupils of a snapshot, found by UPN, former UPN and the school's own number. */
export async function loadPupilIndex(tx: Tx, snapshotId: string): Promise<PupilIndex> {
  const rows = await tx
    .selectFrom('snapshot_pupil as s')
    .innerJoin('pupil as p', (join) => join.onRef('p.trust_id', '=', 's.trust_id').onRef('p.id', '=', 's.pupil_id'))
    .select(['p.id', 'p.upn', 'p.former_upn', 'p.reference', 's.year_group'])
    .where('s.snapshot_id', '=', snapshotId)
    .orderBy('p.id')
    .execute();
  const byUpn = new Map<string, KnownPupil>();
  const byReference = new Map<string, KnownPupil>();
  const all = rows.map((row, ordinal) => ({ row, pupil: { id: row.id, ordinal, year: row.year_group } }));
  for (const { row, pupil } of all) if (row.former_upn !== null) byUpn.set(row.former_upn, pupil);
  for (const { row, pupil } of all) {
    if (row.upn !== null) byUpn.set(row.upn, pupil);
    if (row.reference !== null) byReference.set(cleanReference(row.reference), pupil);
  }
  return { byUpn, byReference, count: rows.length };
}

/** Everyone the school has ever had in its snapshots, to tell who the rows of a pupil file are. */
export async function loadResolver(tx: Tx, schoolId: string): Promise<World['resolver']> {
  const rows = await tx
    .selectFrom('pupil')
    .select(['id', 'upn', 'former_upn', 'reference'])
    .where('school_id', '=', schoolId)
    .orderBy('id')
    .execute();
  return pupilResolver(
    rows.map((row) => ({ id: row.id, upn: row.upn, formerUpn: row.former_upn, reference: row.reference, row: null })),
  );
}

export async function loadScales(tx: Tx, schoolId: string): Promise<World['ownScales']> {
  const rows = await tx
    .selectFrom('grade_scale')
    .select(['id', 'name', 'grades'])
    .where((where) => where.or([where('school_id', '=', schoolId), where('school_id', 'is', null)]))
    .execute();
  return new Map(rows.map((row) => [row.id, ownScale(row.id, row.name, row.grades)]));
}

export async function loadWorld(
  tx: Tx,
  about: { schoolId: string; snapshotId: string; today: Temporal.PlainDate },
): Promise<World> {
  return {
    kept: await identitySetting(tx, about.schoolId),
    today: about.today.toString(),
    pupils: await loadPupilIndex(tx, about.snapshotId),
    ownScales: await loadScales(tx, about.schoolId),
    resolver: await loadResolver(tx, about.schoolId),
  };
}

/** What somebody has put right in the file, or left out of it. */
export async function loadMends(tx: Tx, importId: string): Promise<Mends> {
  const rows = await tx
    .selectFrom('pupil_import_problem')
    .select(['line', 'cells', 'mended_at', 'left_out_at'])
    .where('import_id', '=', importId)
    .where((where) => where.or([where('mended_at', 'is not', null), where('left_out_at', 'is not', null)]))
    .execute();
  return {
    cells: new Map(rows.filter((row) => row.mended_at !== null).map((row) => [row.line, row.cells])),
    leftOut: new Set(rows.filter((row) => row.left_out_at !== null).map((row) => row.line)),
  };
}
