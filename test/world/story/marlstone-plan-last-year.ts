import { planScenes } from '../plan-scenes.ts';

/** Agreed after last year's 3 in behaviour, carried out, and closed in July. */
export const marlstonePlanLastYear = planScenes({
  name: 'm25 plan',
  school: 'marlstone',
  year: 2025,
  basis: 'agreed',
  writer: 'headMarlstone',
  openedOn: '2025-11-17',
  writtenOn: '2025-11-20',
  objectives: [
    {
      issue: 1,
      text: 'Every lesson starts within three minutes of the bell, in every corridor',
      criteria: [
        {
          name: 'm25 late',
          what: 'Registers with a pupil marked late',
          unit: '%',
          from: 11.6,
          to: 4,
          by: '2026-07-10',
          known: 'Weekly count from the registers, lessons 1 to 6',
          owner: 'deputyMarlstone',
        },
      ],
      actions: [
        {
          what: 'Train all staff in the start-of-lesson routine and practise it in departments',
          owner: 'deputyMarlstone',
          due: '2026-01-16',
          needs: 'Two hours of the January training day',
          done: { on: '2026-01-05', note: 'All teaching staff and 19 of 22 support staff; the rest on 12 January.' },
        },
        {
          what: 'Put two senior leaders on the top corridor at every change of lesson',
          owner: 'headMarlstone',
          due: '2025-12-05',
          done: { on: '2025-12-01', note: 'Rota runs from today; the head takes Tuesdays.' },
        },
      ],
    },
    {
      issue: 2,
      text: 'Pupils who are heading for suspension are known early and get something other than removal',
      criteria: [
        {
          name: 'm25 suspensions',
          what: 'Suspensions of pupils in Years 8 and 9 in the year',
          unit: 'suspensions',
          from: 97,
          to: 60,
          by: '2026-07-17',
          known: 'Suspension register, checked by the chair of governors',
          owner: 'deputyMarlstone',
        },
      ],
      actions: [
        {
          what: 'Hold a fortnightly meeting on the 41 pupils with most removals, with a named adult for each',
          owner: 'deputyMarlstone',
          due: '2026-01-30',
          done: { on: '2026-01-23', note: 'First two meetings held; 38 of 41 pupils have a named adult.' },
        },
      ],
    },
    {
      issue: 3,
      text: 'No pupil comes back from removal with a gap in their book',
      criteria: [
        {
          name: 'm25 gaps',
          what: 'Sampled books with a gap of two lessons or more',
          unit: '%',
          from: 37,
          to: 10,
          by: '2026-07-10',
          known: 'Thirty books each half term, read with heads of department',
          owner: 'headOfMaths',
        },
      ],
      actions: [
        {
          what: 'Keep the lesson’s task and resources with the pupil in the removal room, marked the same day',
          owner: 'headOfMaths',
          due: '2026-02-13',
          done: { on: '2026-02-10', note: 'Works in mathematics, science and English. Languages still to come.' },
        },
      ],
    },
  ],
  support: [
    {
      name: 'm25 secondment',
      kind: 'leader_secondment',
      what: 'Anthea Bolarinwa, deputy head at Kestrelford, two days a week to run the start-of-lesson routine with the deputy head',
      who: 'Anthea Bolarinwa',
      from: 'kestrelford',
      halfDays: 96,
      costPence: 1_480_000,
      starts: '2026-01-05',
      ends: '2026-07-03',
      delivered: [
        [
          '2026-02-13',
          24,
          'Spring, first half: training day, then two days a week on the corridors and with heads of year.',
        ],
        ['2026-03-27', 20, 'Spring, second half.'],
        ['2026-07-03', 44, 'Summer term; the last two weeks handed over to the pastoral team.'],
      ],
    },
    {
      name: 'm25 cpd',
      kind: 'cpd',
      what: 'Two days of training for all staff on routines and on calm correction',
      who: 'Trust Teaching and Learning team',
      halfDays: 4,
      costPence: 240_000,
      starts: '2026-01-05',
      ends: '2026-04-13',
      delivered: [
        ['2026-01-05', 2, 'First day: routines, practised in departments.'],
        ['2026-04-13', 2, 'Second day: correcting without a scene. 74 staff.'],
      ],
    },
  ],
  signed: [
    ['headMarlstone', '2025-11-25'],
    ['executivePrincipal', '2025-11-26'],
  ],
  recommended: {
    on: '2025-11-28',
    words:
      'Behaviour is the one thing that keeps Marlstone from being a good school. The plan is narrow on purpose: lesson starts, the forty-one pupils, and lost work. I ask the board to approve it and the secondment from Kestrelford that goes with it.',
  },
  decided: { meetingOn: '2025-12-11', recordedOn: '2025-12-12', outcome: 'approved', minute: 'TB/{2025}/61' },
  progress: [
    {
      criterion: 'm25 late',
      on: '2026-02-06',
      by: 'deputyMarlstone',
      value: 8.9,
      rag: 'amber',
      reason: 'Down in Years 7, 10 and 11. The top corridor after lunch is as it was.',
    },
    {
      criterion: 'm25 suspensions',
      on: '2026-02-06',
      by: 'deputyMarlstone',
      value: 44,
      rag: 'amber',
      reason: 'Slower than last year at this point (52), but not on the way to 60.',
    },
    {
      criterion: 'm25 gaps',
      on: '2026-02-11',
      by: 'deputyMarlstone',
      value: 26,
      rag: 'amber',
      reason: 'Eight of 30 books. Five of the eight are in languages.',
    },
    {
      criterion: 'm25 late',
      on: '2026-05-15',
      by: 'deputyMarlstone',
      value: 5.2,
      rag: 'green',
      reason: 'Below 6% for five weeks running, after lunch too.',
    },
    {
      criterion: 'm25 suspensions',
      on: '2026-05-15',
      by: 'deputyMarlstone',
      value: 58,
      rag: 'amber',
      reason: 'Fourteen since February. Two pupils account for six of them.',
    },
    {
      criterion: 'm25 gaps',
      on: '2026-06-24',
      by: 'deputyMarlstone',
      value: 10,
      rag: 'blue',
      reason: 'Three of 30 books.',
    },
    {
      criterion: 'm25 late',
      on: '2026-07-10',
      by: 'deputyMarlstone',
      value: 4.1,
      rag: 'green',
      reason: 'As near to 4% as makes no difference; two of the last three weeks were below it.',
    },
    {
      criterion: 'm25 suspensions',
      on: '2026-07-17',
      by: 'deputyMarlstone',
      value: 66,
      rag: 'amber',
      reason: 'A third fewer than the year before, six more than planned.',
    },
  ],
  reviews: [
    {
      on: '2026-03-24',
      by: 'executivePrincipal',
      overall:
        'The routine is taught and holds in most of the building. The secondment is what makes the difference, and it ends in July.',
      decision: 'continue',
      reason: 'The right actions, begun in time; two of three criteria are moving.',
      lines: {
        'm25 late': 'The plan did not see that lunchtime is a different problem. Duty rota to change after Easter.',
        'm25 suspensions': 'Keep the fortnightly meeting. Governors have asked for the list without names.',
        'm25 gaps': 'Languages to join the routine by the end of April.',
      },
    },
    {
      on: '2026-07-20',
      by: 'executivePrincipal',
      overall:
        'Lessons start on time, books are whole again and suspensions are a third lower. The school now runs the routine without the seconded deputy.',
      decision: 'close',
      reason: 'What is left, suspensions in Year 9, goes to the next Annual Review.',
      lines: {
        'm25 suspensions':
          'Fell from 97 to 66 against a target of 60. The school’s analysis of the six pupils is convincing.',
      },
    },
  ],
});
