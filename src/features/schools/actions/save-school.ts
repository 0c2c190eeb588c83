import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { longDate } from '#platform/clock.ts';
import { Invalid, NotFound, requireRevision } from '#platform/errors.ts';
import type { SchoolInput } from '../forms.ts';
import { mayManageSchools } from '../policy.ts';
import { ageProblems } from '../rules.ts';

function columns(input: SchoolInput) {
  return {
    name: input.name,
    urn: input.urn,
    phase: input.phase,
    low_age: input.lowAge,
    high_age: input.highAge,
    has_early_years: input.stages.includes('early_years'),
    has_sixth_form: input.stages.includes('sixth_form'),
    establishment_type: input.establishmentType,
    local_authority: input.localAuthority,
    capacity: input.capacity,
    joined_on: input.joinedOn,
    left_on: input.leftOn,
  };
}

function requireSense(input: SchoolInput): void {
  const problems = ageProblems({
    ...input,
    hasEarlyYears: input.stages.includes('early_years'),
    hasSixthForm: input.stages.includes('sixth_form'),
  });
  if (input.leftOn && input.joinedOn && Temporal.PlainDate.compare(input.leftOn, input.joinedOn) < 0) {
    problems.push({ field: 'leftOn', message: 'The school cannot leave before it joined' });
  }
  if (problems.length > 0) throw new Invalid(problems);
}

/** Adds a school to the trust by hand. */
export async function addSchool(ctx: Ctx, input: SchoolInput): Promise<string> {
  return await write(ctx, async (tx) => {
    tx.authorise(mayManageSchools(ctx.actor));
    requireSense(input);
    const same = await tx.db.selectFrom('school').select('name').where('urn', '=', input.urn).executeTakeFirst();
    if (same) throw new Invalid([{ field: 'urn', message: `${same.name} already has the URN ${input.urn}` }]);
    const school = await tx.db
      .insertInto('school')
      .values({ trust_id: ctx.actor.trustId, ...columns(input) })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx.record({
      kind: 'school.added',
      subjectType: 'school',
      subjectId: school.id,
      schoolId: school.id,
      summary: `added ${input.name} to the trust`,
    });
    return school.id;
  });
}

/** Changes the details of a school; earlier details stay in its history. */
export async function changeSchool(ctx: Ctx, schoolId: string, input: SchoolInput): Promise<void> {
  await write(ctx, async (tx) => {
    tx.authorise(mayManageSchools(ctx.actor));
    requireSense(input);
    const stored = await tx.db
      .selectFrom('school')
      .select(['revision', 'name'])
      .where('id', '=', schoolId)
      .forUpdate()
      .executeTakeFirst();
    if (!stored) throw new NotFound();
    requireRevision(stored.revision, input.revision);
    const same = await tx.db
      .selectFrom('school')
      .select('name')
      .where('urn', '=', input.urn)
      .where('id', '<>', schoolId)
      .executeTakeFirst();
    if (same) throw new Invalid([{ field: 'urn', message: `${same.name} already has the URN ${input.urn}` }]);
    await tx.db
      .updateTable('school')
      .set({ ...columns(input), revision: stored.revision + 1 })
      .where('id', '=', schoolId)
      .execute();
    const left = input.leftOn ? `, which left the trust on ${longDate(input.leftOn)}` : '';
    await tx.record({
      kind: 'school.changed',
      subjectType: 'school',
      subjectId: schoolId,
      schoolId,
      summary: `changed the details of ${input.name}${left}`,
    });
  });
}
