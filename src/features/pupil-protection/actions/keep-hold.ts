import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { findSchool } from '#core/organisations/queries.ts';
import { Invalid, requireRevision } from '#platform/errors.ts';
import { protectionPaths } from '../paths.ts';
import { mayHold, mayLift } from '../policy.ts';
import { findPupil } from '../pupil-queries.ts';
import { lockHold } from '../rule-queries.ts';
import { namesPupil } from '../rules.ts';
import { tellAdministrators } from './tell-administrators.ts';
import '../tables.ts';

export const namesNobody = 'Do not name the pupil here: these words are kept when the pupil’s data is gone';

/** Stops all erasing of pupil data of a school, or of one pupil, until it is lifted. Returns the school's id. */
export async function placeHold(
  ctx: Ctx,
  on: { schoolId: string } | { pupilId: string },
  reason: string,
): Promise<string> {
  return await write(ctx, async (tx) => {
    const pupil = 'pupilId' in on ? await findPupil(ctx, on.pupilId, true) : null;
    const school = await findSchool(ctx, pupil?.school_id ?? ('schoolId' in on ? on.schoolId : ''));
    tx.authorise(mayHold(ctx.actor, school.id));
    if (pupil && namesPupil(reason, pupil)) throw new Invalid([{ field: 'reason', message: namesNobody }]);
    const { id } = await tx.db
      .insertInto('legal_hold')
      .values({
        trust_id: ctx.actor.trustId,
        school_id: school.id,
        pupil_id: pupil?.id ?? null,
        reason,
        placed_at: ctx.now,
        placed_by: ctx.actor.personId,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx.record({
      kind: 'legal-hold.placed',
      subjectType: 'legal_hold',
      subjectId: id,
      schoolId: school.id,
      summary: pupil
        ? `placed a hold: nothing of one pupil (number ${pupil.id} in Cairn) is erased until it is lifted`
        : 'placed a hold: no pupil data of the school is erased until it is lifted',
      why: reason,
    });
    await tellAdministrators(ctx, {
      subject: `A hold stops erasing at ${school.name}`,
      body: `${ctx.actor.name} placed it${pupil ? ' on one pupil' : ''}. It stands until an administrator or the Executive Principal lifts it.`,
      href: protectionPaths.school(school.id),
    });
    return school.id;
  });
}

/** Lets the rules and requests take their course again. Returns the school's id. */
export async function liftHold(ctx: Ctx, id: string, input: { why: string; revision: number }): Promise<string> {
  return await write(ctx, async (tx) => {
    const hold = await lockHold(ctx, id);
    tx.authorise(mayLift(ctx.actor));
    if (hold.lifted_at) throw new Invalid([{ field: '', message: 'This hold has been lifted already.' }]);
    requireRevision(hold.revision, input.revision);
    if (hold.pupil_id !== null) {
      const pupil = await findPupil(ctx, String(hold.pupil_id));
      if (namesPupil(input.why, pupil)) throw new Invalid([{ field: 'why', message: namesNobody }]);
    }
    await tx.db
      .updateTable('legal_hold')
      .set({ lifted_at: ctx.now, lifted_by: ctx.actor.personId, lifted_why: input.why, revision: hold.revision + 1 })
      .where('id', '=', id)
      .execute();
    await tx.record({
      kind: 'legal-hold.lifted',
      subjectType: 'legal_hold',
      subjectId: id,
      schoolId: hold.school_id,
      summary:
        hold.pupil_id === null
          ? 'lifted the hold on the school’s pupil data'
          : `lifted the hold on one pupil (number ${hold.pupil_id} in Cairn)`,
      why: input.why,
    });
    return hold.school_id;
  });
}
