import { evidenceScenes } from '../evidence-scenes.ts';
import { planScenes } from '../plan-scenes.ts';
import { reviewScenes } from '../review-scenes.ts';
import type { Scene } from '../scenes.ts';

const evidence = evidenceScenes('hollowell', [
  {
    name: 'h25 lessons',
    kind: 'lesson_observation',
    on: '2025-11-04',
    by: 'primaryAdviser',
    title: 'Mathematics in every class, Years 3 to 6',
    summary:
      'Twelve lessons. Explanations were short and exact in ten. Pupils who finish first were given more of the same in seven of twelve.',
  },
  {
    name: 'h25 books',
    kind: 'work_scrutiny',
    on: '2025-11-04',
    by: 'primaryAdviser',
    title: 'Mathematics and writing, three pupils of each class',
    summary:
      'Steady, careful work. Problems that ask for more than one step appear twice a half term in Year 5 and weekly in Year 6. Disadvantaged pupils write as much as others.',
  },
  {
    name: 'h25 voice',
    kind: 'pupil_voice',
    on: '2025-11-05',
    by: 'primaryAdviser',
    title: 'Ten pupils of Years 4 and 6',
    summary:
      'Lessons are calm. Pupils trust the adults. High attainers in mathematics say that they “wait for the rest”.',
  },
  {
    name: 'h25 leaders',
    kind: 'leadership_discussion',
    on: '2025-11-05',
    by: 'trustLeader',
    title: 'Head, subject leaders, designated safeguarding lead',
    summary:
      'Subject leaders visit lessons and know what they have seen. Training days follow from it. Safeguarding records and referrals were in order.',
  },
]);

const review = reviewScenes({
  name: 'h25 review',
  school: 'hollowell',
  year: 2025,
  lead: 'primaryAdviser',
  startedOn: '2025-10-13',
  writtenOn: '2025-11-07',
  judgedOn: '2025-11-07',
  sections: {
    school_experience:
      'Hollowell is a calm and orderly junior school where pupils trust their teachers. They work steadily and are polite to visitors. Some could be asked to think harder.',
    strengths:
      'Teaching is clear and subject leaders know what goes on in classrooms. In mathematics, those who learn fastest are not stretched often enough.',
    school:
      'Hollowell is a three-form entry junior school with 344 pupils aged 7 to 11. Most come from one infant school nearby.',
    review: 'Two days: twelve lessons, books from every class, ten pupils, and meetings with leaders.',
  },
  judgements: {
    quality_of_education: {
      grade: '2',
      reasons:
        'Explanations in mathematics are short and exact.{h25 lessons} Pupils who finish first are often given more of the same.{h25 lessons, h25 voice} Disadvantaged pupils write as much, and as carefully, as others.{h25 books}',
    },
    behaviour_and_attitudes: { grade: '2', reasons: 'Lessons are calm and pupils are polite.{h25 voice, h25 lessons}' },
    personal_development: { grade: '2', reasons: 'Pupils trust the adults who look after them.{h25 voice}' },
    leadership_and_management: {
      grade: '2',
      reasons: 'Subject leaders visit lessons, and training follows from what they see.{h25 leaders}',
    },
    safeguarding: { grade: 'effective', reasons: 'Records and referrals are in order.{h25 leaders}' },
  },
  keyIssues: [
    [
      'quality_of_education',
      'Give pupils who learn mathematics quickly problems that make them think, in every year group.',
    ],
  ],
  sentToSchoolOn: '2025-11-10',
  head: 'headHollowell',
  answeredOn: '2025-11-17',
  corrections: [
    {
      part: 'judgement:quality_of_education',
      point: 'Two of the twelve lessons were taught by supply teachers. Should they count?',
      reply:
        'They stay in. What pupils are taught on such days is part of their education; the review says nothing of any one teacher.',
    },
  ],
  toModerationOn: '2025-11-18',
  moderatedOn: '2025-11-21',
  signedOn: '2025-11-24',
  issuedOn: '2025-11-24',
  receipts: [['chairOfTrustees', '2025-11-24']],
});

const plan = planScenes({
  name: 'h25 plan',
  school: 'hollowell',
  year: 2025,
  basis: 'school',
  writer: 'headHollowell',
  openedOn: '2025-11-25',
  writtenOn: '2025-11-27',
  objectives: [
    {
      issue: 1,
      text: 'Quick mathematicians meet a problem that stops them every week',
      criteria: [
        {
          name: 'h25 higher',
          what: 'Year 6 pupils at the higher standard in mathematics',
          unit: '%',
          from: 19,
          to: 25,
          by: '2026-07-10',
          known: 'Key stage 2 results in July; a practice paper in March',
          owner: 'headHollowell',
        },
      ],
      actions: [
        {
          what: 'Choose one problem a week for each year group and discuss it in staff meetings',
          owner: 'headHollowell',
          due: '2026-01-30',
          done: { on: '2026-01-26', note: 'Problems for the spring term are in every classroom.' },
        },
      ],
    },
  ],
  support: [
    {
      name: 'h25 cpd',
      kind: 'cpd',
      what: 'Three afternoons on reasoning in mathematics with the partnership’s lead teacher',
      halfDays: 3,
      costPence: 67_500,
      starts: '2026-01-19',
      ends: '2026-03-20',
      delivered: [['2026-03-18', 3, 'All twelve class teachers came to all three.']],
    },
  ],
  declared: ['ready', 'headHollowell', '2025-11-28'],
  recommended: { on: '2025-12-01', words: 'A small, exact plan. I recommend it.' },
  decided: { meetingOn: '2025-12-11', recordedOn: '2025-12-12', outcome: 'approved', minute: 'TB/{2025}/64' },
  progress: [
    {
      criterion: 'h25 higher',
      on: '2026-03-16',
      by: 'headHollowell',
      value: 22,
      rag: 'amber',
      reason: 'On the practice paper. One class of three is at 31%.',
    },
    {
      criterion: 'h25 higher',
      on: '2026-07-09',
      by: 'headHollowell',
      value: 26,
      rag: 'blue',
      reason: 'Results of this summer.',
    },
  ],
  reviews: [
    {
      on: '2026-03-20',
      by: 'headHollowell',
      overall: 'The weekly problem has caught on. Two classes lag.',
      decision: 'continue',
      reason: 'It works where it is taught as planned.',
      lines: { 'h25 higher': 'Two teachers to watch the third class teach it.' },
    },
    {
      on: '2026-07-14',
      by: 'trustLeader',
      overall: 'The target is passed.',
      decision: 'close',
      reason: 'The criterion is reached.',
      lines: {},
    },
  ],
});

export const hollowellLastYear: Scene[] = [...evidence, ...review, ...plan];
