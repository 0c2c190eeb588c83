import { sql } from 'kysely';
import type { Write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { makeFigures } from '../make-figures.ts';
import { loadPupilRecords, subjectsOf } from '../record-queries.ts';

/** Works out the figures of a snapshot from its pupils, and stores them. */
export async function storeFigures(
  ctx: Ctx,
  tx: Write,
  snapshot: { id: string; academicYear: number; dataOn: Temporal.PlainDate; suspensionsKnown: boolean },
): Promise<void> {
  const pupils = await loadPupilRecords(ctx, snapshot.id);
  const subjects = await subjectsOf(ctx, snapshot.id);
  const rows = makeFigures(
    pupils,
    subjects.map((subject) => subject.id),
    snapshot,
  ).map(({ measure, breakdown, groupCode, subjectId, basis, figure }) => [
    measure,
    breakdown,
    groupCode,
    subjectId,
    basis,
    figure.pupils,
    figure.total,
    figure.value,
    figure.nullKind,
    figure.lower,
    figure.upper,
    figure.weight ?? null,
    figure.note ?? null,
  ]);
  // One parameter for all: several thousand rows would pass the limit of parameters.
  await sql`
    insert into snapshot_figure (trust_id, snapshot_id, measure, breakdown, group_code, subject_id, basis, pupils, total, value, null_kind, lower, upper, weight, note)
    select ${ctx.actor.trustId}, ${snapshot.id}, r->>0, r->>1, r->>2, (r->>3)::integer, r->>4, (r->>5)::integer, (r->>6)::float8, (r->>7)::float8, r->>8,
      (r->>9)::float8, (r->>10)::float8, (r->>11)::float8, r->>12
    from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) r`.execute(tx.db);
}
