import type { Ctx } from '#core/context.ts';
import { currentFramework } from '#core/frameworks/queries.ts';
import { confirmOutcome, sayOutcome } from '#features/judging/actions/agree-outcome.ts';
import { askPair } from '#features/judging/actions/ask-pair.ts';
import { declare } from '#features/judging/actions/declare.ts';
import { commitGrades } from '#features/judging/actions/grade-blind.ts';
import { saveOwnGrade } from '#features/judging/actions/save-own-grade.ts';
import { writeVignette } from '#features/judging/actions/write-vignette.ts';
import { findJudgement } from '#features/judging/find-judged-queries.ts';
import { findPair } from '#features/judging/pair-queries.ts';
import type { CastKey, SchoolKey } from '../cast.ts';
import { named, type Scene, type Story } from '../scenes.ts';

const quality = 'quality_of_education';
const behaviour = 'behaviour_and_attitudes';
const personal = 'personal_development';
const leadership = 'leadership_and_management';

type Given = { who: CastKey; on: string; grades: Readonly<Record<string, readonly [code: string, reasons: string]>> };

type Told = {
  name: string;
  askedBy: CastKey;
  askedOn: string;
  dueOn: string;
  what: { vignette: string; body: string; areas: readonly string[] } | { judgementOf: string; area: string };
  two: readonly [CastKey, CastKey];
  given: readonly Given[];
  /** What differed: the grade that was agreed, or null, and what decided it. */
  came?: {
    said: readonly [CastKey, string];
    confirmed: readonly [CastKey, string];
    grades: Readonly<Record<string, readonly [code: string | null, reasons: string]>>;
  };
};

async function subjectOf(ctx: Ctx, told: Told, story: Story) {
  if ('judgementOf' in told.what) {
    const reviewId = named(story, told.what.judgementOf);
    const { id } = await findJudgement(ctx, { reviewId, areaCode: told.what.area });
    return { subject: { type: 'judgement' as const, id }, areaIds: [] };
  }
  const { vignette, body, areas } = told.what;
  const id = await writeVignette(ctx, { title: vignette, body });
  const framework = await currentFramework(ctx);
  const areaIds = framework.areas.filter((area) => areas.includes(area.code)).map((area) => area.id);
  return { subject: { type: 'vignette' as const, id }, areaIds };
}

function scenesOf(told: Told): Scene[] {
  const scene = (on: string, who: CastKey, work: (ctx: Ctx, story: Story, id: string) => Promise<unknown>): Scene => ({
    on,
    who,
    permission: 'judging:moderate',
    play: async (ctx, story) => void (await work(ctx, story, named(story, told.name))),
  });
  const asked: Scene = {
    on: told.askedOn,
    who: told.askedBy,
    permission: 'judging:moderate',
    play: async (ctx, story) => {
      const { people, calendar } = story.stage;
      const [first, second] = told.two;
      const id = await askPair(ctx, {
        ...(await subjectOf(ctx, told, story)),
        firstId: people[first].personId,
        secondId: people[second].personId,
        dueOn: calendar.day(told.dueOn),
      });
      story.ids.set(told.name, id);
    },
  };
  const graded = told.given.map(({ who, on, grades }) =>
    scene(on, who, async (ctx, _story, id) => {
      await declare(ctx, id, null);
      const { areas } = await findPair(ctx, id);
      const given = areas.map((area) => {
        const [gradeCode = '', reasons = ''] = grades[area.code] ?? [];
        return { areaId: area.id, gradeCode, reasons };
      });
      await commitGrades(ctx, id, given);
    }),
  );
  const { came } = told;
  if (!came) return [asked, ...graded];
  return [
    asked,
    ...graded,
    scene(came.said[1], came.said[0], async (ctx, _story, id) => {
      const { areas } = await findPair(ctx, id);
      const said = areas.flatMap((area) => {
        const found = came.grades[area.code];
        return found ? [{ areaId: area.id, gradeCode: found[0], reasons: found[1] }] : [];
      });
      await sayOutcome(ctx, id, said);
    }),
    scene(came.confirmed[1], came.confirmed[0], async (ctx, _story, id) => {
      const pair = await findPair(ctx, id);
      await confirmOutcome(ctx, id, pair.outcome?.id ?? '');
    }),
  ];
}

const all = [quality, behaviour, personal, leadership];

const told: readonly Told[] = [
  {
    name: 'moderation new head',
    askedBy: 'executivePrincipal',
    askedOn: '2025-10-06',
    dueOn: '2025-10-17',
    two: ['trustLeader', 'teachingLead'],
    what: {
      vignette: 'A primary school a year after its head left',
      areas: all,
      body: 'Reading is taught as planned in every class, and pupils of Year 2 read to a visitor with pleasure. In history and science, books show tasks that were finished and little that was remembered: of eight pupils of Year 5, two could say what the Romans built and why.\n\nPlaytimes are calm. Three adults said that one boy is sent home early on some days, and nobody could show a plan for it.\n\nThe new head has seen this and begun with history. Governors had not been told. Teachers say that they are asked for less paper than before.',
    },
    given: [
      {
        who: 'trustLeader',
        on: '2025-10-13',
        grades: {
          [quality]: ['2', 'Reading is strong in every class, and the head has begun with what is weak.'],
          [behaviour]: ['2', 'Calm throughout. One pupil’s arrangements are a matter for leaders.'],
          [personal]: ['2', 'Nothing is wrong with what there is, and little is said of it.'],
          [leadership]: ['3', 'Governors had not been told, and a pupil goes home early without a plan.'],
        },
      },
      {
        who: 'teachingLead',
        on: '2025-10-15',
        grades: {
          [quality]: ['3', 'Two of eight remember the Romans. What is taught outside reading does not stay.'],
          [behaviour]: ['2', 'Playtimes and lessons are calm.'],
          [personal]: ['2', 'As far as the account goes, sound.'],
          [leadership]: ['3', 'The head sees it, but governors do not yet, and a reduced timetable has no plan.'],
        },
      },
    ],
    came: {
      said: ['teachingLead', '2025-10-16'],
      confirmed: ['trustLeader', '2025-10-16'],
      grades: {
        [quality]: ['3', 'Reading alone does not carry the curriculum. What pupils remember of the rest decides it.'],
      },
    },
  },
  {
    name: 'moderation falling results',
    askedBy: 'executivePrincipal',
    askedOn: '2026-02-02',
    dueOn: '2026-02-13',
    two: ['trustLeader', 'teachingLead'],
    what: {
      vignette: 'A secondary school whose results fell twice',
      areas: all,
      body: 'Results fell by four points in two years, and most for disadvantaged pupils. Leaders can say in which subjects and which classes. Lessons in English build on one another; in mathematics two teachers of five trained in other subjects, and a coach sits with each of them weekly.\n\nSuspensions doubled in the autumn, and nine in ten were of boys of Years 8 and 9. The school counts them by teacher and by hour, and has changed the hour after lunch.\n\nEvery pupil has a place in a club or a team. Pupils with special educational needs come as often as the others.',
    },
    given: [
      {
        who: 'trustLeader',
        on: '2026-02-09',
        grades: {
          [quality]: ['3', 'What pupils know has fallen twice, and most for those who need it most.'],
          [behaviour]: ['2', 'They know exactly where it goes wrong and have changed it.'],
          [personal]: ['2', 'A place for everybody, and everybody comes.'],
          [leadership]: ['2', 'Leaders know their school class by class, and have acted.'],
        },
      },
      {
        who: 'teachingLead',
        on: '2026-02-10',
        grades: {
          [quality]: ['3', 'Mathematics is being mended and is not mended.'],
          [behaviour]: ['3', 'Suspensions doubled. That the school knows why does not make them fewer yet.'],
          [personal]: ['2', 'Open to all, and taken up by all.'],
          [leadership]: ['2', 'Accurate, and already at work.'],
        },
      },
    ],
    came: {
      said: ['trustLeader', '2026-02-11'],
      confirmed: ['teachingLead', '2026-02-12'],
      grades: {
        [behaviour]: [
          '3',
          'The grade is of how pupils behave now; what leaders do about it is judged with leadership.',
        ],
      },
    },
  },
  {
    name: 'moderation writing',
    askedBy: 'trustLeader',
    askedOn: '2026-05-11',
    dueOn: '2026-05-22',
    two: ['trustLeader', 'primaryAdviser'],
    what: {
      vignette: 'A junior school and its writing',
      areas: all,
      body: 'Pupils write every day and at length. Frames are used up to Year 6, and the ablest write what the others write, only more. Spelling is taught well. In mathematics and art pupils choose, explain and redraft.\n\nPupils are courteous to a fault: few disagree with an adult, or with one another. They run the library and a market for a charity that they chose.\n\nLeaders see the writing differently: the head thinks that the frames hold pupils back, the leader of English that they hold them up. They have not talked about it.',
    },
    given: [
      {
        who: 'primaryAdviser',
        on: '2026-05-18',
        grades: {
          [quality]: ['2', 'Strong in most, and in writing safe but narrow.'],
          [behaviour]: ['1', 'Courteous, hard-working, and never otherwise.'],
          [personal]: ['2', 'They run things, and rarely argue.'],
          [leadership]: ['2', 'Good leaders who have one talk before them.'],
        },
      },
      {
        who: 'trustLeader',
        on: '2026-05-20',
        grades: {
          [quality]: ['2', 'Writing is the exception. The rest is taught to be thought about.'],
          [behaviour]: ['1', 'Nothing to wish for.'],
          [personal]: ['1', 'A library and a market of their own.'],
          [leadership]: ['2', 'They differ and do not say so; otherwise sure.'],
        },
      },
    ],
    came: {
      said: ['primaryAdviser', '2026-05-21'],
      confirmed: ['trustLeader', '2026-05-21'],
      grades: { [personal]: ['2', 'Pupils who do not dare to disagree have something to learn yet.'] },
    },
  },
  {
    name: 'moderation sixth form',
    askedBy: 'executivePrincipal',
    askedOn: '2026-10-05',
    dueOn: '2026-10-16',
    two: ['trustLeader', 'teachingLead'],
    what: {
      vignette: 'A high school that lost its head of sixth form',
      areas: all,
      body: 'A level results rose for the third year. In Years 7 to 9 lessons follow the plan, and teachers check what is remembered; in Years 10 and 11 past papers take the place of teaching from January.\n\nCorridors are loud and friendly. Attendance of disadvantaged pupils is five points lower than that of others, as it was two years ago.\n\nThe head of sixth form left in June, and the deputy does both. Governors asked in July what would suffer, and were told that nothing would.',
    },
    given: [
      {
        who: 'trustLeader',
        on: '2026-10-12',
        grades: {
          [quality]: ['2', 'Strong at both ends. Past papers from January are a fault in the middle.'],
          [behaviour]: ['2', 'Loud is not rude, and nobody is afraid.'],
          [personal]: ['2', 'Little is said, and nothing against it.'],
          [leadership]: ['2', 'Stretched, and results still rise.'],
        },
      },
      {
        who: 'teachingLead',
        on: '2026-10-14',
        grades: {
          [quality]: ['2', 'What is taught is remembered; what is tested from January is not taught.'],
          [behaviour]: ['2', 'Good in the corridors. Attendance of disadvantaged pupils has not moved.'],
          [personal]: ['2', 'Sound as far as one can tell.'],
          [leadership]: ['3', 'Nothing would suffer, governors were told, and one person does two posts.'],
        },
      },
    ],
    came: {
      said: ['trustLeader', '2026-10-15'],
      confirmed: ['teachingLead', '2026-10-15'],
      grades: {
        [leadership]: [
          null,
          'One of us weighs what was told to governors, the other what pupils got. We leave it open.',
        ],
      },
    },
  },
  {
    name: 'moderation alderbeck quality',
    askedBy: 'executivePrincipal',
    askedOn: '2026-10-12',
    dueOn: '2026-10-23',
    two: ['trustLeader', 'teachingLead'],
    what: { judgementOf: 'a26 review', area: quality },
    given: [
      {
        who: 'teachingLead',
        on: '2026-10-19',
        grades: {
          [quality]: [
            '2',
            'What pupils remember is checked and used. Writing at length is the part that is not there yet.',
          ],
        },
      },
      {
        who: 'trustLeader',
        on: '2026-10-20',
        grades: { [quality]: ['2', 'Secure in almost everything that was seen, and leaders knew of the exception.'] },
      },
    ],
  },
  // The Director has graded; the lead of Teaching and Learning has not: what he gave is not to be had.
  {
    name: 'moderation hollowell quality',
    askedBy: 'executivePrincipal',
    askedOn: '2026-11-17',
    dueOn: '2026-12-01',
    two: ['trustLeader', 'teachingLead'],
    what: { judgementOf: 'h26 review', area: quality },
    given: [
      {
        who: 'trustLeader',
        on: '2026-11-23',
        grades: {
          [quality]: ['2', 'Mathematics has moved as the plan said. Writing has not, and the school knows why.'],
        },
      },
    ],
  },
];

type Own = { school: SchoolKey; who: CastKey; on: string; area: string; grade: string; reasons: string };

const own: readonly Own[] = [
  {
    school: 'alderbeck',
    who: 'headAlderbeck',
    on: '2026-09-25',
    area: quality,
    grade: '1',
    reasons:
      'Results have risen for three years and the gap has closed by nine points. We know that writing is the exception.',
  },
  {
    school: 'hollowell',
    who: 'headHollowell',
    on: '2026-10-09',
    area: quality,
    grade: '2',
    reasons: 'Mathematics moved as we planned. Able writers are held back, and we have begun in Years 5 and 6.',
  },
];

const ownScenes = own.map(
  ({ school, who, on, area: code, grade, reasons }): Scene => ({
    on,
    who,
    permission: 'judging:read',
    play: async (ctx, { stage }) => {
      const framework = await currentFramework(ctx);
      const area = framework.areas.find((one) => one.code === code);
      if (!area) throw new Error(`The framework has no area ${code}.`);
      await saveOwnGrade(ctx, framework, area, {
        schoolId: stage.schoolIds[school],
        academicYear: stage.calendar.year(2026),
        gradeCode: grade,
        reasons,
        revision: 0,
      });
    },
  }),
);

/** Paired moderation over two years: calibration on vignettes, two judgements, one of them still blind; and how two schools see themselves. */
export const moderation: Scene[] = [...told.flatMap(scenesOf), ...ownScenes];
