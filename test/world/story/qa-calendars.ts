import { confirmRecord } from '#features/data-reviews/actions/confirm-record.ts';
import { recordMeeting } from '#features/data-reviews/actions/record-meeting.ts';
import { plannedDataReviews } from '#features/data-reviews/index.ts';
import { findDataReview } from '#features/data-reviews/queries.ts';
import { addEntry } from '#features/qa-calendar/actions/add-entry.ts';
import {
  answerConsultation,
  sayNobodyRepresents,
  type WishedMove,
} from '#features/qa-calendar/actions/answer-consultation.ts';
import { askSchool } from '#features/qa-calendar/actions/ask-school.ts';
import { changeEntry } from '#features/qa-calendar/actions/change-entry.ts';
import { fingerprintOf, rollForward } from '#features/qa-calendar/actions/make-calendar.ts';
import { moveEntry } from '#features/qa-calendar/actions/move-entry.ts';
import { publishCalendar } from '#features/qa-calendar/actions/publish-calendar.ts';
import { settleRequest } from '#features/qa-calendar/actions/settle-request.ts';
import { stopEntry } from '#features/qa-calendar/actions/stop-entry.ts';
import { consultationsUnderWay, standingOf } from '#features/qa-calendar/consultation-queries.ts';
import { inWeekOf } from '#features/qa-calendar/entry-rules.ts';
import { planRollForward } from '#features/qa-calendar/plan-year.ts';
import { entriesInScope, findEntry } from '#features/qa-calendar/queries.ts';
import type { EntryKind } from '#features/qa-calendar/words.ts';
import { addExamWeek, enterHalfTerms } from '#features/term-dates/index.ts';
import type { CastKey, SchoolKey } from '../cast.ts';
import { named, type Scene, type Story } from '../scenes.ts';
import type { Player } from '../stage.ts';
import { everySchool, lastYear, thisYear } from './qa-calendar-plans.ts';

// The QA calendars of 2025/26 (published and lived) and of 2026/27 (four schools published, Hollowell still being asked). Other files of the story find the
// entries by name in `ids`, “entry SCHOOL YEAR KIND”, from 28 August 2025 (2025) and from 22 June 2026 (2026) on:
//   entry alderbeck|tarnside|hollowell|marlstone|kestrelford 2025|2026 data_review|annual_review|department_review|topic_review
// Among them: `entry marlstone 2025 department_review` (Mathematics, 3 and 4 February 2026), `entry tarnside 2025 topic_review` (behaviour, 16 and 17 June
// 2026), `entry kestrelford 2025 department_review` (Science, 3 and 4 March 2026), `entry kestrelford 2026 department_review` (English, spring 2027),
// `entry marlstone 2026 topic_review` (behaviour, summer 2027). `entry hollowell 2025 topic_review` was stopped on 12 June 2026.

const heads = {
  alderbeck: 'headAlderbeck',
  tarnside: 'headTarnside',
  hollowell: 'headHollowell',
  marlstone: 'headMarlstone',
  kestrelford: 'headKestrelford',
} as const satisfies Record<SchoolKey, CastKey>;

const representatives: Partial<Record<SchoolKey, CastKey>> = {
  marlstone: 'staffRepresentativeMarlstone',
  kestrelford: 'staffRepresentativeKestrelford',
};

const nameOf = (school: SchoolKey, year: number, kind: EntryKind) => `entry ${school} ${year} ${kind}`;

const plan = (on: string, play: Scene['play'], who: Player = 'trustLeader'): Scene => ({
  on,
  who,
  permission: 'qa-calendar:plan',
  play,
});

const exams: Scene = {
  on: '2025-08-27',
  who: 'administrator',
  permission: 'school:read',
  play: async (ctx, { stage }) => {
    const enter = (year: number, school: SchoolKey | null, name: string, from: string, to: string) =>
      addExamWeek(ctx, school && stage.schoolIds[school], stage.calendar.year(year), {
        name,
        startsOn: stage.calendar.day(from),
        endsOn: stage.calendar.day(to),
      });
    for (const school of ['alderbeck', 'tarnside', 'hollowell'] as const) {
      await enter(2025, school, 'Key stage 2 tests', '2026-05-11', '2026-05-14');
      await enter(2026, school, 'Key stage 2 tests', '2027-05-10', '2027-05-13');
    }
    for (const school of ['marlstone', 'kestrelford'] as const) {
      await enter(2025, school, 'Year 11 mock examinations', '2026-01-12', '2026-01-23');
      await enter(2025, school, 'GCSE examinations', '2026-05-11', '2026-06-17');
      await enter(2026, school, 'Year 11 mock examinations', '2027-01-11', '2027-01-22');
      await enter(2026, school, 'GCSE examinations', '2027-05-10', '2027-06-16');
    }
  },
};

const nextTermDates: Scene = {
  on: '2026-11-09',
  who: 'administrator',
  permission: 'trust:administer',
  play: async (ctx, { stage }) => {
    const halves = [
      ['2027-09-01', '2027-10-15'],
      ['2027-11-01', '2027-12-17'],
      ['2028-01-04', '2028-02-11'],
      ['2028-02-21', '2028-03-31'],
      ['2028-04-18', '2028-05-26'],
      ['2028-06-05', '2028-07-21'],
    ] as const;
    await enterHalfTerms(
      ctx,
      null,
      stage.calendar.year(2027),
      halves.map(([from, to], index) => ({
        number: index + 1,
        startsOn: stage.calendar.day(from),
        endsOn: stage.calendar.day(to),
      })),
    );
  },
};

const planLastYear = plan('2025-08-28', async (ctx, story) => {
  const { calendar, people, schoolIds } = story.stage;
  for (const school of everySchool) {
    const departments = await ctx.db
      .selectFrom('department')
      .select(['id', 'name'])
      .where('school_id', '=', schoolIds[school])
      .execute();
    for (const entry of lastYear[school]) {
      const id = await addEntry(ctx, schoolIds[school], calendar.year(2025), {
        kind: entry.kind,
        topic: entry.topic ?? null,
        departmentId: departments.find((found) => found.name === entry.department)?.id ?? null,
        title: entry.title,
        leadId: people[entry.lead].personId,
        startsOn: calendar.day(entry.from),
        endsOn: calendar.day(entry.to ?? entry.from),
        daysKnown: true,
      });
      story.ids.set(nameOf(school, 2025, entry.kind), id);
    }
  }
});

const ask = (on: string, year: number, due: string, schools: readonly SchoolKey[]): Scene =>
  plan(on, async (ctx, { stage }) => {
    for (const school of schools)
      await askSchool(ctx, stage.schoolIds[school], stage.calendar.year(year), stage.calendar.day(due));
  });

type Said = { agrees: boolean; words?: string; move?: readonly [kind: EntryKind, week: string | null, why: string] };

const answer = (on: string, who: CastKey, school: SchoolKey, year: number, said: Said): Scene => ({
  on,
  who,
  permission: 'qa-calendar:answer',
  play: async (ctx, story) => {
    const { calendar, schoolIds } = story.stage;
    const { standing } = await standingOf(ctx, schoolIds[school], calendar.year(year));
    const moves: WishedMove[] = said.move
      ? [
          {
            entryId: named(story, nameOf(school, year, said.move[0])),
            wishedOn: said.move[1] === null ? null : calendar.day(said.move[1]),
            why: said.move[2],
          },
        ]
      : [];
    await answerConsultation(ctx, schoolIds[school], calendar.year(year), {
      version: standing.asked?.version ?? 0,
      agrees: said.agrees,
      words: said.words ?? '',
      moves,
    });
  },
});

const nobody = (on: string, school: SchoolKey, year: number): Scene => ({
  on,
  who: heads[school],
  permission: 'qa-calendar:answer',
  play: async (ctx, { stage }) =>
    sayNobodyRepresents(
      ctx,
      stage.schoolIds[school],
      stage.calendar.year(year),
      'Asked in the staff meeting; nobody wished to stand. The staff have seen the calendar and had no objection.',
    ),
});

const agreeBoth = (on: string, school: SchoolKey, year: number): Scene[] => {
  const representative = representatives[school];
  return [
    representative ? answer(on, representative, school, year, { agrees: true }) : nobody(on, school, year),
    answer(on, heads[school], school, year, { agrees: true }),
  ];
};

const publish = (on: string, year: number, schools: readonly SchoolKey[], overWhy: string | null = null): Scene =>
  plan(on, async (ctx, { stage }) => {
    for (const school of schools)
      await publishCalendar(ctx, stage.schoolIds[school], stage.calendar.year(year), {
        withoutAgreementWhy: null,
        overWhy,
      });
  });

const meetings: Scene[] = everySchool.map((school) => {
  const [meeting] = lastYear[school];
  return {
    on: meeting?.from ?? '',
    who: 'trustLeader',
    permission: 'data-review:record',
    play: async (ctx, { stage }) => {
      const planned = (await plannedDataReviews(ctx, stage.calendar.year(2025))).get(stage.schoolIds[school]);
      if (!planned) throw new Error(`No data review was planned at ${school}.`);
      const { revision } = await findDataReview(ctx, planned.id);
      await recordMeeting(ctx, planned.id, {
        heldOn: planned.plannedOn,
        attendeeIds: [stage.people.trustLeader.personId, stage.people[heads[school]].personId],
        others: [],
        points: 'The results of the summer were gone through, area by area, before the Annual Review.',
        revision,
      });
      const after = await findDataReview(ctx, planned.id);
      await confirmRecord(ctx, planned.id, { agrees: true, words: '', revision: after.revision });
    },
  };
});

const stopped = plan('2026-06-12', async (ctx, story) => {
  const id = named(story, nameOf('hollowell', 2025, 'topic_review'));
  const { revision } = await findEntry(ctx, id);
  await stopEntry(
    ctx,
    id,
    'Two leaders are away until September. It would have asked too much of the others.',
    revision,
  );
});

/** A year on, by week of term; then what Hollowell missed is put back in, and the days that are known are set. */
const rolled = plan('2026-06-22', async (ctx, story) => {
  const { calendar, people, schoolIds } = story.stage;
  const year = calendar.year(2026);
  await rollForward(ctx, year, fingerprintOf(await planRollForward(ctx, year)));
  await addEntry(ctx, schoolIds.hollowell, year, {
    kind: 'topic_review',
    topic: 'leadership',
    departmentId: null,
    title: 'Topic review: Leadership and management',
    leadId: people.trustLeader.personId,
    ...inWeekOf(calendar.day('2027-06-14')),
  });
  for (const entry of await entriesInScope(ctx, { academicYear: year })) {
    const school = everySchool.find((key) => schoolIds[key] === entry.school_id);
    if (school) story.ids.set(nameOf(school, 2026, entry.kind), entry.id);
  }
  for (const school of everySchool)
    for (const [kind, from, to] of thisYear[school]) await moveTo(ctx, story, nameOf(school, 2026, kind), from, to);
  const english = await findEntry(ctx, named(story, nameOf('kestrelford', 2026, 'department_review')));
  const department = await ctx.db
    .selectFrom('department')
    .select('id')
    .where('school_id', '=', schoolIds.kestrelford)
    .where('name', '=', 'English')
    .executeTakeFirstOrThrow();
  await changeEntry(ctx, english.id, {
    title: 'Department review: English',
    leadId: people.teachingLead.personId,
    departmentId: department.id,
    topic: null,
    revision: english.revision,
  });
});

async function moveTo(ctx: Parameters<Scene['play']>[0], story: Story, name: string, from: string, to = from) {
  const { calendar } = story.stage;
  const entry = await findEntry(ctx, named(story, name));
  await moveEntry(ctx, entry.id, {
    startsOn: calendar.day(from),
    endsOn: calendar.day(to),
    daysKnown: true,
    why: null,
    revision: entry.revision,
  });
}

const metRequest = plan('2026-07-09', async (ctx, story) => {
  const [asked] = (await consultationsUnderWay(ctx, [])).requests.filter(
    (request) => request.entry_id === named(story, nameOf('kestrelford', 2026, 'department_review')),
  );
  if (!asked) throw new Error('Kestrelford has not asked to move its review of English.');
  await settleRequest(ctx, asked.id, {
    outcome: 'moved',
    week: story.stage.calendar.day('2027-03-08'),
    words: 'Gladly: after the moderation of coursework.',
    revision: asked.entry_revision,
  });
});

const published = ['alderbeck', 'tarnside', 'marlstone', 'kestrelford'] as const;

/** The QA calendars of both years. */
export const qaCalendars: Scene[] = [
  exams,
  planLastYear,
  ask('2025-08-28', 2025, '2025-09-05', everySchool),
  ...everySchool.flatMap((school) => agreeBoth('2025-09-03', school, 2025)),
  publish('2025-09-05', 2025, everySchool, 'The year begins: the first data reviews are meetings without observation.'),
  ...meetings,
  stopped,
  rolled,
  ask('2026-06-29', 2026, '2026-07-15', published),
  ...agreeBoth('2026-07-01', 'alderbeck', 2026),
  ...agreeBoth('2026-07-02', 'tarnside', 2026),
  ...agreeBoth('2026-07-03', 'marlstone', 2026),
  answer('2026-07-06', 'headKestrelford', 'kestrelford', 2026, {
    agrees: false,
    words: 'The rest fits.',
    move: ['department_review', '2027-03-08', 'The department moderates its coursework in the first week of March.'],
  }),
  metRequest,
  ...agreeBoth('2026-07-13', 'kestrelford', 2026),
  publish('2026-09-04', 2026, published, 'Dates were known since July; the limits are new this year.'),
  nextTermDates,
  ask('2026-11-02', 2026, '2026-11-27', ['hollowell']),
  answer('2026-11-19', 'headHollowell', 'hollowell', 2026, {
    agrees: false,
    words: 'The autumn has been as agreed in September. The summer fits well.',
    move: ['department_review', '2027-03-15', 'Years 5 and 6 are away on their residential visit that week.'],
  }),
];
