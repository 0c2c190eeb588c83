import type { Ctx } from '#core/context.ts';
import '#core/organisations/tables.ts';
import '#core/pupil-data/tables.ts';
import './tables.ts';
import { departmentsLed, seesEveryPupil } from './policy.ts';

/** The name of an assessed subject, as pages print it. */
export async function nameOfSubject(ctx: Ctx, subjectId: number): Promise<string | null> {
  const row = await ctx.db
    .selectFrom('assessment_subject')
    .select(['name'])
    .where('trust_id', '=', ctx.actor.trustId)
    .where('id', '=', subjectId)
    .executeTakeFirst();
  return row?.name ?? null;
}

/** The assessed subjects of the departments that the reader leads at a school. */
export async function subjectsLed(ctx: Ctx, schoolId: string): Promise<number[]> {
  const led = departmentsLed(ctx.actor, schoolId);
  if (led.length === 0) return [];
  const rows = await ctx.db
    .selectFrom('department_subject')
    .select('assessment_subject_id')
    .where('department_id', 'in', led)
    .where('school_id', '=', schoolId)
    .execute();
  return rows.map((row) => row.assessment_subject_id);
}

/** Whether the reader may see the pupils behind figures of a subject (0: behind any figure) at a school. */
export async function maySeeSubject(ctx: Ctx, schoolId: string, subjectId: number): Promise<boolean> {
  if (seesEveryPupil(ctx.actor, schoolId)) return true;
  return subjectId !== 0 && (await subjectsLed(ctx, schoolId)).includes(subjectId);
}

/** The department of a school that teaches each assessed subject, where the school has said so. */
export async function departmentsOfSubjects(ctx: Ctx, schoolId: string) {
  const rows = await ctx.db
    .selectFrom('department_subject as t')
    .innerJoin('department as d', 'd.id', 't.department_id')
    .select(['t.assessment_subject_id', 'd.id', 'd.name'])
    .where('t.school_id', '=', schoolId)
    .where((eb) => eb.or([eb('d.closed_on', 'is', null), eb('d.closed_on', '>', ctx.today)]))
    .execute();
  return new Map(rows.map((row) => [row.assessment_subject_id, { id: row.id, name: row.name }]));
}

/** Every subject that any snapshot of a school has results in, by name. */
export async function assessedSubjects(ctx: Ctx, schoolId: string) {
  return await ctx.db
    .selectFrom('assessment_subject as a')
    .select(['a.id', 'a.code', 'a.name', 'a.qualification'])
    .where('a.trust_id', '=', ctx.actor.trustId)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('snapshot_figure as f')
          .innerJoin('data_snapshot as s', 's.id', 'f.snapshot_id')
          .select('f.subject_id')
          .where('f.trust_id', '=', ctx.actor.trustId)
          .where('s.school_id', '=', schoolId)
          .where('f.measure', '=', 'subject_points')
          .where('f.breakdown', '=', 'all')
          .whereRef('f.subject_id', '=', 'a.id'),
      ),
    )
    .orderBy('a.name')
    .orderBy('a.qualification')
    .execute();
}

/** The open departments of a school. */
export async function openDepartments(ctx: Ctx, schoolId: string) {
  return await ctx.db
    .selectFrom('department')
    .select(['id', 'name'])
    .where('school_id', '=', schoolId)
    .where((eb) => eb.or([eb('closed_on', 'is', null), eb('closed_on', '>', ctx.today)]))
    .orderBy('name')
    .execute();
}
