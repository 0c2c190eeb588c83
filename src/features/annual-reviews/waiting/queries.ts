import { sql } from 'kysely';
import { academicYearName } from '#core/academic-year/rules.ts';
import { holds } from '#core/access/actor.ts';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import { factsPath, issuedPath, moderationPath, repliesPath, reviewPath, signPath, teamPath } from '../paths.ts';
import { mayCheckFacts, mayModerate, mayReadDraft, mayReceive, maySign, mayWrite } from '../policy.ts';
import { type Review, reviewRows, reviewsFrom } from '../queries.ts';
import '#core/people/tables.ts';
import { leadingDirectly } from '#features/interventions/index.ts';
import { together } from '#platform/db/together.ts';
import '../tables.ts';

/** Something that waits for the person who asks. */
export type WaitingItem = { title: string; detail: string; href: string; dueOn?: Temporal.PlainDate };

type Known = {
  factsDue: ReadonlyMap<string, Temporal.PlainDate>;
  unreplied: ReadonlyMap<string, number>;
  owed: ReadonlySet<string>;
};

/** A query of issued reviews of which the reader has not confirmed receipt. */
const unconfirmed = (ctx: Ctx) =>
  // Only those who held the role when a review was issued are asked for their receipt: a new trustee is not sent five years of papers.
  ctx.db
    .selectFrom('review_issue as i')
    .select('i.review_id')
    .where(inScope(ctx.scope, 'i.school_id'))
    .where('i.withdrawn_at', 'is', null)
    .where(sql<boolean>`i.number = (select max(n.number) from review_issue n where n.review_id = i.review_id)`)
    .where(
      sql<boolean>`not exists (select from review_receipt t where t.issue_id = i.id and t.person_id = ${ctx.actor.personId})`,
    )
    .where(sql<boolean>`exists (select from role_grant g where g.person_id = ${ctx.actor.personId}
      and (g.role = 'trustee' or (g.role = 'lgb_member' and g.school_id = i.school_id))
      and g.starts_on <= (i.issued_at at time zone 'Europe/London')::date and (g.ends_on is null or g.ends_on >= ${ctx.today}))`);

/** The reviews that can ask something of the reader, and what is known of them; one query. */
async function waiting(ctx: Ctx): Promise<{ reviews: Review[]; facts: Known }> {
  const owed = holds(ctx.actor, 'annual-review:receive') ? unconfirmed(ctx) : null;
  const found = await together(ctx.db, {
    rows: reviewRows(ctx, { openOr: owed }),
    led: leadingDirectly(ctx, { personId: ctx.actor.personId }),
    rounds: ctx.db
      .selectFrom('fact_check as f')
      .innerJoin('annual_review as r', 'r.id', 'f.review_id')
      .select(['f.review_id', 'f.due_on'])
      .where(inScope(ctx.scope, 'r.school_id'))
      .where('f.returned_at', 'is', null),
    points: ctx.db
      .selectFrom('fact_point as p')
      .innerJoin('fact_check as f', 'f.id', 'p.fact_check_id')
      .innerJoin('annual_review as r', 'r.id', 'f.review_id')
      .select((eb) => ['f.review_id', eb.fn.countAll<number>().as('number')])
      .where(inScope(ctx.scope, 'r.school_id'))
      .where('p.outcome', 'is', null)
      .groupBy('f.review_id'),
    owed,
  });
  return {
    reviews: reviewsFrom(found.rows, found.led),
    facts: {
      factsDue: new Map(found.rounds.map((row) => [row.review_id, row.due_on])),
      unreplied: new Map(found.points.map((row) => [row.review_id, row.number])),
      owed: new Set(found.owed?.map((row) => row.review_id)),
    },
  };
}

function itemsOf(ctx: Ctx, review: Review, facts: Known): WaitingItem[] {
  const { actor } = ctx;
  const of = `Annual Review ${academicYearName(review.academicYear)} of ${review.schoolName}`;
  const due = { dueOn: review.dueOn };
  const items: WaitingItem[] = [];
  const own = review.team.find((member) => member.personId === actor.personId);
  if (own && own.declaredAt === null && mayWrite(actor, review).allowed) {
    items.push({
      title: `Declare whether anything ties you to ${review.schoolName}`,
      detail: of,
      href: teamPath(review.id),
      ...due,
    });
  }
  if (review.state === 'draft' && mayWrite(actor, review).allowed)
    items.push({ title: `Write the ${of}`, detail: 'You are on the team.', href: reviewPath(review.id), ...due });
  if (review.state === 'revision' && mayWrite(actor, review).allowed) {
    const points = facts.unreplied.get(review.id) ?? 0;
    items.push(
      points > 0
        ? {
            title: `Reply to the school on the ${of}`,
            detail: `${points} ${points === 1 ? 'point has' : 'points have'} no reply yet.`,
            href: repliesPath(review.id),
            ...due,
          }
        : {
            title: `Revise the ${of}`,
            detail: 'It is with you to revise and send to moderation.',
            href: reviewPath(review.id),
            ...due,
          },
    );
  }
  if (mayCheckFacts(actor, review).allowed) {
    items.push({
      title: `Check the facts of the ${of}`,
      detail: 'Say of each part whether it is accurate.',
      href: factsPath(review.id),
      dueOn: facts.factsDue.get(review.id) ?? review.dueOn,
    });
  }
  if (mayModerate(actor, review).allowed)
    items.push({
      title: `Moderate the ${of}`,
      detail: 'Agree each grade, or ask for another with a reason.',
      href: moderationPath(review.id),
      ...due,
    });
  if (maySign(actor, review).allowed && mayReadDraft(actor, review).allowed) {
    if (review.state === 'signature')
      items.push({
        title: `Sign the ${of}`,
        detail: 'Its grades have been moderated.',
        href: signPath(review.id),
        ...due,
      });
    if (review.state === 'signed')
      items.push({ title: `Issue the ${of}`, detail: 'It is signed.', href: signPath(review.id), ...due });
  }
  if (mayReceive(actor, review).allowed && facts.owed.has(review.id)) {
    items.push({ title: `Read the ${of}`, detail: 'Confirm that you have received it.', href: issuedPath(review.id) });
  }
  return items;
}

/** What waits for this person in any review, the soonest due first: to write, declare, check, reply, moderate, sign, issue, or confirm. */
export async function reviewsWaitingFor(ctx: Ctx): Promise<WaitingItem[]> {
  const { reviews, facts } = await waiting(ctx);
  const far = Temporal.PlainDate.from('9999-12-31');
  return reviews
    .flatMap((review) => itemsOf(ctx, review, facts))
    .sort((a, b) => Temporal.PlainDate.compare(a.dueOn ?? far, b.dueOn ?? far));
}
