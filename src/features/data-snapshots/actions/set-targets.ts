import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { findSchool } from '#core/organisations/queries.ts';
import { formatValue, measureOf } from '#features/measures/index.ts';
import { Invalid } from '#platform/errors.ts';
import { maySetTargets } from '../policy.ts';
import '../tables.ts';

/** A target as it is to stand: null takes it away. */
export type TargetSet = { measure: string; value: number | null };

/** Sets the targets of a school for a year. What is left as it was is left alone; what changed is in the trail with its old value. */
export async function setTargets(
  ctx: Ctx,
  schoolId: string,
  academicYear: number,
  targets: readonly TargetSet[],
): Promise<void> {
  await write(ctx, async (tx) => {
    const school = await findSchool(ctx, schoolId);
    tx.authorise(maySetTargets(ctx.actor, school.id));
    const before = await tx.db
      .selectFrom('snapshot_target')
      .selectAll()
      .where('school_id', '=', school.id)
      .where('academic_year', '=', academicYear)
      .forUpdate()
      .execute();
    const changes: string[] = [];
    for (const target of targets) {
      const measure = measureOf(target.measure);
      if (!measure) throw new Invalid([{ field: '', message: 'There is no such measure.' }]);
      const old = before.find((each) => each.measure === target.measure);
      if ((old?.value ?? null) === target.value) continue;
      const words = (value: number | null | undefined) => (value == null ? 'none' : formatValue(measure, value));
      changes.push(`${measure.title}: ${words(old?.value)} to ${words(target.value)}`);
      if (target.value === null) {
        await tx.db
          .deleteFrom('snapshot_target')
          .where('id', '=', old?.id ?? '')
          .execute();
      } else if (old) {
        await tx.db
          .updateTable('snapshot_target')
          .set({ value: target.value, set_at: ctx.now, set_by: ctx.actor.personId, revision: old.revision + 1 })
          .where('id', '=', old.id)
          .execute();
      } else {
        await tx.db
          .insertInto('snapshot_target')
          .values({
            trust_id: ctx.actor.trustId,
            school_id: school.id,
            academic_year: academicYear,
            measure: target.measure,
            value: target.value,
            set_at: ctx.now,
            set_by: ctx.actor.personId,
          })
          .execute();
      }
    }
    if (changes.length === 0) throw new Invalid([{ field: '', message: 'No target was changed.' }]);
    await tx.record({
      kind: 'snapshot.targets-set',
      subjectType: 'school',
      subjectId: school.id,
      schoolId: school.id,
      summary: `set targets: ${changes.join('; ')}`,
    });
  });
}
