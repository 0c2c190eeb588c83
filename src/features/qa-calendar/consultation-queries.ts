import { sql } from 'kysely';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import { holdersAt } from '#core/people/queries.ts';
import { together } from '#platform/db/together.ts';
import { NotFound } from '#platform/errors.ts';
import type { Standing } from './consultation-rules.ts';
import { stateOf } from './consultation-rules.ts';
import './tables.ts';

/** The versions of one school's calendar that it was asked about, newest first, each with what was said to it. */
export async function consultationsOf(ctx: Ctx, schoolId: string, academicYear: number) {
  const { rounds, answers, requests, publications, nobody } = await together(ctx.db, {
    rounds: ctx.db
      .selectFrom('qa_consultation as c')
      .innerJoin('person as p', 'p.id', 'c.asked_by')
      .select(['c.id', 'c.version', 'c.due_on', 'c.what_changed', 'c.entries', 'c.asked_at', 'p.name as by'])
      .where(inScope(ctx.scope, 'c.school_id'))
      .where('c.school_id', '=', schoolId)
      .where('c.academic_year', '=', academicYear)
      .orderBy('c.version', 'desc'),
    answers: ctx.db
      .selectFrom('qa_answer as a')
      .innerJoin('qa_consultation as c', 'c.id', 'a.consultation_id')
      .innerJoin('person as p', 'p.id', 'a.answered_by')
      .select(['a.consultation_id', 'a.side', 'a.agrees', 'a.words', 'a.answered_at', 'p.name as by'])
      .where('c.school_id', '=', schoolId)
      .where('c.academic_year', '=', academicYear)
      .orderBy('a.answered_at'),
    requests: moveRequests(ctx).where('c.school_id', '=', schoolId).where('c.academic_year', '=', academicYear),
    publications: ctx.db
      .selectFrom('qa_publication as u')
      .innerJoin('person as p', 'p.id', 'u.published_by')
      .select(['u.version', 'u.published_at', 'u.without_agreement_why', 'p.name as by'])
      .where('u.school_id', '=', schoolId)
      .where('u.academic_year', '=', academicYear)
      .orderBy('u.version', 'desc'),
    nobody: ctx.db
      .selectFrom('qa_no_representative as n')
      .innerJoin('person as p', 'p.id', 'n.said_by')
      .select(['n.why', 'n.said_at', 'p.name as by'])
      .where('n.school_id', '=', schoolId)
      .where('n.academic_year', '=', academicYear)
      .orderBy('n.said_at', 'desc'),
  });
  return { rounds, answers, requests, publications, nobody };
}

export type Consultations = Awaited<ReturnType<typeof consultationsOf>>;

const moveRequests = (ctx: Ctx) =>
  ctx.db
    .selectFrom('qa_move_request as r')
    .innerJoin('qa_consultation as c', 'c.id', 'r.consultation_id')
    .innerJoin('qa_entry as e', 'e.id', 'r.entry_id')
    .innerJoin('school as s', 's.id', 'r.school_id')
    .innerJoin('person as p', 'p.id', 'r.asked_by')
    .leftJoin('person as t', 't.id', 'r.settled_by')
    .select([
      'r.id',
      'r.school_id',
      's.name as school',
      'c.academic_year',
      'c.version',
      'r.consultation_id',
      'r.entry_id',
      'e.title',
      'e.revision as entry_revision',
      'e.starts_on',
      'e.ends_on',
      'r.side',
      'r.wished_on',
      'r.why',
      'r.asked_at',
      'p.name as by',
      'r.outcome',
      'r.outcome_words',
      'r.settled_at',
      't.name as settled_by',
    ])
    .where(inScope(ctx.scope, 'r.school_id'))
    .orderBy('r.asked_at');

export type MoveRequest = Consultations['requests'][number];

/** One request to move of the reader's schools; anything else is `NotFound`. */
export async function findMoveRequest(ctx: Ctx, id: string) {
  const found = await moveRequests(ctx).where('r.id', '=', id).executeTakeFirst();
  if (!found) throw new NotFound();
  return found;
}

/** Of these years those in which a school in scope has been asked since its calendar was last published. */
const yearsUnderWay = (ctx: Ctx, academicYears: readonly number[]) =>
  ctx.db
    .selectFrom('qa_consultation as c')
    .select('c.academic_year')
    .distinct()
    .where(inScope(ctx.scope, 'c.school_id'))
    .where(sql<boolean>`c.academic_year = any(${[...academicYears]}::integer[])`)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('qa_publication as u')
            .select('u.id')
            .whereRef('u.school_id', '=', 'c.school_id')
            .whereRef('u.academic_year', '=', 'c.academic_year')
            .whereRef('u.published_at', '>=', 'c.asked_at'),
        ),
      ),
    )
    .orderBy('c.academic_year');

/** Requests to move that nobody has settled, and the years in which consultations are under way, at schools in scope: one query. */
export async function consultationsUnderWay(ctx: Ctx, academicYears: readonly number[]) {
  const { requests, years } = await together(ctx.db, {
    requests: moveRequests(ctx).where('r.outcome', 'is', null),
    years: yearsUnderWay(ctx, academicYears),
  });
  return { requests, years: years.map((row) => row.academic_year) };
}

/** Where the calendar of each school in scope stands in a year, from one query of each kind. */
export async function standings(ctx: Ctx, academicYear: number) {
  const newest = ctx.db
    .selectFrom('qa_consultation as c')
    .select(['c.id', 'c.school_id', 'c.version', 'c.due_on', 'c.asked_at'])
    .distinctOn('c.school_id')
    .where('c.academic_year', '=', academicYear)
    .where(inScope(ctx.scope, 'c.school_id'))
    .orderBy('c.school_id')
    .orderBy('c.version', 'desc');
  const { schools, rounds, answers, requests, publications, nobody, entries } = await together(ctx.db, {
    schools: ctx.db
      .selectFrom('school')
      .select(['id', 'name', 'phase'])
      .where(inScope(ctx.scope, 'id'))
      .where((eb) => eb.or([eb('left_on', 'is', null), eb('left_on', '>', ctx.today)]))
      .orderBy('name'),
    rounds: newest,
    answers: ctx.db
      .selectFrom('qa_answer as a')
      .innerJoin(newest.as('n'), 'n.id', 'a.consultation_id')
      .select(['a.consultation_id', 'a.side', 'a.agrees', 'a.words', 'a.answered_at'])
      .orderBy('a.answered_at'),
    requests: ctx.db
      .selectFrom('qa_move_request as r')
      .innerJoin('qa_consultation as c', 'c.id', 'r.consultation_id')
      .select((eb) => [
        'r.school_id',
        eb.fn.countAll<number>().filterWhere('r.outcome', 'is', null).as('open'),
        eb.fn.max('r.settled_at').filterWhere('r.outcome', '=', 'declined').as('declined_at'),
      ])
      .where('c.academic_year', '=', academicYear)
      .groupBy('r.school_id'),
    publications: ctx.db
      .selectFrom('qa_publication')
      .select((eb) => ['school_id', eb.fn.max('published_at').as('published_at')])
      .where('academic_year', '=', academicYear)
      .groupBy('school_id'),
    nobody: ctx.db.selectFrom('qa_no_representative').select('school_id').where('academic_year', '=', academicYear),
    entries: ctx.db
      .selectFrom('qa_entry')
      .select((eb) => ['school_id', eb.fn.countAll<number>().as('entries')])
      .where('academic_year', '=', academicYear)
      .where('stopped_at', 'is', null)
      .groupBy('school_id'),
  });
  const representatives = await holdersAt(
    ctx.db,
    schools.map((school) => school.id),
    ['staff_representative'],
    ctx.today,
  );
  return schools.map((school) => {
    const round = rounds.find((found) => found.school_id === school.id);
    const standing: Standing = {
      asked: round ? { version: round.version, askedAt: round.asked_at } : null,
      answers: answers.filter((answer) => answer.consultation_id === round?.id),
      openRequests: requests.find((found) => found.school_id === school.id)?.open ?? 0,
      representatives: representatives.filter((person) => person.school_id === school.id).length,
      nobodySaid: nobody.some((found) => found.school_id === school.id),
      publishedAt: publications.find((found) => found.school_id === school.id)?.published_at ?? null,
    };
    return {
      school,
      standing,
      declinedAt: requests.find((found) => found.school_id === school.id)?.declined_at ?? null,
      dueOn: round?.due_on ?? null,
      entries: entries.find((found) => found.school_id === school.id)?.entries ?? 0,
      state: stateOf(standing),
    };
  });
}

export type SchoolStanding = Awaited<ReturnType<typeof standings>>[number];

/** Where the calendar of one school stands; `NotFound` outside scope. */
export async function standingOf(ctx: Ctx, schoolId: string, academicYear: number): Promise<SchoolStanding> {
  const narrowed: Ctx =
    ctx.scope.schools === 'all' || ctx.scope.schools.includes(schoolId)
      ? { ...ctx, scope: { trustId: ctx.scope.trustId, schools: [schoolId] } }
      : { ...ctx, scope: { trustId: ctx.scope.trustId, schools: [] } };
  const [found] = await standings(narrowed, academicYear);
  if (!found) throw new NotFound();
  return found;
}

/** Years that have entries or an asked school, for the way between them. */
export async function yearsWithEntries(ctx: Ctx): Promise<number[]> {
  const rows = await ctx.db
    .selectFrom('qa_entry')
    .select('academic_year')
    .distinct()
    .where(inScope(ctx.scope, 'school_id'))
    .orderBy('academic_year', 'desc')
    .execute();
  return rows.map((row) => row.academic_year);
}
