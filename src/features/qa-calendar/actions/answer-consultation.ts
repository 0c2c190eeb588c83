import { academicYearName } from '#core/academic-year/rules.ts';
import { type Write, write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { tell } from '#core/notifications/tell.ts';
import { findSchool } from '#core/organisations/queries.ts';
import { Invalid, NotFound, StaleRevision } from '#platform/errors.ts';
import { standingOf } from '../consultation-queries.ts';
import { notAgreed, sideWords } from '../consultation-rules.ts';
import { qaCalendarPaths } from '../paths.ts';
import { mayAnswer, maySayNobody, sideOf } from '../policy.ts';
import { mondayOf } from '../week-rules.ts';
import { lockCalendar } from './ask-school.ts';

export type WishedMove = { entryId: string; wishedOn: Temporal.PlainDate | null; why: string };
export type AnswerGiven = { version: number; agrees: boolean; words: string; moves: readonly WishedMove[] };

async function tellWhoAsked(ctx: Ctx, tx: Write, personId: string, subject: string, schoolId: string, year: number) {
  await tell(ctx, tx, personId, {
    subject,
    body: 'The answer, with its reasons, is on the page of the consultation.',
    href: qaCalendarPaths.consultation(schoolId, year),
  });
}

/**
 * What the head or a staff representative says to the newest version of the calendar: agreed, or what should move where and why. An answer to an older
 * version is `StaleRevision`: the calendar has changed since.
 */
export async function answerConsultation(
  ctx: Ctx,
  schoolId: string,
  academicYear: number,
  answer: AnswerGiven,
): Promise<void> {
  await write(ctx, async (tx) => {
    const school = await findSchool(ctx, schoolId);
    tx.authorise(mayAnswer(ctx.actor, schoolId));
    await lockCalendar(tx, schoolId);
    const round = await tx.db
      .selectFrom('qa_consultation')
      .selectAll()
      .where('school_id', '=', schoolId)
      .where('academic_year', '=', academicYear)
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (!round) throw new NotFound();
    if (round.version !== answer.version) throw new StaleRevision();
    if (!answer.agrees && answer.moves.length === 0 && answer.words === '')
      throw new Invalid([{ field: 'words', message: 'Say what should move, or what you do not agree with' }]);
    if (answer.agrees && answer.moves.length > 0)
      throw new Invalid([{ field: 'agrees', message: 'Agree, or ask to move entries: not both' }]);
    const side = sideOf(ctx.actor, schoolId) ?? 'staff';
    for (const move of answer.moves) {
      if (!round.entries.some((entry) => entry.id === move.entryId)) throw new NotFound();
      await tx.db
        .insertInto('qa_move_request')
        .values({
          trust_id: ctx.actor.trustId,
          consultation_id: round.id,
          school_id: schoolId,
          entry_id: move.entryId,
          side,
          wished_on: move.wishedOn === null ? null : mondayOf(move.wishedOn),
          why: move.why,
          asked_at: ctx.now,
          asked_by: ctx.actor.personId,
          outcome: null,
          outcome_words: null,
          settled_at: null,
          settled_by: null,
        })
        .execute();
    }
    await tx.db
      .insertInto('qa_answer')
      .values({
        trust_id: ctx.actor.trustId,
        consultation_id: round.id,
        side,
        agrees: answer.agrees,
        words: answer.words,
        answered_at: ctx.now,
        answered_by: ctx.actor.personId,
      })
      .execute();
    const { standing } = await standingOf(ctx, schoolId, academicYear);
    const year = academicYearName(academicYear);
    const settled = notAgreed(standing).length === 0;
    if (!answer.agrees || settled)
      await tellWhoAsked(
        ctx,
        tx,
        round.asked_by,
        settled
          ? `${school.name} agrees to its QA calendar ${year}`
          : `${school.name} asks to change its QA calendar ${year}`,
        schoolId,
        academicYear,
      );
    const many = answer.moves.length;
    await tx.record({
      kind: answer.agrees ? 'qa-calendar.agreed' : 'qa-calendar.not-agreed',
      subjectType: 'school',
      subjectId: schoolId,
      schoolId,
      summary: answer.agrees
        ? `agreed to the QA calendar ${year} (version ${round.version}) as ${sideWords[side]}`
        : many > 0
          ? `asked to move ${many === 1 ? 'one entry' : `${many} entries`} of the QA calendar ${year} as ${sideWords[side]}`
          : `did not agree to the QA calendar ${year} as ${sideWords[side]}`,
      why: answer.words || null,
    });
  });
}

/** Nobody speaks for the staff of this school this year: said with the reason, by the head or by whoever plans. */
export async function sayNobodyRepresents(
  ctx: Ctx,
  schoolId: string,
  academicYear: number,
  why: string,
): Promise<void> {
  await write(ctx, async (tx) => {
    await findSchool(ctx, schoolId);
    tx.authorise(maySayNobody(ctx.actor, schoolId));
    const { standing } = await standingOf(ctx, schoolId, academicYear);
    if (standing.representatives > 0)
      throw new Invalid([{ field: 'why', message: 'This school has a staff representative, who is asked' }]);
    await tx.db
      .insertInto('qa_no_representative')
      .values({
        trust_id: ctx.actor.trustId,
        school_id: schoolId,
        academic_year: academicYear,
        why,
        said_at: ctx.now,
        said_by: ctx.actor.personId,
      })
      .execute();
    await tx.record({
      kind: 'qa-calendar.nobody-represents',
      subjectType: 'school',
      subjectId: schoolId,
      schoolId,
      summary: `said that nobody speaks for the staff about the QA calendar ${academicYearName(academicYear)}`,
      why,
    });
  });
}
