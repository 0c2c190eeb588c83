import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { freezeDocument } from '#core/frozen-records/freeze.ts';
import { tell } from '#core/notifications/tell.ts';
import { sha256Hex } from '#platform/documents/index.ts';
import { Invalid, StaleRevision } from '#platform/errors.ts';
import { paperDocument } from '../documents/paper-document.ts';
import { type PaperFacts, substanceOf } from '../facts.ts';
import { openPaper, papersOf, recipientsOf } from '../paper-queries.ts';
import { analysisPaths } from '../paths.ts';
import { mayPresent } from '../policy.ts';
import { readiness, warningsOfText } from '../ready.ts';
import { lockAnalysis, trailOf } from './lock-analysis.ts';

const hash = (text: string): string => sha256Hex(new TextEncoder().encode(text));

/** What the head has read, as one word: whoever presents sends it along, so that nothing goes out that a colleague changed meanwhile. */
export const seenOf = (facts: PaperFacts): string => hash(substanceOf(facts));

/**
 * Presents the analysis to the Executive Principal and the governors of the school: freezes what it says, and tells them. Again after a correction, with a reason;
 * the paper before stands. Throws `Invalid` with what is missing, `StaleRevision` where the draft has changed since it was read.
 */
export async function presentAnalysis(
  ctx: Ctx,
  id: string,
  input: { seen: string; why: string | null; warned: boolean },
): Promise<{ number: number; told: number }> {
  return await write(ctx, async (tx) => {
    const analysis = await lockAnalysis(ctx, tx, id);
    tx.authorise(mayPresent(ctx.actor, analysis.school_id));
    const [newest] = await papersOf(ctx, id);
    const number = (newest?.number ?? 0) + 1;
    if (number > 1 && !input.why)
      throw new Invalid([{ field: 'why', message: 'Say why the analysis is presented again' }]);
    // The reason stands at the top of the paper and in the trail: it names nobody, whatever the texts may.
    const [told] = input.why ? await warningsOfText(ctx, analysis, input.why) : [];
    if (told !== undefined) throw new Invalid([{ field: 'why', message: `Leave this out of the reason: ${told}` }]);
    const { draft, blockers, warnings } = await readiness(ctx, analysis, {
      number,
      why: number > 1 ? input.why : null,
      head: ctx.actor.name,
      before: newest ? openPaper(newest).facts : null,
    });
    if (blockers.length > 0) throw new Invalid(blockers.map((each) => ({ field: '', message: each.sentence })));
    if (seenOf(draft.facts) !== input.seen)
      throw new StaleRevision(
        'The analysis has changed since you opened this page. Read it as it is now, then present it.',
      );
    if (warnings.length > 0 && !input.warned)
      throw new Invalid([
        { field: 'warned', message: 'Change the texts that are warned of, or say that they may stay as they are' },
      ]);
    const facts = JSON.stringify(draft.facts);
    const paperId = crypto.randomUUID();
    const frozen = await freezeDocument(ctx, tx, {
      kind: 'snapshot-analysis',
      subjectId: paperId,
      schoolId: analysis.school_id,
      document: paperDocument(draft.facts),
      fileName: `Analysis ${analysis.name} ${analysis.school}${number > 1 ? ` paper ${number}` : ''}`,
    });
    await tx.db
      .insertInto('snapshot_analysis_paper')
      .values({
        id: paperId,
        trust_id: ctx.actor.trustId,
        analysis_id: id,
        school_id: analysis.school_id,
        snapshot_id: analysis.snapshot_id,
        number,
        why: number > 1 ? input.why : null,
        facts,
        facts_sha256: hash(facts),
        frozen_record_id: frozen.id,
        presented_at: ctx.now,
        presented_by: ctx.actor.personId,
      })
      .execute();
    const recipients = await recipientsOf(ctx, {
      schoolId: analysis.school_id,
      presentedOn: ctx.today,
      paperId: null,
    });
    for (const recipient of recipients)
      await tell(ctx, tx, recipient.personId, {
        subject:
          number > 1 ? 'An analysis of a snapshot has been corrected' : 'An analysis of a snapshot has been presented',
        body: `${analysis.name}, ${analysis.school}.`,
        href: analysisPaths.paper(id),
      });
    await tx.record({
      kind: 'snapshot-analysis.presented',
      ...trailOf(analysis),
      summary: `presented the analysis of the ${analysis.name}${number > 1 ? ` again (paper ${number})` : ''}`,
      why: number > 1 ? input.why : null,
      detail: { sha256: frozen.sha256, warnings: warnings.map((each) => `${each.where}: ${each.words}`) },
    });
    return { number, told: recipients.length };
  });
}
