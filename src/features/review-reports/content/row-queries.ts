import { sql } from 'kysely';
import { inScope } from '#core/access/scope.ts';
import type { ClaimLink, ClaimWaiver } from '#core/claims/claim-rules.ts';
import type { Ctx } from '#core/context.ts';
import type { EvidenceKind } from '#core/evidence/kinds.ts';
import '#core/people/tables.ts';
import type { Found, ReportState, StepName } from '../rules.ts';
import '../tables.ts';

/** Moments and days arrive as text inside JSON. */
export type ContentRows = {
  steps: {
    number: number;
    step: StepName;
    state: ReportState;
    takenAt: string;
    takenBy: string;
    why: string | null;
    name: string;
  }[];
  parts: { part: string; body: string; revision: number; savedAt: string | null; savedBy: string | null }[];
  findings: { id: string; areaCode: string | null; what: string; why: string; revision: number }[];
  followUps: {
    earlierFindingId: string;
    found: Found;
    words: string;
    findingId: string | null;
    revision: number;
    by: string;
  }[];
  /** Of every piece linked only what tells nothing of its content; its title comes from what the reader may open. */
  links: (ClaimLink & {
    sentence: string;
    kind: EvidenceKind;
    happenedOn: string;
    open: boolean;
    withdrawn: boolean;
  })[];
  waivers: (ClaimWaiver & { sentence: string })[];
  settled: { id: string; word: string; hash: string; replacement: string | null; by: string }[];
};

const nothing: ContentRows = { steps: [], parts: [], findings: [], followUps: [], links: [], waivers: [], settled: [] };

/** Everything that is stored of what a report says, in one round trip. */
export async function contentRows(ctx: Ctx, reportId: string): Promise<ContentRows> {
  const found = await sql<ContentRows>`select
    (select coalesce(json_agg(json_build_object('number', t.number, 'step', t.step, 'state', t.state, 'takenAt', t.taken_at, 'takenBy', t.taken_by,
        'why', t.why, 'name', p.name) order by t.number), '[]')
       from review_report_step t join person p on p.id = t.taken_by where t.report_id = r.id) as steps,
    (select coalesce(json_agg(json_build_object('part', s.part, 'body', s.body, 'revision', s.revision, 'savedAt', s.saved_at, 'savedBy', p.name)), '[]')
       from review_report_part s left join person p on p.id = s.saved_by where s.report_id = r.id) as parts,
    (select coalesce(json_agg(json_build_object('id', f.id, 'areaCode', f.area_code, 'what', f.what, 'why', f.why, 'revision', f.revision)
        order by f.position, f.id), '[]') from review_report_finding f where f.report_id = r.id and f.removed_at is null) as findings,
    (select coalesce(json_agg(json_build_object('earlierFindingId', u.earlier_finding_id, 'found', u.found, 'words', u.words, 'findingId', u.finding_id,
        'revision', u.revision, 'by', p.name)), '[]')
       from review_report_follow_up u join person p on p.id = u.said_by where u.report_id = r.id) as "followUps",
    (select coalesce(json_agg(json_build_object('part', c.part, 'hash', c.sentence_hash, 'sentence', c.sentence, 'evidenceId', c.evidence_id,
        'kind', e.kind, 'happenedOn', e.happened_on, 'open', e.readers = 'leaders', 'withdrawn', e.withdrawn_at is not null) order by c.linked_at, c.id), '[]')
       from review_report_claim_evidence c join evidence e on e.id = c.evidence_id where c.report_id = r.id) as links,
    (select coalesce(json_agg(json_build_object('part', w.part, 'hash', w.sentence_hash, 'sentence', w.sentence, 'kind', w.kind,
        'reason', w.reason)), '[]') from review_report_claim_waiver w where w.report_id = r.id) as waivers,
    (select coalesce(json_agg(json_build_object('id', n.id, 'word', n.word, 'hash', n.sentence_hash, 'replacement', n.replacement, 'by', p.name)
        order by n.settled_at), '[]')
       from review_report_settled_word n join person p on p.id = n.settled_by where n.report_id = r.id) as settled
    from review_report r where r.id = ${reportId} and ${inScope(ctx.scope, 'r.school_id')}`.execute(ctx.db);
  return found.rows[0] ?? nothing;
}
