import { type Write, write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { gradesFor } from '#core/frameworks/rules.ts';
import { tell } from '#core/notifications/tell.ts';
import { Invalid, requireRevision } from '#platform/errors.ts';
import { missingGrades } from '../moderation-rules.ts';
import { ownDraft, type Pair } from '../pair-queries.ts';
import { judgingPaths } from '../paths.ts';
import { mayGrade } from '../policy.ts';
import type { DraftGrade } from '../tables.ts';
import { lockPair, recordOfPair } from './lock-pair.ts';

const ofPair = (pair: Pair, given: readonly DraftGrade[]): DraftGrade[] =>
  given.filter((grade) => pair.areas.some((area) => area.id === grade.areaId));

/** Keeps what somebody has written so far; nobody else can read it, whatever they may. Returns the new revision. */
export async function keepDraft(
  ctx: Ctx,
  pairId: string,
  given: readonly DraftGrade[],
  shown: number,
): Promise<number> {
  return await write(ctx, async (tx) => {
    const pair = await lockPair(ctx, tx, pairId);
    tx.authorise(mayGrade(ctx.actor, pair));
    const { revision } = await ownDraft(ctx, pairId);
    requireRevision(revision, shown);
    const kept = { grades: JSON.stringify(ofPair(pair, given)), revision: revision + 1, saved_at: ctx.now };
    await tx.db
      .insertInto('moderation_draft')
      .values({ trust_id: ctx.actor.trustId, pair_id: pairId, person_id: ctx.actor.personId, ...kept })
      .onConflict((conflict) => conflict.columns(['pair_id', 'person_id']).doUpdateSet(kept))
      .execute();
    await recordOfPair(tx, pair, 'draft-kept', `worked on judging “${pair.title}” blind`);
    return revision + 1;
  });
}

async function tellBoth(ctx: Ctx, tx: Write, pair: Pair): Promise<void> {
  for (const { personId } of pair.graders)
    await tell(ctx, tx, personId, {
      subject: 'Both of you have judged: see what each gave',
      body: `Both have committed their grades for “${pair.title}”. Look at them together, and agree on what differs.`,
      href: judgingPaths.pair(pair.id),
    });
}

/** Commits somebody to their grades with their reasons, for good. When the other has done so too, both are shown. */
export async function commitGrades(
  ctx: Ctx,
  pairId: string,
  given: readonly DraftGrade[],
): Promise<{ revealed: boolean }> {
  return await write(ctx, async (tx) => {
    const pair = await lockPair(ctx, tx, pairId);
    tx.authorise(mayGrade(ctx.actor, pair));
    const grades = ofPair(pair, given);
    const problems = missingGrades(
      pair.areas.map((area) => ({
        id: area.id,
        title: area.title,
        codes: gradesFor(pair.framework, area).map((grade) => grade.code),
      })),
      grades,
    );
    if (problems.length > 0) throw new Invalid(problems);
    const of = { trust_id: ctx.actor.trustId, pair_id: pairId, person_id: ctx.actor.personId };
    await tx.db
      .insertInto('moderation_commitment')
      .values({ ...of, committed_at: ctx.now })
      .execute();
    await tx.db
      .insertInto('moderation_grade')
      .values(
        grades.map((grade) => ({ ...of, area_id: grade.areaId, grade_code: grade.gradeCode, reasons: grade.reasons })),
      )
      .execute();
    await tx.db
      .deleteFrom('moderation_draft')
      .where('pair_id', '=', pairId)
      .where('person_id', '=', ctx.actor.personId)
      .execute();
    await recordOfPair(tx, pair, 'committed', `committed grades for “${pair.title}”, given blind`);
    const revealed = pair.graders.every(
      (grader) => grader.personId === ctx.actor.personId || grader.committedAt !== null,
    );
    if (revealed) {
      await recordOfPair(
        tx,
        pair,
        'revealed',
        `was the second of two to judge “${pair.title}”: both grades can be seen`,
      );
      await tellBoth(ctx, tx, pair);
    }
    return { revealed };
  });
}
