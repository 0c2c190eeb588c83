import type { Owner, Rag } from '#features/line-meetings/tables.ts';
import type { CastKey, SchoolKey } from '../cast.ts';

/** One meeting that was held: what it said on criteria by their names, what was decided and agreed, and what the head says of the minutes. */
export type Met = {
  on: string;
  between?: boolean;
  /** Because somebody was ill: told on a day, moved to another. */
  moved?: { told: string; to: string };
  lines?: Readonly<Record<string, { value?: number; words?: string; rag: Rag; reason: string }>>;
  rest?: string;
  items?: readonly (readonly [title: string, words: string])[];
  data?: string;
  wellbeing?: string;
  decisions?: readonly (readonly [title: string, words: string])[];
  actions?: readonly (readonly [what: string, owner: Owner, due: string, name?: string])[];
  done?: readonly (readonly [what: string, note: string])[];
  head?: { on: string; sees?: string };
};

export type SeriesStory = {
  school: SchoolKey;
  holder: CastKey;
  head: CastKey;
  first: string;
  at: string;
  met: readonly Met[];
};

const none = 'Nothing of it was due this time';

export const series: readonly SeriesStory[] = [
  {
    school: 'marlstone',
    holder: 'executivePrincipal',
    head: 'headMarlstone',
    first: '2026-09-03',
    at: '09:00',
    met: [
      {
        on: '2026-09-03',
        rest: none,
        items: [
          [
            'Results of August',
            'English held. Mathematics fell for the third year; the head wants the data review early.',
          ],
        ],
        decisions: [['The data review is on 15 September', 'The Director of School Improvement leads it.']],
        actions: [['Look at the scripts of 20 pupils in mathematics', 'head', '2026-09-14']],
        head: { on: '2026-09-04' },
      },
      {
        on: '2026-09-17',
        rest: none,
        done: [
          ['Look at the scripts of 20 pupils in mathematics', 'Most marks were lost on fractions and rearranging.'],
        ],
        items: [['After the data review', 'Two non-specialists teach Years 8 and 9. Cover is the limit, not will.']],
        decisions: [['Kestrelford is asked for its second in mathematics', 'From January, one day a week.']],
        actions: [
          ['Speak with the head of Kestrelford about a secondment', 'holder', '2026-09-25'],
          ['List every class with two teachers or more', 'named', '2026-09-28', 'Leopold Summerscale'],
        ],
        head: { on: '2026-09-18' },
      },
      {
        on: '2026-10-01',
        rest: none,
        done: [
          [
            'Speak with the head of Kestrelford about a secondment',
            'She agrees in principle and names somebody in December.',
          ],
        ],
        items: [
          ['Attendance', 'Sixty-two pupils lie between 80% and 90%. Visits help where the same adult comes twice.'],
        ],
        actions: [['Send the Trust the list of pupils who do not come to revision', 'head', '2026-10-14']],
        head: { on: '2026-10-05' },
      },
      {
        on: '2026-10-15',
        rest: none,
        done: [['List every class with two teachers or more', 'Nine classes; four of them in Year 8.']],
        items: [['The Annual Review', 'Read together. The head agrees with the 3 for the quality of education.']],
        wellbeing:
          'Two evenings a week at home before seven, agreed until Christmas. We look at it again on 12 November.',
        decisions: [['The plan is narrow', 'What is taught in mathematics, whether it is learnt, who gets the help.']],
        actions: [['First draft of the plan', 'head', '2026-11-03']],
        head: { on: '2026-10-16' },
      },
      {
        on: '2026-11-12',
        done: [
          ['First draft of the plan', 'Signed by both on 10 and 11 November.'],
          ['Send the Trust the list of pupils who do not come to revision', 'Sent on 14 October: 31 pupils.'],
        ],
        lines: {
          'm26 units': {
            value: 0,
            rag: 'green',
            reason: 'Writing began on 9 November with Kestrelford’s department; the first unit is due in two weeks.',
          },
          'm26 absence': {
            value: 24.1,
            rag: 'amber',
            reason: 'Ten weeks in, two points below the same weeks of last year; the visits have begun.',
          },
        },
        rest: 'It is measured for the first time between now and December',
        items: [['The board on 8 December', 'Both go. The head speaks to what costs money.']],
        decisions: [['Tutoring moves into tutor time in January', 'Four groups of six.']],
        actions: [
          ['Name the two tutors', 'head', '2026-11-20'],
          ['Bring the cost of cover to the board paper', 'holder', '2026-11-27'],
        ],
        head: { on: '2026-11-13' },
      },
      {
        on: '2026-11-18',
        between: true,
        rest: 'This meeting was about the paper for the board alone',
        items: [
          ['The paper for the board', 'The days of the lead of teaching and learning are in it; the cover is not yet.'],
        ],
        actions: [['Send the timetable of the coaching mornings', 'named', '2026-11-25', 'Odile Brackwater']],
        head: { on: '2026-11-19' },
      },
    ],
  },
  {
    school: 'tarnside',
    holder: 'executivePrincipal',
    head: 'headTarnside',
    first: '2026-09-08',
    at: '09:30',
    met: [
      {
        on: '2026-09-08',
        rest: none,
        items: [
          [
            'Results of July',
            'Twenty-five pupils, and the third fall in a row. The head is not surprised by the phonics.',
          ],
        ],
        actions: [['Say which pupils have fallen behind, and since when', 'head', '2026-09-22']],
        head: { on: '2026-09-09' },
      },
      {
        on: '2026-09-22',
        moved: { told: '2026-09-21', to: '2026-09-24' },
        rest: none,
        items: [
          [
            'What the school knows',
            'It cannot say who fell behind in which term. The adviser’s days begin in October.',
          ],
        ],
        decisions: [['The primary adviser comes two days a week', 'From 12 October.']],
        head: { on: '2026-09-25' },
      },
      {
        on: '2026-10-06',
        rest: none,
        items: [['The Annual Review', 'The head asks that what staff did well in the summer be told as well.']],
        actions: [['Tell the staff before the report is issued', 'head', '2026-10-09']],
        head: {
          on: '2026-10-08',
          sees: 'The minutes say that I was not surprised. I had asked for help with phonics in the spring of last year.',
        },
      },
      {
        on: '2026-11-03',
        rest: none,
        done: [
          [
            'Tell the staff before the report is issued',
            'On 8 October, together with the Director of School Improvement.',
          ],
        ],
        items: [
          ['The plan that the Trust puts in place', 'Read line by line. The adviser’s days are fixed until Christmas.'],
        ],
        head: { on: '2026-11-04' },
      },
      {
        on: '2026-11-10',
        between: true,
        done: [['Say which pupils have fallen behind, and since when', 'All are assessed this week.']],
        lines: {
          't26 known': {
            value: 30,
            rag: 'red',
            reason: 'Eleven of 36 known so far have three sessions a week; the rest are still being assessed.',
          },
          't26 phonics': { value: 50, rag: 'amber', reason: 'Both assistants are trained; groups began on Monday.' },
        },
        rest: 'It begins after the assessment week',
        decisions: [['The progress board is chaired by the head of Kestrelford', 'First meeting on 18 November.']],
        actions: [['Agree with the deputy, in writing, what she no longer does', 'holder', '2026-11-20']],
        head: { on: '2026-11-11' },
      },
      {
        on: '2026-11-17',
        lines: {
          't26 known': {
            value: 41,
            rag: 'amber',
            reason: 'Forty-four pupils are behind; eighteen have three sessions a week.',
          },
          't26 roles': {
            words: 'The deputy still leads four subjects; the co-ordinator’s post is advertised',
            rag: 'amber',
            reason: 'Interviews on 3 December; the written agreement is late.',
          },
          't26 curriculum': {
            value: 48,
            rag: 'amber',
            reason: 'Alderbeck’s history units are taught since Monday; six lessons were visited.',
          },
        },
        rest: 'It is looked at after the progress board of 18 November',
        data: 'The practice check in phonics comes on 20 November.',
        actions: [['Send the first note of the progress board to trustees', 'named', '2026-12-04', 'Ingrid Vasanthi']],
        head: { on: '2026-11-18' },
      },
    ],
  },
  {
    school: 'hollowell',
    holder: 'executivePrincipal',
    head: 'headHollowell',
    first: '2026-09-02',
    at: '13:30',
    met: [
      {
        on: '2026-09-02',
        rest: none,
        items: [['Results of July', 'The higher standard in mathematics is up to 26%.']],
        head: { on: '2026-09-03' },
      },
      {
        on: '2026-09-16',
        rest: none,
        items: [['Writing', 'It has not moved for three years.']],
        actions: [['Read ten books of able writers in Years 5 and 6', 'head', '2026-09-30']],
        head: { on: '2026-09-17' },
      },
      {
        on: '2026-09-30',
        rest: none,
        done: [['Read ten books of able writers in Years 5 and 6', 'Frames are used up to Year 6.']],
        head: { on: '2026-10-01' },
      },
      {
        on: '2026-10-14',
        rest: none,
        decisions: [['No frames in Year 6 from January', '']],
        head: { on: '2026-10-15' },
      },
      // The meeting of 11 November was missed.
    ],
  },
  {
    school: 'kestrelford',
    holder: 'executivePrincipal',
    head: 'headKestrelford',
    first: '2026-09-07',
    at: '09:00',
    met: [
      {
        on: '2026-09-07',
        rest: none,
        items: [['Results of August', 'A level points are up again.']],
        head: { on: '2026-09-08' },
      },
      {
        on: '2026-09-21',
        rest: none,
        items: [['Computing in the sixth form', 'The only specialist leaves in October.']],
        actions: [['Look for a teacher of computing among the partner trusts', 'holder', '2026-10-05']],
        head: { on: '2026-09-22' },
      },
      { on: '2026-10-05', rest: none, head: { on: '2026-10-06' } },
      {
        on: '2026-11-02',
        rest: none,
        items: [['The review of the sixth form', 'The external reviewer comes in the week of 9 November.']],
        head: { on: '2026-11-03' },
      },
      {
        on: '2026-11-16',
        rest: none,
        items: [
          [
            'After the reviewer’s visit',
            'Students speak well of their teachers, and could not say what follows from a mock.',
          ],
        ],
        decisions: [['Mentoring after every mock, from January', 'Led by the deputy.']],
        actions: [['Name the second in mathematics for the secondment to Marlstone', 'head', '2026-12-04']],
      },
    ],
  },
  {
    school: 'alderbeck',
    holder: 'trustLeader',
    head: 'headAlderbeck',
    first: '2026-09-04',
    at: '09:00',
    met: [
      {
        on: '2026-09-04',
        rest: none,
        items: [['Results of July', 'The third year of rising results.']],
        head: { on: '2026-09-07' },
      },
      { on: '2026-09-18', rest: none, head: { on: '2026-09-21' } },
      {
        on: '2026-10-02',
        rest: none,
        items: [['Writing at greater depth', 'Pieces in Years 3 and 4 are short.']],
        head: { on: '2026-10-05' },
      },
      { on: '2026-10-16', rest: none, head: { on: '2026-10-19' } },
      {
        on: '2026-11-13',
        rest: none,
        items: [['An assistant head at Tarnside', 'Three days a week are much. The head asks for cover from January.']],
        actions: [['Find cover for the assistant head from January', 'holder', '2026-12-11']],
        head: { on: '2026-11-16' },
      },
    ],
  },
];
