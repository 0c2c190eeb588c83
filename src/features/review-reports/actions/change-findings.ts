import { type Write, write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { Invalid, NotFound, requireRevision } from '#platform/errors.ts';
import { loadContent } from '../content/queries.ts';
import { mayWrite } from '../policy.ts';
import type { Report } from '../queries.ts';
import { lockReport, recordReport } from './lock-report.ts';

export type FindingValues = { areaCode: string | null; what: string; why: string };

async function forWriting(ctx: Ctx, tx: Write, reportId: string) {
  const report = await lockReport(ctx, tx, reportId);
  tx.authorise(mayWrite(ctx.actor, report));
  return report;
}

async function requireTheme(ctx: Ctx, report: Report, areaCode: string | null): Promise<void> {
  if (areaCode === null) return;
  const { themes } = await loadContent(ctx, report);
  if (!themes.some((theme) => theme.areaCode === areaCode))
    throw new Invalid([{ field: 'areaCode', message: 'Choose a theme of this review' }]);
}

async function stored(tx: Write, reportId: string, findingId: string) {
  const found = await tx.db
    .selectFrom('review_report_finding')
    .select(['id', 'position', 'what', 'revision'])
    .where('report_id', '=', reportId)
    .where('id', '=', findingId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  if (!found) throw new NotFound();
  return found;
}

/** Adds a finding at the end. */
export async function addFinding(ctx: Ctx, reportId: string, values: FindingValues): Promise<string> {
  return await write(ctx, async (tx) => {
    const report = await forWriting(ctx, tx, reportId);
    await requireTheme(ctx, report, values.areaCode);
    const last = await tx.db
      .selectFrom('review_report_finding')
      .select((eb) => eb.fn.coalesce(eb.fn.max('position'), eb.lit(0)).as('position'))
      .where('report_id', '=', report.id)
      .executeTakeFirstOrThrow();
    const { id } = await tx.db
      .insertInto('review_report_finding')
      .values({
        trust_id: ctx.actor.trustId,
        report_id: report.id,
        position: last.position + 1,
        area_code: values.areaCode,
        what: values.what,
        why: values.why,
        added_at: ctx.now,
        added_by: ctx.actor.personId,
        removed_at: null,
        removed_by: null,
        removed_why: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await recordReport(tx, report, { kind: 'finding-added', summary: `added the finding “${values.what}”` });
    return id;
  });
}

/** Changes a finding over the revision that the author was shown. */
export async function changeFinding(
  ctx: Ctx,
  reportId: string,
  findingId: string,
  values: FindingValues & { revision: number },
): Promise<void> {
  await write(ctx, async (tx) => {
    const report = await forWriting(ctx, tx, reportId);
    const finding = await stored(tx, report.id, findingId);
    requireRevision(finding.revision, values.revision);
    await requireTheme(ctx, report, values.areaCode);
    await tx.db
      .updateTable('review_report_finding')
      .set({ area_code: values.areaCode, what: values.what, why: values.why, revision: finding.revision + 1 })
      .where('id', '=', finding.id)
      .execute();
    await recordReport(tx, report, { kind: 'finding-changed', summary: `changed the finding “${values.what}”` });
  });
}

/** Moves a finding up by one; the first stays. */
export async function moveFindingUp(ctx: Ctx, reportId: string, findingId: string): Promise<void> {
  await write(ctx, async (tx) => {
    const report = await forWriting(ctx, tx, reportId);
    const finding = await stored(tx, report.id, findingId);
    const above = await tx.db
      .selectFrom('review_report_finding')
      .select(['id', 'position'])
      .where('report_id', '=', report.id)
      .where('removed_at', 'is', null)
      .where('position', '<', finding.position)
      .orderBy('position', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (above) {
      await setPosition(tx, finding.id, above.position);
      await setPosition(tx, above.id, finding.position);
    }
    await recordReport(tx, report, { kind: 'finding-moved', summary: `moved the finding “${finding.what}” up` });
  });
}

const setPosition = (tx: Write, id: string, position: number) =>
  tx.db.updateTable('review_report_finding').set({ position }).where('id', '=', id).execute();

/** Takes a finding out, with the reason; one that carries on a finding of the report before then carries nothing on. */
export async function removeFinding(ctx: Ctx, reportId: string, findingId: string, why: string): Promise<void> {
  await write(ctx, async (tx) => {
    const report = await forWriting(ctx, tx, reportId);
    const finding = await stored(tx, report.id, findingId);
    await tx.db
      .updateTable('review_report_finding')
      .set({ removed_at: ctx.now, removed_by: ctx.actor.personId, removed_why: why })
      .where('id', '=', finding.id)
      .execute();
    await tx.db
      .updateTable('review_report_follow_up')
      .set({ finding_id: null })
      .where('report_id', '=', report.id)
      .where('finding_id', '=', finding.id)
      .execute();
    await recordReport(tx, report, { kind: 'finding-removed', summary: `took out the finding “${finding.what}”`, why });
  });
}
