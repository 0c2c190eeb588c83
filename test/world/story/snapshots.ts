import type { Term } from '#core/academic-year/rules.ts';
import { askSchools } from '#features/data-snapshots/actions/ask-schools.ts';
import { setTargets } from '#features/data-snapshots/actions/set-targets.ts';
import { takeSnapshot } from '#features/data-snapshots/actions/take-snapshot.ts';
import { fillSnapshotIn } from '#features/data-snapshots/build.ts';
import { snapshotsOf } from '#features/data-snapshots/queries.ts';
import type { CastKey, SchoolKey } from '../cast.ts';
import { pupilsOf } from '../pupils.ts';
import { named, type Scene } from '../scenes.ts';

type Asked = {
  name: string;
  year: number;
  term: Term;
  askedOn: string;
  dataOn: string;
  dueOn: string;
  /** Sessions of the year up to the day of the data. */
  sessions: number;
  taken: readonly (readonly [school: SchoolKey, who: CastKey, on: string, note?: string])[];
};

const asked: readonly Asked[] = [
  {
    name: 'Summer snapshot',
    year: 2025,
    term: 'summer',
    askedOn: '2026-05-11',
    dataOn: '2026-06-19',
    dueOn: '2026-07-03',
    sessions: 340,
    taken: [
      ['alderbeck', 'headAlderbeck', '2026-06-29'],
      ['tarnside', 'headTarnside', '2026-07-07', 'Writing in Year 6 was moderated again, which took until Monday.'],
      ['hollowell', 'headHollowell', '2026-07-01'],
      ['marlstone', 'headMarlstone', '2026-07-02'],
      ['kestrelford', 'dataManager', '2026-06-30'],
    ],
  },
  {
    name: 'Autumn snapshot',
    year: 2026,
    term: 'autumn',
    askedOn: '2026-10-05',
    dataOn: '2026-11-06',
    dueOn: '2026-11-18',
    sessions: 84,
    taken: [
      ['alderbeck', 'headAlderbeck', '2026-11-12'],
      ['kestrelford', 'dataManager', '2026-11-16'],
      [
        'marlstone',
        'headMarlstone',
        '2026-11-18',
        'One Year 10 mathematics class has no grades: its teacher is away ill.',
      ],
    ],
  },
];

const everySchool: readonly SchoolKey[] = ['alderbeck', 'tarnside', 'hollowell', 'marlstone', 'kestrelford'];

function scenesOf(collection: Asked): Scene[] {
  const ask: Scene = {
    on: collection.askedOn,
    who: 'trustLeader',
    permission: 'snapshot:ask',
    play: async (ctx, { stage, ids }) => {
      ids.set(
        collection.name,
        await askSchools(ctx, {
          name: collection.name,
          academicYear: stage.calendar.year(collection.year),
          term: collection.term,
          dataOn: stage.calendar.day(collection.dataOn),
          dueOn: stage.calendar.day(collection.dueOn),
          wanted: ['pupils', 'assessments', 'attendance', 'suspensions'],
          schoolIds: everySchool.map((school) => stage.schoolIds[school]),
          note: null,
        }),
      );
    },
  };
  const takings = collection.taken.map(
    ([school, who, on, note]): Scene => ({
      on,
      who,
      permission: 'snapshot:collect',
      play: async (ctx, story) => {
        const { stage } = story;
        const schoolId = stage.schoolIds[school];
        const snapshots = await snapshotsOf(ctx, [named(story, collection.name)]);
        const id = snapshots.find((snapshot) => snapshot.school_id === schoolId)?.id ?? '';
        // The file of the school's system is left out of the story: its rows are put where the import would have put them.
        const pupils = pupilsOf(school, stage.calendar.year(collection.year), {
          sessions: collection.sessions,
          kinds: ['c', 't'],
        });
        await fillSnapshotIn(ctx.db, { trustId: stage.trustId, schoolId, id }, pupils);
        await takeSnapshot(ctx, id, { note: note ?? null, noSuspensions: true, revision: 1 });
      },
    }),
  );
  return [ask, ...takings];
}

const targets: Scene = {
  on: '2026-09-21',
  who: 'headMarlstone',
  permission: 'snapshot:collect',
  play: (ctx, { stage }) =>
    setTargets(ctx, stage.schoolIds.marlstone, stage.calendar.year(2026), [
      { measure: 'attainment8', value: 44 },
      { measure: 'english_maths_5plus', value: 42 },
      { measure: 'absence_overall', value: 7 },
    ]),
};

/** The snapshots of last summer and of this autumn: two schools have not taken the autumn's yet, one of them was late in summer. */
export const snapshots: Scene[] = [...asked.flatMap(scenesOf), targets];
