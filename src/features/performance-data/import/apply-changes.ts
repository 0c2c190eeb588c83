import { sql } from 'kysely';
import type { Write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import '#core/organisations/tables.ts';
import type { SchoolChange } from '../findings.ts';
import { fromText, isRegisterField } from './school-changes.ts';

const same = (a: SchoolChange, b: SchoolChange) =>
  a.schoolId === b.schoolId && a.field === b.field && a.old === b.old && a.new === b.new;

/**
 * Applies what a register changes about the trust's own schools, and only what the dry run showed: a detail that somebody has edited since is left
 * as it stands.
 */
export async function applyChanges(
  ctx: Ctx,
  tx: Write,
  fileName: string,
  changes: readonly SchoolChange[],
  shown: readonly SchoolChange[],
): Promise<void> {
  const agreed = changes.filter((change) => shown.some((one) => same(one, change)));
  for (const schoolId of new Set(agreed.map((change) => change.schoolId))) {
    const ofSchool = agreed.filter((change) => change.schoolId === schoolId);
    for (const { field, new: value } of ofSchool) {
      if (field === 'predecessor') await addPredecessor(ctx, tx, schoolId, value ?? '');
      else if (field === 'joined_on' || isRegisterField(field)) {
        const stored = isRegisterField(field) ? fromText(field, value) : value;
        await sql`update school set ${sql.ref(field)} = ${stored} where id = ${schoolId}`.execute(tx.db);
      }
    }
    await tx.db
      .updateTable('school')
      .set((eb) => ({ revision: eb('revision', '+', 1) }))
      .where('id', '=', schoolId)
      .execute();
    await tx.record({
      kind: 'school.updated_from_register',
      subjectType: 'school',
      subjectId: schoolId,
      schoolId,
      summary: `brought the details of the school up to date from “${fileName}”`,
      detail: { changes: ofSchool.map(({ label, old, new: after }) => ({ label, old, new: after })) },
    });
  }
}

/** `words` as `findChanges` writes them: `122851 Alderman White School, until 2012-09-30`. */
async function addPredecessor(ctx: Ctx, tx: Write, schoolId: string, words: string): Promise<void> {
  const match = /^(\d{6}) (.*?)(?:, until (\d{4}-\d{2}-\d{2}))?$/.exec(words);
  if (!match?.[1] || !match[2]) return;
  await tx.db
    .insertInto('school_predecessor')
    .values({
      trust_id: ctx.actor.trustId,
      school_id: schoolId,
      urn: match[1],
      name: match[2],
      closed_on: match[3] ? Temporal.PlainDate.from(match[3]) : null,
    })
    .onConflict((conflict) => conflict.columns(['trust_id', 'school_id', 'urn']).doNothing())
    .execute();
}
