import { planScenes } from '../plan-scenes.ts';

/** The school's own plan of last year, which stalled. */
export const tarnsidePlanLastYear = planScenes({
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
