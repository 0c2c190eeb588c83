import { evidenceScenes } from '../evidence-scenes.ts';
import { reviewScenes } from '../review-scenes.ts';
import type { Scene } from '../scenes.ts';

const evidence = evidenceScenes('hollowell', [
  {
    name: 'h26 results',
    kind: 'data',
    on: '2026-07-07',
    recordedOn: '2026-09-15',
    by: 'headHollowell',
    title: 'Key stage 2 results of three years',
    summary:
      'Expected standard in reading, writing and mathematics: 61%, 63%, 66% of 86 pupils. Higher standard in mathematics 26%, from 19% last year. Writing at greater depth 9%.',
  },
  {
    name: 'h26 lessons',
    kind: 'lesson_observation',
    on: '2026-11-03',
    by: 'primaryAdviser',
    title: 'Reading and writing in every class: 16 lessons',
    summary:
      'Reading aloud by teachers was a joy in most classes. Pupils discuss books with care. Teachers model writing in nine of sixteen lessons; in the others pupils were given a frame to fill.',
  },
  {
    name: 'h26 books',
    kind: 'work_scrutiny',
    on: '2026-11-04',
    by: 'primaryAdviser',
    title: 'Writing of 24 pupils, Years 3 to 6',
    summary:
      'Spelling and handwriting are secure by Year 5. Frames are used from Year 3 to Year 6, and able writers fill them in as others do. Mathematics problems of more than one step now appear every week.',
  },
  {
    name: 'h26 voice',
    kind: 'pupil_voice',
    on: '2026-11-04',
    by: 'primaryAdviser',
    title: 'Sports leaders, and ten pupils of Years 3 and 5',
    summary:
      'Pupils are proud of their school and kind about others. Older pupils referee at lunch. They would like “more choice in writing”.',
  },
  {
    name: 'h26 leaders',
    kind: 'leadership_discussion',
    on: '2026-11-05',
    by: 'trustLeader',
    title: 'Head, English leader, safeguarding lead',
    summary:
      'The English leader is new and has a clear view of what she has found. Attendance is 95.6%. Safeguarding records were in order; the single central record was complete.',
  },
]);

const review = reviewScenes({
  name: 'h26 review',
  school: 'hollowell',
  year: 2026,
  lead: 'primaryAdviser',
  startedOn: '2026-09-28',
  writtenOn: '2026-11-09',
  judgedOn: '2026-11-11',
  sections: {
    school_experience:
      'Pupils are proud of Hollowell, and kind about it. They read with pleasure and play fairly. In mathematics they meet problems that stop them, as they did not a year ago. In writing they are told what to put where for longer than they need to be.',
    strengths:
      'The school did what it set out to do in mathematics. Reading is a strength, and so is the way that pupils treat each other. Writing is careful but seldom surprising.',
    school:
      'Hollowell is a three-form entry junior school with 341 pupils aged 7 to 11. A new leader of English began in September.',
    review:
      'Three days in November: sixteen lessons, the writing of 24 pupils, two groups of pupils, and meetings with leaders.',
  },
  judgements: {
    quality_of_education: {
      grade: '2',
      reasons:
        'Results have risen for three years, most of all at the higher standard in mathematics.{h26 results} Pupils talk about books with care and pleasure.{h26 lessons} Writing frames are used up to Year 6, so that able writers have little to decide.{h26 lessons, h26 books, h26 voice}',
    },
    behaviour_and_attitudes: { grade: '2', reasons: 'Pupils are courteous and attend well.{h26 voice, h26 leaders}' },
    personal_development: {
      grade: '2',
      reasons: 'Older pupils referee games at lunch and take pride in being fair.{h26 voice}',
    },
    leadership_and_management: {
      grade: '2',
      reasons:
        'Last year’s plan was carried out in full and its target passed.{h26 results, h26 books} The new leader of English has a clear view of what comes next.{h26 leaders}',
    },
    safeguarding: { grade: 'effective', reasons: 'Checks and records are in order.{h26 leaders}' },
  },
  keyIssues: [
    [
      'quality_of_education',
      'Take writing frames away step by step, so that by Year 5 pupils decide for themselves how to say what they mean.',
    ],
    ['leadership_and_management', 'Give the new leader of English the time to see writing taught in every class.'],
  ],
  sentToSchoolOn: '2026-11-16',
  head: 'headHollowell',
  answeredOn: '2026-11-19',
  answeredSoFar: 5,
  corrections: [
    { part: 'section:school', point: 'The new leader of English took up the post on 1 June, not in September.' },
  ],
});

export const hollowellThisYear: Scene[] = [...evidence, ...review];
