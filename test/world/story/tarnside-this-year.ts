import { evidenceScenes } from '../evidence-scenes.ts';
import { reviewScenes } from '../review-scenes.ts';
import type { Scene } from '../scenes.ts';
import { tarnsideLeadership } from './tarnside-leadership.ts';
import { tarnsidePlan } from './tarnside-plan.ts';

const evidence = evidenceScenes('tarnside', [
  {
    name: 't26 spring visit',
    kind: 'lesson_observation',
    on: '2026-05-06',
    by: 'primaryAdviser',
    title: 'Summer visit on the curriculum: history and geography in Years 2 to 5',
    summary:
      'Two of five lessons followed the new units. In the others, teachers had found worksheets the evening before. Pupils in Year 4 believed that the Romans came after the Tudors.',
  },
  {
    name: 't26 results',
    kind: 'data',
    on: '2026-07-07',
    recordedOn: '2026-09-07',
    by: 'trustLeader',
    title: 'Key stage 2 results of three years, and the phonics check',
    summary:
      'Expected standard in reading, writing and mathematics: 58%, 52%, 44% (11 of 25 pupils). Reading 60%, mathematics 52%. With 25 pupils each child is four percentage points. Phonics check in Year 1: 81%, 74%, 66%.',
  },
  {
    name: 't26 lessons',
    kind: 'lesson_observation',
    on: '2026-09-15',
    by: 'primaryAdviser',
    title: 'Every class, reading and one other subject: 15 lessons',
    summary:
      'Phonics was taught in four of six groups as it should be; two groups were led by assistants who have not been trained. In Years 3 to 6, reading lessons had no common shape. Behaviour was calm in thirteen lessons. Reception children were busy, talking and well taught.',
  },
  {
    name: 't26 books',
    kind: 'work_scrutiny',
    on: '2026-09-16',
    by: 'primaryAdviser',
    title: 'Writing, mathematics and history books, three pupils of each class',
    summary:
      'Mathematics units are left out where a teacher was absent: Year 5 have had no fractions since last autumn. Writing in Year 6 is shorter than in Year 4. Nobody could say what history was taught last summer.',
  },
  {
    name: 't26 pupils',
    kind: 'pupil_voice',
    on: '2026-09-16',
    by: 'primaryAdviser',
    title: 'School council and twelve pupils of Years 2 to 6',
    summary:
      'Pupils feel safe, like each other and trust their teachers, though “we have had lots”. Year 5 had four teachers last year. They enjoy forest school and the choir.',
  },
  {
    name: 't26 leaders',
    kind: 'leadership_discussion',
    on: '2026-09-16',
    by: 'trustLeader',
    title: 'Head, deputy, and two governors, separately',
    summary:
      'The deputy teaches full time, leads four subjects and is acting special needs co-ordinator. The head does not know which pupils fell behind last year. Staff have had no appraisal since April. Both governors first learnt of the results from the trust. The plan agreed last year has not been looked at since July.',
  },
  {
    name: 't26 staff',
    kind: 'other',
    on: '2026-09-17',
    by: 'trustLeader',
    title: 'Conversations with eleven members of staff',
    summary:
      'Staff care for the children and for each other. Seven said that they are not told what is expected of them until it has gone wrong. Two assistants asked for phonics training in January and have heard nothing.',
  },
  {
    name: 't26 safeguarding',
    kind: 'document',
    on: '2026-09-17',
    by: 'trustLeader',
    title: 'Single central record, training log and eight concerns followed to their outcome',
    summary:
      'All checks were complete. All staff were trained in September. Eight of eight concerns were recorded and passed on the same day. The deputy, who leads on safeguarding, keeps the records herself.',
  },
]);

const review = reviewScenes({
  name: 't26 review',
  school: 'tarnside',
  year: 2026,
  lead: 'primaryAdviser',
  startedOn: '2026-09-07',
  writtenOn: '2026-09-21',
  judgedOn: '2026-09-23',
  sections: {
    school_experience:
      'Children at Tarnside are kind to each other and feel safe. They trust the adults who look after them, although for some there have been many of those: Year 5 had four teachers last year.\n\nWhat children learn depends too much on who happens to teach them. Some have had no fractions for a year; others have met the Romans twice. By the end of Year 6, fewer than half are ready for what comes next in reading, writing and mathematics.',
    strengths:
      'Reception gives children a good start, behaviour is calm and the school is safe. Staff care for their pupils.\n\nLeadership has not held the school together. Last year’s plan stalled and was put away. Nobody knows well enough which pupils have fallen behind, staff do not know what is expected of them, and governors have learnt of the school’s difficulties from others.',
    improvement: 'The school cannot do this alone, and is not asked to.',
    school:
      'Tarnside is a one-form entry primary school with 187 pupils, of whom 41% are disadvantaged. It joined the trust in 2021. Three of seven class teachers are new this term.',
    review:
      'The review was carried out over three days in September, earlier than planned, because the plan of last year had stalled. Every class was visited. Books of 21 pupils were read. The team met the head, the deputy, governors, eleven members of staff and two groups of pupils.',
  },
  judgements: {
    quality_of_education: {
      grade: '3',
      reasons:
        'The share of pupils who reach the expected standard in reading, writing and mathematics has fallen for three years to fewer than half.{t26 results} Numbers are small, and the fall should be read with care, but books and lessons say the same.{t26 results, t26 books, t26 lessons} Two phonics groups are led by adults who have not been trained.{t26 lessons, t26 staff} Parts of mathematics were left out last year and have not been made up.{t26 books} History and geography are taught from whatever is found.{t26 spring visit, t26 books}',
    },
    behaviour_and_attitudes: {
      grade: '2',
      reasons:
        'Pupils are kind and lessons are calm.{t26 lessons, t26 pupils} They keep going even where the work is not well chosen.{t26 lessons}',
    },
    personal_development: {
      grade: '2',
      reasons:
        'Pupils enjoy forest school, the choir and the school council.{t26 pupils} They speak of other people with respect.{t26 pupils}',
    },
    leadership_and_management: {
      grade: '4',
      reasons:
        'Leaders do not know which pupils have fallen behind.{t26 leaders} The plan that the board approved last year stalled and has not been looked at since July.{t26 leaders} Staff are not told what is expected of them, and have had no appraisal since April.{t26 leaders, t26 staff} The deputy carries four subjects, special needs and a full timetable, which no one person could do well.{t26 leaders} Governors learnt of the results from the trust.{t26 leaders} Without help the school does not have the capacity to improve.{= The judgement of the team, which follows from the sentences before it}',
    },
    early_years_provision: {
      grade: '2',
      reasons:
        'Children in Reception are busy, talkative and well taught.{t26 lessons} They begin phonics in the second week with a trained teacher.{t26 lessons}',
    },
    safeguarding: {
      grade: 'effective',
      reasons:
        'Checks and training are complete.{t26 safeguarding} Concerns are passed on the same day and followed up.{t26 safeguarding} Pupils feel safe.{t26 pupils}',
    },
  },
  keyIssues: [
    [
      'leadership_and_management',
      'Know which pupils have fallen behind in reading, writing and mathematics, and what is being done for each.',
    ],
    [
      'leadership_and_management',
      'Share out leadership so that every subject and special needs are led by somebody with the time to do it.',
    ],
    ['leadership_and_management', 'Give governance the knowledge and the skill to hold the school to account.'],
    [
      'quality_of_education',
      'Have phonics taught only by trained adults, and early reading put right in Years 2 and 3.',
    ],
    ['quality_of_education', 'Teach one agreed curriculum in mathematics, history and geography in every class.'],
  ],
  sentToSchoolOn: '2026-09-24',
  head: 'headTarnside',
  answeredOn: '2026-09-30',
  corrections: [
    {
      part: 'judgement:leadership_and_management',
      point: 'Three members of staff were appraised in July, after the visit by the adviser.',
      reply:
        'The team asked for the three records and was shown notes of conversations, not appraisals. The sentence stands; the conversations are welcome.',
    },
  ],
  toModerationOn: '2026-10-02',
  moderatedOn: '2026-10-06',
  signedOn: '2026-10-07',
  issuedOn: '2026-10-08',
  receipts: [
    ['chairOfTrustees', '2026-10-08'],
    ['trustee', '2026-10-12'],
    ['headKestrelford', '2026-10-12'],
  ],
});

export const tarnsideThisYear: Scene[] = [...evidence, ...review, ...tarnsideLeadership, ...tarnsidePlan];
