import { evidenceScenes } from '../evidence-scenes.ts';
import { reviewScenes } from '../review-scenes.ts';
import type { Scene } from '../scenes.ts';

const evidence = evidenceScenes('kestrelford', [
  {
    name: 'k26 spring english',
    kind: 'work_scrutiny',
    on: '2026-03-04',
    recordedOn: '2026-03-05',
    by: 'deputyKestrelford',
    title: 'Spring review of English: Year 9 folders',
    summary:
      'Thirty folders. Pupils plan essays and come back to them. Whole texts are studied in every year. Handwriting hinders six of thirty.',
  },
  {
    name: 'k26 results',
    kind: 'data',
    on: '2026-08-20',
    recordedOn: '2026-09-09',
    by: 'deputyKestrelford',
    title: 'Key stage 4 and key stage 5 results of three years',
    summary:
      'Attainment 8: 47.2, 48.0, 48.9. Grade 5 in English and mathematics: 48%, 50%, 52%. A level average point score per entry: 33.1, 33.9, 34.6. History, physics and mathematics strongest; two of nine students passed the level 3 diploma in computing.',
  },
  {
    name: 'k26 lessons',
    kind: 'lesson_observation',
    on: '2026-11-10',
    by: 'teachingLead',
    title: 'Twenty-four lessons, Years 7 to 11',
    summary:
      'Questions reach the whole class in all but three lessons. Teachers of languages and geography rehearse what was learnt last month. Pupils with special educational needs were helped without being singled out.',
  },
  {
    name: 'k26 sixth form',
    kind: 'lesson_observation',
    on: '2026-11-11',
    by: 'externalReviewer',
    title: 'Eleven sixth-form lessons and two study periods',
    summary:
      'Discussion in history and English literature was of high quality. Students in five lessons worked out answers together before the teacher spoke. Note-taking took over in two. Study periods were quiet and well used.',
  },
  {
    name: 'k26 students',
    kind: 'pupil_voice',
    on: '2026-11-11',
    by: 'externalReviewer',
    title: 'Fourteen students of Years 12 and 13, three of them on changed courses',
    summary:
      'All fourteen had the talk in September. Three changed a course in time and are glad. Computing students say that they have had no subject teacher since half-term.',
  },
]);

const review = reviewScenes({
  name: 'k26 review',
  school: 'kestrelford',
  year: 2026,
  lead: 'teachingLead',
  team: [['externalReviewer', 'I examined A level history for the board that the school uses, until last year.']],
  startedOn: '2026-10-05',
  writtenOn: '2026-11-16',
  judgedOn: '2026-11-18',
  sections: {
    school_experience:
      'Pupils at Kestrelford are taught by people who ask everybody, and wait for the answer. They say that the school is fair. Sixth-formers feel that somebody asked, early, whether they were in the right place.',
    school: 'Kestrelford is an 11 to 18 school with 1,248 pupils, 221 of them in the sixth form.',
  },
  judgements: {
    quality_of_education: {
      grade: '2',
      reasons:
        'Results have risen steadily for three years.{k26 results} Questions reach the whole class in nearly every lesson.{k26 lessons} In languages and geography, pupils rehearse what they learnt a month ago.{k26 lessons} Whole texts are studied in English in every year.{k26 spring english} Pupils who find reading hard catch up quickly.{}',
    },
    behaviour_and_attitudes: {
      grade: null,
      reasons:
        'Lessons are orderly and corridors are calm.{k26 lessons} Attendance is above that of similar schools.{}',
    },
    sixth_form_provision: {
      grade: '2',
      by: 'externalReviewer',
      reasons:
        'Discussion in history and English literature is of high quality.{k26 sixth form} Every student was asked in September whether the course was right, and some changed in time.{k26 students} Computing has been without a subject teacher since half-term.{k26 students} Most students leave for the place that they had hoped for.{}',
    },
  },
  keyIssues: [
    [
      'sixth_form_provision',
      'Make sure that students of computing are taught by a specialist, or moved with their agreement.',
    ],
  ],
  comments: [
    {
      on: '2026-11-19',
      by: 'teachingLead',
      part: 'judgement:sixth_form_provision',
      body: 'Cordelia, have we seen this summer’s destinations? The school promised the figures for the 20th.',
    },
    {
      on: '2026-11-20',
      by: 'externalReviewer',
      part: 'judgement:sixth_form_provision',
      body: 'Not yet. I have left the last sentence without evidence until they come. If they do not, it goes.',
    },
    {
      on: '2026-11-20',
      by: 'trustLeader',
      part: 'judgement:quality_of_education',
      body: 'The sentence on reading: is this the catch-up group of Year 7 only? If so, say it.',
    },
  ],
});

export const kestrelfordThisYear: Scene[] = [...evidence, ...review];
