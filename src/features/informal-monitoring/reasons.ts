import { scopeOf } from '#core/access/actor.ts';
import { coversSchool } from '#core/access/scope.ts';
import type { Write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import type { EvidenceKind } from '#core/evidence/kinds.ts';
import { openCriteria, plansInScope } from '#features/action-plans/index.ts';
import { openLinesOfEnquiry } from '#features/data-reviews/index.ts';
import { longDate } from '#platform/clock.ts';
import { type ReasonType, reasonKey } from './rules.ts';

/** Something that a visit may be made for. */
export type Reason = {
  key: string;
  type: ReasonType;
  id: string;
  schoolId: string;
  label: string;
  detail: string;
  href: string;
  /** Where the reason says what kind of evidence its note is. */
  evidenceKind?: EvidenceKind;
};

/** Reasons that another feature knows of, and what it does once a note for one of them has been recorded. */
export type ReasonSource = {
  open(ctx: Ctx): Promise<readonly Reason[]>;
  recorded(ctx: Ctx, tx: Write, reasonId: string, evidenceId: string): Promise<void>;
};

const sources = new Map<ReasonType, ReasonSource>();

/** A feature says once, at load, which reasons of a type it has. */
export function registerReasons(type: ReasonType, source: ReasonSource): void {
  sources.set(type, source);
}

/** What follows, beside the evidence itself, from recording a note for this reason. */
export async function afterRecording(ctx: Ctx, tx: Write, reason: Reason, evidenceId: string): Promise<void> {
  await sources.get(reason.type)?.recorded(ctx, tx, reason.id, evidenceId);
}

async function planLines(ctx: Ctx, schoolId: string | undefined): Promise<Reason[]> {
  const plans = (await plansInScope(ctx, schoolId === undefined ? {} : { schoolId })).filter(
    (plan) => plan.running && !plan.withheld,
  );
  const criteria = await openCriteria(
    ctx,
    plans.map((plan) => plan.planId),
  );
  return plans.flatMap((plan) =>
    criteria
      .filter((criterion) => criterion.plan_id === plan.planId)
      .map((criterion) => ({
        key: reasonKey('criterion', criterion.id),
        type: 'criterion',
        id: criterion.id,
        schoolId: plan.schoolId,
        label: criterion.what,
        detail: criterion.objective,
        href: plan.href,
      })),
  );
}

async function enquiries(ctx: Ctx, schoolId: string | undefined): Promise<Reason[]> {
  return (await openLinesOfEnquiry(ctx))
    .filter((line) => schoolId === undefined || line.schoolId === schoolId)
    .map((line) => ({
      key: reasonKey('enquiry', line.lineId),
      type: 'enquiry',
      id: line.lineId,
      schoolId: line.schoolId,
      label: line.question,
      detail: `${line.owner} follows it up by ${longDate(line.byWhen)}`,
      href: line.href,
    }));
}

/**
 * What the reader may make a visit for, at the schools where they write visit notes (or one of them): criteria of plans in force that are not met yet, open
 * lines of enquiry, and activities of reviews that are theirs. Each only where the reader may read the plan, the data review or the review.
 */
export async function openReasons(ctx: Ctx, schoolId?: string): Promise<Reason[]> {
  const scope = scopeOf(ctx.actor, 'monitoring:write');
  const all = [...(await planLines(ctx, schoolId)), ...(await enquiries(ctx, schoolId))];
  for (const source of sources.values()) all.push(...(await source.open(ctx)));
  return all.filter(
    (reason) => coversSchool(scope, reason.schoolId) && (schoolId === undefined || reason.schoolId === schoolId),
  );
}
