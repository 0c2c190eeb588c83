import { evidenceScenes } from '../evidence-scenes.ts';
import { planScenes } from '../plan-scenes.ts';
import { reviewScenes } from '../review-scenes.ts';
import type { Scene } from '../scenes.ts';

const evidence = evidenceScenes('kestrelford', [
  {
    name: 'k25 lessons',
    kind: 'lesson_observation',
    on: '2025-11-11',
    by: 'teachingLead',
    title: 'Twenty-six lessons, Years 7 to 13',
    summary:
      'Subject knowledge is strong throughout. Questions reach most of the class in English, history and physics. In the sixth form, note-taking took more than half of four lessons out of nine.',
  },
  {
    name: 'k25 destinations',
    kind: 'data',
    on: '2025-10-06',
    recordedOn: '2025-11-11',
    by: 'deputyKestrelford',
    title: 'Sixth form: retention and destinations of last summer’s leavers',
    summary:
      'Of 128 who began Year 12, 111 finished Year 13. Of these, 68% went to university, 14% to apprenticeships, 3% are not known. Nine of the seventeen who left early had started three A levels with grades 4 and 5.',
  },
  {
    name: 'k25 voice',
    kind: 'pupil_voice',
    on: '2025-11-12',
    by: 'teachingLead',
    title: 'Year 9 tutor groups and twelve sixth-formers',
    summary:
      'Pupils feel safe and say that teachers are fair. Sixth-formers value their tutors; those who left courses say that nobody asked in September whether the course suited them.',
  },
  {
    name: 'k25 leaders',
    kind: 'leadership_discussion',
    on: '2025-11-12',
    by: 'trustLeader',
    title: 'Head, deputies and head of sixth form',
    summary:
      'Leaders look at attendance and attainment every fortnight and act quickly. Teachers’ workload was cut by dropping two data points a year. Safeguarding is well led and records are complete.',
  },
]);

const review = reviewScenes({
  name: 'k25 review',
  school: 'kestrelford',
  year: 2025,
  lead: 'teachingLead',
  startedOn: '2025-10-20',
  writtenOn: '2025-11-14',
  judgedOn: '2025-11-14',
  sections: {
    school_experience:
      'Kestrelford is a busy, purposeful school. Pupils say that teachers are fair and that lessons are worth coming to. Sixth-formers are well looked after once they are on the right course.',
    strengths:
      'Teachers know their subjects and leaders act quickly on what they see. In the sixth form, too many students begin courses that they do not finish.',
    school: 'Kestrelford is an 11 to 18 school with 1,239 pupils, 214 of them in the sixth form.',
    review:
      'Two days: twenty-six lessons, meetings with pupils of Year 9 and with twelve sixth-formers, and with leaders.',
  },
  judgements: {
    quality_of_education: {
      grade: '2',
      reasons:
        'Teachers’ knowledge of their subjects is strong.{k25 lessons} Questions reach most of the class in English, history and physics.{k25 lessons}',
    },
    behaviour_and_attitudes: {
      grade: '2',
      reasons: 'Pupils say that teachers are fair, and lessons were orderly.{k25 voice, k25 lessons}',
    },
    personal_development: { grade: '2', reasons: 'Pupils feel safe and respected.{k25 voice}' },
    leadership_and_management: {
      grade: '2',
      reasons:
        'Leaders look at what is happening every fortnight and act on it.{k25 leaders} Workload has been cut by asking for less data.{k25 leaders}',
    },
    sixth_form_provision: {
      grade: '2',
      reasons:
        'Most students complete their courses and go on to what they planned.{k25 destinations} Seventeen of 128 left early, nine of them from courses that were too much for them.{k25 destinations, k25 voice}',
    },
    safeguarding: { grade: 'effective', reasons: 'Safeguarding is well led and records are complete.{k25 leaders}' },
  },
  keyIssues: [
    [
      'sixth_form_provision',
      'Make sure that students begin the sixth form on courses that suit them, and are asked early whether they do.',
    ],
  ],
  sentToSchoolOn: '2025-11-17',
  head: 'headKestrelford',
  answeredOn: '2025-11-20',
  toModerationOn: '2025-11-21',
  moderatedOn: '2025-11-24',
  signedOn: '2025-11-26',
  issuedOn: '2025-11-26',
  receipts: [
    ['chairOfTrustees', '2025-11-27'],
    ['trustee', '2025-12-02'],
  ],
});

const plan = planScenes({
  name: 'k25 plan',
  school: 'kestrelford',
  year: 2025,
  basis: 'school',
  writer: 'headKestrelford',
  openedOn: '2025-11-27',
  writtenOn: '2025-11-27',
  objectives: [
    {
      issue: 1,
      text: 'Students are on the right course by the end of September',
      criteria: [
        {
          name: 'k25 retention',
          what: 'Year 12 students still on their courses in June',
          unit: '%',
          from: 87,
          to: 93,
          by: '2026-06-30',
          known: 'Sixth-form register, first Friday of each half term',
          owner: 'deputyKestrelford',
        },
      ],
      actions: [
        {
          what: 'Hold a fifteen-minute talk with every Year 12 student in week four',
          owner: 'deputyKestrelford',
          due: '2026-02-06',
          done: { on: '2026-02-04', note: 'Held late this year, in January; eleven students changed a course.' },
        },
      ],
    },
  ],
  declared: ['ready', 'headKestrelford', '2025-11-28'],
  recommended: { on: '2025-12-01', words: 'The plan goes to the heart of what the review found. I recommend it.' },
  decided: { meetingOn: '2025-12-11', recordedOn: '2025-12-12', outcome: 'approved', minute: 'TB/{2025}/65' },
  progress: [
    {
      criterion: 'k25 retention',
      on: '2026-03-19',
      by: 'deputyKestrelford',
      value: 94,
      rag: 'green',
      reason: 'Eight have left of 131; at this point last year it was thirteen.',
    },
    {
      criterion: 'k25 retention',
      on: '2026-06-30',
      by: 'deputyKestrelford',
      value: 92,
      rag: 'green',
      reason: 'One point short. The talk moves to September this year.',
    },
  ],
  reviews: [
    {
      on: '2026-03-23',
      by: 'headKestrelford',
      overall: 'Fewer students have left, and more have changed early.',
      decision: 'continue',
      reason: 'On track.',
      lines: {},
    },
    {
      on: '2026-07-13',
      by: 'trustLeader',
      overall: 'Very nearly reached, and the reason it was not is known.',
      decision: 'close',
      reason: 'What remains is routine from September.',
      lines: {},
    },
  ],
});

export const kestrelfordLastYear: Scene[] = [...evidence, ...review, ...plan];
