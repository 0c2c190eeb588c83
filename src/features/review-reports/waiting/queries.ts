import { sql } from 'kysely';
import { holds } from '#core/access/actor.ts';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import { together } from '#platform/db/together.ts';
import { reviewReportPaths } from '../paths.ts';
import { mayBegin, mayCheckFacts, mayReceive, maySign, mayWrite } from '../policy.ts';
import { type Report, reportsInScope } from '../queries.ts';
import { withoutReport } from '../review-queries.ts';
import '../tables.ts';

/** Something that waits for the person who asks. */
export type WaitingItem = { title: string; detail: string; href: string; dueOn?: Temporal.PlainDate };

/** A query of issued reports of which the reader, who governed the school when they were issued, has not confirmed receipt. */
const unconfirmed = (ctx: Ctx) =>
  ctx.db
    .selectFrom('review_report_issue as i')
    .select('i.report_id')
    .where(inScope(ctx.scope, 'i.school_id'))
    .where('i.withdrawn_at', 'is', null)
    .where(sql<boolean>`i.number = (select max(n.number) from review_report_issue n where n.report_id = i.report_id)`)
    .where(
      sql<boolean>`not exists (select from review_report_receipt t where t.issue_id = i.id and t.person_id = ${ctx.actor.personId})`,
    )
    .where(sql<boolean>`exists (select from role_grant g where g.person_id = ${ctx.actor.personId} and g.role = 'lgb_member' and g.school_id = i.school_id
      and g.starts_on <= (i.issued_at at time zone 'Europe/London')::date and (g.ends_on is null or g.ends_on >= ${ctx.today}))`);

async function known(ctx: Ctx) {
  return await together(ctx.db, {
    rounds: ctx.db
      .selectFrom('review_report_check as f')
      .innerJoin('review_report as r', 'r.id', 'f.report_id')
      .select(['f.report_id', 'f.due_on'])
      .where(inScope(ctx.scope, 'r.school_id'))
      .where('f.returned_at', 'is', null),
    points: ctx.db
      .selectFrom('review_report_check_point as p')
      .innerJoin('review_report_check as f', 'f.id', 'p.check_id')
      .innerJoin('review_report as r', 'r.id', 'f.report_id')
      .select((eb) => ['f.report_id', eb.fn.countAll<number>().as('number')])
      .where(inScope(ctx.scope, 'r.school_id'))
      .where('p.outcome', 'is', null)
      .groupBy('f.report_id'),
    owed: holds(ctx.actor, 'review-report:receive') ? unconfirmed(ctx) : null,
  });
}

type Known = Awaited<ReturnType<typeof known>>;

function itemsOf(ctx: Ctx, report: Report, facts: Known): WaitingItem[] {
  const { actor } = ctx;
  const of = `report “${report.title}”`;
  const detail = report.schoolName;
  const page = reviewReportPaths.report(report.id);
  if (mayWrite(actor, report).allowed) {
    if (report.state === 'draft') return [{ title: `Write the ${of}`, detail, href: page }];
    const points = facts.points.find((row) => row.report_id === report.id)?.number ?? 0;
    if (points > 0)
      return [
        {
          title: `Reply to the school on the ${of}`,
          detail: `${detail}. ${points} ${points === 1 ? 'point has' : 'points have'} no reply yet.`,
          href: reviewReportPaths.replies(report.id),
        },
      ];
    return [{ title: `Revise the ${of}`, detail: `${detail}. Then send it to be signed.`, href: page }];
  }
  if (mayCheckFacts(actor, report).allowed) {
    const dueOn = facts.rounds.find((row) => row.report_id === report.id)?.due_on;
    const item = {
      title: `Check the facts of the ${of}`,
      detail: 'Say of each part whether it is accurate.',
      href: reviewReportPaths.facts(report.id),
    };
    return [dueOn ? { ...item, dueOn } : item];
  }
  if (maySign(actor, report).allowed && (report.state === 'signature' || report.state === 'signed'))
    return [
      {
        title: `${report.state === 'signature' ? 'Sign' : 'Issue'} the ${of}`,
        detail,
        href: reviewReportPaths.sign(report.id),
      },
    ];
  return [];
}

const owedItem = (report: Report): WaitingItem => ({
  title: `Read the report “${report.title}”`,
  detail: 'Confirm that you have received it.',
  href: reviewReportPaths.issued(report.id),
});

/** What waits for this person in reports of reviews: to begin, write, check, reply, sign, issue, or confirm. */
export async function reviewReportsWaitingFor(ctx: Ctx): Promise<WaitingItem[]> {
  const facts = await known(ctx);
  const owed = (facts.owed ?? []).map((row) => row.report_id);
  const open = await reportsInScope(ctx, { open: true });
  const received = owed.length > 0 ? await reportsInScope(ctx, { reportIds: owed }) : [];
  const bare = holds(ctx.actor, 'review-report:write') ? await withoutReport(ctx) : [];
  return [
    ...open.flatMap((report) => itemsOf(ctx, report, facts)),
    ...received.filter((report) => mayReceive(ctx.actor, report).allowed).map(owedItem),
    ...bare
      .filter((review) => review.leadId === ctx.actor.personId && mayBegin(ctx.actor, review).allowed)
      .map((review) => ({
        title: `Begin the report of “${review.title}”`,
        detail: `${review.schoolName}. Its evidence is complete.`,
        href: reviewReportPaths.list(),
      })),
  ];
}
