import { sql } from 'kysely';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import '#core/people/tables.ts';
import type { ClaimLink, ClaimWaiver } from '#core/claims/claim-rules.ts';
import type { ReviewState, SectionCode, StepName } from '../rules.ts';
import '../tables.ts';

/** Moments arrive as text inside JSON. */
type Saved = { revision: number; savedAt: string | null; savedBy: string | null };
type StepRow = {
  number: number;
  step: StepName;
  state: ReviewState;
  taken_at: string;
  taken_by: string;
  why: string | null;
  name: string;
};

/** Everything that is stored of what a review says, each list in its order. */
export type ContentRows = {
  steps: StepRow[];
  sections: (Saved & { code: SectionCode; body: string })[];
  judgements: (Saved & { id: string; areaCode: string; gradeCode: string | null; reasons: string })[];
  moderations: {
    judgementId: string;
    round: number;
    decision: 'agrees' | 'asks_change';
    authorCode: string;
    moderatedCode: string;
    reason: string | null;
    by: string;
    at: string;
  }[];
  keyIssues: { id: string; areaCode: string; body: string; revision: number }[];
  links: (ClaimLink & { id: string; sentence: string })[];
  waivers: (ClaimWaiver & { sentence: string })[];
};

const nothing: ContentRows = {
  steps: [],
  sections: [],
  judgements: [],
  moderations: [],
  keyIssues: [],
  links: [],
  waivers: [],
};

/** All of it in one round trip. */
export async function contentRows(ctx: Ctx, reviewId: string): Promise<ContentRows> {
  const found = await sql<ContentRows>`select
    (select coalesce(json_agg(json_build_object('number', t.number, 'step', t.step, 'state', t.state, 'taken_at', t.taken_at, 'taken_by', t.taken_by,
        'why', t.why, 'name', p.name) order by t.number), '[]')
       from review_step t join person p on p.id = t.taken_by where t.review_id = r.id) as steps,
    (select coalesce(json_agg(json_build_object('code', s.code, 'body', s.body, 'revision', s.revision, 'savedAt', s.saved_at, 'savedBy', p.name)), '[]')
       from review_section s left join person p on p.id = s.saved_by where s.review_id = r.id) as sections,
    (select coalesce(json_agg(json_build_object('id', j.id, 'areaCode', j.area_code, 'gradeCode', j.grade_code, 'reasons', j.reasons,
        'revision', j.revision, 'savedAt', j.saved_at, 'savedBy', p.name)), '[]')
       from judgement j left join person p on p.id = j.saved_by where j.review_id = r.id) as judgements,
    (select coalesce(json_agg(json_build_object('judgementId', m.judgement_id, 'round', m.round, 'decision', m.decision, 'authorCode', m.author_grade_code,
        'moderatedCode', m.moderated_grade_code, 'reason', m.reason, 'by', p.name, 'at', m.decided_at) order by m.round), '[]')
       from judgement_moderation m join judgement j on j.id = m.judgement_id join person p on p.id = m.decided_by where j.review_id = r.id) as moderations,
    (select coalesce(json_agg(json_build_object('id', k.id, 'areaCode', k.area_code, 'body', k.body, 'revision', k.revision)
        order by k.position, k.id), '[]') from key_issue k where k.review_id = r.id) as "keyIssues",
    (select coalesce(json_agg(json_build_object('id', c.id, 'part', c.part, 'hash', c.sentence_hash, 'sentence', c.sentence,
        'evidenceId', c.evidence_id) order by c.linked_at, c.id), '[]') from claim_evidence c where c.review_id = r.id) as links,
    (select coalesce(json_agg(json_build_object('part', w.part, 'hash', w.sentence_hash, 'sentence', w.sentence, 'kind', w.kind,
        'reason', w.reason)), '[]') from claim_waiver w where w.review_id = r.id) as waivers
    from annual_review r where r.id = ${reviewId} and ${inScope(ctx.scope, 'r.school_id')}`.execute(ctx.db);
  return found.rows[0] ?? nothing;
}
