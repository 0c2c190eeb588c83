import {
  bullets,
  callout,
  emphasis,
  evidenceList,
  heading,
  item,
  judgement,
  keyFacts,
  link,
  numberColumn,
  numbered,
  pageBreak,
  paragraph,
  quote,
  reference,
  signatures,
  strong,
  table,
  textColumn,
} from './builders.ts';
import type { Block, DocumentTree } from './document-tree.ts';

/** An annual review of an invented school, with every kind of block: what the tests print and what people look at when the style changes. */
export const exampleReview = (): DocumentTree => ({
  title: 'Annual Review 2025/26',
  subtitle: 'Alderbeck Academy',
  organisation: 'Larkmoor Learning Trust',
  language: 'en-GB',
  reference: 'AR-2025-ALD',
  classification: 'For trustees and the local governing body',
  date: Temporal.PlainDate.from('2025-11-14'),
  details: [
    { label: 'Period reviewed', value: 'September 2024 to July 2025' },
    { label: 'Lead reviewer', value: 'Miriam Okafor-Hale, Executive Principal' },
    { label: 'Headteacher', value: 'Tobias Wren' },
    { label: 'Chair of the local governing body', value: 'Anwen Pritchard-Lowe' },
    { label: 'Framework', value: 'Larkmoor review framework, version 3 (four grades)' },
  ],
  blocks: [...outcome(), ...narrative(), ...improvement(), ...background()],
});

const outcome = (): readonly Block[] => [
  heading(1, 'Outcome'),
  judgement({ title: 'Overall effectiveness', grade: '2 Good', previous: '3 Requires improvement', tone: 2 }),
  judgement({ title: 'Quality of education', grade: '2 Good', previous: '3 Requires improvement', tone: 2 }),
  judgement({
    title: 'Behaviour and attitudes',
    grade: '3 Requires improvement',
    previous: '3 Requires improvement',
    tone: 3,
  }),
  judgement({ title: 'Personal development', grade: '1 Outstanding', previous: '2 Good', tone: 1 }),
  judgement({ title: 'Leadership and management', grade: '2 Good', previous: '2 Good', tone: 2 }),
  judgement({ title: 'Sixth-form provision', grade: '4 Inadequate', previous: 'Not judged', tone: 4 }),
  callout('warning', 'What these grades set off', [
    paragraph([
      'Behaviour and attitudes is graded 3, so the trust and the school will agree an action plan. Sixth-form provision is graded 4, so ',
      strong('the trust will put an action plan in place'),
      ' and may lead aspects of the sixth form directly.',
    ]),
    bullets(['Action plans are due by 19 December 2025.', 'Progress is reported to trustees each term.']),
  ]),
];

const narrative = (): readonly Block[] => [
  heading(1, 'What is it like to attend this school?'),
  paragraph([
    'Pupils are proud of Alderbeck Academy. They describe a calm start to each day and adults who know them well',
    reference('voice', 'Pupil voice, 46 pupils in Years 7 to 11, 8 October 2025'),
    '. Most say that lessons build on what they have learned before. A minority find that unsettled behaviour at social times spills into the lessons that follow',
    reference('walk', 'Learning walk, 24 lessons, 9 October 2025'),
    '.',
  ]),
  quote([paragraph('If you are stuck, somebody notices. Last year you had to wait to be asked.')], 'Year 9 pupil'),
  heading(1, 'What does the school do well and what does it need to do better?'),
  heading(2, 'Quality of education'),
  paragraph([
    'The curriculum is ambitious and well sequenced in English, mathematics and science',
    reference('dive', 'Subject reviews of English, mathematics and science, October 2025'),
    '. Teachers check understanding often. In modern languages the sequence is less secure, and pupils do not always remember key vocabulary.',
  ]),
  table({
    caption: 'Table 1. Key stage 4 results, three years',
    columns: [
      textColumn('Measure'),
      numberColumn('2023'),
      numberColumn('2024'),
      numberColumn('2025'),
      numberColumn('England 2025'),
    ],
    headerColumn: true,
    rows: [
      ['Attainment 8', '42.1', '43.7', '46.3', '45.9'],
      ['English and mathematics, grade 5 or above', '38.2%', '40.5%', '45.1%', '45.2%'],
      ['English Baccalaureate entry', '29.0%', '33.4%', '41.8%', '40.5%'],
      ['Disadvantaged pupils, Attainment 8', '33.6', '34.1', '37.9', '34.9'],
      ['Absence', '9.8%', '9.1%', '8.2%', '8.1%'],
    ],
    note: 'Invented figures, for layout only. Provisional data for 2025.',
  }),
  heading(2, 'Behaviour and attitudes'),
  paragraph([
    'Suspensions fell by a fifth, yet remain above those of similar schools. Staff do not yet apply the policy in the same way at social times',
    reference('walk', 'Learning walk, 24 lessons, 9 October 2025'),
    '.',
  ]),
  heading(2, 'Sixth-form provision'),
  paragraph('Students’ starting points are not used to plan teaching. Guidance on next steps comes too late.'),
  heading(1, 'Safeguarding'),
  paragraph(strong('The arrangements for safeguarding are effective.')),
  paragraph('Leaders act quickly, keep clear records and follow concerns through with partners.'),
  evidenceList(),
];

const improvement = (): readonly Block[] => [
  heading(1, 'What does the school need to do to improve?'),
  paragraph(emphasis('Information for the school, the local governing body and the trust.')),
  numbered([
    item(
      'Make the behaviour policy work in the same way at all times of the day.',
      bullets(['Train all duty staff by half term.', 'Review the rota each fortnight.']),
    ),
    'Sequence the modern languages curriculum so that vocabulary is revisited.',
    'Use students’ starting points to plan teaching in every sixth-form subject.',
  ]),
  table({
    caption: 'Table 2. Key issues for the School Action Plan',
    columns: [textColumn('Issue'), textColumn('Lead'), textColumn('Success looks like'), textColumn('By')],
    rows: [
      [
        'Behaviour at social times',
        'Ines Corrigan, Deputy Headteacher',
        'Internal truancy below 1% of sessions; staff survey above 85% agreement',
        'April 2026',
      ],
      [
        'Vocabulary in languages',
        'Rafe Dunmore, Head of Languages',
        'Retrieval quizzes average 70% or better in Years 7 to 9',
        'June 2026',
      ],
      [
        'Teaching in the sixth form',
        'Miriam Okafor-Hale, for the trust',
        'All schemes of work reviewed; first mock results in line with targets',
        'March 2026',
      ],
    ],
  }),
  pageBreak(),
];

const background = (): readonly Block[] => [
  heading(1, 'School details'),
  keyFacts([
    { label: 'Unique reference number', value: '999901' },
    { label: 'Type of school', value: 'Academy converter, mixed, ages 11 to 18' },
    { label: 'Pupils on roll', value: '1,124, of whom 163 in the sixth form' },
    { label: 'Appropriate authority', value: 'Board of trustees, Larkmoor Learning Trust' },
    { label: 'Website', value: 'https://alderbeck.example/' },
  ]),
  heading(1, 'Information about this review'),
  bullets([
    'Reviewers met senior and middle leaders, and looked at examination results with them.',
    ['The method is in the ', link('https://larkmoor.example/review-framework', 'review framework'), ' of the trust.'],
    'The local governing body was represented at the feedback meeting.',
  ]),
  callout('info', 'What happens next', [
    paragraph(
      'The School Action Plan is recommended by the Executive Principal for approval by the trust board before the end of the autumn term.',
    ),
  ]),
  heading(2, 'Review team'),
  paragraph(['Miriam Okafor-Hale, lead reviewer', { kind: 'line-break' }, 'Jonah Tregear, Trust Lead for Behaviour']),
  heading(2, 'Signed'),
  signatures([
    { role: 'Executive Principal', name: 'Miriam Okafor-Hale', date: Temporal.PlainDate.from('2025-11-14') },
    { role: 'Chair of trustees', name: 'Leopold Ashgrove' },
    { role: 'Chair of the local governing body', name: 'Anwen Pritchard-Lowe' },
  ]),
];
