import { evidenceScenes } from '../evidence-scenes.ts';
import { planScenes } from '../plan-scenes.ts';
import { reviewScenes } from '../review-scenes.ts';
import type { Scene } from '../scenes.ts';

const evidence = evidenceScenes('alderbeck', [
  {
    name: 'a25 lessons',
    kind: 'lesson_observation',
    on: '2025-10-14',
    by: 'primaryAdviser',
    title: 'Fourteen lessons, Nursery to Year 6',
    summary:
      'Strong in reading, mathematics and music. Teachers check what pupils remember at the start and change the lesson by it. In science, two of four lessons spent more time on cutting and sticking than on the idea.',
  },
  {
    name: 'a25 pupils',
    kind: 'pupil_voice',
    on: '2025-10-15',
    by: 'primaryAdviser',
    title: 'Year 6 ambassadors, and eight pupils of Years 3 and 4',
    summary:
      'Pupils run the library, the buddy bench and the eco committee, and could say what each had changed. Every pupil learns an instrument in Year 4. Those with special educational needs are among the ambassadors.',
  },
  {
    name: 'a25 leaders',
    kind: 'leadership_discussion',
    on: '2025-10-15',
    by: 'trustLeader',
    title: 'Head, phase leaders and the chair of governors',
    summary:
      'Phase leaders know their teams and coach them weekly. Clubs are tracked by pupil: 91% take part, 88% of disadvantaged pupils. Concerns about children are recorded the same day and reviewed each Friday.',
  },
]);

const review = reviewScenes({
  name: 'a25 review',
  school: 'alderbeck',
  year: 2025,
  lead: 'primaryAdviser',
  startedOn: '2025-09-29',
  writtenOn: '2025-10-20',
  judgedOn: '2025-10-21',
  sections: {
    school_experience:
      'Children at Alderbeck are busy and curious, and run a good part of the school themselves. They learn to read early and make music from Year 4. They talk about what they do for others as readily as about lessons.',
    strengths:
      'Teaching is strong in reading, mathematics and music. What the school offers beyond lessons reaches nearly everybody. Science is the subject that has been thought about least.',
    school: 'Alderbeck is a two-form entry primary school with a nursery and 448 pupils. A quarter are disadvantaged.',
    review:
      'Two days: fourteen lessons, two meetings with pupils, and meetings with leaders and the chair of the local governing body.',
  },
  judgements: {
    quality_of_education: {
      grade: '2',
      reasons:
        'Teachers find out what pupils remember and change the lesson by it.{a25 lessons} In science, activities sometimes take the place of ideas.{a25 lessons}',
    },
    behaviour_and_attitudes: {
      grade: '2',
      reasons:
        'Pupils worked hard in every lesson that was visited.{a25 lessons} Older pupils look after younger ones at the buddy bench.{a25 pupils}',
    },
    personal_development: {
      grade: '1',
      reasons:
        'Pupils run the library, the buddy bench and the eco committee, and can say what they have changed.{a25 pupils} Nine in ten take part in a club, and disadvantaged pupils nearly as often.{a25 leaders} Every pupil learns an instrument in Year 4.{a25 pupils}',
    },
    leadership_and_management: {
      grade: '2',
      reasons: 'Phase leaders know their teams well and coach them every week.{a25 leaders}',
    },
    early_years_provision: {
      grade: '2',
      reasons: 'Children in Nursery and Reception hear and use new words all day.{a25 lessons}',
    },
    safeguarding: {
      grade: 'effective',
      reasons: 'Concerns are recorded the same day and reviewed every week.{a25 leaders}',
    },
  },
  keyIssues: [['quality_of_education', 'Plan science so that each lesson serves an idea that pupils should remember.']],
  sentToSchoolOn: '2025-10-22',
  head: 'headAlderbeck',
  answeredOn: '2025-11-04',
  toModerationOn: '2025-11-05',
  moderatedOn: '2025-11-12',
  signedOn: '2025-11-19',
  issuedOn: '2025-11-20',
  receipts: [
    ['governorAlderbeck', '2025-11-20'],
    ['chairOfTrustees', '2025-11-24'],
  ],
});

const plan = planScenes({
  name: 'a25 plan',
  school: 'alderbeck',
  year: 2025,
  basis: 'school',
  writer: 'headAlderbeck',
  openedOn: '2025-11-21',
  writtenOn: '2025-11-25',
  objectives: [
    {
      issue: 1,
      text: 'Pupils remember the big ideas of science from one year to the next',
      criteria: [
        {
          name: 'a25 science',
          what: 'Pupils of Years 4 and 6 who answer eight of ten questions on last year’s science',
          unit: '%',
          from: 41,
          to: 70,
          by: '2026-07-03',
          known: 'The same short quiz in November, March and June',
          owner: 'headAlderbeck',
        },
      ],
      actions: [
        {
          what: 'Rewrite the science units of Years 3 to 6 around one question each',
          owner: 'headAlderbeck',
          due: '2026-04-24',
          needs: 'Four days of cover',
          done: { on: '2026-04-17', note: 'Sixteen units. Year 5 taught two of them before Easter.' },
        },
      ],
    },
  ],
  declared: ['ready', 'headAlderbeck', '2025-11-27'],
  recommended: {
    on: '2025-12-01',
    words: 'One thing to put right in a school that does much well. I recommend the plan.',
  },
  decided: { meetingOn: '2025-12-11', recordedOn: '2025-12-12', outcome: 'approved', minute: 'TB/{2025}/63' },
  progress: [
    {
      criterion: 'a25 science',
      on: '2026-03-20',
      by: 'headAlderbeck',
      value: 58,
      rag: 'green',
      reason: 'Year 6 at 63%, Year 4 at 53%.',
    },
    {
      criterion: 'a25 science',
      on: '2026-06-26',
      by: 'headAlderbeck',
      value: 74,
      rag: 'blue',
      reason: 'Both year groups are above 70%.',
    },
  ],
  reviews: [
    {
      on: '2026-03-25',
      by: 'headAlderbeck',
      overall: 'On the way. The new units are taught as they were written.',
      decision: 'continue',
      reason: 'Pupils remember half as much again as in November.',
      lines: {},
    },
    {
      on: '2026-07-13',
      by: 'trustLeader',
      overall: 'Done, and shared with Tarnside and Hollowell.',
      decision: 'close',
      reason: 'The criterion is reached.',
      lines: {},
    },
  ],
});

export const alderbeckLastYear: Scene[] = [...evidence, ...review, ...plan];
