import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { type Area, adoptedFrameworks, type Framework } from '#core/frameworks/queries.ts';
import { tell } from '#core/notifications/tell.ts';
import { longDate } from '#platform/clock.ts';
import { type FieldError, Invalid } from '#platform/errors.ts';
import { possibleGraders } from '../grader-queries.ts';
import type { SubjectType } from '../moderation-rules.ts';
import { judgingPaths } from '../paths.ts';
import { mayAsk } from '../policy.ts';
import { findSubject, type Subject } from '../subject-queries.ts';

export type Asked = {
  subject: { type: SubjectType; id: string };
  firstId: string;
  secondId: string;
  dueOn: Temporal.PlainDate;
  /** Of a set piece: what is graded, all of one framework. */
  areaIds: readonly string[];
};

type Graded = { framework: Framework; areas: readonly Area[] };

/** What is graded: the area of the judgement itself, or the areas that were chosen for a set piece. */
async function gradedIn(ctx: Ctx, subject: Subject, areaIds: readonly string[]): Promise<Graded | FieldError> {
  if (subject.judged) return { framework: subject.judged.framework, areas: [subject.judged.area] };
  const chosen = (await adoptedFrameworks(ctx)).flatMap((framework) => {
    const areas = framework.areas.filter((area) => areaIds.includes(area.id));
    return areas.length > 0 ? [{ framework, areas }] : [];
  });
  const [only] = chosen;
  if (!only || only.areas.length + chosen.slice(1).flatMap((one) => one.areas).length < new Set(areaIds).size)
    return { field: 'areaIds', message: 'Choose at least one area that is to be graded' };
  if (chosen.length > 1)
    return {
      field: 'areaIds',
      message: 'Choose areas of one framework: grades of two frameworks are never held against each other',
    };
  return only;
}

/** Asks two people to judge one thing blind. Whoever is tied to the school, or wrote the judgement, is not to be had for it. */
export async function askPair(ctx: Ctx, asked: Asked): Promise<string> {
  return await write(ctx, async (tx) => {
    const subject = await findSubject(ctx, asked.subject.type, asked.subject.id);
    tx.authorise(mayAsk(ctx.actor, subject.schoolId));
    const graded = await gradedIn(ctx, subject, asked.areaIds);
    const possible = await possibleGraders(ctx, subject);
    const problems: FieldError[] = 'field' in graded ? [graded] : [];
    for (const [field, id] of [
      ['firstId', asked.firstId],
      ['secondId', asked.secondId],
    ] as const)
      if (!possible.some((person) => person.id === id))
        problems.push({
          field,
          message: 'Choose somebody who moderates, and whom nothing ties to the school or the judgement',
        });
    if (asked.firstId === asked.secondId)
      problems.push({ field: 'secondId', message: 'Choose two different people: one person agrees with nobody' });
    if (Temporal.PlainDate.compare(asked.dueOn, ctx.today) < 0)
      problems.push({ field: 'dueOn', message: 'The day by which both should have graded must be to come' });
    if (problems.length > 0 || 'field' in graded) throw new Invalid(problems);
    const of = (type: SubjectType) => (subject.type === type ? subject.id : null);
    const trust = { trust_id: ctx.actor.trustId };
    const { id } = await tx.db
      .insertInto('moderation_pair')
      .values({
        ...trust,
        school_id: subject.schoolId,
        academic_year: subject.academicYear,
        title: subject.title,
        theme_id: of('theme'),
        judgement_id: of('judgement'),
        evidence_id: of('evidence'),
        vignette_id: of('vignette'),
        framework_id: graded.framework.id,
        due_on: asked.dueOn,
        asked_at: ctx.now,
        asked_by: ctx.actor.personId,
        stopped_at: null,
        stopped_by: null,
        stopped_why: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const ofPair = { ...trust, pair_id: id };
    await tx.db
      .insertInto('moderation_area')
      .values(graded.areas.map((area, index) => ({ ...ofPair, area_id: area.id, position: index + 1 })))
      .execute();
    const graders = [asked.firstId, asked.secondId];
    await tx.db
      .insertInto('moderation_grader')
      .values(graders.map((personId) => ({ ...ofPair, person_id: personId, declared_at: null, interest: null })))
      .execute();
    const names = graders.map((personId) => possible.find((person) => person.id === personId)?.name ?? '');
    await tx.record({
      kind: 'judging.asked',
      subjectType: 'moderation_pair',
      subjectId: id,
      schoolId: subject.schoolId,
      summary: `asked ${names.join(' and ')} to judge “${subject.title}” blind`,
    });
    for (const personId of graders)
      await tell(ctx, tx, personId, {
        subject: 'You are asked to judge something blind',
        body: `${ctx.actor.name} asks you and one other person to judge “${subject.title}”${subject.school ? ` at ${subject.school}` : ''} by ${longDate(asked.dueOn)}. Neither sees what the other gave before both have committed themselves.`,
        href: judgingPaths.pair(id),
      });
    return id;
  });
}
