import { holdsAt, scopeOf } from '#core/access/actor.ts';
import { rolesWith } from '#core/access/permissions.ts';
import type { Role } from '#core/access/roles.ts';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import '#core/evidence/tables.ts';
import type { EvidenceTag } from '#core/evidence/tags.ts';
import { adoptedFrameworks } from '#core/frameworks/queries.ts';
import '#core/frameworks/tables.ts';
import '#core/people/tables.ts';
import { sql } from 'kysely';
import { together } from '#platform/db/together.ts';
import type { Choices, Reach } from './reach-rules.ts';

const teaching: readonly Role[] = ['teacher', 'middle_leader', 'slt', 'head_teacher', 'staff_representative'];
const seeing: readonly Role[] = [...teaching, ...rolesWith('monitoring:write'), ...rolesWith('evidence:write')];

/** Everybody with a role today at the school or at the trust, with these roles. */
async function peopleAround(ctx: Ctx, schoolId: string) {
  return await ctx.db
    .selectFrom('person as p')
    .innerJoin('role_grant as g', 'g.person_id', 'p.id')
    .select(['p.id', 'p.name', 'p.job_title'])
    .select(sql<Role[]>`array_agg(distinct g.role)`.as('roles'))
    .select(sql<boolean>`bool_or(g.school_id is not null)`.as('at_school'))
    .where((eb) => eb.or([eb('g.school_id', 'is', null), eb('g.school_id', '=', schoolId)]))
    .where('g.starts_on', '<=', ctx.today)
    .where((eb) => eb.or([eb('g.ends_on', 'is', null), eb('g.ends_on', '>=', ctx.today)]))
    .where('g.ended_at', 'is', null)
    .where((eb) => eb.or([eb('p.left_on', 'is', null), eb('p.left_on', '>', ctx.today)]))
    .groupBy(['p.id', 'p.name', 'p.job_title'])
    .orderBy('p.name')
    .execute();
}

/** Whether work goes on under a plan: the board has approved it, the trust has put it in place, or both sides have signed it; and nobody has closed it. */
const inForce = sql<boolean>`(not exists (select from plan_closure x where x.plan_id = p.id) and (
  exists (select from plan_recommendation r join board_decision d on d.recommendation_id = r.id where r.plan_id = p.id and r.taken_back_at is null and d.outcome <> 'sent_back')
  or exists (select from plan_readiness r where r.plan_id = p.id and r.kind = 'put_in_place')
  or exists (select from plan_signature mine join plan_signature theirs using (plan_id, content_version)
              where mine.plan_id = p.id and mine.side = 'school' and theirs.side = 'trust')))`;

const criteriaInForce = (ctx: Ctx, schoolId: string) =>
  ctx.db
    .selectFrom('success_criterion as c')
    .innerJoin('action_plan as p', 'p.id', 'c.plan_id')
    .innerJoin('plan_objective as o', 'o.id', 'c.objective_id')
    .innerJoin('plan_issue as i', 'i.id', 'o.issue_id')
    .select(['c.id', 'c.what as label', 'o.text as hint'])
    .where(inScope(scopeOf(ctx.actor, 'plan:read'), 'p.school_id'))
    .where('p.school_id', '=', schoolId)
    .where('c.removed_at', 'is', null)
    .where('o.removed_at', 'is', null)
    .where('i.removed_at', 'is', null)
    .where(inForce)
    .orderBy('p.academic_year', 'desc')
    .orderBy('i.position')
    .orderBy('o.position')
    .orderBy('c.position');

const openEnquiries = (ctx: Ctx, schoolId: string) =>
  ctx.db
    .selectFrom('line_of_enquiry')
    .select(['id', 'question as label', 'why as hint'])
    .where(inScope(scopeOf(ctx.actor, 'data-review:read'), 'school_id'))
    .where('school_id', '=', schoolId)
    .where('answered_at', 'is', null)
    .orderBy('by_when')
    .orderBy('id');

/** What a piece of evidence of this school can be said to speak to, who can have seen it, and who can be let to read it. */
export async function choicesFor(ctx: Ctx, schoolId: string): Promise<Choices> {
  const people = await peopleAround(ctx, schoolId);
  const among = (wanted: readonly Role[]) =>
    people
      .filter((person) => person.roles.some((role) => wanted.includes(role)))
      .map((person) => ({ id: person.id, label: person.name, hint: person.job_title ?? '' }));
  const atSchool = new Set(people.filter((person) => person.at_school).map((person) => person.id));
  const { criteria, enquiries } = await together(ctx.db, {
    criteria: holdsAt(ctx.actor, 'plan:read', schoolId) ? criteriaInForce(ctx, schoolId) : null,
    enquiries: holdsAt(ctx.actor, 'data-review:read', schoolId) ? openEnquiries(ctx, schoolId) : null,
  });
  return {
    teachers: among(teaching).filter((person) => atSchool.has(person.id)),
    observers: among(seeing).filter((person) => person.id !== ctx.actor.personId),
    readers: among(rolesWith('evidence:read')).filter((person) => person.id !== ctx.actor.personId),
    frameworks: (await adoptedFrameworks(ctx)).map((framework) => ({
      name: framework.name,
      areas: framework.areas.map(({ id, title }) => ({ id, label: title })),
    })),
    criteria: criteria ?? [],
    enquiries: enquiries ?? [],
  };
}

/** What one piece of evidence is said to speak to, who saw it and who may read it. The caller has found the piece. */
export async function reachOf(
  ctx: Ctx,
  evidence: { id: string; observed_id: string | null; readers: Reach['readers'] },
) {
  const of = { evidence_id: evidence.id };
  const found = await together(ctx.db, {
    observed: ctx.db
      .selectFrom('person')
      .select(['id', 'name'])
      .where(sql<boolean>`id is not distinct from ${evidence.observed_id}::uuid`),
    observers: ctx.db
      .selectFrom('evidence_observer')
      .select(['person_id', 'name'])
      .where('evidence_id', '=', of.evidence_id)
      .orderBy('id'),
    readers: ctx.db
      .selectFrom('evidence_reader as r')
      .innerJoin('person as p', 'p.id', 'r.person_id')
      .select(['p.id', 'p.name'])
      .where('r.evidence_id', '=', of.evidence_id)
      .orderBy('p.name'),
    areas: ctx.db
      .selectFrom('evidence_area as e')
      .innerJoin('framework_area as a', 'a.id', 'e.area_id')
      .innerJoin('framework as f', 'f.id', 'a.framework_id')
      .select(['a.id', 'a.title', 'f.name as framework', 'e.points', 'e.note'])
      .where('e.evidence_id', '=', of.evidence_id)
      .orderBy('f.family', 'desc')
      .orderBy('a.position'),
    tags: ctx.db.selectFrom('evidence_tag').select('tag').where('evidence_id', '=', of.evidence_id).orderBy('tag'),
    lines: ctx.db
      .selectFrom('evidence_line')
      .select(['criterion_id', 'enquiry_id'])
      .where('evidence_id', '=', of.evidence_id),
  });
  return found;
}

export type StoredReach = Awaited<ReturnType<typeof reachOf>>;

/** The same in the shape in which a form says it. */
export function asReach(
  evidence: { observed_id: string | null; readers: Reach['readers'] },
  stored: StoredReach,
): Reach {
  return {
    observedId: evidence.observed_id,
    readers: evidence.readers,
    readerIds: stored.readers.map((reader) => reader.id),
    observers: stored.observers.map((observer) => ({ personId: observer.person_id, name: observer.name })),
    areas: stored.areas.map((area) => ({ areaId: area.id, points: area.points })),
    tags: stored.tags.map((row): EvidenceTag => row.tag),
    criterionIds: stored.lines.flatMap((line) => line.criterion_id ?? []),
    enquiryIds: stored.lines.flatMap((line) => line.enquiry_id ?? []),
  };
}
