import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { longDate } from '#platform/clock.ts';
import { Invalid, requireRevision } from '#platform/errors.ts';
import { type Everything, everythingHeld } from '../everything-held.ts';
import { mayFindPupil, mayNameReaders } from '../policy.ts';
import { findAccessRequest, findPupil, type Pupil } from '../pupil-queries.ts';
import { accessDueOn, namesPupil, type Part, parts, partTitles } from '../rules.ts';
import type { AskedBy, LeftOut } from '../tables.ts';
import { namesNobody } from './keep-hold.ts';

export type AccessAsked = { askedOn: Temporal.PlainDate; askedBy: AskedBy; identityChecked: string };

/** Writes down that somebody asked for what is held of a pupil. From here nothing of the pupil is erased until it is closed. Returns its id. */
export async function openAccess(ctx: Ctx, pupilId: string, asked: AccessAsked): Promise<string> {
  return await write(ctx, async (tx) => {
    const pupil = await findPupil(ctx, pupilId, true);
    tx.authorise(mayFindPupil(ctx.actor, pupil.school_id));
    if (Temporal.PlainDate.compare(asked.askedOn, ctx.today) > 0)
      throw new Invalid([{ field: 'askedOn', message: 'The day on which it was asked must not lie ahead' }]);
    if (namesPupil(asked.identityChecked, pupil))
      throw new Invalid([{ field: 'identityChecked', message: namesNobody }]);
    const dueOn = accessDueOn(asked.askedOn);
    const { id } = await tx.db
      .insertInto('subject_access')
      .values({
        trust_id: ctx.actor.trustId,
        school_id: pupil.school_id,
        pupil_id: pupil.id,
        asked_on: asked.askedOn,
        due_on: dueOn,
        asked_by: asked.askedBy,
        identity_checked: asked.identityChecked,
        opened_at: ctx.now,
        opened_by: ctx.actor.personId,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx.record({
      kind: 'subject-access.opened',
      subjectType: 'subject_access',
      subjectId: id,
      schoolId: pupil.school_id,
      summary: `wrote down a request for what is held of one pupil (number ${pupil.id} in Cairn), to be answered by ${longDate(dueOn)}`,
    });
    return id;
  });
}

async function lockOpen(ctx: Ctx, id: string, revision?: number) {
  const request = await findAccessRequest(ctx, id, true);
  const pupil = await findPupil(ctx, String(request.pupil_id));
  if (request.closed_at) throw new Invalid([{ field: '', message: 'This request has been closed.' }]);
  if (revision !== undefined) requireRevision(request.revision, revision);
  return { request, pupil };
}

export type Review = { leftOut: LeftOut; namesReaders: boolean; revision: number };

/** What is to be left out of the answer, each with its reason, and whether readers are named. Nothing goes out before this. */
export async function reviewAccess(ctx: Ctx, id: string, review: Review): Promise<void> {
  await write(ctx, async (tx) => {
    const { request, pupil } = await lockOpen(ctx, id, review.revision);
    tx.authorise(mayFindPupil(ctx.actor, request.school_id));
    if (review.namesReaders !== request.names_readers) tx.authorise(mayNameReaders(ctx.actor, request.school_id));
    const leftOut = Object.fromEntries(
      parts.flatMap((part) => {
        const why = review.leftOut[part]?.trim();
        return why ? [[part, why]] : [];
      }),
    );
    const named = Object.entries(leftOut).filter(([, why]) => namesPupil(why, pupil));
    if (named.length > 0) throw new Invalid(named.map(([part]) => ({ field: part, message: namesNobody })));
    if (Object.keys(leftOut).length === parts.length)
      throw new Invalid([
        { field: '', message: 'Everything would be left out. Close the request instead, and say why it is refused.' },
      ]);
    await tx.db
      .updateTable('subject_access')
      .set({
        left_out: JSON.stringify(leftOut),
        names_readers: review.namesReaders,
        reviewed_at: ctx.now,
        reviewed_by: ctx.actor.personId,
        revision: request.revision + 1,
      })
      .where('id', '=', id)
      .execute();
    const out = Object.keys(leftOut).map((part) => partTitles[part as Part].toLowerCase());
    await tx.record({
      kind: 'subject-access.reviewed',
      subjectType: 'subject_access',
      subjectId: id,
      schoolId: request.school_id,
      summary: `reviewed the answer to a request for access: ${out.length === 0 ? 'nothing is left out' : `left out ${out.join('; ')}`}${review.namesReaders ? '; readers are named' : ''}`,
      why: Object.values(leftOut).join('; ') || null,
    });
  });
}

export type Answer = { pupil: Pupil; held: Partial<Everything>; leftOut: LeftOut; askedOn: Temporal.PlainDate };

/** Makes the answer: all that is held, without what the review leaves out. That it went out is in the trail; the answer itself is not kept. */
export async function releaseAccess(ctx: Ctx, id: string, format: string): Promise<Answer> {
  return await write(ctx, async (tx) => {
    const { request, pupil } = await lockOpen(ctx, id);
    tx.authorise(mayFindPupil(ctx.actor, request.school_id));
    if (!request.reviewed_at)
      throw new Invalid([
        { field: '', message: 'Review what goes out first: say what is left out, or that nothing is.' },
      ]);
    const { readings, ...held } = await everythingHeld(ctx, pupil);
    const all: Everything = {
      ...held,
      readings: readings.map(({ reader, ...each }) =>
        request.names_readers ? { ...each, reader } : { ...each, reader: '' },
      ),
    };
    const answer = Object.fromEntries(
      Object.entries(all).filter(([part]) => !(part in request.left_out)),
    ) as Partial<Everything>;
    if (!request.released_at)
      await tx.db
        .updateTable('subject_access')
        .set({ released_at: ctx.now, released_by: ctx.actor.personId, revision: request.revision + 1 })
        .where('id', '=', id)
        .execute();
    await tx.record({
      kind: 'subject-access.released',
      subjectType: 'subject_access',
      subjectId: id,
      schoolId: request.school_id,
      summary: `made the answer to a request for access as ${format}, about one pupil (number ${pupil.id} in Cairn)`,
    });
    return { pupil, held: answer, leftOut: request.left_out, askedOn: request.asked_on };
  });
}

/** Answered, withdrawn or refused: done either way. From here the rules apply to the pupil again. Returns the school. */
export async function closeAccess(ctx: Ctx, id: string, input: { why: string; revision: number }): Promise<string> {
  return await write(ctx, async (tx) => {
    const { request, pupil } = await lockOpen(ctx, id, input.revision);
    tx.authorise(mayFindPupil(ctx.actor, request.school_id));
    if (namesPupil(input.why, pupil)) throw new Invalid([{ field: 'why', message: namesNobody }]);
    await tx.db
      .updateTable('subject_access')
      .set({ closed_at: ctx.now, closed_by: ctx.actor.personId, closed_why: input.why, revision: request.revision + 1 })
      .where('id', '=', id)
      .execute();
    await tx.record({
      kind: 'subject-access.closed',
      subjectType: 'subject_access',
      subjectId: id,
      schoolId: request.school_id,
      summary: 'closed a request for access to what is held of one pupil',
      why: input.why,
    });
    return request.school_id;
  });
}
