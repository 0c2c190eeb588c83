import { planScenes } from '../plan-scenes.ts';

/** Agreed by the head and the Executive Principal after the 3, and with the board. */
export const marlstonePlan = planScenes({
  name: 'm26 plan',
  school: 'marlstone',
  year: 2026,
  basis: 'agreed',
  writer: 'headMarlstone',
  openedOn: '2026-10-16',
  writtenOn: '2026-11-03',
  objectives: [
    {
      issue: 1,
      text: 'Pupils leave Year 9 with fractions, negative numbers and first algebra secure',
      criteria: [
        {
          name: 'm26 secure',
          what: 'Year 9 pupils who answer 16 of 20 questions on number and first algebra',
          unit: '%',
          from: 34,
          to: 65,
          by: '2027-06-25',
          known: 'The same paper in November, March and June, marked across the department',
          owner: 'headOfMaths',
        },
        {
          name: 'm26 units',
          what: 'Units of Years 7 to 9 rewritten and taught as written',
          unit: 'units',
          from: 0,
          to: 18,
          by: '2027-07-09',
          known: 'Read by the Trust’s lead of teaching and learning; taught in two lessons visited for each',
          owner: 'headOfMaths',
        },
      ],
      actions: [
        {
          what: 'Rewrite the six units of Year 8 with Kestrelford’s department',
          owner: 'headOfMaths',
          starts: '2026-11-09',
          due: '2027-02-12',
          needs: 'Six days of cover',
        },
        {
          what: 'Give a diagnostic paper to Years 7 to 9 and publish the results by class to the department',
          owner: 'headOfMaths',
          due: '2026-11-20',
          done: { on: '2026-11-19', note: '498 of 512 pupils sat it. Classes 8C and 9D are furthest behind.' },
        },
      ],
    },
    {
      issue: 2,
      text: 'Nobody moves on until most of the class can do it, and those who cannot are helped that day',
      criteria: [
        {
          name: 'm26 checks',
          what: 'Mathematics lessons visited in which the teacher checks every pupil and acts on it',
          unit: '%',
          from: 42,
          to: 85,
          by: '2027-05-28',
          known: 'Two visits to each teacher a term, with the lead of teaching and learning',
          owner: 'deputyMarlstone',
        },
      ],
      actions: [
        {
          what: 'Whole-class checks with mini-whiteboards in every mathematics lesson, coached weekly',
          owner: 'headOfMaths',
          starts: '2026-11-16',
          due: '2027-01-29',
        },
      ],
    },
    {
      issue: 3,
      text: 'Disadvantaged pupils get the help in lessons and in the school day',
      criteria: [
        {
          name: 'm26 gap',
          what: 'Gap in Attainment 8 between disadvantaged pupils and others, Year 11',
          unit: 'points',
          from: 14,
          to: 10,
          by: '2027-08-31',
          known: 'Mock examinations in December and March; results in August',
          owner: 'headMarlstone',
        },
      ],
      actions: [
        {
          what: 'Move tutoring in mathematics from after school to tutor time, four groups of six',
          owner: 'deputyMarlstone',
          due: '2027-01-08',
          needs: 'Two tutors, twelve hours a week',
        },
      ],
    },
    {
      issue: 4,
      text: 'Pupils who miss a day a week come every day',
      criteria: [
        {
          name: 'm26 absence',
          what: 'Pupils persistently absent',
          unit: '%',
          from: 25.1,
          to: 19,
          by: '2027-07-16',
          known: 'Attendance report of each half term, against the same weeks last year',
          owner: 'deputyMarlstone',
        },
      ],
      actions: [
        {
          what: 'Visit the homes of the 62 pupils between 80% and 90%, and agree one change with each',
          owner: 'deputyMarlstone',
          starts: '2026-11-09',
          due: '2027-02-05',
        },
      ],
    },
  ],
  support: [
    {
      name: 'm26 maths lead',
      kind: 'leader_secondment',
      what: 'Kestrelford’s second in mathematics, one day a week, to write units with the department and teach them alongside',
      who: 'Named by the head of Kestrelford by 4 December',
      from: 'kestrelford',
      halfDays: 44,
      costPence: 912_000,
      starts: '2027-01-05',
      ends: '2027-07-09',
    },
    {
      name: 'm26 coaching',
      kind: 'trust_leader_support',
      what: 'Lead of Teaching and Learning, one morning a week, coaching teachers of mathematics',
      who: 'Odile Brackwater',
      halfDays: 24,
      starts: '2026-11-16',
      ends: '2027-07-02',
      delivered: [['2026-11-20', 1, 'First morning: four teachers watched one lesson together.']],
    },
    {
      name: 'm26 capacity',
      kind: 'leadership_capacity',
      what: 'Four hours a week off the head of mathematics’ timetable until July',
      costPence: 684_000,
      starts: '2027-01-05',
      ends: '2027-07-16',
    },
  ],
  signed: [
    ['headMarlstone', '2026-11-10'],
    ['executivePrincipal', '2026-11-11'],
  ],
  recommended: {
    on: '2026-11-13',
    words:
      'Last year the board backed a narrow plan for behaviour at Marlstone, and it worked. This one is as narrow: what is taught in mathematics, whether it is learnt, and who gets the help. The Trust’s part costs £15,960 from the school improvement budget. I recommend it for approval on 8 December.',
  },
  progress: [
    {
      criterion: 'm26 secure',
      on: '2026-11-19',
      by: 'deputyMarlstone',
      value: 34,
      rag: 'amber',
      reason: 'The first paper: this is where we begin. Class 9A is at 61%, 9D at 12%.',
    },
    {
      criterion: 'm26 absence',
      on: '2026-11-20',
      by: 'deputyMarlstone',
      value: 23.7,
      rag: 'green',
      reason: 'Eleven weeks in, against 26.2% in the same weeks last year.',
    },
  ],
});
