import { termDates } from '#core/academic-year/queries.ts';
import { academicYearName, academicYearOf } from '#core/academic-year/rules.ts';
import { type Write, write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { tell } from '#core/notifications/tell.ts';
import { findSchool } from '#core/organisations/queries.ts';
import { holdersAt } from '#core/people/queries.ts';
import { Invalid, requireRevision } from '#platform/errors.ts';
import { firstClash, type Held } from '../clash-rules.ts';
import { fortnightlyDates, sameWeekOn, weekdayName } from '../date-rules.ts';
import { lineMeetingPaths } from '../paths.ts';
import { mayArrange } from '../policy.ts';
import { placesOf, possibleHolders, seriesOfYear } from '../queries.ts';

export type Arrangement = {
  schoolId: string;
  holderId: string;
  atTime: string;
  minutes: number;
  place: string;
  firstOn: Temporal.PlainDate;
};

/** Meetings of the holder and of the school's head that lie elsewhere, without those of one series. The holder's row is locked: two arrangements at once are made one after the other. */
export async function elsewhere(
  ctx: Ctx,
  tx: Write,
  who: { holderId: string; schoolId: string; from: Temporal.PlainDate },
  without: { seriesId?: string | undefined; meetingId?: string | undefined },
): Promise<Held[]> {
  await tx.db.selectFrom('person').select('id').where('id', '=', who.holderId).forUpdate().execute();
  const heads = await holdersAt(tx.db, [who.schoolId], ['head_teacher'], ctx.today);
  const places = await placesOf(
    ctx,
    who.holderId,
    heads.map((head) => head.id),
    who.from,
  );
  return places
    .filter((place) => place.series_id !== without.seriesId && place.id !== without.meetingId)
    .map((place) => ({ on: place.planned_on, at: place.at_time, minutes: place.minutes, school: place.school }));
}

async function requireHolder(ctx: Ctx, holderId: string): Promise<void> {
  if (!(await possibleHolders(ctx)).some((person) => person.id === holderId))
    throw new Invalid([{ field: 'holderId', message: 'Choose the Executive Principal or a trust leader' }]);
}

async function tellThem(ctx: Ctx, tx: Write, schoolId: string, holderId: string, subject: string): Promise<void> {
  const heads = await holdersAt(tx.db, [schoolId], ['head_teacher'], ctx.today);
  for (const personId of new Set([holderId, ...heads.map((head) => head.id)])) {
    if (personId === ctx.actor.personId) continue;
    await tell(ctx, tx, personId, {
      subject,
      body: 'The days of the year, when and where they are, stand on the page of the meetings.',
      href: lineMeetingPaths.series(schoolId),
    });
  }
}

/** Arranges the series of a school inside a write that is under way. */
export async function arrangeIn(ctx: Ctx, tx: Write, wanted: Arrangement): Promise<string> {
  const school = await findSchool(ctx, wanted.schoolId);
  await requireHolder(ctx, wanted.holderId);
  const academicYear = academicYearOf(wanted.firstOn);
  if ((await seriesOfYear(ctx, academicYear, school.id)).length > 0)
    throw new Invalid([
      { field: 'firstOn', message: `The meetings of ${academicYearName(academicYear)} are arranged already` },
    ]);
  const weekday = wanted.firstOn.dayOfWeek;
  const dates = fortnightlyDates(await termDates(ctx, school.id, academicYear), wanted.firstOn, weekday);
  if (dates.length === 0)
    throw new Invalid([{ field: 'firstOn', message: 'The first meeting must be on a school day of this school' }]);
  const held = dates.map((on) => ({ on, at: wanted.atTime, minutes: wanted.minutes, school: school.name }));
  const who = { holderId: wanted.holderId, schoolId: school.id, from: wanted.firstOn };
  const clash = firstClash(held, await elsewhere(ctx, tx, who, {}));
  if (clash) throw new Invalid([{ field: 'atTime', message: clash }]);
  const shared = { trust_id: ctx.actor.trustId, school_id: school.id, academic_year: academicYear };
  const when = { at_time: wanted.atTime, minutes: wanted.minutes, place: wanted.place };
  const series = await tx.db
    .insertInto('line_series')
    .values({
      ...shared,
      ...when,
      holder_id: wanted.holderId,
      weekday,
      first_on: wanted.firstOn,
      arranged_at: ctx.now,
      arranged_by: ctx.actor.personId,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tx.db
    .insertInto('line_meeting')
    .values(dates.map((on) => ({ ...shared, ...when, series_id: series.id, slot_on: on, planned_on: on })))
    .execute();
  await tx.record({
    kind: 'line-meeting.arranged',
    subjectType: 'line_series',
    subjectId: series.id,
    schoolId: school.id,
    summary: `arranged ${dates.length} line management meetings for ${academicYearName(academicYear)}, every second ${weekdayName(weekday)} of term`,
  });
  await tellThem(
    ctx,
    tx,
    school.id,
    wanted.holderId,
    `The line management meetings of ${academicYearName(academicYear)} are arranged`,
  );
  return series.id;
}

/** Arranges the fortnightly meetings of a school for the year in which the first one lies. */
export async function arrangeSeries(ctx: Ctx, wanted: Arrangement): Promise<string> {
  return await write(ctx, async (tx) => {
    tx.authorise(mayArrange(ctx.actor));
    return await arrangeIn(ctx, tx, wanted);
  });
}

export type Change = Omit<Arrangement, 'firstOn'> & { academicYear: number; weekday: number; revision: number };

/** Changes who holds the meetings, when and where: those that lie ahead and were not moved follow, each in its own week. */
export async function changeSeries(ctx: Ctx, change: Change): Promise<void> {
  await write(ctx, async (tx) => {
    tx.authorise(mayArrange(ctx.actor));
    const [series] = await seriesOfYear(ctx, change.academicYear, change.schoolId);
    if (!series) throw new Invalid([{ field: '', message: 'No meetings are arranged yet' }]);
    requireRevision(series.revision, change.revision);
    await requireHolder(ctx, change.holderId);
    const dates = await termDates(ctx, change.schoolId, change.academicYear);
    const ahead = await tx.db
      .selectFrom('line_meeting as m')
      .select((eb) => [
        'm.id',
        'm.slot_on',
        'm.planned_on',
        eb
          .exists(eb.selectFrom('line_meeting_move as v').select('v.id').whereRef('v.meeting_id', '=', 'm.id'))
          .as('moved'),
      ])
      .where('m.series_id', '=', series.id)
      .where('m.planned_on', '>', ctx.today)
      .where('m.held_on', 'is', null)
      .where('m.cancelled_at', 'is', null)
      .execute();
    const follows = ahead.map((meeting) => {
      const stays = meeting.moved || meeting.slot_on === null || change.weekday === series.weekday;
      return {
        ...meeting,
        on: (stays ? null : sameWeekOn(dates, meeting.planned_on, change.weekday)) ?? meeting.planned_on,
      };
    });
    const held = follows.map(({ on }) => ({ on, at: change.atTime, minutes: change.minutes, school: series.school }));
    const who = { holderId: change.holderId, schoolId: change.schoolId, from: ctx.today };
    const clash = firstClash(held, await elsewhere(ctx, tx, who, { seriesId: series.id }));
    if (clash) throw new Invalid([{ field: 'atTime', message: clash }]);
    const when = { at_time: change.atTime, minutes: change.minutes, place: change.place };
    await tx.db
      .updateTable('line_series')
      .set({ ...when, holder_id: change.holderId, weekday: change.weekday, revision: series.revision + 1 })
      .where('id', '=', series.id)
      .execute();
    for (const meeting of follows) {
      const slot = meeting.slot_on === null || meeting.moved ? {} : { slot_on: meeting.on };
      await tx.db
        .updateTable('line_meeting')
        .set((eb) => ({ ...when, ...slot, planned_on: meeting.on, revision: eb('revision', '+', 1) }))
        .where('id', '=', meeting.id)
        .execute();
    }
    await tx.record({
      kind: 'line-meeting.series-changed',
      subjectType: 'line_series',
      subjectId: series.id,
      schoolId: change.schoolId,
      summary: `changed the line management meetings that lie ahead, ${follows.length} of them`,
    });
    await tellThem(
      ctx,
      tx,
      change.schoolId,
      change.holderId,
      'The line management meetings that lie ahead have changed',
    );
  });
}
