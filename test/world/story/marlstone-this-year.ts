import { evidenceScenes } from '../evidence-scenes.ts';
import { reviewScenes } from '../review-scenes.ts';
import type { Scene } from '../scenes.ts';
import { marlstonePlan } from './marlstone-plan.ts';

const evidence = evidenceScenes('marlstone', [
  {
    name: 'm26 spring maths',
    kind: 'leadership_discussion',
    on: '2026-03-11',
    recordedOn: '2026-03-12',
    by: 'deputyMarlstone',
    title: 'Spring review of mathematics: meeting of the department',
    summary:
      'The department has had three vacancies since September. Two are filled by teachers who trained in other subjects. The head of department writes every lesson for Years 8 and 9 himself. Assessment is by end-of-unit test; there is no common check of what was learnt before.',
  },
  {
    name: 'm26 results',
    kind: 'data',
    on: '2026-08-20',
    recordedOn: '2026-09-07',
    by: 'trustLeader',
    title: 'Key stage 4 results of the summer, with three years of trend',
    summary:
      'Attainment 8 fell from 43.1 to 41.8 to 40.6 over three years. Grade 5 in English and mathematics: 39%, 36%, 34%. Mathematics fell furthest: 38% reached grade 5, against 47% two years ago. English held at 51%. The gap for disadvantaged pupils is 14 points of Attainment 8 and was 11.',
  },
  {
    name: 'm26 lessons',
    kind: 'lesson_observation',
    on: '2026-09-22',
    by: 'teachingLead',
    title: 'Visits to 31 lessons in Years 7 to 11, twelve of them in mathematics',
    summary:
      'Twenty-nine of 31 lessons began within three minutes of the bell, on every corridor. In seven of twelve mathematics lessons the teacher moved on although fewer than half of the class had the method. In English and science, checks were frequent and changed what was taught next.',
  },
  {
    name: 'm26 maths books',
    kind: 'work_scrutiny',
    on: '2026-09-23',
    by: 'teachingLead',
    title: 'Mathematics books of 36 pupils in Years 8, 9 and 10',
    summary:
      'Read with the head of mathematics. The same errors with fractions and negative numbers appear in Years 8, 9 and 10. Twenty-two books show a page of errors without any sign that it was noticed. Homework is set to the whole year group alike.',
  },
  {
    name: 'm26 english books',
    kind: 'work_scrutiny',
    on: '2026-09-23',
    by: 'primaryAdviser',
    title: 'English and science books of the same 36 pupils',
    summary:
      'English: pupils return to earlier texts and their writing lengthens and sharpens over the year. Science: practical work is written up in pupils’ own words. Gaps after removal are rare: two books of 36.',
  },
  {
    name: 'm26 behaviour data',
    kind: 'data',
    on: '2026-09-18',
    recordedOn: '2026-09-21',
    by: 'deputyMarlstone',
    title: 'Lateness, removals and suspensions, September and last year',
    summary:
      'Registers with a late pupil: 3.8% in September, 11.6% a year before. Removals: 1,142 last year, 1,904 the year before. Suspensions in Years 8 and 9: 66 last year, 97 the year before; five so far this year. Absence 9.1%, persistent absence 25.1%.',
  },
  {
    name: 'm26 pupils',
    kind: 'pupil_voice',
    on: '2026-09-23',
    by: 'trustLeader',
    title: 'Five groups of pupils, Years 7 to 11, one of them disadvantaged Year 10',
    summary:
      '“You know what happens if you are late.” All groups say that rules are applied in the same way by nearly all staff. In mathematics, Years 9 and 10 say that they copy the method down and cannot do it at home. Disadvantaged Year 10 pupils had heard of the revision sessions; two of nine had been.',
  },
  {
    name: 'm26 leaders',
    kind: 'leadership_discussion',
    on: '2026-09-24',
    by: 'trustLeader',
    title: 'Head, deputies, head of mathematics, chair of governors',
    summary:
      'Leaders saw the fall in mathematics coming and appointed two specialists, who began in September. They had not looked at what is taught, only at who teaches it. The chair asked about mathematics in three meetings running. Tutor time now includes a careers lesson every fortnight.',
  },
  {
    name: 'm26 safeguarding',
    kind: 'document',
    on: '2026-09-24',
    by: 'trustLeader',
    title: 'Single central record and twelve concerns followed from first note to outcome',
    summary:
      'The record was complete for 118 adults. Of twelve concerns, all were acted on within a day. Two outcomes had been agreed by telephone and written up late; the lead has changed the routine.',
  },
]);

const review = reviewScenes({
  name: 'm26 review',
  school: 'marlstone',
  year: 2026,
  lead: 'teachingLead',
  team: [['primaryAdviser', null]],
  startedOn: '2026-09-14',
  writtenOn: '2026-09-28',
  judgedOn: '2026-09-30',
  sections: {
    school_experience:
      'Marlstone is a different place to walk through than it was a year ago. Lessons start on time, corridors are calm, and pupils say that everybody knows what happens if they are not. They feel safe and can name an adult they would tell.\n\nPupils learn well in English and science, where teachers notice what has not been understood and go back to it. In mathematics they do not. Many copy methods that they cannot use on their own, and by Year 10 the same gaps are still there. Pupils know it, and some have stopped expecting to be good at the subject.',
    strengths:
      'Leaders set out last year to make lessons start on time and to lose fewer pupils from them. They have done it, and the school now does it without help.\n\nThe weakness is what is taught in mathematics, and how teachers find out whether it was learnt. Results have fallen for three years, furthest for disadvantaged pupils. Leaders have filled vacancies with specialists. They have not yet looked hard enough at the curriculum that those specialists are asked to teach.',
    improvement:
      'The calm that the school has won makes the next step possible. It should now turn the same attention to what pupils learn in mathematics.',
    school:
      'Marlstone Academy is an 11 to 16 school with 861 pupils, of whom 36% are disadvantaged and 17% have special educational needs. It joined the trust in 2016.\n\nSince the last review, two teachers of mathematics have been appointed, and the secondment of a deputy head from Kestrelford has ended as planned.',
    review:
      'The review was carried out over three days in September by the Trust Teaching and Learning team.\n\n- Thirty-one lessons were visited, twelve of them in mathematics and eight with a leader of the school.\n- Books of 36 pupils were read with heads of department.\n- Five groups of pupils were heard, one of them of disadvantaged pupils.\n- The team met the head teacher, deputies, the head of mathematics, the designated safeguarding lead and the chair of the local governing body.\n- Published results of three years and the school’s own records of behaviour and attendance were considered.',
  },
  judgements: {
    quality_of_education: {
      grade: '3',
      reasons:
        'Attainment has fallen for three years, and furthest in mathematics.{m26 results} In seven of twelve mathematics lessons, teachers moved on although fewer than half of the class had the method.{m26 lessons} The same errors with fractions and negative numbers are found in the books of Years 8, 9 and 10.{m26 maths books} Pupils in Years 9 and 10 say that they copy methods which they cannot use at home.{m26 pupils}\n\nThe gap between disadvantaged pupils and others has widened.{m26 results} Revision sessions are offered to them, but few come.{m26 pupils}\n\nEnglish and science are taught well.{m26 lessons, m26 english books} There, teachers check often and change what they teach next.{m26 lessons} Pupils who are removed from a lesson now make up what they missed.{m26 english books}',
    },
    behaviour_and_attitudes: {
      grade: '2',
      reasons:
        'Lessons start on time on every corridor.{m26 lessons, m26 behaviour data} Pupils say that nearly all staff apply the rules in the same way.{m26 pupils} Removals have fallen by two fifths in a year, and suspensions in Years 8 and 9 by a third.{m26 behaviour data}\n\nA quarter of pupils are still persistently absent.{m26 behaviour data} Leaders know each of them and have begun to visit homes.{m26 leaders}',
    },
    personal_development: {
      grade: '2',
      reasons:
        'A careers lesson every fortnight reaches every tutor group.{m26 leaders} Pupils of all five groups could name a club or a role that they take part in.{m26 pupils}',
    },
    leadership_and_management: {
      grade: '2',
      reasons:
        'Leaders did what they said they would do about behaviour, and it has lasted.{m26 behaviour data, m26 lessons} They saw the fall in mathematics coming and appointed two specialists.{m26 leaders} They looked at who teaches mathematics before they looked at what is taught.{m26 leaders, m26 spring maths} Governors asked about mathematics in three meetings running.{m26 leaders} That this has not yet shown in results is why the judgement is good and no better.{= It weighs up what the sentences before it have shown and claims nothing new}',
    },
    safeguarding: {
      grade: 'effective',
      reasons:
        'Checks on adults were complete.{m26 safeguarding} Concerns are acted on within a day.{m26 safeguarding} Pupils know whom they would tell.{m26 pupils}',
    },
  },
  keyIssues: [
    [
      'quality_of_education',
      'Rebuild the mathematics curriculum of Years 7 to 9 so that fractions, negative numbers and algebra are secure before pupils move on.',
    ],
    [
      'quality_of_education',
      'Make sure that every teacher of mathematics finds out during the lesson who has not understood, and acts on it.',
    ],
    [
      'quality_of_education',
      'Narrow the gap for disadvantaged pupils by bringing the help to lessons and not leaving it to those who come after school.',
    ],
    [
      'behaviour_and_attitudes',
      'Reduce persistent absence, beginning with pupils who miss between one and two days a fortnight.',
    ],
  ],
  sentToSchoolOn: '2026-10-01',
  head: 'headMarlstone',
  answeredOn: '2026-10-07',
  corrections: [
    {
      part: 'section:review',
      point:
        'The review says that eight lessons were visited with a leader of the school. It was nine: Mr Summerscale joined a ninth on the Wednesday.',
      becomes: {
        code: 'review',
        body: 'The review was carried out over three days in September by the Trust Teaching and Learning team.\n\n- Thirty-one lessons were visited, twelve of them in mathematics and nine with a leader of the school.\n- Books of 36 pupils were read with heads of department.\n- Five groups of pupils were heard, one of them of disadvantaged pupils.\n- The team met the head teacher, deputies, the head of mathematics, the designated safeguarding lead and the chair of the local governing body.\n- Published results of three years and the school’s own records of behaviour and attendance were considered.',
      },
      reply: 'Corrected, with thanks.',
    },
    {
      part: 'judgement:quality_of_education',
      point:
        'Three of the seven mathematics lessons were taught by colleagues in their second week here. We ask that the sentence say so.',
      reply:
        'The review describes what pupils were taught in those weeks, whoever taught them. That two teachers are new is said under “Information about this school”.',
    },
  ],
  toModerationOn: '2026-10-09',
  moderatedOn: '2026-10-13',
  signedOn: '2026-10-14',
  issuedOn: '2026-10-15',
  receipts: [
    ['chairOfTrustees', '2026-10-16'],
    ['governorMarlstone', '2026-10-19'],
  ],
});

export const marlstoneThisYear: Scene[] = [...evidence, ...review, ...marlstonePlan];
