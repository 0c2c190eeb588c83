import { changeActivity } from '#features/reviews/actions/plan-activity.ts';
import { findActivity } from '#features/reviews/activity-queries.ts';
import { reviewScenes, type ToldReview } from '../review-story.ts';
import { named, type Scene } from '../scenes.ts';

const quality = 'quality_of_education';
const behaviour = 'behaviour_and_attitudes';
const leadership = 'leadership_and_management';
const personal = 'personal_development';

// Later scenes find these reviews by name: `review marlstone mathematics`, `review tarnside behaviour`, `review kestrelford english`.

const marlstone: ToldReview = {
  entry: 'entry marlstone 2025 department_review',
  name: 'review marlstone mathematics',
  lead: 'teachingLead',
  leadKnows: 'Leads teaching and learning across the trust; has led nine reviews of departments',
  purpose:
    'Do pupils in Years 7 to 10 remember number and first algebra well enough for what comes next, in every class? Do teachers who trained in other subjects get the help they need?\n\nIt leaves alone how books are marked, homework, and the teaching of single teachers.',
  days: ['2026-02-03', '2026-02-04'],
  preparedOn: '2026-01-06',
  leadDeclares: '2026-01-06',
  team: [
    {
      who: 'visitingReviewer',
      knows: 'Has led mathematics at Kestrelford for six years; taught number and algebra in every year',
      declared: {
        on: '2026-01-07',
        interest: 'Was interviewed for head of mathematics at Marlstone in 2021, and not appointed.',
        decided: [
          '2026-01-08',
          'trustLeader',
          'Five years ago, with nobody who leads the department now. It is said openly, and the lead seconds every lesson that she sees.',
        ],
      },
    },
    {
      who: 'dataLead',
      knows: 'Results and assessments of mathematics across the trust',
      declared: { on: '2026-01-08' },
    },
    {
      who: { name: 'Sorcha Dunleavy', organisation: 'Adviser for mathematics, from outside the trust' },
      knows: 'Teaching of mathematics by teachers of other subjects',
      declared: { on: '2026-01-08' },
    },
  ],
  plannedOn: '2026-01-09',
  sharedOn: '2026-01-13',
  activities: [
    {
      kind: 'lesson_observation',
      title: 'Year 8, set 3: adding fractions',
      focus: 'What pupils remember of Year 7',
      on: '2026-02-03',
      at: '09:00',
      minutes: 30,
      place: 'Room M4',
      with: 'teacher',
      by: 'visitingReviewer',
      second: 'teachingLead',
      seen: {
        on: '2026-02-03',
        what: 'Adding fractions with different denominators, to 27 pupils of Year 8. They were meant to choose a common denominator and say why.',
        summary:
          'The lesson began with six questions from Year 7. Eleven pupils got four or more. The teacher went back to equivalent fractions for ten minutes with paper strips, and three in four could then explain why twelfths work. Two pupils who finished early had nothing harder to do.',
        answers: {
          'Teaching helps': 'Questions from last year at the start, and a change of plan because of the answers.',
          'How do teachers find out': 'Whiteboards, every pupil, twice. The second time the plan was changed.',
          'Expectations are clear': 'Pupils came in and began. Two were reminded once.',
          'How often is learning interrupted': 'Once, by a pupil who came late from a music lesson.',
        },
        areas: { [quality]: 'mixed', [behaviour]: 'strength' },
        tags: ['teaching', 'assessment'],
      },
    },
    {
      kind: 'lesson_observation',
      title: 'Year 9, set 4: solving equations',
      focus: 'What pupils do when they are stuck',
      on: '2026-02-03',
      at: '10:00',
      minutes: 30,
      place: 'Room M2',
      words: 'A class taught by a teacher who trained in geography',
      by: 'teachingLead',
      seen: {
        on: '2026-02-03',
        what: 'Solving equations with the unknown on one side, to 22 pupils of Year 9.',
        summary:
          'Pupils copied three worked examples and did twelve alike. When the unknown was on the right, 14 of 22 stopped. The explanation was “change side, change sign”, and nobody could say why. The department has a better one in its booklet, which had not been seen.',
        answers: {
          'Does what happens in lessons match': 'No. The booklet teaches balancing; the lesson taught a rule.',
          'Lessons are calm': 'Calm and friendly. Pupils waited rather than asked.',
        },
        areas: { [quality]: 'development', [behaviour]: 'strength' },
        tags: ['teaching', 'curriculum'],
      },
    },
    {
      kind: 'lesson_observation',
      title: 'Year 10, set 2: straight-line graphs',
      focus: 'How what was taught before is used',
      on: '2026-02-04',
      at: '09:00',
      minutes: 30,
      place: 'Room M1',
      words: 'A class of an experienced teacher of mathematics',
      by: 'visitingReviewer',
      second: 'teachingLead',
      seen: {
        on: '2026-02-04',
        what: 'Gradient from two points, to 29 pupils of Year 10.',
        summary:
          'Every pupil began with a question on negative numbers, because the lesson would need them. Gradients were found from tables, graphs and words. Pupils with SEND had the same task with the first step done. Almost all could say what a negative gradient means in the story of a journey.',
        answers: {
          'Teaching helps': 'What would be needed was brought back first, then used at once.',
          'Expectations are clear': 'Silent start, then talk in pairs that was about mathematics.',
        },
        areas: { [quality]: 'strength', [behaviour]: 'strength' },
        tags: ['teaching', 'send'],
      },
    },
    {
      kind: 'work_scrutiny',
      title: 'Books of Years 8 and 9, all sets',
      focus: 'Whether every class does the same mathematics',
      on: '2026-02-03',
      at: '11:15',
      minutes: 60,
      place: 'Mathematics office',
      with: 'headOfMaths',
      by: 'teachingLead',
      seen: {
        on: '2026-02-03',
        what: 'Books of twenty-four pupils, three of each set, October to January.',
        summary:
          'Sets 1 and 2 of Year 9 had done equations with brackets and fractions. Sets 3 and 4 had done no fractions since October and less than half as many questions. Where the booklet was used, corrections show pupils understanding their mistake; elsewhere the same mistake comes back in January.',
        answers: {
          'The curriculum is ambitious': 'It is on paper. Two of eight classes had left out a unit.',
          'Can pupils talk about': 'In sets 1 and 2 what was learnt in October is used in January.',
          'Do disadvantaged pupils': 'They are mostly in sets 3 and 4, and so have met less.',
        },
        areas: { [quality]: 'development' },
        tags: ['curriculum', 'disadvantaged'],
        sample: [24, 9, 4, 8, 9, 7],
      },
    },
    {
      kind: 'pupil_voice',
      title: 'Pupils of Year 9 about mathematics',
      focus: 'What helps them when they are stuck',
      on: '2026-02-04',
      at: '11:15',
      minutes: 30,
      place: 'Library',
      words: 'Eight pupils of Year 9, two from each set',
      by: 'dataLead',
      seen: {
        on: '2026-02-04',
        what: 'What they find hard, what they do when they are stuck, and whether it is all right to get something wrong.',
        summary:
          'All eight said that lessons are calm and that it is all right to be wrong. Six could explain a fraction of an amount. Pupils of sets 3 and 4 did not know what they would learn next, and said that they ask a friend rather than the teacher.',
        answers: { 'Can pupils talk about': 'Half could show something from Year 8 and say how it is used now.' },
        areas: { [quality]: 'mixed', [behaviour]: 'strength' },
        tags: ['teaching'],
        sample: [8, 3, 1, 3, 3, 2],
      },
    },
    {
      kind: 'data',
      title: 'Assessments of Years 7 to 10 in mathematics',
      focus: 'Where the classes differ',
      on: '2026-02-04',
      at: '13:30',
      minutes: 45,
      place: 'Meeting room',
      with: 'headOfMaths',
      by: 'dataLead',
      seen: {
        on: '2026-02-04',
        what: 'The department’s own tests of December {2025}, Years 7 to 10, by class; groups of six and more.',
        summary:
          'Year 7 is secure: 71% know what the plan expects. In Years 8 and 9 between 12% and 61%, by class, and the classes with the fewest have a teacher of another subject or a supply teacher since October. Disadvantaged pupils are eleven points behind, most of it between classes and little within them. The department had drawn this up itself.',
        answers: {
          'Do disadvantaged pupils':
            'The gap is between classes: seven of ten disadvantaged pupils are in sets 3 and 4.',
        },
        areas: { [quality]: 'development', [leadership]: 'strength' },
        tags: ['assessment', 'disadvantaged'],
      },
    },
    {
      kind: 'leadership_discussion',
      title: 'How the department knows and helps',
      focus: 'Who checks what is taught, and what follows',
      on: '2026-02-04',
      at: '14:30',
      minutes: 40,
      place: 'Meeting room',
      with: 'headOfMaths',
      by: 'teachingLead',
      seen: {
        on: '2026-02-05',
        what: 'The head of mathematics, about who plans what, how it is checked, and what has been stopped.',
        summary:
          'The department knows exactly where it is weak and said so before being asked. It has written the booklet and stopped a marking policy that helped nobody. It has no time together: the two teachers of other subjects are not in its meetings, because they are timetabled for their own.',
        answers: {
          'Do leaders’ own judgements': 'They do, class by class.',
          'What have leaders stopped doing': 'Marking in three colours, and a termly file for each class.',
        },
        areas: { [leadership]: 'mixed', [quality]: 'mixed' },
        tags: ['leadership', 'workload'],
      },
    },
  ],
  themes: [
    {
      area: quality,
      own: [
        '2026-02-05',
        'headOfMaths',
        '3',
        'Years 7 and 10 are sound. In Years 8 and 9 it depends on who teaches the class, and we cannot put that right alone.',
      ],
      grade: '3',
      strengths:
        'What is to be learnt is well chosen and in a good order. Where the department’s booklet is used, pupils remember and use what they learnt before, in Year 7 and in the upper sets of every year.',
      toImprove:
        'Pupils in sets 3 and 4 of Years 8 and 9 meet less mathematics, in a weaker order. Teachers of other subjects teach from what they find, because nobody has shown them the booklet.',
      reasons:
        'Lessons, books, tests and pupils agree. The difference lies between classes, and those who lose by it are mostly disadvantaged.',
    },
    {
      area: behaviour,
      writer: 'visitingReviewer',
      own: ['2026-02-05', 'headOfMaths', '2', 'Calm in every room. Some pupils give up quietly.'],
      grade: '2',
      strengths:
        'Pupils come in and begin, in every class that was seen. They are kind when somebody gets something wrong.',
      toImprove: 'In the lower sets pupils wait when they are stuck. They need to know what to do next.',
      reasons: 'Three lessons and eight pupils say the same.',
    },
    {
      area: leadership,
      own: ['2026-02-05', 'headOfMaths', '2', 'We know where we are weak, and have written what would help.'],
      grade: '2',
      strengths:
        'The department has an accurate picture of itself, class by class, and has stopped work that helped nobody.',
      toImprove: 'Teachers of other subjects who teach mathematics need an hour a week with the department.',
      reasons: 'What the head of department said beforehand is what was found.',
    },
  ],
  writtenOn: '2026-02-10',
  gatheredOn: '2026-02-12',
};

const tarnside: ToldReview = {
  entry: 'entry tarnside 2025 topic_review',
  name: 'review tarnside behaviour',
  lead: 'primaryAdviser',
  leadKnows: 'Primary adviser; was head of two primary schools and rebuilt behaviour in one',
  purpose:
    'Do pupils know what is expected in every classroom and at break? What has brought pupils back who were often absent, and what has not?\n\nIt leaves alone the single cases with which the school works together with the authorities.',
  days: ['2026-06-16', '2026-06-17'],
  preparedOn: '2026-05-18',
  leadDeclares: '2026-05-18',
  team: [
    {
      who: 'deputyMarlstone',
      knows: 'Leads behaviour at Marlstone; has rebuilt routines at break and in corridors',
      declared: { on: '2026-05-19' },
    },
    { who: 'dataLead', knows: 'Attendance data of primary schools', declared: { on: '2026-05-19' } },
  ],
  plannedOn: '2026-05-20',
  sharedOn: '2026-05-21',
  activities: [
    {
      kind: 'lesson_observation',
      title: 'Routines in Years 3 to 6',
      focus: 'The first and the last ten minutes',
      on: '2026-06-16',
      at: '08:50',
      minutes: 60,
      words: 'Four classes, fifteen minutes each',
      by: 'deputyMarlstone',
      second: 'primaryAdviser',
      seen: {
        on: '2026-06-16',
        what: 'The start of the day in four classes, and how lessons end.',
        summary:
          'In three classes pupils knew what to do and did it. In one the beginning took fourteen minutes, with four different instructions. Transitions in Years 3 and 4 lose up to ten minutes a lesson.',
        answers: {
          'Expectations are clear': 'Clear in three of four rooms, and different in each.',
          'How often is learning interrupted': 'Between two and eleven times in fifteen minutes.',
        },
        areas: { [behaviour]: 'mixed' },
        tags: ['behaviour'],
      },
    },
    {
      kind: 'pupil_voice',
      title: 'Pupils of Years 4 to 6 about break and kindness',
      focus: 'Whether an adult sorts things out',
      on: '2026-06-16',
      at: '10:45',
      minutes: 30,
      words: 'Nine pupils of Years 4 to 6',
      by: 'primaryAdviser',
      seen: {
        on: '2026-06-16',
        what: 'What break is like, what happens when somebody is unkind, and what they do here that they would miss elsewhere.',
        summary:
          'All nine like the school and feel safe. Seven said that it depends on which adult is outside whether something is sorted out. The football and the choir were the best things; three had never been asked to join anything.',
        answers: {
          'What do pupils say about bullying': 'Rare, and dealt with by some adults better than by others.',
          'What do pupils do here': 'Choir, football, gardening. Those who take part do most of them.',
        },
        areas: { [behaviour]: 'mixed', [personal]: 'strength' },
        tags: ['behaviour', 'personal_development'],
        sample: [9, 4, 2, 3, 4, 2],
      },
    },
    {
      kind: 'data',
      title: 'Absence and what was tried, by year',
      focus: 'Who is absent often, and what brought pupils back',
      on: '2026-06-17',
      at: '09:00',
      minutes: 45,
      with: 'deputyTarnside',
      by: 'dataLead',
      seen: {
        on: '2026-06-17',
        what: 'Absence up to 12 June {2026}, whole school and by year; groups of six and more.',
        summary:
          'One in five pupils is absent for a tenth of the time or more. It rose in Years 3 and 4 and fell in Year 6, where a known adult rings on the first morning. Elsewhere a letter goes out after ten days, and nobody had laid the two beside each other.',
        answers: {
          'Which pupils are absent most':
            'Years 3 and 4. What has worked is the call of the first morning, in Year 6 only.',
        },
        areas: { [behaviour]: 'development', [leadership]: 'development' },
        tags: ['attendance'],
      },
    },
    {
      kind: 'leadership_discussion',
      title: 'Who leads behaviour, and how it is known',
      focus: 'What leaders check, and what has changed because of it',
      on: '2026-06-17',
      at: '11:00',
      minutes: 40,
      with: 'headTarnside',
      by: 'primaryAdviser',
      seen: {
        on: '2026-06-17',
        what: 'The head teacher, about what is expected of adults, who checks it, and what has been stopped.',
        summary:
          'Expectations are written down and not practised together. Incidents are recorded, and nobody has read the records since January. The head knows the families well and rings them himself, which cannot be done for forty.',
        answers: { 'Do leaders’ own judgements': 'Leaders see behaviour as good everywhere. It is in most places.' },
        areas: { [leadership]: 'development', [behaviour]: 'mixed' },
        tags: ['leadership', 'behaviour'],
      },
    },
    {
      kind: 'leadership_discussion',
      title: 'Clubs, jobs and responsibility',
      focus: 'Who takes part, and who never has',
      on: '2026-06-17',
      at: '13:15',
      minutes: 30,
      with: 'deputyTarnside',
      by: 'deputyMarlstone',
      seen: {
        on: '2026-06-18',
        what: 'The deputy head, with the lists of clubs and of pupils with a job in the school.',
        summary:
          'Clubs are many for so small a school and staff give them gladly. A list of who takes part was made for the first time this term: 58 of 187 pupils have never been in one.',
        areas: { [personal]: 'mixed', [leadership]: 'mixed' },
        tags: ['personal_development'],
      },
    },
  ],
  themes: [
    {
      area: behaviour,
      own: [
        '2026-06-18',
        'headTarnside',
        '2',
        'Pupils are kind and lessons are calm in most rooms. Absence is what worries us.',
      ],
      grade: '3',
      strengths:
        'Pupils are kind and feel safe. In most classrooms they know what to do. In Year 6 absence has fallen.',
      toImprove:
        'Expectations differ from adult to adult, above all at break. The call of the first morning, which works in Year 6, is needed in Years 3 and 4.',
      reasons:
        'One class in four, the pupils’ own account and absence in Years 3 and 4 weigh more than what is good elsewhere.',
    },
    {
      area: personal,
      own: ['2026-06-18', 'headTarnside', '2', 'Much is offered for a school of our size.'],
      grade: '2',
      strengths: 'Choir, football and gardening are loved, and staff give their time to them.',
      toImprove: 'A third of pupils have never taken part. The list made this term says who.',
      reasons: 'Pupils and the school’s own list agree.',
    },
    {
      area: leadership,
      writer: 'deputyMarlstone',
      own: ['2026-06-18', 'headTarnside', '2', 'We know our families, and act.'],
      grade: '3',
      strengths: 'Leaders know families well and act themselves.',
      toImprove:
        'Read the records of incidents each half-term, and practise expectations together rather than writing them down.',
      reasons: 'What leaders know comes from families, not from records; the uneven places were not known.',
    },
  ],
  writtenOn: '2026-06-22',
  gatheredOn: '2026-06-24',
};

const kestrelford: ToldReview = {
  entry: 'entry kestrelford 2026 department_review',
  name: 'review kestrelford english',
  lead: 'teachingLead',
  leadKnows: 'Taught English for eleven years; leads teaching and learning across the trust',
  purpose:
    'How well do pupils write at length in Years 7 to 9, and what do teachers do with what they find out?\n\nIt leaves alone the GCSE classes, which are being moderated that month.',
  days: ['2027-03-09', '2027-03-10'],
  preparedOn: '2026-11-17',
  leadDeclares: '2026-11-17',
  team: [
    { who: 'headOfMaths', knows: 'Leads a department of the same size at Marlstone; was reviewed himself last spring' },
    { who: 'externalReviewer', knows: 'Taught and inspected English in secondary schools for twenty years' },
    {
      who: 'primaryAdviser',
      knows: 'Writing in Year 6, and what pupils bring with them',
      declared: { on: '2026-11-19' },
    },
  ],
  plannedOn: '2026-11-20',
  activities: [
    {
      kind: 'work_scrutiny',
      title: 'Long writing of Years 7 to 9',
      focus: 'What pupils do with what they were told',
      on: '2027-03-09',
      at: '09:00',
      minutes: 60,
      place: 'English office',
      with: 'headOfEnglish',
      by: 'primaryAdviser',
    },
    {
      kind: 'leadership_discussion',
      title: 'What the department knows of writing',
      on: '2027-03-10',
      at: '14:00',
      minutes: 40,
      with: 'headOfEnglish',
      by: 'teachingLead',
    },
  ],
  themes: [],
};

/** After the page had gone to Marlstone one slot had to move, and the page says so. */
const moved: Scene = {
  on: '2026-01-20',
  who: 'teachingLead',
  permission: 'review:lead',
  play: async (ctx, story) => {
    const id = named(story, marlstone.name);
    const activityId = named(story, `${marlstone.name}: Pupils of Year 9 about mathematics`);
    const activity = await findActivity(ctx, id, activityId);
    await changeActivity(ctx, id, activityId, {
      title: activity.title,
      focus: activity.focus,
      onDay: activity.on_day,
      startsAt: '11:40',
      minutes: activity.minutes,
      place: activity.place,
      withPersonId: null,
      withWords: activity.with_words,
      ledById: activity.led_by_id,
      secondById: activity.second_by_id,
      overWhy: null,
      changeWhy: 'Year 9 has its assembly until twenty to twelve that day.',
      revision: activity.revision,
    });
  },
};

/** Two reviews of last year that are complete, and the one of this spring that is being prepared. */
export const reviews: Scene[] = [
  ...reviewScenes(marlstone),
  moved,
  ...reviewScenes(tarnside),
  ...reviewScenes(kestrelford),
];
