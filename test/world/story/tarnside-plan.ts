import { planScenes } from '../plan-scenes.ts';

/** Put in place by the trust after the 4, and approved by an extraordinary meeting of the board. */
export const tarnsidePlan = planScenes({
  name: 't26 plan',
  school: 'tarnside',
  year: 2026,
  basis: 'imposed',
  writer: 'trustLeader',
  openedOn: '2026-10-09',
  writtenOn: '2026-10-14',
  objectives: [
    {
      issue: 1,
      text: 'Leaders can say on any day which pupils are behind and what is done for each',
      criteria: [
        {
          name: 't26 known',
          what: 'Pupils behind in reading who have help at least three times a week',
          unit: '%',
          from: 20,
          to: 100,
          by: '2027-02-12',
          known: 'Provision map, checked against ten timetables a half term',
          owner: 'primaryAdviser',
        },
      ],
      actions: [
        {
          what: 'Assess every pupil of Years 2 to 6 in reading and mathematics in one week',
          owner: 'primaryAdviser',
          due: '2026-11-13',
          needs: 'Three days of two advisers',
          done: { on: '2026-11-12', note: '141 pupils of 146. Forty-four are more than a year behind in reading.' },
        },
      ],
    },
    {
      issue: 2,
      text: 'Nobody leads more than they have time for',
      criteria: [
        {
          name: 't26 roles',
          what: 'How subjects and special needs are led',
          from: 'The deputy leads four subjects and special needs on a full timetable',
          to: 'Five leaders with half a day a week each, a special needs co-ordinator two days a week, all written in the timetable',
          by: '2027-01-29',
          known: 'The timetable and five job descriptions, read by the Director of School Improvement',
          owner: 'trustLeader',
        },
      ],
      actions: [
        {
          what: 'Employ a special needs co-ordinator for two days a week, shared with Hollowell',
          owner: 'trustLeader',
          due: '2027-01-08',
          needs: 'Funded by the trust to August',
        },
        {
          what: 'Agree with the head, in writing, what the deputy no longer does',
          owner: 'executivePrincipal',
          due: '2026-11-20',
        },
        { what: 'Appraise every member of staff with a written objective', owner: 'headTarnside', due: '2026-12-11' },
      ],
    },
    {
      issue: 3,
      text: 'Governance knows the school and acts on what it knows',
      criteria: [
        {
          name: 't26 governance',
          what: 'Governors’ minutes of a term with a question, an answer and something that followed from it',
          from: 1,
          to: 8,
          by: '2027-03-25',
          known: 'Minutes read by the clerk to the trust',
          owner: 'clerk',
        },
      ],
      actions: [
        {
          what: 'Second two experienced governors, one of them as chair of a progress board that meets each month',
          owner: 'executivePrincipal',
          due: '2026-11-27',
          done: { on: '2026-11-18', note: 'Ingrid Vasanthi chairs it; first meeting held.' },
        },
      ],
    },
    {
      issue: 4,
      text: 'Every child is taught phonics by somebody who has been taught how',
      criteria: [
        {
          name: 't26 phonics',
          what: 'Year 1 pupils on the way to passing the phonics check',
          unit: '%',
          from: 48,
          to: 80,
          by: '2027-06-11',
          known: 'Practice check in December, March and May',
          owner: 'primaryAdviser',
        },
      ],
      actions: [
        {
          what: 'Train both assistants and watch them teach within a fortnight',
          owner: 'primaryAdviser',
          due: '2026-11-06',
          done: { on: '2026-11-05', note: 'Two days at Alderbeck; both watched on 4 November.' },
        },
      ],
    },
    {
      issue: 5,
      text: 'One curriculum, taught in every class',
      criteria: [
        {
          name: 't26 curriculum',
          what: 'Lessons visited that teach the agreed unit',
          unit: '%',
          from: 40,
          to: 95,
          by: '2027-05-28',
          known: 'Six visits a half term by Alderbeck’s subject leaders',
          owner: 'deputyTarnside',
        },
      ],
      actions: [
        {
          what: 'Take over Alderbeck’s history and geography units for this year',
          owner: 'deputyTarnside',
          due: '2026-11-20',
          done: { on: '2026-11-16', note: 'Taught from this week in Years 3 to 6.' },
        },
        {
          what: 'Teach Year 5 the fractions that they missed, twenty minutes a day for six weeks',
          owner: 'deputyTarnside',
          starts: '2026-11-02',
          due: '2026-12-11',
        },
      ],
    },
  ],
  support: [
    {
      name: 't26 leader',
      kind: 'leader_secondment',
      what: 'Alderbeck’s assistant head leads teaching at Tarnside three days a week',
      who: 'Assistant head of Alderbeck',
      from: 'alderbeck',
      halfDays: 186,
      costPence: 2_640_000,
      starts: '2026-11-02',
      ends: '2027-07-16',
      delivered: [['2026-11-20', 18, 'First three weeks: timetables, reading groups and a lesson a day.']],
    },
    {
      name: 't26 adviser',
      kind: 'trust_leader_support',
      what: 'Primary adviser, two days a week until Easter, then one',
      who: 'Jolyon Marchbanks',
      halfDays: 92,
      starts: '2026-10-12',
      ends: '2027-07-09',
      delivered: [['2026-11-20', 16, 'Assessment week, phonics training and the first reading groups.']],
    },
    {
      name: 't26 governors',
      kind: 'lgb_secondment',
      what: 'Two governors seconded from other local governing bodies, and a monthly progress board',
      who: 'Ingrid Vasanthi and Philippa Oyelaran',
      halfDays: 20,
      starts: '2026-11-09',
      ends: '2027-07-16',
      delivered: [['2026-11-18', 1, 'First meeting of the progress board.']],
    },
    {
      name: 't26 cpd',
      kind: 'cpd',
      what: 'Phonics training for eight adults, with cover',
      halfDays: 4,
      costPence: 186_000,
      starts: '2026-10-13',
      ends: '2026-11-06',
      delivered: [['2026-11-05', 4, 'All eight, two of them assistants.']],
    },
    {
      name: 't26 senco',
      kind: 'leadership_capacity',
      what: 'Special needs co-ordinator two days a week, to August',
      costPence: 1_420_000,
      starts: '2027-01-05',
      ends: '2027-08-31',
    },
  ],
  declared: ['put_in_place', 'executivePrincipal', '2026-11-04'],
  recommended: {
    on: '2026-11-06',
    words:
      'The review found leadership and management at Tarnside inadequate. The head and staff care for their pupils and need more help than they have had, some of it from us last year. The plan puts people into the school three days a week, shares out leadership and rebuilds governance. It costs £42,460. Because it cannot wait for December, I ask the board to meet.',
  },
  decided: {
    meetingOn: '2026-11-12',
    recordedOn: '2026-11-13',
    outcome: 'approved_with_amendments',
    minute: 'TB/{2026}/48 (extraordinary meeting)',
    words: 'The progress board sends its note to trustees every month, beginning in December.',
  },
  comments: [
    {
      on: '2026-11-05',
      by: 'headTarnside',
      text: 'I have read the plan with the staff. We agree with what it says about reading and about the deputy’s load. I ask that the adviser’s days be fixed until Christmas, so that cover can be planned.',
    },
    { on: '2026-11-06', by: 'trustLeader', text: 'Agreed: Tuesdays and Thursdays until 18 December.' },
  ],
  progress: [
    {
      criterion: 't26 known',
      on: '2026-11-19',
      by: 'trustLeader',
      value: 45,
      rag: 'amber',
      reason:
        'Twenty of 44 pupils have three sessions a week since Monday. The others begin when the assistants’ timetable is changed.',
    },
    {
      criterion: 't26 phonics',
      on: '2026-11-20',
      by: 'trustLeader',
      value: 52,
      rag: 'amber',
      reason: 'Practice check of 27 children: two more than in September.',
    },
    {
      criterion: 't26 governance',
      on: '2026-11-20',
      by: 'trustLeader',
      value: 3,
      rag: 'green',
      reason: 'From the minutes of two meetings, read by the clerk.',
    },
  ],
});
