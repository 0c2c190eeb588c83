import type { Ctx } from '#core/context.ts';
import { findEvidence } from '#core/evidence/queries.ts';
import type { Points } from '#core/evidence/tables.ts';
import type { EvidenceTag } from '#core/evidence/tags.ts';
import { adoptedFrameworks } from '#core/frameworks/queries.ts';
import { addEvidence } from '#features/evidence/actions/add-evidence.ts';
import { correctEvidence } from '#features/evidence/actions/correct-evidence.ts';
import { markRead, replyToEvidence } from '#features/evidence/actions/reply-to-evidence.ts';
import { findObservation } from '#features/evidence/observed-queries.ts';
import { asReach, choicesFor, reachOf } from '#features/evidence/reach-queries.ts';
import { nothingSaid, type Reach } from '#features/evidence/reach-rules.ts';
import type { CastKey } from '../cast.ts';
import { named, type Scene, type Story } from '../scenes.ts';

type Shows = readonly (readonly [areaCode: string, points: Points])[];

/** What the pieces of this year's reviews speak to, said by whoever recorded them, on the day on which they did. */
const tagged: readonly (readonly [
  piece: string,
  by: CastKey,
  on: string,
  shows: Shows,
  tags: readonly EvidenceTag[],
])[] = [
  [
    'a26 results',
    'headAlderbeck',
    '2026-09-10',
    [
      ['quality_of_education', 'strength'],
      ['achievement', 'strength'],
    ],
    ['disadvantaged'],
  ],
  [
    'a26 lessons',
    'primaryAdviser',
    '2026-09-29',
    [
      ['quality_of_education', 'mixed'],
      ['curriculum_and_teaching', 'mixed'],
    ],
    ['teaching'],
  ],
  [
    'a26 books',
    'primaryAdviser',
    '2026-09-30',
    [
      ['quality_of_education', 'development'],
      ['curriculum_and_teaching', 'development'],
    ],
    ['curriculum'],
  ],
  [
    'a26 pupils',
    'primaryAdviser',
    '2026-09-30',
    [
      ['personal_development', 'strength'],
      ['behaviour_and_attitudes', 'strength'],
    ],
    ['personal_development', 'reading'],
  ],
  [
    'a26 early years',
    'primaryAdviser',
    '2026-10-01',
    [
      ['early_years_provision', 'strength'],
      ['early_years', 'strength'],
    ],
    ['early_years'],
  ],
  [
    'a26 leaders',
    'trustLeader',
    '2026-10-01',
    [
      ['leadership_and_management', 'strength'],
      ['leadership_and_governance', 'strength'],
    ],
    ['leadership'],
  ],
  [
    'h26 results',
    'headHollowell',
    '2026-09-15',
    [
      ['quality_of_education', 'mixed'],
      ['achievement', 'mixed'],
    ],
    ['assessment'],
  ],
  [
    'h26 lessons',
    'primaryAdviser',
    '2026-11-03',
    [
      ['quality_of_education', 'mixed'],
      ['curriculum_and_teaching', 'mixed'],
    ],
    ['reading', 'teaching'],
  ],
  [
    'h26 books',
    'primaryAdviser',
    '2026-11-04',
    [
      ['quality_of_education', 'development'],
      ['achievement', 'development'],
    ],
    ['curriculum'],
  ],
  ['h26 voice', 'primaryAdviser', '2026-11-04', [['behaviour_and_attitudes', 'strength']], ['behaviour']],
  [
    'k26 results',
    'deputyKestrelford',
    '2026-09-09',
    [
      ['quality_of_education', 'strength'],
      ['achievement', 'strength'],
    ],
    ['assessment'],
  ],
  [
    'k26 lessons',
    'teachingLead',
    '2026-11-10',
    [
      ['quality_of_education', 'strength'],
      ['inclusion', 'strength'],
    ],
    ['teaching', 'send'],
  ],
  ['k26 sixth form', 'externalReviewer', '2026-11-11', [['sixth_form_provision', 'mixed']], ['sixth_form']],
  [
    'm26 results',
    'trustLeader',
    '2026-09-07',
    [
      ['quality_of_education', 'development'],
      ['achievement', 'development'],
    ],
    ['disadvantaged', 'assessment'],
  ],
  [
    'm26 lessons',
    'teachingLead',
    '2026-09-22',
    [
      ['quality_of_education', 'mixed'],
      ['behaviour_and_attitudes', 'strength'],
      ['curriculum_and_teaching', 'mixed'],
    ],
    ['teaching', 'behaviour'],
  ],
  [
    'm26 maths books',
    'teachingLead',
    '2026-09-23',
    [
      ['quality_of_education', 'development'],
      ['curriculum_and_teaching', 'development'],
    ],
    ['curriculum', 'assessment'],
  ],
  ['m26 english books', 'primaryAdviser', '2026-09-23', [['quality_of_education', 'strength']], ['curriculum']],
  [
    'm26 behaviour data',
    'deputyMarlstone',
    '2026-09-21',
    [
      ['behaviour_and_attitudes', 'strength'],
      ['attendance_and_behaviour', 'strength'],
    ],
    ['behaviour', 'attendance'],
  ],
  [
    'm26 pupils',
    'trustLeader',
    '2026-09-23',
    [
      ['personal_development', 'mixed'],
      ['inclusion', 'development'],
    ],
    ['disadvantaged'],
  ],
  ['m26 leaders', 'trustLeader', '2026-09-24', [['leadership_and_management', 'mixed']], ['leadership', 'workload']],
  [
    't26 results',
    'trustLeader',
    '2026-09-07',
    [
      ['quality_of_education', 'development'],
      ['achievement', 'development'],
    ],
    ['reading'],
  ],
  [
    't26 lessons',
    'primaryAdviser',
    '2026-09-15',
    [
      ['quality_of_education', 'development'],
      ['curriculum_and_teaching', 'development'],
    ],
    ['reading', 'teaching'],
  ],
  ['t26 books', 'primaryAdviser', '2026-09-16', [['quality_of_education', 'development']], ['curriculum']],
  [
    't26 pupils',
    'primaryAdviser',
    '2026-09-16',
    [
      ['behaviour_and_attitudes', 'mixed'],
      ['personal_development', 'mixed'],
    ],
    ['behaviour'],
  ],
  [
    't26 leaders',
    'trustLeader',
    '2026-09-16',
    [
      ['leadership_and_management', 'development'],
      ['leadership_and_governance', 'development'],
    ],
    ['leadership'],
  ],
];

async function areasOf(ctx: Ctx, shows: Shows): Promise<Reach['areas']> {
  const areas = (await adoptedFrameworks(ctx)).flatMap((framework) => framework.areas);
  return shows.flatMap(([code, points]) =>
    areas.filter((area) => area.code === code).map((area) => ({ areaId: area.id, points })),
  );
}

/** Says more of a piece than stands of it, or writes it anew. */
async function change(ctx: Ctx, id: string, more: (reach: Reach) => Promise<Reach> | Reach, summary?: string) {
  const piece = await findEvidence(ctx, id);
  const input = {
    kind: piece.kind,
    title: piece.title,
    summary: summary ?? piece.summary,
    happenedOn: piece.happened_on,
    lateWhy: piece.late_why,
    departmentId: piece.department_id,
    revision: piece.revision,
    reach: await more(asReach(piece, await reachOf(ctx, piece))),
  };
  await correctEvidence(ctx, id, input, []);
}

const taggings = tagged.map(
  ([piece, who, on, shows, tags]): Scene => ({
    on,
    who,
    permission: 'evidence:write',
    play: async (ctx, story) => {
      const areas = await areasOf(ctx, shows);
      await change(ctx, named(story, piece), (reach) => ({ ...reach, areas, tags }));
    },
  }),
);

/** The books of mathematics speak to what the plan wants of mathematics, where a plan is at work. */
const spoken: Scene = {
  on: '2026-11-19',
  who: 'teachingLead',
  permission: 'evidence:write',
  play: async (ctx, story) => {
    const { criteria } = await choicesFor(ctx, story.stage.schoolIds.marlstone);
    const criterionIds = criteria.slice(0, 1).map((one) => one.id);
    await change(ctx, named(story, 'm26 maths books'), (reach) => ({ ...reach, criterionIds }));
  },
};

type Lesson = { name: string; on: string; of: CastKey; title: string; summary: string; points: Points };

const lessons: readonly Lesson[] = [
  {
    name: 'm26 lesson maths',
    on: '2026-11-09',
    of: 'teacher',
    title: 'Year 9 mathematics: multiplying out brackets',
    summary:
      'The example was worked through twice, each step named. Four of 27 books were looked at before the class went on; eleven pupils had not got the second step. Talk between pairs was about the method.',
    points: 'development',
  },
  {
    name: 'm26 lesson geography',
    on: '2026-11-10',
    of: 'staffRepresentativeMarlstone',
    title: 'Year 8 geography: rivers, third lesson',
    summary:
      'Every pupil answered from memory before the new idea came. Two who had been away sat with the teacher for the first task and kept up. The map was read aloud, then silently, then drawn.',
    points: 'strength',
  },
  {
    name: 'm26 lesson top set',
    on: '2026-11-12',
    of: 'headOfMaths',
    title: 'Year 10 mathematics: proof',
    summary:
      'Pupils wrote their own first line before any was shown. Three lines were compared on the board, and the class said which was a proof and which was an example.',
    points: 'strength',
  },
];

const observations = lessons.map(
  (lesson): Scene => ({
    on: lesson.on,
    who: 'teachingLead',
    permission: 'evidence:write',
    play: async (ctx, { stage, ids }) => {
      const { calendar, people, schoolIds } = stage;
      const input = {
        kind: 'lesson_observation' as const,
        title: lesson.title,
        summary: calendar.words(lesson.summary),
        happenedOn: calendar.day(lesson.on),
        lateWhy: null,
        departmentId: null,
        revision: 1,
        reach: {
          ...nothingSaid,
          observedId: people[lesson.of].personId,
          readerIds: [people.trustLeader.personId],
          areas: await areasOf(ctx, [
            ['quality_of_education', lesson.points],
            ['curriculum_and_teaching', lesson.points],
          ]),
          tags: ['teaching'] as const,
        },
      };
      ids.set(lesson.name, await addEvidence(ctx, schoolIds.marlstone, input, []));
    },
  }),
);

const byTheTeacher = (on: string, who: CastKey, play: (ctx: Ctx, story: Story) => Promise<void>): Scene => ({
  on,
  who,
  permission: 'own-account',
  play,
});

/** One teacher replies, and the record is put right; one reads; one has yet to read. */
const answers: Scene[] = [
  byTheTeacher('2026-11-11', 'staffRepresentativeMarlstone', async (ctx, story) => {
    const piece = await findObservation(ctx, named(story, 'm26 lesson geography'));
    await markRead(ctx, piece);
    await replyToEvidence(
      ctx,
      piece,
      'It was the fourth lesson on rivers, not the third: the third was lost to the fire drill. The rest is as I saw it.',
    );
  }),
  {
    on: '2026-11-12',
    who: 'teachingLead',
    permission: 'evidence:write',
    play: (ctx, story) =>
      change(
        ctx,
        named(story, 'm26 lesson geography'),
        (reach) => reach,
        'Every pupil answered from memory before the new idea came, although the lesson before had been lost to a fire drill. Two who had been away sat with the teacher for the first task and kept up. The map was read aloud, then silently, then drawn.',
      ),
  },
  byTheTeacher('2026-11-13', 'headOfMaths', async (ctx, story) => {
    await markRead(ctx, await findObservation(ctx, named(story, 'm26 lesson top set')));
  }),
];

/** What evidence speaks to, and three lessons at Marlstone that only named people read. */
export const evidenceReach: Scene[] = [...taggings, ...observations, ...answers, spoken];
