import { evidenceScenes } from '../evidence-scenes.ts';
import { reviewScenes } from '../review-scenes.ts';
import type { Scene } from '../scenes.ts';
import { tarnsidePlanLastYear } from './tarnside-plan-last-year.ts';

const evidence = evidenceScenes('tarnside', [
  {
    name: 't25 reading',
    kind: 'lesson_observation',
    on: '2025-10-01',
    by: 'primaryAdviser',
    title: 'Phonics and reading in Reception to Year 3',
    summary:
      'Phonics was taught every day in six of six groups. Two teaching assistants had not been trained and mispronounced sounds. Children’s books matched the sounds they know in Reception and Year 1, less often in Year 2.',
  },
  {
    name: 't25 books',
    kind: 'work_scrutiny',
    on: '2025-10-02',
    by: 'primaryAdviser',
    title: 'Writing and mathematics books, Years 2, 4 and 6',
    summary:
      'Mathematics follows the published scheme and most pupils keep up. Writing is plentiful. In history and geography the same topics come twice, in Years 3 and 5.',
  },
  {
    name: 't25 pupils',
    kind: 'pupil_voice',
    on: '2025-10-02',
    by: 'primaryAdviser',
    title: 'School council and six pupils of Year 5',
    summary:
      'Pupils feel safe and like coming. They remember science experiments well and little of history. Playtimes are friendly.',
  },
  {
    name: 't25 leaders',
    kind: 'leadership_discussion',
    on: '2025-10-03',
    by: 'trustLeader',
    title: 'Head, deputy and chair of governors',
    summary:
      'The head has been in post for one term. Four of nine teachers are new. Leaders have a plan for the foundation subjects but nobody to lead it. Governors rely on what the head tells them and had not visited since spring. Safeguarding records were complete.',
  },
]);

const review = reviewScenes({
  name: 't25 review',
  school: 'tarnside',
  year: 2025,
  lead: 'primaryAdviser',
  startedOn: '2025-09-15',
  writtenOn: '2025-10-07',
  judgedOn: '2025-10-09',
  sections: {
    school_experience:
      'Tarnside is a small, friendly school. Children are known by name and say that they are happy here. They learn to read, write and calculate, and remember rather less of everything else.',
    strengths:
      'Reading is taught daily and mathematics follows a well-built scheme. With a new head and four new teachers, the school has held steady. The curriculum beyond English and mathematics is unfinished.',
    school:
      'Tarnside is a one-form entry primary school with 191 pupils. It joined the trust in 2021. A new head took up post in April.',
    review:
      'Two days at the school: six reading groups, books from three year groups, two meetings with pupils, and meetings with the head, the deputy and the chair of the local governing body.',
  },
  judgements: {
    quality_of_education: {
      grade: '2',
      reasons:
        'Phonics is taught every day and most children learn to read well.{t25 reading} Mathematics follows a sound scheme and most pupils keep up.{t25 books} History and geography repeat topics, and pupils remember little of them.{t25 books, t25 pupils}',
    },
    behaviour_and_attitudes: {
      grade: '2',
      reasons:
        'Pupils are polite and playtimes are friendly.{t25 pupils} Lessons were calm in all six groups that were visited.{t25 reading}',
    },
    personal_development: {
      grade: '2',
      reasons: 'Pupils feel safe and the school council is listened to.{t25 pupils}',
    },
    leadership_and_management: {
      grade: '2',
      reasons:
        'The new head has kept standards steady through many changes of staff.{t25 leaders} There is nobody yet to lead the foundation subjects.{t25 leaders} Governors depend on the head for what they know and need to see more for themselves.{t25 leaders}',
    },
    early_years_provision: {
      grade: '2',
      reasons:
        'Children in Reception settle quickly and their books match the sounds they know.{t25 reading} Two assistants need training before they teach phonics.{t25 reading}',
    },
    safeguarding: {
      grade: 'effective',
      reasons:
        'Records were complete and concerns had been followed up.{t25 leaders} Pupils say that they feel safe.{t25 pupils}',
    },
  },
  keyIssues: [
    [
      'quality_of_education',
      'Finish the curriculum in history and geography, so that topics build on each other and pupils remember them.',
    ],
    ['leadership_and_management', 'Make sure that governors find out for themselves how well the school is doing.'],
  ],
  sentToSchoolOn: '2025-10-10',
  head: 'headTarnside',
  answeredOn: '2025-10-16',
  corrections: [
    {
      part: 'section:school',
      point: 'There are 193 pupils on roll since the October count, not 191.',
      becomes: {
        code: 'school',
        body: 'Tarnside is a one-form entry primary school with 193 pupils. It joined the trust in 2021. A new head took up post in April.',
      },
      reply: 'Thank you. The section now gives the October count.',
    },
  ],
  toModerationOn: '2025-11-05',
  moderatedOn: '2025-11-10',
  signedOn: '2025-11-13',
  issuedOn: '2025-11-14',
  receipts: [
    ['governorTarnside', '2025-11-19'],
    ['chairOfTrustees', '2025-11-18'],
  ],
});

export const tarnsideLastYear: Scene[] = [...evidence, ...review, ...tarnsidePlanLastYear];
