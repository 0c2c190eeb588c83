import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { findSchool } from '#core/organisations/queries.ts';
import { Invalid } from '#platform/errors.ts';
import { mayCollect } from '../policy.ts';
import { assessedSubjects, departmentsOfSubjects, openDepartments } from '../subject-queries.ts';
import '../tables.ts';

/** Says which department of a school teaches which assessed subject. A subject that is not named keeps what it has; null takes it away. */
export async function assignSubjects(
  ctx: Ctx,
  schoolId: string,
  given: ReadonlyMap<number, string | null>,
): Promise<void> {
  await write(ctx, async (tx) => {
    const school = await findSchool(ctx, schoolId);
    tx.authorise(mayCollect(ctx.actor, school.id));
    const subjects = await assessedSubjects(ctx, school.id);
    const departments = await openDepartments(ctx, school.id);
    const before = await departmentsOfSubjects(ctx, school.id);
    const changes: string[] = [];
    for (const subject of subjects) {
      const wanted = given.get(subject.id);
      if (wanted === undefined || wanted === (before.get(subject.id)?.id ?? null)) continue;
      const department = departments.find((each) => each.id === wanted);
      if (wanted !== null && !department)
        throw new Invalid([{ field: `subject${subject.id}`, message: `Choose a department of ${school.name}` }]);
      await tx.db
        .deleteFrom('department_subject')
        .where('school_id', '=', school.id)
        .where('assessment_subject_id', '=', subject.id)
        .execute();
      if (department)
        await tx.db
          .insertInto('department_subject')
          .values({
            trust_id: ctx.actor.trustId,
            school_id: school.id,
            department_id: department.id,
            assessment_subject_id: subject.id,
            set_at: ctx.now,
            set_by: ctx.actor.personId,
          })
          .execute();
      changes.push(`${subject.name}: ${department?.name ?? 'no department'}`);
    }
    if (changes.length === 0) throw new Invalid([{ field: '', message: 'Nothing was changed.' }]);
    await tx.record({
      kind: 'snapshot.subjects-assigned',
      subjectType: 'school',
      subjectId: school.id,
      schoolId: school.id,
      summary: `said which department teaches which subject: ${changes.join('; ')}`,
    });
  });
}
