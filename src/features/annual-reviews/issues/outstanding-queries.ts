import { sql } from 'kysely';
import { scopeOf } from '#core/access/actor.ts';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import { receiptsPath } from '../paths.ts';

/** An issued review of which not everybody who was sent it has confirmed receipt. */
export type OutstandingReceipts = {
  schoolName: string;
  academicYear: number;
  /** Trustees, and governors of the school, who held the role when it was issued and still do. */
  asked: number;
  missing: number;
  href: string;
};

type Row = { review_id: string; school: string; academic_year: number; asked: number; received: number };

/** The newest issue of each review that still lacks receipts, where the reader may read issued reviews: the newest first. One query. */
export async function outstandingReceipts(ctx: Ctx): Promise<OutstandingReceipts[]> {
  const found = await sql<Row>`
    select i.review_id, s.name as school, i.academic_year, count(*) as asked, count(t.person_id) as received
      from review_issue i
      join school s on s.id = i.school_id
      cross join lateral (
        select distinct g.person_id
          from role_grant g join person p on p.id = g.person_id
         where (g.role = 'trustee' or (g.role = 'lgb_member' and g.school_id = i.school_id))
           and g.starts_on <= (i.issued_at at time zone 'Europe/London')::date
           and g.ended_at is null and (g.ends_on is null or g.ends_on >= ${ctx.today})
           and (p.left_on is null or p.left_on > ${ctx.today})
      ) r
      left join review_receipt t on t.issue_id = i.id and t.person_id = r.person_id
     where ${inScope(scopeOf(ctx.actor, 'annual-review:read'), 'i.school_id')}
       and i.withdrawn_at is null
       and i.number = (select max(n.number) from review_issue n where n.review_id = i.review_id)
     group by i.review_id, s.name, i.academic_year, i.issued_at
    having count(*) > count(t.person_id)
     order by i.issued_at desc, s.name`.execute(ctx.db);
  return found.rows.map((row) => ({
    schoolName: row.school,
    academicYear: row.academic_year,
    asked: row.asked,
    missing: row.asked - row.received,
    href: receiptsPath(row.review_id),
  }));
}
