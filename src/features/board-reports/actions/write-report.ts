import { type Term, termInYear } from '#core/academic-year/rules.ts';
import { type Write, write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { Invalid, NotFound, requireRevision } from '#platform/errors.ts';
import { assembleFacts } from '../assemble.ts';
import { changesBetween } from '../change-rules.ts';
import { mayWriteReport } from '../policy.ts';
import { type BoardReport, decisionsOf, findReport } from '../queries.ts';
import { plansWithBoard } from '../rules.ts';
import { partsOf } from '../sections.ts';
import '../tables.ts';

const event = (tx: Write, reportId: string, kind: string, summary: string) =>
  tx.record({
    kind: `board-report.${kind}`,
    subjectType: 'board_report',
    subjectId: reportId,
    schoolId: null,
    summary,
  });

export async function lockReport(ctx: Ctx, tx: Write, id: string): Promise<BoardReport> {
  await tx.db.selectFrom('board_report').select('id').where('id', '=', id).forUpdate().execute();
  return await findReport(ctx, id);
}

/** Starts the report of a term, assembled from what is recorded now. One report a term. */
export async function startReport(ctx: Ctx, when: { academicYear: number; term: Term }): Promise<string> {
  return await write(ctx, async (tx) => {
    tx.authorise(mayWriteReport(ctx.actor));
    const same = await tx.db
      .selectFrom('board_report')
      .select('id')
      .where('academic_year', '=', when.academicYear)
      .where('term', '=', when.term)
      .executeTakeFirst();
    if (same) throw new Invalid([{ field: 'term', message: 'There is a report for that term already' }]);
    const facts = JSON.stringify(await assembleFacts(ctx, when));
    const report = await tx.db
      .insertInto('board_report')
      .values({
        trust_id: ctx.actor.trustId,
        academic_year: when.academicYear,
        term: when.term,
        started_at: ctx.now,
        started_by: ctx.actor.personId,
        facts,
        assembled_at: ctx.now,
        assembled_by: ctx.actor.personId,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await event(
      tx,
      report.id,
      'started',
      `started the report to Trustees, ${termInYear(when.term, when.academicYear)}`,
    );
    return report.id;
  });
}

/** Assembles the facts anew and keeps what that changed; the own words stay. Returns how many facts changed. */
export async function assembleAgain(ctx: Ctx, id: string): Promise<number> {
  return await write(ctx, async (tx) => {
    tx.authorise(mayWriteReport(ctx.actor));
    const report = await lockReport(ctx, tx, id);
    const facts = await assembleFacts(ctx, { academicYear: report.academic_year, term: report.term });
    const changes = changesBetween(report.facts, facts);
    await tx.db
      .updateTable('board_report')
      .set({
        facts: JSON.stringify(facts),
        changes: JSON.stringify(changes),
        assembled_at: ctx.now,
        assembled_by: ctx.actor.personId,
        revision: report.revision + 1,
      })
      .where('id', '=', id)
      .execute();
    const many = changes.length === 1 ? '1 fact' : `${changes.length} facts`;
    await event(tx, id, 'assembled', `assembled the report to Trustees anew: ${many} changed`);
    return changes.length;
  });
}

/** Saves the own words of a section or about a school; returns the new revision. 0 is the revision of words that nobody has written yet. */
export async function saveWords(ctx: Ctx, id: string, code: string, body: string, revision: number): Promise<number> {
  return await write(ctx, async (tx) => {
    tx.authorise(mayWriteReport(ctx.actor));
    const report = await lockReport(ctx, tx, id);
    const part = partsOf(report.facts.schools).find((found) => found.code === code);
    if (!part) throw new NotFound();
    const stored = await tx.db
      .selectFrom('board_report_words')
      .select(['id', 'revision'])
      .where('report_id', '=', id)
      .where('code', '=', code)
      .executeTakeFirst();
    requireRevision(stored?.revision ?? 0, revision);
    const saved = { body, revision: revision + 1, saved_at: ctx.now, saved_by: ctx.actor.personId };
    if (stored) await tx.db.updateTable('board_report_words').set(saved).where('id', '=', stored.id).execute();
    else
      await tx.db
        .insertInto('board_report_words')
        .values({ trust_id: ctx.actor.trustId, report_id: id, code, ...saved })
        .execute();
    await event(tx, id, 'words-saved', `wrote on the report to Trustees: ${part.label}`);
    return revision + 1;
  });
}

/** Adds something that trustees are asked to decide; with a plan it is the approval of what has been recommended, and is asked once. */
export async function askDecision(ctx: Ctx, id: string, wanted: string, planId: string | null = null): Promise<void> {
  await write(ctx, async (tx) => {
    tx.authorise(mayWriteReport(ctx.actor));
    const report = await lockReport(ctx, tx, id);
    if (planId !== null && !plansWithBoard(report.facts).some((one) => one.planId === planId))
      throw new Invalid([
        { field: 'plan', message: 'That plan was not with the board when the report was assembled. Assemble it anew.' },
      ]);
    const asked = (await decisionsOf(ctx, id)).some((one) => planId !== null && one.plan_id === planId);
    if (asked) throw new Invalid([{ field: 'plan', message: 'Trustees are asked to decide on that plan already' }]);
    const last = await tx.db
      .selectFrom('board_report_decision')
      .select((eb) => eb.fn.max('position').as('position'))
      .where('report_id', '=', id)
      .executeTakeFirst();
    await tx.db
      .insertInto('board_report_decision')
      .values({
        trust_id: ctx.actor.trustId,
        report_id: id,
        position: (last?.position ?? 0) + 1,
        wanted,
        plan_id: planId,
        added_at: ctx.now,
        added_by: ctx.actor.personId,
      })
      .execute();
    await event(tx, id, 'decision-asked', `asks trustees to decide: ${wanted}`);
  });
}

export async function dropDecision(ctx: Ctx, id: string, decisionId: string): Promise<void> {
  await write(ctx, async (tx) => {
    tx.authorise(mayWriteReport(ctx.actor));
    await lockReport(ctx, tx, id);
    const removed = await tx.db
      .deleteFrom('board_report_decision')
      .where('id', '=', decisionId)
      .where('report_id', '=', id)
      .returning('wanted')
      .executeTakeFirst();
    if (!removed) throw new NotFound();
    await event(tx, id, 'decision-dropped', `no longer asks trustees to decide: ${removed.wanted}`);
  });
}
