import { confirmRecord } from '#features/data-reviews/actions/confirm-record.ts';
import { agreeLine, answerLine } from '#features/data-reviews/actions/follow-lines.ts';
import { planDataReview } from '#features/data-reviews/actions/plan-data-review.ts';
import { recordMeeting } from '#features/data-reviews/actions/record-meeting.ts';
import { findDataReview, linesOfEnquiry } from '#features/data-reviews/queries.ts';
import type { CastKey, SchoolKey } from '../cast.ts';
import { named, type Scene } from '../scenes.ts';

type Line = {
  question: string;
  why: string;
  measure?: string;
  owner: CastKey;
  by: string;
  answered?: readonly [on: string, who: CastKey, finding: string];
};

type Held = {
  school: SchoolKey;
  head: CastKey;
  on: string;
  there: readonly CastKey[];
  others?: readonly string[];
  points: string;
  lines: readonly Line[];
  confirmed: readonly (readonly [who: CastKey, on: string, sees?: string])[];
};

const held: readonly Held[] = [
  {
    school: 'tarnside',
    head: 'headTarnside',
    on: '2026-09-09',
    there: ['trustLeader', 'primaryAdviser', 'headTarnside', 'deputyTarnside'],
    points:
      'Fewer than half of Year 6 reached the expected standard in reading, writing and mathematics, for the first time. With 25 pupils each is four percentage points, but the fall is the third in a row and the phonics check has fallen with it.\n\nThe school could not say which pupils had fallen behind in the year, or in which terms. Persistent absence rose to 21%.',
    lines: [
      {
        question: 'Which pupils of Years 2 to 6 are more than a year behind in reading, and since when?',
        why: 'The phonics check fell from 81% to 66% in two years.',
        measure: 'Phonics check and reading, Years 1 to 6',
        owner: 'primaryAdviser',
        by: '2026-10-16',
        answered: [
          '2026-11-12',
          'primaryAdviser',
          'Forty-four of 141 pupils assessed. Most fell behind in Year 2, in groups led by adults who had not been trained.',
        ],
      },
      {
        question: 'Why did persistent absence rise in Years 3 and 4?',
        why: '21% are persistently absent, against 18% two years ago.',
        measure: 'Persistent absence',
        owner: 'deputyTarnside',
        by: '2026-11-20',
      },
    ],
    confirmed: [
      ['trustLeader', '2026-09-10'],
      ['headTarnside', '2026-09-14'],
    ],
  },
  {
    school: 'marlstone',
    head: 'headMarlstone',
    on: '2026-09-15',
    there: ['executivePrincipal', 'trustLeader', 'headMarlstone', 'deputyMarlstone', 'headOfMaths'],
    others: ['Head of English'],
    points:
      'Attainment 8 has fallen for three years. English held and mathematics did not: the department lost three teachers and taught Years 8 and 9 with two who trained in other subjects.\n\nThe gap for disadvantaged pupils is 14 points. The school’s own mock in February had shown 12.',
    lines: [
      {
        question: 'What do Year 9 know of number and first algebra, class by class?',
        why: 'GCSE scripts lost most marks on fractions and rearranging.',
        measure: 'Grade 5 in mathematics',
        owner: 'headOfMaths',
        by: '2026-11-20',
        answered: [
          '2026-11-19',
          'headOfMaths',
          'A third are secure. The spread between classes, 12% to 61%, follows who taught them in Year 8.',
        ],
      },
      {
        question: 'Which disadvantaged pupils did not come to revision, and what would have brought the help to them?',
        why: 'The gap widened by three points in two years.',
        measure: 'Attainment 8 of disadvantaged pupils',
        owner: 'deputyMarlstone',
        by: '2026-12-11',
      },
    ],
    confirmed: [
      ['executivePrincipal', '2026-09-16'],
      ['headMarlstone', '2026-09-17'],
    ],
  },
  {
    school: 'alderbeck',
    head: 'headAlderbeck',
    on: '2026-09-17',
    there: ['trustLeader', 'headAlderbeck'],
    others: ['Assistant head', 'Two phase leaders'],
    points:
      'Three years of rising results, and a gap of 14 points that was 23. Writing at greater depth stands still at 15%.',
    lines: [
      {
        question: 'Why do so few pupils write at greater depth when reading is so strong?',
        why: '35% reach the higher standard in reading, 15% in writing.',
        measure: 'Writing: greater depth',
        owner: 'headAlderbeck',
        by: '2026-10-23',
        answered: [
          '2026-10-12',
          'headAlderbeck',
          'Pieces in Years 3 and 4 are short and rarely redrafted. It is in the plan.',
        ],
      },
    ],
    confirmed: [
      ['trustLeader', '2026-09-18'],
      ['headAlderbeck', '2026-09-18'],
    ],
  },
  {
    school: 'hollowell',
    head: 'headHollowell',
    on: '2026-09-24',
    there: ['trustLeader', 'primaryAdviser', 'headHollowell'],
    others: ['Leader of English'],
    points:
      'The higher standard in mathematics rose from 19% to 26%, as last year’s plan had set out. Writing has not moved.',
    lines: [
      {
        question: 'What do able writers decide for themselves in Years 5 and 6?',
        why: '9% at greater depth, the same as last year.',
        measure: 'Writing: greater depth',
        owner: 'primaryAdviser',
        by: '2026-11-13',
        answered: [
          '2026-11-06',
          'primaryAdviser',
          'Little: frames are used up to Year 6. See the evidence of 3 and 4 November.',
        ],
      },
    ],
    confirmed: [['trustLeader', '2026-09-25']],
  },
  {
    school: 'kestrelford',
    head: 'headKestrelford',
    on: '2026-10-01',
    there: ['executivePrincipal', 'trustLeader', 'headKestrelford', 'deputyKestrelford', 'headOfEnglish'],
    points:
      'Results rise by about a point of Attainment 8 a year. A level points are up for the third year and nine in ten students stayed to the end. Two of nine passed the diploma in computing.',
    lines: [
      {
        question: 'Who teaches computing in the sixth form from half-term, and what are its students told?',
        why: 'The only specialist leaves in October.',
        measure: 'Level 3 diploma in computing',
        owner: 'executivePrincipal',
        by: '2026-11-20',
      },
    ],
    confirmed: [
      ['trustLeader', '2026-10-02'],
      ['headKestrelford', '2026-10-05', 'Nine students began the diploma, and two of the six who sat it passed.'],
    ],
  },
];

function scenesOf(review: Held): Scene[] {
  const name = `${review.school} data review`;
  const scene = (on: string, who: CastKey, play: Scene['play']): Scene => ({
    on,
    who,
    permission: 'data-review:record',
    play,
  });
  const planned = scene('2026-09-03', 'trustLeader', async (ctx, { stage, ids }) => {
    const plannedOn = stage.calendar.day(review.on);
    ids.set(name, await planDataReview(ctx, { schoolId: stage.schoolIds[review.school], plannedOn }));
  });
  const met = scene(review.on, 'trustLeader', async (ctx, story) => {
    const { calendar, people } = story.stage;
    const id = named(story, name);
    const { revision } = await findDataReview(ctx, id);
    const attendeeIds = review.there.map((who) => people[who].personId);
    const heldOn = calendar.day(review.on);
    await recordMeeting(ctx, id, { heldOn, attendeeIds, others: review.others ?? [], points: review.points, revision });
    for (const { question, why, measure = null, owner, by } of review.lines) {
      const byWhen = calendar.day(by);
      await agreeLine(ctx, id, {
        question,
        why,
        measure,
        ownerId: people[owner].personId,
        ownerName: null,
        byWhen,
      });
    }
  });
  const confirmations = review.confirmed.map(([who, on, sees]) =>
    scene(on, who, async (ctx, story) => {
      const id = named(story, name);
      const { revision } = await findDataReview(ctx, id);
      await confirmRecord(ctx, id, { agrees: sees === undefined, words: sees ?? '', revision });
    }),
  );
  const answers = review.lines.flatMap(({ question, answered }) =>
    answered === undefined
      ? []
      : [
          {
            on: answered[0],
            who: answered[1],
            permission: 'data-review:read' as const,
            play: async (ctx, story) => {
              const id = named(story, name);
              const line = (await linesOfEnquiry(ctx, { dataReviewId: id })).find((one) => one.question === question);
              await answerLine(ctx, id, line?.id ?? '', answered[2]);
            },
          } satisfies Scene,
        ],
  );
  return [planned, met, ...confirmations, ...answers];
}

/** The autumn data reviews of this year, one with each school: most confirmed by both, one not yet, one seen differently. */
export const dataReviews: Scene[] = held.flatMap(scenesOf);
