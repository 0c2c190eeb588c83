import type { Actor } from '#core/access/actor.ts';
import { type Process, runAs } from '#core/access/run-as.ts';
import { type BuiltSchool, type BuiltTrust, buildActor, inTrust } from '#core/organisations/build.ts';
import type { BuiltSnapshot } from '#core/pupil-data/build.ts';
import type { Db } from '#platform/db/database.ts';
import { openAccess } from './actions/answer-access.ts';
import { erasePupil } from './actions/erase-pupil.ts';
import { placeHold } from './actions/keep-hold.ts';
import './tables.ts';

export type BuiltFile = { id: string };
type Column = { field: string } | null;

/** A file of pupils as a school sent it, kept with its snapshot; what came of it is not brought in. Columns are known by their names. */
export async function buildKeptFile(
  db: Db,
  snapshot: BuiltSnapshot,
  by: Pick<Actor, 'personId'>,
  text: string,
  values: { fileName?: string; uploadedAt?: Temporal.Instant; pieceSize?: number; mapped?: readonly string[] } = {},
): Promise<BuiltFile> {
  const header = (text.split('\n')[0] ?? '').split(',');
  const fields: Record<string, string> = {
    UPN: 'upn',
    'Adm No': 'reference',
    Surname: 'surname',
    Forename: 'forename',
    DOB: 'born_on',
    Year: 'year',
  };
  const columns = header.map((name): Column => (fields[name] ? { field: fields[name] } : null));
  const rows = text.trimEnd().split('\n').slice(1);
  const bytes = Buffer.from(text);
  return await inTrust(db, snapshot.trustId, async (tx) => {
    const file = await tx
      .insertInto('pupil_import')
      .values({
        trust_id: snapshot.trustId,
        snapshot_id: snapshot.id,
        school_id: snapshot.schoolId,
        kind: 'pupils',
        source: 'other' as never,
        file_name: values.fileName ?? 'pupils.csv',
        sha256: '0'.repeat(64),
        size_bytes: bytes.length,
        delimiter: ',',
        header_line: 1,
        header,
        samples: JSON.stringify(
          header.map((_, at) => [...new Set(rows.map((row) => row.split(',')[at] ?? ''))].slice(0, 20)),
        ),
        mapping: JSON.stringify({
          kind: 'pupils',
          columns,
          dateFormat: 'dmy',
          blankIsNo: false,
          resultKind: 'c',
          scales: {},
          qualification: '',
          subjects: {},
          replace: {},
          leaveOut: {},
        }),
        findings: JSON.stringify({ rows: rows.length }),
        uploaded_at: values.uploadedAt ?? Temporal.Instant.from('2026-11-20T10:00:00Z'),
        uploaded_by: by.personId,
        imported_at: values.uploadedAt ?? Temporal.Instant.from('2026-11-20T10:01:00Z'),
        imported_by: by.personId,
      } as never)
      .returning('id')
      .executeTakeFirstOrThrow();
    const size = values.pieceSize ?? 2 * 1024 * 1024;
    for (let at = 0; at < bytes.length; at += size)
      await tx
        .insertInto('pupil_import_piece')
        .values({
          trust_id: snapshot.trustId,
          import_id: file.id,
          number: at / size + 1,
          content: bytes.subarray(at, at + size),
        })
        .execute();
    return file;
  });
}

/** A row of a kept file in quarantine. */
export async function buildQuarantine(
  db: Db,
  snapshot: BuiltSnapshot,
  file: BuiltFile,
  row: { line: number; cells: readonly string[]; value: string; reason: string },
): Promise<void> {
  await inTrust(db, snapshot.trustId, (tx) =>
    tx
      .insertInto('pupil_import_problem')
      .values({
        trust_id: snapshot.trustId,
        import_id: file.id,
        line: row.line,
        cells: [...row.cells],
        code: 'upn',
        column_number: 0,
        column_name: 'UPN',
        value: row.value,
        reason: row.reason,
      } as never)
      .execute(),
  );
}

/** At a school with pupils: one is erased, somebody has asked for what is held of another, and a hold stands. */
export async function buildProtection(process: Process, trust: BuiltTrust, school: BuiltSchool): Promise<void> {
  const head = await buildActor(process.db, trust, 'head_teacher', { schoolId: school.id });
  await runAs(process, head, 'pupil-data:protect', async (ctx) => {
    const [one, other] = await ctx.db
      .selectFrom('pupil')
      .select('id')
      .where('school_id', '=', school.id)
      .orderBy('id', 'desc')
      .limit(2)
      .execute();
    if (!one || !other) throw new Error('The school has too few pupils.');
    await erasePupil(ctx, String(one.id), { ground: 'It should never have come in', why: 'Another school’s' });
    await openAccess(ctx, String(other.id), {
      askedOn: ctx.today,
      askedBy: 'parent',
      identityChecked: 'Passport shown at reception',
    });
    await placeHold(ctx, { schoolId: school.id }, 'A complaint is open');
  });
}
