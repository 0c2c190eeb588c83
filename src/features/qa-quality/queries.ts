import { sql } from 'kysely';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import type { EvidenceKind } from '#core/evidence/kinds.ts';
import type { EntryKind, TwoGrades } from './quality-rules.ts';

// Every list carries its school, begins from the scope of this page, and is of one academic year ($year: 2026 is 2026/27). No row holds anybody's name.

export type EntryRow = {
  id: string;
  school_id: string;
  kind: EntryKind;
  title: string;
  starts_on: Temporal.PlainDate;
  ends_on: Temporal.PlainDate;
  stopped: boolean;
  stopped_why: string | null;
  held: boolean;
  published: boolean;
};

/** The calendar of a year: held means that the meeting is recorded, the Annual Review issued, or the evidence of the review complete. */
export async function calendarEntries(ctx: Ctx, academicYear: number): Promise<EntryRow[]> {
  const found =
    await sql<EntryRow>`select e.id, e.school_id, e.kind, e.title, e.starts_on, e.ends_on, e.stopped_at is not null as stopped, e.stopped_why,
      exists (select from qa_publication p where p.school_id = e.school_id and p.academic_year = e.academic_year) as published,
      case e.kind
        when 'data_review' then exists (select from data_review d where d.school_id = e.school_id and d.academic_year = e.academic_year and d.held_on is not null)
        when 'annual_review' then exists (select from review_issue i where i.school_id = e.school_id and i.academic_year = e.academic_year and i.withdrawn_at is null)
        else exists (select from qa_review r where r.qa_entry_id = e.id
          and (select s.state from qa_review_step s where s.review_id = r.id order by s.number desc limit 1) = 'gathered')
      end as held
    from qa_entry e where e.academic_year = ${academicYear} and ${inScope(ctx.scope, 'e.school_id')} order by e.starts_on, e.title`.execute(
      ctx.db,
    );
  return found.rows;
}

export type AreaRow = {
  school_id: string;
  family: string;
  code: string;
  pieces: number;
  observers: number;
  kinds: EvidenceKind[];
  newest_on: Temporal.PlainDate | null;
};

/**
 * Evidence that happened or was recorded in a year and speaks to each area of each family of frameworks, and the day of the newest of whatever year. What a sentence of an issued Annual Review
 * cites speaks to the area of that judgement.
 */
export async function evidenceByArea(ctx: Ctx, academicYear: number): Promise<AreaRow[]> {
  const first = Temporal.PlainDate.from({ year: academicYear, month: 9, day: 1 });
  const last = first.add({ years: 1 });
  const recordedOn = sql`(e.recorded_at at time zone 'Europe/London')::date`;
  // Results of the summer are recorded in the autumn, and speak to its judgements.
  const inYear = sql`(e.happened_on >= ${first} and e.happened_on < ${last}) or (${recordedOn} >= ${first} and ${recordedOn} < ${last})`;
  const found = await sql<AreaRow>`with speaks as (
      select a.evidence_id, f.family, fa.code from evidence_area a join framework_area fa on fa.id = a.area_id join framework f on f.id = fa.framework_id
      union select c.evidence_id, f.family, substr(c.part, 11) from claim_evidence c join annual_review r on r.id = c.review_id join framework f on f.id = r.framework_id
        where c.part like 'judgement:%' and exists (select from review_issue i where i.review_id = r.id and i.withdrawn_at is null))
    select e.school_id, s.family, s.code, max(e.happened_on) as newest_on,
      count(distinct e.id) filter (where ${inYear}) as pieces,
      coalesce(array_agg(distinct e.kind) filter (where ${inYear}), '{}') as kinds,
      count(distinct coalesce(o.person_id::text, o.name, e.recorded_by::text)) filter (where ${inYear}) as observers
    from speaks s join evidence e on e.id = s.evidence_id left join evidence_observer o on o.evidence_id = e.id
    where e.withdrawn_at is null and ${inScope(ctx.scope, 'e.school_id')} group by e.school_id, s.family, s.code`.execute(
    ctx.db,
  );
  return found.rows;
}

export type FindingRow = {
  id: string;
  school_id: string;
  source: 'annual_review' | 'report';
  source_id: string;
  title: string;
  words: string;
  found_at: Temporal.Instant;
  answered_at: Temporal.Instant | null;
  plan_id: string | null;
};

/**
 * What was found in a year: the key issues of issued Annual Reviews and the findings of issued reports of reviews, in the words that governors read; and when the
 * first action or criterion of a plan stood under it, or it was said what became of it.
 */
export async function findingsOfYear(ctx: Ctx, academicYear: number): Promise<FindingRow[]> {
  const found = await sql<FindingRow>`with found as (
      select (k.value->>'id')::uuid as id, i.school_id, 'annual_review' as source, i.review_id as source_id, 'Annual Review' as title, k.value->>'text' as words,
        (select min(b.issued_at) from review_issue b where b.review_id = i.review_id and b.key_issues @> jsonb_build_array(jsonb_build_object('id', k.value->>'id'))) as found_at
      from review_issue i, jsonb_array_elements(i.key_issues) k
      where i.academic_year = ${academicYear} and i.withdrawn_at is null
        and not exists (select from review_issue n where n.review_id = i.review_id and n.number > i.number)
      union all
      select (k.value->>'id')::uuid, i.school_id, 'report', i.report_id, r.title, k.value->'forGovernors'->>'what',
        (select min(b.issued_at) from review_report_issue b where b.report_id = i.report_id and b.findings @> jsonb_build_array(jsonb_build_object('id', k.value->>'id')))
      from review_report_issue i join review_report r on r.id = i.report_id, jsonb_array_elements(i.findings) k
      where r.academic_year = ${academicYear} and i.withdrawn_at is null
        and not exists (select from review_report_issue n where n.report_id = i.report_id and n.number > i.number)),
    steps as (
      select coalesce(p.key_issue_id, p.review_finding_id) as finding_id, p.plan_id, x.added_at from plan_issue p join plan_objective o on o.issue_id = p.id and o.removed_at is null
        join lateral (select added_at from plan_action a where a.objective_id = o.id and a.removed_at is null
          union all select added_at from success_criterion c where c.objective_id = o.id and c.removed_at is null) x on true
      where p.removed_at is null)
    select f.*, first.plan_id, least(first.added_at, (select min(u.said_at) from review_report_outcome u where u.finding_id = f.id)) as answered_at
    from found f left join lateral (select s.plan_id, s.added_at from steps s where s.finding_id = f.id order by s.added_at limit 1) first on true
    where ${inScope(ctx.scope, 'f.school_id')} order by f.found_at, f.words`.execute(ctx.db);
  return found.rows;
}

export type CriterionRow = {
  id: string;
  school_id: string;
  plan_id: string;
  what: string;
  has_progress: boolean;
  has_evidence: boolean;
  actions_done: number;
};

/** A plan `p` was put to work: the board has approved it, the trust has put it in place, or both sides have signed it. */
const putToWork = sql<boolean>`(
  exists (select from plan_recommendation r join board_decision d on d.recommendation_id = r.id where r.plan_id = p.id and r.taken_back_at is null and d.outcome <> 'sent_back')
  or exists (select from plan_readiness r where r.plan_id = p.id and r.kind = 'put_in_place')
  or exists (select from plan_signature mine join plan_signature theirs using (plan_id, content_version)
              where mine.plan_id = p.id and mine.side = 'school' and theirs.side = 'trust'))`;

/** A criterion `c` has evidence of impact: a piece speaks to it, or a termly review that rests on evidence took its progress into account. */
const hasImpact = sql<boolean>`(exists (select from evidence_line l join evidence e on e.id = l.evidence_id where l.criterion_id = c.id and e.withdrawn_at is null)
  or exists (select from plan_review_line l join plan_review v on v.id = l.review_id
    where l.criterion_id = c.id and l.progress_id is not null and cardinality(v.evidence_ids) > 0))`;

/** The criteria of the plans of a year that were put to work: approved by the board, put in place by the trust, or signed by both sides. */
export async function criteriaOfYear(ctx: Ctx, academicYear: number): Promise<CriterionRow[]> {
  const found = await sql<CriterionRow>`select c.id, p.school_id, p.id as plan_id, c.what,
      exists (select from criterion_progress g where g.criterion_id = c.id) as has_progress,
      ${hasImpact} as has_evidence,
      (select count(*) from plan_action a where a.objective_id = o.id and a.removed_at is null and a.done_on is not null) as actions_done
    from success_criterion c join plan_objective o on o.id = c.objective_id and o.removed_at is null join plan_issue i on i.id = o.issue_id and i.removed_at is null
      join action_plan p on p.id = c.plan_id
    where p.academic_year = ${academicYear} and c.removed_at is null and ${inScope(ctx.scope, 'p.school_id')} and ${putToWork}
    order by i.position, o.position, c.position`.execute(ctx.db);
  return found.rows;
}

export type ActionRow = { school_id: string; done: number; shown: number };

/** Actions of those plans that are done, and how many of them serve an objective with a criterion that has evidence of impact. */
export async function doneActions(ctx: Ctx, academicYear: number): Promise<ActionRow[]> {
  const found = await sql<ActionRow>`select p.school_id, count(*) as done, count(*) filter (where exists (
      select from success_criterion c where c.objective_id = a.objective_id and c.removed_at is null and ${hasImpact})) as shown
    from plan_action a join action_plan p on p.id = a.plan_id
    where p.academic_year = ${academicYear} and a.removed_at is null and a.done_on is not null and ${putToWork} and ${inScope(ctx.scope, 'p.school_id')}
    group by p.school_id`.execute(ctx.db);
  return found.rows;
}

export type GradeRow = TwoGrades & { school_id: string; area: string; of: string; own: string; trust: string };

/** The school's own grade beside the Trust's, of issued judgements only, both of the same version of the same framework. */
export async function gradePairs(ctx: Ctx, academicYear: number): Promise<GradeRow[]> {
  const found = await sql<GradeRow>`with pairs as (
      select i.school_id, i.framework_id, fa.title as area, 'Annual Review' as of, g.grade_code as own_code, j.value->>'gradeCode' as trust_code, fa.scale
      from review_issue i, jsonb_array_elements(i.judgements) j, framework_area fa, school_own_grade g
      where i.academic_year = ${academicYear} and i.withdrawn_at is null
        and not exists (select from review_issue n where n.review_id = i.review_id and n.number > i.number)
        and fa.framework_id = i.framework_id and fa.code = j.value->>'areaCode'
        and g.school_id = i.school_id and g.academic_year = i.academic_year and g.area_id = fa.id
      union all
      select i.school_id, i.framework_id, t.value->>'title', r.title, t.value->>'ownGradeCode', t.value->>'gradeCode', fa.scale
      from review_report_issue i join review_report r on r.id = i.report_id, jsonb_array_elements(i.themes) t, framework_area fa
      where r.academic_year = ${academicYear} and i.withdrawn_at is null
        and not exists (select from review_report_issue n where n.report_id = i.report_id and n.number > i.number)
        and fa.framework_id = i.framework_id and fa.code = t.value->>'areaCode')
    select p.school_id, p.area, p.of, own.label as own, trust.label as trust, own.position as own_position, trust.position as trust_position
    from pairs p join framework_grade own on own.framework_id = p.framework_id and own.scale = p.scale and own.code = p.own_code
      join framework_grade trust on trust.framework_id = p.framework_id and trust.scale = p.scale and trust.code = p.trust_code
    where ${inScope(ctx.scope, 'p.school_id')} order by p.of, p.area`.execute(ctx.db);
  return found.rows;
}

export type ReplyRow = { school_id: string; observed: number; replied: number };

/** Of the people who were observed in a year, how many have replied to what was written; nobody is named. */
export async function repliesOfObserved(ctx: Ctx, academicYear: number): Promise<ReplyRow[]> {
  const first = Temporal.PlainDate.from({ year: academicYear, month: 9, day: 1 });
  const found = await sql<ReplyRow>`select e.school_id, count(distinct e.observed_id) as observed,
      count(distinct e.observed_id) filter (where exists (select from evidence_reply r where r.evidence_id = e.id and r.replied_by = e.observed_id)) as replied
    from evidence e where e.observed_id is not null and e.withdrawn_at is null and e.happened_on >= ${first} and e.happened_on < ${first.add({ years: 1 })}
      and ${inScope(ctx.scope, 'e.school_id')} group by e.school_id`.execute(ctx.db);
  return found.rows;
}
