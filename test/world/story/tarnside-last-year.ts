import { evidenceScenes } from '../evidence-scenes.ts';
import { planScenes } from '../plan-scenes.ts';
import { reviewScenes } from '../review-scenes.ts';
import type { Scene } from '../scenes.ts';

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

const plan = planScenes({
  name: 't25 plan',
  school: 'tarnside',
  year: 2025,
  basis: 'school',
  writer: 'headTarnside',
  openedOn: '2025-11-17',
  writtenOn: '2025-11-24',
  objectives: [
    {
      issue: 1,
      text: 'History and geography are taught in an order that builds, from Year 1 to Year 6',
      criteria: [
        {
          name: 't25 curriculum',
          what: 'Units of history and geography written, with what pupils should remember',
          unit: 'units',
          from: 4,
          to: 24,
          by: '2026-07-10',
          known: 'Read by the primary adviser each half term',
          owner: 'deputyTarnside',
        },
      ],
      actions: [
        { what: 'Appoint a leader for history and geography', owner: 'headTarnside', due: '2026-01-30' },
        {
          what: 'Write and teach the first six units with the primary adviser',
          owner: 'deputyTarnside',
          due: '2026-03-27',
          done: { on: '2026-03-26', note: 'Five of six are written; one is still a list of activities.' },
        },
      ],
    },
    {
      issue: 2,
      text: 'Governors see the school at work and ask about what they have seen',
      criteria: [
        {
          name: 't25 visits',
          what: 'Visits by governors with a written note',
          unit: 'visits',
          from: 0,
          to: 9,
          by: '2026-07-10',
          known: 'Notes of visits, kept by the clerk',
          owner: 'headTarnside',
        },
      ],
      actions: [
        {
          what: 'Agree a timetable of visits, each with one question',
          owner: 'headTarnside',
          due: '2026-01-16',
          done: { on: '2026-01-14', note: 'Agreed at the governors’ meeting.' },
        },
      ],
    },
  ],
  support: [
    {
      name: 't25 governor',
      kind: 'lgb_secondment',
      what: 'Ingrid Vasanthi, head teacher of Kestrelford, joins the local governing body to strengthen challenge',
      who: 'Ingrid Vasanthi',
      halfDays: 12,
      starts: '2025-11-17',
      ends: '2026-07-17',
      delivered: [
        ['2026-03-25', 4, 'Two meetings, one visit to Year 4, and a morning with the chair on reading data.'],
        ['2026-07-08', 3, 'Two meetings. The planned visit in June was put off by the school.'],
      ],
    },
    {
      name: 't25 adviser',
      kind: 'trust_leader_support',
      what: 'Primary adviser, one half day a fortnight on the curriculum',
      who: 'Jolyon Marchbanks',
      halfDays: 18,
      starts: '2025-12-01',
      ends: '2026-07-10',
      delivered: [
        ['2026-03-26', 8, 'History units for Years 3 to 5.'],
        ['2026-07-09', 4, 'Four of ten half days: cover could not be found for the others.'],
      ],
    },
  ],
  declared: ['ready', 'headTarnside', '2025-11-27'],
  recommended: {
    on: '2025-11-28',
    words:
      'A short plan for a school that has come through a year of change. I recommend it, with a half day a fortnight from our primary adviser.',
  },
  decided: {
    meetingOn: '2025-12-11',
    recordedOn: '2025-12-12',
    outcome: 'approved_with_amendments',
    minute: 'TB/{2025}/62',
    words: 'The board asks that the head of Kestrelford report to it on governance at Tarnside in the summer term.',
  },
  progress: [
    {
      criterion: 't25 curriculum',
      on: '2026-03-26',
      by: 'deputyTarnside',
      value: 9,
      rag: 'amber',
      reason: 'Nobody has been appointed to lead the subjects, so two of us write in the evenings.',
    },
    {
      criterion: 't25 visits',
      on: '2026-03-26',
      by: 'headTarnside',
      value: 3,
      rag: 'amber',
      reason: 'Three visits; two others were cancelled when governors were ill.',
    },
    {
      criterion: 't25 curriculum',
      on: '2026-07-08',
      by: 'deputyTarnside',
      value: 11,
      rag: 'red',
      reason: 'Two more units since March. Three teachers have resigned and the writing has stopped.',
    },
    {
      criterion: 't25 visits',
      on: '2026-07-08',
      by: 'headTarnside',
      value: 4,
      rag: 'red',
      reason: 'One visit in the summer term.',
    },
  ],
  reviews: [
    {
      on: '2026-03-26',
      by: 'trustLeader',
      overall: 'A slow start. The plan rests on two people who also teach full time.',
      decision: 'strengthen',
      reason: 'Without a leader for the subjects the units will not be written.',
      lines: {
        't25 curriculum': 'Nine of 24. The head is to advertise again, with a retention point.',
        't25 visits': 'The chair accepts that visits are owed. A seconded governor now goes with each new one.',
      },
    },
    {
      on: '2026-07-15',
      by: 'executivePrincipal',
      overall:
        'The plan has stalled. Three teachers are leaving, results in Year 6 have fallen again, and governors have seen the school at work once this term.',
      decision: 'escalate',
      reason:
        'The school has not had the capacity to carry the plan out. The autumn review comes first among all schools.',
      lines: {
        't25 curriculum': 'Eleven of 24 units, and what is written is not taught in every class.',
        't25 visits': 'Four of nine. Governors still learn what they know from the head.',
      },
    },
    {
      on: '2026-11-05',
      by: 'executivePrincipal',
      overall: 'The plan that the trust has put in place takes over everything that is left here.',
      decision: 'close',
      reason: 'Superseded by the plan that follows the Annual Review of this autumn.',
      lines: {
        't25 curriculum': 'Eleven of 24 units. The rest is part of the new plan.',
        't25 visits': 'Governance is led by the trust from this month.',
      },
    },
  ],
});

export const tarnsideLastYear: Scene[] = [...evidence, ...review, ...plan];
