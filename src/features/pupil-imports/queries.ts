import type { Selectable } from 'kysely';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import '#core/organisations/tables.ts';
import '#core/people/tables.ts';
import type { Wanted } from '#core/pupil-data/tables.ts';
import type { Database } from '#platform/db/database.ts';
import { NotFound } from '#platform/errors.ts';
import type { Kind } from './kinds.ts';
import { kinds } from './kinds.ts';
import type { ProblemCode } from './reading/problem.ts';
import './tables.ts';

export type OpenSnapshot = {
  id: string;
  school_id: string;
  school: string;
  collection: string;
  academic_year: number;
  wanted: readonly Wanted[];
  taken_at: Temporal.Instant | null;
};

/** A snapshot of one of the reader's schools, open or taken. */
export async function findSnapshot(ctx: Ctx, snapshotId: string): Promise<OpenSnapshot> {
  const row = await ctx.db
    .selectFrom('data_snapshot as s')
    .innerJoin('school', 'school.id', 's.school_id')
    .innerJoin('data_collection as c', 'c.id', 's.collection_id')
    .select([
      's.id',
      's.school_id',
      'school.name as school',
      'c.name as collection',
      'c.academic_year',
      'c.wanted',
      's.taken_at',
    ])
    .where('s.id', '=', snapshotId)
    .where(inScope(ctx.scope, 's.school_id'))
    .executeTakeFirst();
  if (!row) throw new NotFound();
  return row;
}

export type PupilImport = Selectable<Database['pupil_import']>;

export async function findPupilImport(ctx: Ctx, snapshotId: string, importId: string): Promise<PupilImport> {
  const row = await ctx.db
    .selectFrom('pupil_import')
    .selectAll()
    .where('id', '=', importId)
    .where('snapshot_id', '=', snapshotId)
    .where(inScope(ctx.scope, 'school_id'))
    .executeTakeFirst();
  if (!row) throw new NotFound();
  return row;
}

export type ListedImport = PupilImport & { uploader: string; importer: string | null; open: number };

/** The files of a snapshot, newest first, with how many rows of each wait to be mended. */
export async function listImports(ctx: Ctx, snapshotId: string): Promise<ListedImport[]> {
  return await ctx.db
    .selectFrom('pupil_import as i')
    .innerJoin('person as u', 'u.id', 'i.uploaded_by')
    .leftJoin('person as b', 'b.id', 'i.imported_by')
    .selectAll('i')
    .select(['u.name as uploader', 'b.name as importer'])
    .select((eb) =>
      eb
        .selectFrom('pupil_import_problem as p')
        .select((of) => of.fn.countAll<number>().as('count'))
        .whereRef('p.import_id', '=', 'i.id')
        .where('p.code', 'is not', null)
        .where('p.left_out_at', 'is', null)
        .$asScalar()
        .$notNull()
        .as('open'),
    )
    .where('i.snapshot_id', '=', snapshotId)
    .where(inScope(ctx.scope, 'i.school_id'))
    .orderBy('i.uploaded_at', 'desc')
    .execute();
}

export const isStanding = (row: Pick<PupilImport, 'imported_at' | 'undone_at' | 'replaced_by'>): boolean =>
  row.imported_at !== null && row.undone_at === null && row.replaced_by === null;

/** What came into a snapshot: file by file, what stands in it. */
export type ImportOf = {
  importId: string;
  wanted: Wanted;
  kind: Kind;
  fileName: string;
  importedAt: Temporal.Instant;
  importedBy: string;
  items: number;
  pupils: number;
  openProblems: number;
};

/** The files that stand in a snapshot, in the order in which they came; nothing of what was undone or replaced. */
export async function importsOf(ctx: Ctx, snapshotId: string): Promise<ImportOf[]> {
  const rows = await listImports(ctx, snapshotId);
  return rows
    .filter(isStanding)
    .map((row) => ({
      importId: row.id,
      wanted: kinds[row.kind].wanted,
      kind: row.kind,
      fileName: row.file_name,
      importedAt: row.imported_at ?? row.uploaded_at,
      importedBy: row.importer ?? '',
      items: row.findings.items ?? 0,
      pupils: row.findings.pupils ?? 0,
      openProblems: row.open,
    }))
    .toSorted((a, b) => Temporal.Instant.compare(a.importedAt, b.importedAt) || a.importId.localeCompare(b.importId));
}

/** True while rows of a file that stands in the snapshot wait to be mended or left out. */
export async function hasOpenProblems(ctx: Ctx, snapshotId: string): Promise<boolean> {
  return (await importsOf(ctx, snapshotId)).some(({ openProblems }) => openProblems > 0);
}

export type ProblemRow = Selectable<Database['pupil_import_problem']>;
export const rowsAPage = 50;

/** Rows in quarantine, a page of them. `left`: those that were left out, with the reason. */
export async function listProblems(
  ctx: Ctx,
  importId: string,
  of: { code?: ProblemCode | undefined; left?: boolean; page?: number; all?: boolean },
): Promise<{ rows: ProblemRow[]; total: number }> {
  const base = ctx.db
    .selectFrom('pupil_import_problem as p')
    .innerJoin('pupil_import as i', 'i.id', 'p.import_id')
    .where('p.import_id', '=', importId)
    .where(inScope(ctx.scope, 'i.school_id'))
    .where('p.left_out_at', of.left ? 'is not' : 'is', null)
    .$if(!of.left, (query) => query.where('p.code', 'is not', null))
    .$if(of.code !== undefined, (query) => query.where('p.code', '=', of.code ?? null));
  const rows = await base
    .selectAll('p')
    .orderBy('p.line')
    .$if(!of.all, (query) => query.limit(rowsAPage).offset(((of.page ?? 1) - 1) * rowsAPage))
    .execute();
  const { count } = await base.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  return { rows, total: count };
}

export async function findProblem(ctx: Ctx, importId: string, line: number): Promise<ProblemRow> {
  const row = await ctx.db
    .selectFrom('pupil_import_problem as p')
    .innerJoin('pupil_import as i', 'i.id', 'p.import_id')
    .selectAll('p')
    .where('p.import_id', '=', importId)
    .where('p.line', '=', line)
    .where(inScope(ctx.scope, 'i.school_id'))
    .executeTakeFirst();
  if (!row) throw new NotFound();
  return row;
}

export async function findProgress(
  ctx: Ctx,
  importId: string,
): Promise<{ words: string; share: number; failed: boolean } | null> {
  const row = await ctx.db
    .selectFrom('pupil_import_progress')
    .select(['words', 'share', 'failed'])
    .where('import_id', '=', importId)
    .executeTakeFirst();
  return row ?? null;
}

/** Scales of the school's and the trust's own. */
export async function listOwnScales(ctx: Ctx, schoolId: string): Promise<{ id: string; name: string }[]> {
  return await ctx.db
    .selectFrom('grade_scale')
    .select(['id', 'name'])
    .where('retired_at', 'is', null)
    .where((where) => where.or([where('school_id', '=', schoolId), where('school_id', 'is', null)]))
    .orderBy('name')
    .execute();
}

export async function findMapping(ctx: Ctx, schoolId: string, source: string, kind: string) {
  const row = await ctx.db
    .selectFrom('pupil_mapping')
    .select('mapping')
    .where('school_id', '=', schoolId)
    .where('source', '=', source as never)
    .where('kind', '=', kind as never)
    .executeTakeFirst();
  return row?.mapping ?? null;
}
