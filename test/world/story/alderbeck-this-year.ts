import { evidenceScenes } from '../evidence-scenes.ts';
import { planScenes } from '../plan-scenes.ts';
import { reviewScenes } from '../review-scenes.ts';
import type { Scene } from '../scenes.ts';

const evidence = evidenceScenes('alderbeck', [
  {
    name: 'a26 results',
    kind: 'data',
    on: '2026-07-07',
    recordedOn: '2026-09-10',
    by: 'headAlderbeck',
    title: 'Key stage 2 results of three years, phonics and early years',
    summary:
      'Expected standard in reading, writing and mathematics: 68%, 72%, 75%. Disadvantaged pupils: 64% this year, 51% two years ago. Phonics 88%. Good level of development 74%.',
  },
  {
    name: 'a26 lessons',
    kind: 'lesson_observation',
    on: '2026-09-29',
    by: 'primaryAdviser',
    title: 'Eighteen lessons, Nursery to Year 6, six of them science',
    summary:
      'In all six science lessons pupils could say what question the lesson answered. Teachers asked, listened and changed course. In writing, four of five Year 3 and 4 classes wrote little that was longer than a page.',
  },
  {
    name: 'a26 books',
    kind: 'work_scrutiny',
    on: '2026-09-30',
    by: 'primaryAdviser',
    title: 'Writing and science books, Years 2 to 6, with the phase leaders',
    summary:
      'Science builds from year to year and diagrams are exact. Writing is neat and accurate; in Years 3 and 4 pieces stay short and are seldom taken further than a first draft.',
  },
  {
    name: 'a26 pupils',
    kind: 'pupil_voice',
    on: '2026-09-30',
    by: 'primaryAdviser',
    title: 'Librarians, ambassadors and eight pupils chosen by the adviser',
    summary:
      'The eco committee has brought the school’s waste down by a third and could show the figures. Pupils with special educational needs chair two of five committees. Pupils explained why a rule is fair. Some Year 4 pupils “would like to write a whole book”.',
  },
  {
    name: 'a26 early years',
    kind: 'lesson_observation',
    on: '2026-10-01',
    by: 'primaryAdviser',
    title: 'A morning in Nursery and Reception',
    summary:
      'Adults spoke with every child and came back to words that had been new the day before. Two-year-olds who joined in September sat, listened and sang. Children who need help with speech are seen in the second week.',
  },
  {
    name: 'a26 leaders',
    kind: 'leadership_discussion',
    on: '2026-10-01',
    by: 'trustLeader',
    title: 'Head, assistant head, phase leaders, chair of governors',
    summary:
      'Leaders knew about writing before the team did and had begun to act. Phase leaders coach weekly; two have led training for other schools. Governors visit with a question and write down what they find. Staff say that workload is watched: no marking policy asks for more than a code.',
  },
  {
    name: 'a26 safeguarding',
    kind: 'document',
    on: '2026-10-01',
    by: 'trustLeader',
    title: 'Single central record, and ten concerns from note to outcome',
    summary: 'Complete. The Friday meeting closes what can be closed and says who does what by when.',
  },
]);

const review = reviewScenes({
  name: 'a26 review',
  school: 'alderbeck',
  year: 2026,
  lead: 'primaryAdviser',
  startedOn: '2026-09-14',
  writtenOn: '2026-10-06',
  judgedOn: '2026-10-07',
  sections: {
    school_experience:
      'Children at Alderbeck run a good part of their school, and run it well. They look after the library, lead committees and can show what has changed because of them. They are taught by people who listen to what they say and teach accordingly.\n\nThey read early, count securely and know a good deal of science. They write accurately. Some would like to write more than they are asked to.',
    strengths:
      'The school took last year’s review at its word. Science, which was its weakest subject, is now among its best. Disadvantaged pupils do better than they did. Leaders share what they know with two other schools of the trust.\n\nWriting in Years 3 and 4 comes next, as leaders had already seen.',
    school:
      'Alderbeck is a two-form entry primary school with a nursery, and 452 pupils aged 3 to 11, a quarter of them disadvantaged. Its assistant head works at Tarnside for three days a week from November.',
    review:
      'Three days: eighteen lessons, a morning in the early years, books from five year groups, two meetings with pupils, and meetings with leaders and the chair of the local governing body.',
  },
  judgements: {
    quality_of_education: {
      grade: '2',
      reasons:
        'Results have risen for three years, and those of disadvantaged pupils fastest.{a26 results} In science, pupils know what question each lesson answers, and what they learn builds from year to year.{a26 lessons, a26 books} In Years 3 and 4, pieces of writing stay short and are seldom taken beyond a first draft.{a26 lessons, a26 books}',
    },
    behaviour_and_attitudes: {
      grade: '1',
      reasons:
        'Pupils worked hard in all eighteen lessons.{a26 lessons} They explain why rules are fair and help each other to keep them.{a26 pupils}',
    },
    personal_development: {
      grade: '1',
      reasons:
        'Committees that pupils lead have changed the school, and they can show the figures.{a26 pupils} Pupils with special educational needs chair two of the five.{a26 pupils}',
    },
    leadership_and_management: {
      grade: '2',
      reasons:
        'Leaders knew what the team would find in writing and had begun to act.{a26 leaders} Phase leaders coach every week and train others beyond the school.{a26 leaders} Governors come with a question and write down what they find.{a26 leaders} Staff say that their workload is watched.{a26 leaders}',
    },
    early_years_provision: {
      grade: '1',
      reasons:
        'Adults speak with every child and return to words that were new the day before.{a26 early years} Children who need help with speech get it in their second week.{a26 early years} Three quarters reach a good level of development.{a26 results}',
    },
    safeguarding: {
      grade: 'effective',
      reasons:
        'Records are complete, and a weekly meeting makes sure that each concern is followed to its end.{a26 safeguarding}',
    },
  },
  keyIssues: [
    [
      'quality_of_education',
      'In Years 3 and 4, have pupils write at greater length and take their best pieces through a second draft.',
    ],
    [
      'leadership_and_management',
      'Keep coaching going in the upper school while the assistant head works at Tarnside.',
    ],
  ],
  sentToSchoolOn: '2026-10-08',
  head: 'headAlderbeck',
  answeredOn: '2026-10-14',
  toModerationOn: '2026-11-02',
  moderatedOn: '2026-11-04',
  signedOn: '2026-11-05',
  issuedOn: '2026-11-06',
  receipts: [
    ['governorAlderbeck', '2026-11-09'],
    ['trustee', '2026-11-10'],
  ],
});

const plan = planScenes({
  name: 'a26 plan',
  school: 'alderbeck',
  year: 2026,
  basis: 'school',
  writer: 'headAlderbeck',
  openedOn: '2026-11-09',
  writtenOn: '2026-11-17',
  objectives: [
    {
      issue: 1,
      text: 'Pupils of Years 3 and 4 write at length, and finish what they are proud of',
      criteria: [
        {
          name: 'a26 drafts',
          what: 'Pupils of Years 3 and 4 with a piece of a page and a half taken to a second draft each half term',
          unit: '%',
          from: 11,
          to: 80,
          by: '2027-06-18',
          known: 'Writing folders, ten a class each half term',
          owner: 'headAlderbeck',
        },
      ],
      actions: [
        { what: 'Put a writing week into each half term of Years 3 and 4', owner: 'headAlderbeck', due: '2027-01-15' },
      ],
    },
  ],
});

export const alderbeckThisYear: Scene[] = [...evidence, ...review, ...plan];
