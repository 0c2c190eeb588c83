import { closeIntervention } from '#features/interventions/actions/close-intervention.ts';
import { interventionsInScope } from '#features/interventions/queries.ts';
import { evidenceScenes } from '../evidence-scenes.ts';
import { reviewScenes } from '../review-scenes.ts';
import type { Scene } from '../scenes.ts';
import { marlstonePlanLastYear } from './marlstone-plan-last-year.ts';

const evidence = evidenceScenes('marlstone', [
  {
    name: 'm25 lessons',
    kind: 'lesson_observation',
    on: '2025-10-07',
    by: 'teachingLead',
    title: 'Visits to 22 lessons in Years 7 to 11',
    summary:
      'Fourteen of 22 lessons began within three minutes of the bell. In eight, between three and nine pupils came late from the top corridor and the start was taught twice. Explanations were clear in mathematics, science and history. Low-level talk was challenged at once in nine lessons and left in five.',
  },
  {
    name: 'm25 books',
    kind: 'work_scrutiny',
    on: '2025-10-08',
    by: 'teachingLead',
    title: 'Books of 30 pupils in Years 8 and 10',
    summary:
      'English, mathematics and science, with the heads of department. The curriculum is taught in the order that was planned. Year 10 return to earlier work each week. Work missed through internal removal is rarely made up: 11 of 30 books have gaps of two lessons or more.',
  },
  {
    name: 'm25 behaviour data',
    kind: 'data',
    on: '2025-09-29',
    recordedOn: '2025-10-08',
    by: 'deputyMarlstone',
    title: 'Removals, suspensions and lateness, last year and the first four weeks of this',
    summary:
      'Removals from lessons: 1,904 last year, 1,610 the year before. Suspensions: 143, of which 97 were of pupils in Years 8 and 9. Late to lessons: 11.6% of registers in September. Nearly half of the removals come from 41 pupils.',
  },
  {
    name: 'm25 pupils',
    kind: 'pupil_voice',
    on: '2025-10-08',
    by: 'trustLeader',
    title: 'Four groups of pupils, Years 7 to 10',
    summary:
      'Pupils like their teachers and say that they are taught well when the room is calm. Year 8 and 9 say that whether phones and lateness are dealt with “depends who you get”. Bullying is uncommon and is sorted out; all four groups named an adult they would tell. Clubs and the Year 9 residential are spoken of with pride.',
  },
  {
    name: 'm25 leaders',
    kind: 'leadership_discussion',
    on: '2025-10-09',
    by: 'trustLeader',
    title: 'Head, two deputies and the chair of governors',
    summary:
      'Leaders know where lessons are disrupted and by whom. The behaviour policy was rewritten in the summer but staff were trained for one hour. The chair reads the behaviour figures each half term and could say what she had asked about them. Records of checks on adults were complete when tested.',
  },
]);

const review = reviewScenes({
  name: 'm25 review',
  school: 'marlstone',
  year: 2025,
  lead: 'teachingLead',
  startedOn: '2025-09-22',
  writtenOn: '2025-10-13',
  judgedOn: '2025-10-15',
  sections: {
    school_experience:
      'Pupils at Marlstone are taught by people who know their subjects and like young people. When lessons are calm, pupils work hard. Too often they are not calm at the start, and pupils in Years 8 and 9 lose time to lateness and chatter that some staff let go.',
    strengths:
      'The curriculum is well planned and taught in order. The school offers far more than lessons, and most pupils take part. What holds it back is behaviour between and at the start of lessons, where staff do not yet act in the same way.',
    improvement: 'Leaders know what has to change. They should now make sure that every member of staff does it.',
    school:
      'Marlstone Academy is an 11 to 16 school with 861 pupils. Just over a third are disadvantaged. The head teacher was appointed in {2023}.',
    review:
      'The team spent three days at the school, visited 22 lessons, read the books of 30 pupils and met pupils, leaders and the chair of the local governing body.',
  },
  judgements: {
    quality_of_education: {
      grade: '2',
      reasons:
        'The curriculum is planned and taught in a sensible order in English, mathematics and science.{m25 books} Teachers explain new ideas clearly.{m25 lessons} Pupils return to what they learnt before, so that more of it stays.{m25 books} Those who are often removed from lessons miss work that is rarely made up.{m25 books, m25 behaviour data}',
    },
    behaviour_and_attitudes: {
      grade: '3',
      reasons:
        'Too many lessons start late because pupils arrive late and are not expected otherwise.{m25 lessons, m25 behaviour data} Low-level talk is challenged by some staff and ignored by others.{m25 lessons, m25 pupils} Suspensions fall heavily on pupils in Years 8 and 9.{m25 behaviour data} Most pupils behave well and say that bullying is dealt with.{m25 pupils}',
    },
    personal_development: {
      grade: '2',
      reasons:
        'Pupils talk with pride about clubs, the council and the Year 9 residential.{m25 pupils} Careers guidance begins in Year 7 and every Year 10 pupil has had an interview.{m25 leaders}',
    },
    leadership_and_management: {
      grade: '2',
      reasons:
        'Leaders have an accurate picture of the school and the right priorities.{m25 leaders, m25 behaviour data} The new behaviour policy was introduced with too little training.{m25 leaders} Governors ask about behaviour each half term and follow up what they are told.{m25 leaders}',
    },
    safeguarding: {
      grade: 'effective',
      reasons:
        'Staff report concerns promptly and leaders act on them.{m25 leaders} Checks on adults were complete when they were tested.{m25 leaders} Pupils know whom they would tell.{m25 pupils}',
    },
  },
  keyIssues: [
    [
      'behaviour_and_attitudes',
      'Make every lesson start on time, with every member of staff acting on lateness and low-level talk in the same way.',
    ],
    [
      'behaviour_and_attitudes',
      'Reduce the number of suspensions in Years 8 and 9 by acting sooner with the pupils who are removed most.',
    ],
    ['quality_of_education', 'Make sure that pupils who miss lessons through removal make up the work.'],
  ],
  sentToSchoolOn: '2025-10-16',
  head: 'headMarlstone',
  answeredOn: '2025-11-04',
  toModerationOn: '2025-11-06',
  moderatedOn: '2025-11-11',
  signedOn: '2025-11-13',
  issuedOn: '2025-11-14',
  receipts: [
    ['governorMarlstone', '2025-11-17'],
    ['chairOfTrustees', '2025-11-18'],
    ['secondGovernorMarlstone', '2025-11-20'],
    ['trustee', '2025-11-24'],
  ],
});

/** The intervention that last year's 3 opened has done its work. */
const ended: Scene = {
  on: '2026-07-20',
  who: 'executivePrincipal',
  permission: 'intervention:lead',
  play: async (ctx, { stage }) => {
    const found = (await interventionsInScope(ctx).execute()).find(
      (one) => one.school_id === stage.schoolIds.marlstone,
    );
    const why =
      'Lessons start on time and suspensions are a third lower. The plan is closed, and the school goes on without help.';
    await closeIntervention(ctx, found?.id ?? '', why);
  },
};

export const marlstoneLastYear: Scene[] = [...evidence, ...review, ...marlstonePlanLastYear, ended];
