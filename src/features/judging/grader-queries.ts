import { sql } from 'kysely';
import { type Permission, permissions } from '#core/access/permissions.ts';
import { type Role, rolesFromOutside } from '#core/access/roles.ts';
import type { Ctx } from '#core/context.ts';
import '#core/people/tables.ts';
import { ledDirectly } from '#features/interventions/index.ts';
import type { SubjectType } from './moderation-rules.ts';

const moderators: readonly Role[] = permissions['judging:moderate'];
/** What somebody must be able to read, to judge it. */
const reading: Record<SubjectType, Permission | null> = {
  theme: 'review:read',
  judgement: 'annual-review:read-draft',
  evidence: 'evidence:read',
  vignette: null,
};

function rolesFor(type: SubjectType): readonly Role[] {
  const permission = reading[type];
  const readers: readonly Role[] = permission === null ? moderators : permissions[permission];
  return moderators.filter((role) => readers.includes(role));
}

export type PossibleGrader = { id: string; name: string; jobTitle: string | null };

/**
 * Who may judge a thing blind: they moderate and may read it, and nothing ties them to the school: they have not worked at it or governed it since the
 * academic year began, lead no aspect of it directly, and did not write the judgement (`authorIds`).
 */
export async function possibleGraders(
  ctx: Ctx,
  subject: { type: SubjectType; schoolId: string | null; academicYear: number; authorIds: readonly string[] },
): Promise<PossibleGrader[]> {
  const { schoolId } = subject;
  const roles = [...rolesFor(subject.type)];
  const live = sql`g.starts_on <= ${ctx.today} and (g.ends_on is null or g.ends_on >= ${ctx.today}) and g.ended_at is null`;
  const since = Temporal.PlainDate.from({ year: subject.academicYear, month: 9, day: 1 });
  let query = ctx.db
    .selectFrom('person')
    .select(['person.id', 'person.name', 'person.job_title as jobTitle'])
    .where((eb) => eb.or([eb('person.left_on', 'is', null), eb('person.left_on', '>', ctx.today)]))
    .where(
      sql<boolean>`exists (select from role_grant g where g.person_id = person.id and g.role = any(${roles}::text[]) and ${live}
        and (g.school_id is null or ${schoolId}::uuid is null or g.school_id = ${schoolId}::uuid))`,
    );
  if (schoolId !== null)
    query = query.where(
      sql<boolean>`not exists (select from role_grant g where g.person_id = person.id and g.school_id = ${schoolId}
        and g.role <> all(${[...rolesFromOutside]}::text[]) and (g.ends_on is null or g.ends_on >= ${since}))`,
    );
  const people = await query.orderBy('person.name').execute();
  const leaders = schoolId === null ? [] : (await ledDirectly(ctx, { schoolId })).map((one) => one.personId);
  return people.filter((person) => !leaders.includes(person.id) && !subject.authorIds.includes(person.id));
}
