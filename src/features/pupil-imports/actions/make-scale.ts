import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import type { ScaleGrade } from '#core/pupil-data/tables.ts';
import { Invalid } from '#platform/errors.ts';
import '../tables.ts';
import { lockImport } from './lock-import.ts';

/** A grade scale of the school's own, from best to worst. Answers with its id. */
export async function makeScale(
  ctx: Ctx,
  snapshotId: string,
  importId: string,
  scale: { name: string; grades: readonly ScaleGrade[] },
): Promise<string> {
  return await write(ctx, async (tx) => {
    const row = await lockImport(ctx, tx, snapshotId, importId);
    const same = await tx.db
      .selectFrom('grade_scale')
      .select('id')
      .where((eb) => eb(eb.fn('lower', ['name']), '=', scale.name.toLowerCase()))
      .where((where) => where.or([where('school_id', '=', row.school_id), where('school_id', 'is', null)]))
      .executeTakeFirst();
    if (same)
      throw new Invalid([{ field: 'name', message: 'There is a scale of this name already: choose another name' }]);
    const made = await tx.db
      .insertInto('grade_scale')
      .values({
        trust_id: row.trust_id,
        school_id: row.school_id,
        name: scale.name,
        grades: JSON.stringify(scale.grades),
        retired_at: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx.record({
      kind: 'grade_scale.made',
      subjectType: 'grade_scale',
      subjectId: made.id,
      schoolId: row.school_id,
      summary: `made the grade scale “${scale.name}”`,
      detail: { grades: scale.grades.map(({ grade }) => grade) },
    });
    return made.id;
  });
}
