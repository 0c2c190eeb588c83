import { type Write, write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { tell } from '#core/notifications/tell.ts';
import { longDate } from '#platform/clock.ts';
import { Invalid, NotFound } from '#platform/errors.ts';
import { type Leadership, leaderships, possibleLeaders } from '../leadership-queries.ts';
import { isLed, leadershipProblems } from '../leadership-rules.ts';
import { interventionPaths } from '../paths.ts';
import { mayHandBack, mayProposeLeadership, mayRecordAuthority } from '../policy.ts';
import { findIntervention, isOpen } from '../queries.ts';
import type { LeadershipStep } from '../tables.ts';
import { tellHolders } from './record-step.ts';

export type ProposedLeadership = {
  aspect: string;
  leaderId: string;
  startsOn: Temporal.PlainDate;
  endsOn: Temporal.PlainDate;
  exitCriteria: string;
};

/** Proposes that the Trust leads a named aspect of the school: by whom, from when until when, and how it will be known that it can go back. */
export async function proposeLeadership(
  ctx: Ctx,
  interventionId: string,
  proposed: ProposedLeadership,
): Promise<string> {
  return await write(ctx, async (tx) => {
    await tx.db.selectFrom('intervention').select('id').where('id', '=', interventionId).forUpdate().execute();
    const intervention = await findIntervention(ctx, interventionId);
    tx.authorise(mayProposeLeadership(ctx.actor, intervention));
    if (!isOpen(intervention))
      throw new Invalid([
        { field: '', message: 'This intervention has ended, so nothing new can be proposed under it.' },
      ]);
    const problems = leadershipProblems(proposed, ctx.today);
    const leaders = await possibleLeaders(ctx, intervention.school_id);
    if (!leaders.some((leader) => leader.id === proposed.leaderId))
      problems.push({ field: 'leaderId', message: 'Choose who will lead, from outside the school' });
    if (problems.length > 0) throw new Invalid(problems);
    const row = await tx.db
      .insertInto('direct_leadership')
      .values({
        trust_id: ctx.actor.trustId,
        school_id: intervention.school_id,
        intervention_id: interventionId,
        aspect: proposed.aspect,
        leader_id: proposed.leaderId,
        starts_on: proposed.startsOn,
        ends_on: proposed.endsOn,
        exit_criteria: proposed.exitCriteria,
        proposed_at: ctx.now,
        proposed_by: ctx.actor.personId,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx.record({
      kind: 'direct-leadership.proposed',
      subjectType: 'direct_leadership',
      subjectId: row.id,
      schoolId: intervention.school_id,
      summary: `proposed that the Trust leads “${proposed.aspect}” at ${intervention.school} until ${longDate(proposed.endsOn)}`,
    });
    await tellHolders(ctx, tx, intervention.school_id, 'clerk', {
      subject: `Direct leadership is proposed at ${intervention.school}`,
      body: 'The Executive Principal asks for the authority of the board. Record what the board decides, with the minute.',
      href: interventionPaths.intervention(interventionId),
    });
    await tellHolders(ctx, tx, intervention.school_id, 'head_teacher', {
      subject: 'Direct leadership is proposed at your school',
      body: 'The Executive Principal has asked for the authority of the board. You can read what is proposed.',
      href: interventionPaths.intervention(interventionId),
    });
    return row.id;
  });
}

async function lockLeadership(ctx: Ctx, tx: Write, interventionId: string, leadershipId: string): Promise<Leadership> {
  await tx.db.selectFrom('direct_leadership').select('id').where('id', '=', leadershipId).forUpdate().execute();
  const found = (await leaderships(ctx, { interventionId })).find((row) => row.id === leadershipId);
  if (!found) throw new NotFound();
  return found;
}

async function addStep(
  ctx: Ctx,
  tx: Write,
  leadership: { id: string; school_id: string; aspect: string },
  step: LeadershipStep,
  details: {
    meetingOn: Temporal.PlainDate | null;
    minuteReference: string | null;
    exitMet: boolean | null;
    note: string;
  },
): Promise<void> {
  await tx.db
    .insertInto('direct_leadership_step')
    .values({
      trust_id: ctx.actor.trustId,
      leadership_id: leadership.id,
      step,
      taken_at: ctx.now,
      taken_by: ctx.actor.personId,
      meeting_on: details.meetingOn,
      minute_reference: details.minuteReference,
      exit_met: details.exitMet,
      note: details.note,
    })
    .execute();
  const said = {
    authorised: 'recorded that the board authorised',
    declined: 'recorded that the board declined',
    handed_back: 'handed back to the school',
  }[step];
  await tx.record({
    kind: `direct-leadership.${step}`,
    subjectType: 'direct_leadership',
    subjectId: leadership.id,
    schoolId: leadership.school_id,
    summary:
      step === 'handed_back' ? `${said}: ${leadership.aspect}` : `${said} direct leadership of ${leadership.aspect}`,
    why: details.note || null,
    detail: { minuteReference: details.minuteReference, exitMet: details.exitMet },
  });
}

/** Records what the board decided, with the minute; before this nothing is led. */
export async function recordAuthority(
  ctx: Ctx,
  interventionId: string,
  leadershipId: string,
  decision: {
    outcome: 'authorised' | 'declined';
    meetingOn: Temporal.PlainDate;
    minuteReference: string;
    note: string;
  },
): Promise<void> {
  await write(ctx, async (tx) => {
    const leadership = await lockLeadership(ctx, tx, interventionId, leadershipId);
    tx.authorise(mayRecordAuthority(ctx.actor, leadership));
    if (leadership.state === 'lapsed')
      throw new Invalid([{ field: '', message: 'The intervention has ended, so there is nothing left to decide.' }]);
    if (leadership.state !== 'proposed')
      throw new Invalid([{ field: '', message: 'What the board decided on this has been recorded already.' }]);
    if (Temporal.PlainDate.compare(decision.meetingOn, ctx.today) > 0)
      throw new Invalid([{ field: 'meetingOn', message: 'The meeting must have taken place' }]);
    await addStep(ctx, tx, leadership, decision.outcome, { ...decision, exitMet: null });
    const notice = {
      subject:
        decision.outcome === 'authorised'
          ? 'The board has authorised direct leadership'
          : 'The board has declined direct leadership',
      body: `It concerns ${leadership.school}. You can read what the board decided.`,
      href: interventionPaths.intervention(interventionId),
    };
    await tell(ctx, tx, leadership.leader_id, notice);
    await tellHolders(ctx, tx, leadership.school_id, 'head_teacher', notice);
    await tellHolders(ctx, tx, leadership.school_id, 'executive_principal', notice);
  });
}

/** Hands the aspect back to the school: whether what was to be reached had been reached, and what was found. */
export async function handBack(
  ctx: Ctx,
  interventionId: string,
  leadershipId: string,
  found: { exitMet: boolean; note: string },
): Promise<void> {
  await write(ctx, async (tx) => {
    const leadership = await lockLeadership(ctx, tx, interventionId, leadershipId);
    tx.authorise(mayHandBack(ctx.actor));
    if (!isLed(leadership.state))
      throw new Invalid([{ field: '', message: 'Only what the Trust leads can be handed back.' }]);
    await addStep(ctx, tx, leadership, 'handed_back', { meetingOn: null, minuteReference: null, ...found });
    const notice = {
      subject: `Direct leadership has ended at ${leadership.school}`,
      body: 'What the Trust led has been handed back to the school. You can read what was found.',
      href: interventionPaths.intervention(interventionId),
    };
    await tell(ctx, tx, leadership.leader_id, notice);
    await tellHolders(ctx, tx, leadership.school_id, 'head_teacher', notice);
  });
}
