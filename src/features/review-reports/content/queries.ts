import type { Claim, ClaimState } from '#core/claims/claim-rules.ts';
import { claimsOf } from '#core/claims/claim-rules.ts';
import type { Ctx } from '#core/context.ts';
import type { EvidenceKind } from '#core/evidence/kinds.ts';
import { type Evidence, evidenceByIds } from '#core/evidence/queries.ts';
import { type Framework, findFramework, type Grade } from '#core/frameworks/queries.ts';
import { activitiesOf, reviewsInScope, type Theme, themesOf } from '#features/reviews/index.ts';
import { type FactCheck, factChecks } from '../checks/queries.ts';
import { issueBefore, type ReportIssue } from '../issues/queries.ts';
import type { Report } from '../queries.ts';
import {
  needsEvidence,
  type Part,
  type SectionCode,
  sectionCodes,
  sectionPart,
  sections,
  themePart,
} from '../rules.ts';
import { type ContentRows, contentRows } from './row-queries.ts';

export type PartContent = {
  part: Part;
  title: string;
  body: string;
  revision: number;
  savedAt: Temporal.Instant | null;
  savedBy: string | null;
};
export type SectionContent = PartContent & { code: SectionCode };
export type ThemeContent = PartContent & {
  areaCode: string;
  areaId: string;
  grade: Grade | null;
  ownGrade: Grade | null;
};
export type FindingContent = {
  id: string;
  number: number;
  areaCode: string | null;
  what: string;
  why: string;
  revision: number;
};
/** A piece that a sentence rests on. `piece` is there where this reader may open it. */
export type LinkedEvidence = {
  id: string;
  kind: EvidenceKind;
  happenedOn: Temporal.PlainDate;
  /** Open to every leader of the school, so that its title may stand in the report. */
  open: boolean;
  withdrawn: boolean;
  piece: Evidence | null;
};
export type ReportStep = Omit<ContentRows['steps'][number], 'takenAt'> & { takenAt: Temporal.Instant };

export type ReportContent = {
  report: Report;
  framework: Framework;
  /** The review is still closed: its evidence has not been reopened since. */
  gathered: boolean;
  team: readonly {
    personId: string | null;
    name: string;
    role: 'lead' | 'reviewer';
    jobTitle: string | null;
    organisation: string | null;
  }[];
  reviewDays: { startsOn: Temporal.PlainDate; endsOn: Temporal.PlainDate } | null;
  steps: readonly ReportStep[];
  sections: readonly SectionContent[];
  themes: readonly ThemeContent[];
  findings: readonly FindingContent[];
  /** What was looked at: how many activities of each kind were recorded. */
  lookedAt: ReadonlyMap<EvidenceKind, number>;
  /** Pieces that the review's own activities recorded. */
  reviewEvidenceIds: readonly string[];
  links: ContentRows['links'];
  waivers: ContentRows['waivers'];
  settled: ContentRows['settled'];
  evidence: ReadonlyMap<string, LinkedEvidence>;
  claims: readonly Claim<Part>[];
  checks: readonly FactCheck[];
  earlier: ReportIssue | null;
  followUps: ContentRows['followUps'];
};

export type { Claim, ClaimState };

const moment = (text: string | null | undefined): Temporal.Instant | null =>
  text ? Temporal.Instant.from(text) : null;

function partOf(rows: ContentRows, part: Part, title: string, otherwise = ''): PartContent {
  const row = rows.parts.find((stored) => stored.part === part);
  return {
    part,
    title,
    body: row?.body ?? otherwise,
    revision: row?.revision ?? 0,
    savedAt: moment(row?.savedAt),
    savedBy: row?.savedBy ?? null,
  };
}

function gradeOf(framework: Framework, theme: Theme, code: string | null): Grade | null {
  return framework.grades[theme.area_scale].find((grade) => grade.code === code) ?? null;
}

async function linkedEvidence(ctx: Ctx, links: ContentRows['links']): Promise<Map<string, LinkedEvidence>> {
  const readable = await evidenceByIds(
    ctx,
    links.map((link) => link.evidenceId),
  );
  return new Map(
    links.map((link) => [
      link.evidenceId,
      {
        id: link.evidenceId,
        kind: link.kind,
        happenedOn: Temporal.PlainDate.from(link.happenedOn),
        open: link.open,
        withdrawn: link.withdrawn,
        piece: readable.get(link.evidenceId) ?? null,
      },
    ]),
  );
}

/** Everything that a report says and rests on. The caller has found the report by policy. */
export async function loadContent(ctx: Ctx, report: Report): Promise<ReportContent> {
  const framework = await findFramework(ctx, report.frameworkId);
  const rows = await contentRows(ctx, report.id);
  const [review] = await reviewsInScope(ctx, { reviewIds: [report.qaReviewId] });
  const stored = await themesOf(ctx, report.qaReviewId);
  const activities = (await activitiesOf(ctx, report.qaReviewId)).filter(
    (activity) => activity.recorded_at !== null && activity.cancelled_at === null,
  );
  const sectionList = sectionCodes.map((code) => ({ code, ...partOf(rows, sectionPart(code), sections[code].title) }));
  const themes = stored.map((theme) => ({
    areaCode: theme.area_code,
    areaId: theme.area_id,
    grade: gradeOf(framework, theme, theme.grade_code),
    ownGrade: gradeOf(framework, theme, theme.own_grade_code),
    ...partOf(rows, themePart(theme.area_code), theme.title, theme.reasons),
  }));
  const live = new Set(rows.links.filter((link) => !link.withdrawn).map((link) => link.evidenceId));
  const lookedAt = new Map<EvidenceKind, number>();
  for (const { kind } of activities) lookedAt.set(kind, (lookedAt.get(kind) ?? 0) + 1);
  return {
    report,
    framework,
    gathered: review?.state === 'gathered',
    team: review?.members ?? [],
    reviewDays: review ? { startsOn: review.startsOn, endsOn: review.endsOn } : null,
    steps: rows.steps.map((step) => ({ ...step, takenAt: Temporal.Instant.from(step.takenAt) })),
    sections: sectionList,
    themes,
    findings: rows.findings.map((finding, index) => ({ ...finding, number: index + 1 })),
    lookedAt,
    reviewEvidenceIds: activities.flatMap((activity) => activity.evidence_id ?? []),
    links: rows.links,
    waivers: rows.waivers,
    settled: rows.settled,
    evidence: await linkedEvidence(ctx, rows.links),
    claims: [...sectionList, ...themes].flatMap(({ part, body }) =>
      claimsOf(part, body, rows.links, rows.waivers, live, needsEvidence(part)),
    ),
    checks: await factChecks(ctx, report.id),
    earlier: await issueBefore(ctx, report),
    followUps: rows.followUps,
  };
}
