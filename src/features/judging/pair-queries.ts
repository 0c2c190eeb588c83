import { sql } from 'kysely';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import { type Area, type Framework, frameworksByIds } from '#core/frameworks/queries.ts';
import '#core/organisations/tables.ts';
import '#core/people/tables.ts';
import { together } from '#platform/db/together.ts';
import { NotFound } from '#platform/errors.ts';
import { type GivenTwice, type PairState, pairState, type Said, type SubjectType } from './moderation-rules.ts';
import { mayReadPair, type PairStanding } from './policy.ts';
import type { DraftGrade } from './tables.ts';
import './tables.ts';

export type Grader = PairStanding['graders'][number] & { name: string };
export type OutcomeGrade = { areaId: string; gradeCode: string | null; reasons: string };
export type Outcome = Said & { number: number; saidAt: Temporal.Instant; by: string; grades: readonly OutcomeGrade[] };

export type Pair = Omit<PairStanding, 'graders'> & {
  id: string;
  school: string | null;
  academicYear: number;
  title: string;
  subject: { type: SubjectType; id: string };
  framework: Framework;
  areas: readonly Area[];
  graders: readonly Grader[];
  askedByName: string;
  askedAt: Temporal.Instant;
  dueOn: Temporal.PlainDate;
  stoppedWhy: string | null;
  state: PairState;
  /** When both had committed themselves; null until then. */
  revealedAt: Temporal.Instant | null;
  /** What both gave, area by area; empty until then. */
  given: readonly GivenTwice[];
  outcome: Outcome | null;
};

export type WhichPairs = {
  pairId?: string;
  academicYear?: number;
  /** Only pairs that ask something of this person. */
  graderId?: string;
  judgementId?: string;
  themeId?: string;
};

type StoredGrader = {
  personId: string;
  name: string;
  declaredAt: string | null;
  interest: string | null;
  committedAt: string | null;
};

const moment = (text: string | null) => (text === null ? null : Temporal.Instant.from(text));

/** A query of pairs at the reader's schools, and of those without a school; callers narrow by policy. */
function rows(ctx: Ctx, which: WhichPairs) {
  let query = ctx.db
    .selectFrom('moderation_pair as p')
    .leftJoin('school as s', 's.id', 'p.school_id')
    .innerJoin('person as asker', 'asker.id', 'p.asked_by')
    .selectAll('p')
    .select([
      's.name as school',
      'asker.name as asked_by_name',
      sql<
        StoredGrader[]
      >`(select coalesce(json_agg(json_build_object('personId', g.person_id, 'name', n.name, 'declaredAt', g.declared_at,
          'interest', g.interest, 'committedAt', c.committed_at) order by g.person_id), '[]')
        from moderation_grader g join person n on n.id = g.person_id
        left join moderation_commitment c on c.pair_id = g.pair_id and c.person_id = g.person_id where g.pair_id = p.id)`.as(
        'graders',
      ),
      sql<string[]>`array(select a.area_id from moderation_area a where a.pair_id = p.id order by a.position)`.as(
        'area_ids',
      ),
    ])
    .where(sql<boolean>`(p.school_id is null or ${inScope(ctx.scope, 'p.school_id')})`);
  if (which.pairId) query = query.where('p.id', '=', which.pairId);
  if (which.academicYear) query = query.where('p.academic_year', '=', which.academicYear);
  if (which.judgementId) query = query.where('p.judgement_id', '=', which.judgementId);
  if (which.themeId) query = query.where('p.theme_id', '=', which.themeId);
  if (which.graderId)
    query = query.where(
      sql<boolean>`exists (select from moderation_grader g where g.pair_id = p.id and g.person_id = ${which.graderId})`,
    );
  return query.orderBy('p.asked_at', 'desc').orderBy('p.id');
}

/**
 * What was given and said for some pairs. The database itself leaves out what another person gave before both have committed themselves; drafts are never
 * asked for here.
 */
async function said(ctx: Ctx, pairIds: readonly string[]) {
  const of = [...pairIds];
  return await together(ctx.db, {
    grades: ctx.db
      .selectFrom('moderation_grade as g')
      .select(['g.pair_id', 'g.person_id', 'g.area_id', 'g.grade_code', 'g.reasons'])
      .where('g.pair_id', 'in', of)
      .orderBy('g.person_id'),
    outcomes: ctx.db
      .selectFrom('moderation_outcome as o')
      .innerJoin('person as n', 'n.id', 'o.said_by')
      .leftJoin('moderation_confirmation as c', 'c.outcome_id', 'o.id')
      .select(['o.id', 'o.pair_id', 'o.number', 'o.said_at', 'o.said_by', 'n.name as by', 'c.confirmed_by'])
      .select(
        sql<
          OutcomeGrade[]
        >`(select coalesce(json_agg(json_build_object('areaId', x.area_id, 'gradeCode', x.grade_code, 'reasons', x.reasons)), '[]')
          from moderation_outcome_grade x where x.outcome_id = o.id)`.as('grades'),
      )
      .where('o.pair_id', 'in', of)
      .where(sql<boolean>`o.number = (select max(m.number) from moderation_outcome m where m.pair_id = o.pair_id)`),
  });
}

/** Pairs that the reader may open, the newest first. */
export async function pairs(ctx: Ctx, which: WhichPairs = {}): Promise<Pair[]> {
  const found = (await rows(ctx, which).execute()).map((row) => ({
    ...row,
    graders: row.graders.map(
      (grader): Grader => ({
        ...grader,
        declaredAt: moment(grader.declaredAt),
        committedAt: moment(grader.committedAt),
      }),
    ),
  }));
  const readable = found.filter((row) =>
    mayReadPair(ctx.actor, { schoolId: row.school_id, askedBy: row.asked_by, graders: row.graders }),
  );
  if (readable.length === 0) return [];
  const { grades, outcomes } = await said(
    ctx,
    readable.map((row) => row.id),
  );
  const frameworks = await frameworksByIds(ctx, [...new Set(readable.map((row) => row.framework_id))]);
  return readable.flatMap((row): Pair[] => {
    const framework = frameworks.find((one) => one.id === row.framework_id);
    if (!framework) return [];
    const areas = row.area_ids.flatMap((id) => framework.areas.find((area) => area.id === id) ?? []);
    const committed = row.graders.flatMap((grader) => grader.committedAt ?? []);
    const revealedAt = committed.length === 2 ? (committed.sort(Temporal.Instant.compare).at(-1) ?? null) : null;
    const given =
      revealedAt === null
        ? []
        : areas.map((area): GivenTwice => {
            const own = grades.filter((grade) => grade.pair_id === row.id && grade.area_id === area.id);
            return {
              areaId: area.id,
              grades: own.map((grade) => ({
                personId: grade.person_id,
                gradeCode: grade.grade_code,
                reasons: grade.reasons,
              })),
            };
          });
    const last = outcomes.find((outcome) => outcome.pair_id === row.id);
    const outcome: Outcome | null = last
      ? {
          id: last.id,
          number: last.number,
          saidAt: last.said_at,
          saidBy: last.said_by,
          by: last.by,
          confirmedBy: last.confirmed_by,
          grades: last.grades,
        }
      : null;
    const state = pairState({ stopped: row.stopped_at !== null, committed: committed.length, given, outcome });
    return [
      {
        id: row.id,
        schoolId: row.school_id,
        school: row.school,
        academicYear: row.academic_year,
        title: row.title,
        subject: subjectOf(row),
        framework,
        areas,
        graders: row.graders,
        askedBy: row.asked_by,
        askedByName: row.asked_by_name,
        askedAt: row.asked_at,
        dueOn: row.due_on,
        stoppedWhy: row.stopped_why,
        state,
        revealedAt,
        given,
        outcome,
        outcomeBy: outcome?.saidBy ?? null,
      },
    ];
  });
}

function subjectOf(row: {
  theme_id: string | null;
  judgement_id: string | null;
  evidence_id: string | null;
  vignette_id: string | null;
}): Pair['subject'] {
  if (row.theme_id) return { type: 'theme', id: row.theme_id };
  if (row.judgement_id) return { type: 'judgement', id: row.judgement_id };
  return row.evidence_id ? { type: 'evidence', id: row.evidence_id } : { type: 'vignette', id: row.vignette_id ?? '' };
}

/** One pair that the reader may open; anything else is `NotFound`. */
export async function findPair(ctx: Ctx, pairId: string): Promise<Pair> {
  const [found] = await pairs(ctx, { pairId });
  if (!found) throw new NotFound();
  return found;
}

/** The reader's own draft of a pair; nobody else's can be had. */
export async function ownDraft(ctx: Ctx, pairId: string): Promise<{ grades: readonly DraftGrade[]; revision: number }> {
  const row = await ctx.db
    .selectFrom('moderation_draft')
    .select(['grades', 'revision'])
    .where('pair_id', '=', pairId)
    .where('person_id', '=', ctx.actor.personId)
    .executeTakeFirst();
  return row ?? { grades: [], revision: 0 };
}

/** What the reader has committed themselves to, also while the other has not. */
export async function ownGrades(ctx: Ctx, pairId: string): Promise<readonly DraftGrade[]> {
  return await ctx.db
    .selectFrom('moderation_grade')
    .select(['area_id as areaId', 'grade_code as gradeCode', 'reasons'])
    .where('pair_id', '=', pairId)
    .where('person_id', '=', ctx.actor.personId)
    .execute();
}
