import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clashesOf, endsAt, type Slot, sampleInWords, sampleProblems, sharesOf } from './activity-rules.ts';
import { gatherBlockers, shareBlockers } from './blocker-rules.ts';
import { asksForGrade, firstQuestions, gradesALesson } from './instrument-rules.ts';
import { standingOf, whyNotYet } from './member-rules.ts';
import { recordProblems } from './record-rules.ts';
import { activityKindNames, reviewSteps, stateAfter } from './rules.ts';
import { defaultThemes, shownToReader, whyNotGraded } from './theme-rules.ts';

const day = Temporal.PlainDate.from('2026-11-16');
const slot = (values: Partial<Slot> = {}): Slot => ({
  kind: 'lesson_observation',
  title: 'Year 9',
  onDay: day,
  startsAt: '09:15',
  minutes: 60,
  withPersonId: 'teacher',
  ledBy: { id: 'member', personId: 'reviewer' },
  secondBy: null,
  ...values,
});
const nameOf = (id: string) => ({ teacher: 'Ada Wren', member: 'Odile Brackwater' })[id] ?? 'Somebody';

test('nobody is in two places at once: the teacher and the reviewer are named, with what they have at that time', () => {
  const errors = clashesOf(slot({ startsAt: '10:00', title: 'Year 10' }), [slot()], nameOf);
  expect(errors).toEqual([
    { field: 'withPersonId', message: 'Ada Wren has “Year 9” at that time, 09:15 to 10:15' },
    { field: 'ledById', message: 'Odile Brackwater has “Year 9” at that time, 09:15 to 10:15' },
  ]);
});

test.each([
  ['directly after', { startsAt: '10:15' }],
  ['on another day', { onDay: day.add({ days: 1 }) }],
  ['without a time', { startsAt: null }],
  ['with other people', { withPersonId: 'other', ledBy: { id: 'other', personId: 'other' } }],
])('an activity %s clashes with nothing', (_what, values) => {
  expect(clashesOf(slot(values), [slot()], nameOf)).toEqual([]);
});

test('clashes are mutual, and whoever leads one activity and seconds another clashes too', () => {
  const minute = fc.integer({ min: 8 * 60, max: 15 * 60 });
  const at = (minutes: number) =>
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  fc.assert(
    fc.property(minute, minute, fc.integer({ min: 5, max: 120 }), (a, b, minutes) => {
      const one = slot({ startsAt: at(a), minutes, withPersonId: null });
      const other = slot({ startsAt: at(b), minutes, withPersonId: null, ledBy: null, secondBy: one.ledBy });
      expect(clashesOf(one, [other], nameOf).length).toBe(clashesOf(other, [one], nameOf).length);
      expect(clashesOf(one, [other], nameOf).length > 0).toBe(Math.abs(a - b) < minutes);
    }),
  );
});

test('an end after midnight is written as a time of day', () => {
  expect([endsAt('09:15:00', 60), endsAt('23:30', 60)]).toEqual(['10:15', '00:30']);
});

test('an observed lesson costs the teacher and each observer; only who leads writes; pupil voice costs nobody being observed', () => {
  const at = { schoolId: 'school', departmentId: 'maths' };
  const shares = sharesOf(slot({ secondBy: { id: 'second', personId: 'second' } }), at);
  expect(shares.map((share) => [share.personId, share.part, share.minutes])).toEqual([
    ['teacher', 'preparing', 10],
    ['teacher', 'being_observed', 60],
    ['teacher', 'feedback', 15],
    ['reviewer', 'observing', 60],
    ['reviewer', 'writing', 20],
    ['reviewer', 'feedback', 15],
    ['second', 'observing', 60],
  ]);
  const pupils = sharesOf(slot({ kind: 'pupil_voice', withPersonId: null }), at);
  expect(pupils.some((share) => share.part === 'being_observed')).toBe(false);
  expect(pupils[0]).toMatchObject({ personId: null, departmentId: 'maths', part: 'preparing' });
});

const none = { size: null, disadvantaged: null, send: null, low: null, middle: null, high: null };

test('fewer than five pupils are not asked, work scrutiny says how its sample spreads, and no part is larger than the whole', () => {
  const problem = (kind: 'pupil_voice' | 'work_scrutiny' | 'data', sample: Partial<typeof none> & object) =>
    sampleProblems(kind, { ...none, ...sample } as never, 5).map((error) => error.message);
  expect(problem('pupil_voice', { size: 4 as never })[0]).toContain('Fewer than 5 pupils could be told apart');
  expect(problem('pupil_voice', { size: 5 as never })).toEqual([]);
  expect(problem('work_scrutiny', { size: 12 as never })[0]).toContain('how many have SEND');
  expect(problem('work_scrutiny', { size: 12, disadvantaged: 13, send: 0 } as never)[0]).toContain(
    'larger than the whole',
  );
  expect(problem('data', {})).toEqual([]);
  expect(sampleInWords('work_scrutiny', { ...none, size: 24, disadvantaged: 9, low: 8 })).toBe(
    'Work of 24 pupils: 9 disadvantaged; prior attainment low 8',
  );
});

test('a question that asks for a grade of a lesson or of teaching is refused; grades of pupils may be asked about elsewhere', () => {
  expect(asksForGrade('lesson_observation', 'Give the lesson a grade from 1 to 4')).toBe(true);
  expect(asksForGrade('lesson_observation', 'Was it outstanding?')).toBe(true);
  expect(asksForGrade('data', 'Which grades did pupils get?')).toBe(false);
  expect(asksForGrade('leadership_discussion', 'How would you rate the teaching of this teacher?')).toBe(true);
  expect(asksForGrade('lesson_observation', 'What did pupils learn?')).toBe(false);
});

test.each([
  ['Grade 2 overall.', true],
  ['This was an outstanding lesson.', true],
  ['The lesson was good.', true],
  ['Pupils had a good discussion.', false],
  ['Pupils improved their grades.', false],
])('“%s” grades a lesson: %s', (text, grades) => {
  expect(gradesALesson(text)).toBe(grades);
});

const area = (code: string, descriptor: string, prompts: string[]) => ({
  id: code,
  code,
  title: code,
  scale: 'main' as const,
  prompts,
  descriptors: { '2': descriptor },
});

test('a form begins with what was looked at and takes from the framework only what its kind of activity can see', () => {
  const areas = [
    area('quality_of_education', 'Teaching helps pupils to remember; leaders know the rest.', [
      'How do teachers find out what pupils have remembered?',
      'What have leaders decided?',
    ]),
    area('leadership_and_management', 'Leaders know.', ['Do leaders agree?']),
  ];
  const questions = firstQuestions('lesson_observation', areas, '2');
  expect(questions.map((question) => [question.answer, question.prompt])).toEqual([
    ['text', 'What was taught, to whom, and what were pupils meant to learn?'],
    ['seen', 'Teaching helps pupils to remember'],
    ['text', 'How do teachers find out what pupils have remembered?'],
  ]);
  for (const kind of activityKindNames)
    for (const question of firstQuestions(kind, areas, '2')) expect(asksForGrade(kind, question.prompt)).toBe(false);
});

test('the themes of a topic are the areas that speak to it; a framework in which none is known gives its first three', () => {
  const areas = [
    'quality_of_education',
    'behaviour_and_attitudes',
    'leadership_and_management',
    'personal_development',
  ].map((code) => ({ id: code, code, title: code }));
  const titles = (topic: 'behaviour' | 'disadvantaged' | null) =>
    defaultThemes({ kind: topic ? 'topic_review' : 'department_review', topic }, areas).map((theme) => theme.title);
  expect(titles(null)).toEqual(['quality_of_education', 'behaviour_and_attitudes', 'leadership_and_management']);
  expect(titles('behaviour')).not.toContain('quality_of_education');
  expect(titles('disadvantaged')[0]).toBe('quality_of_education for disadvantaged pupils');
  const own = ['a', 'b', 'c', 'd'].map((code) => ({ id: code, code, title: code }));
  expect(defaultThemes({ kind: 'topic_review', topic: 'send' }, own)).toHaveLength(3);
});

test('each side sees the other’s grade only once both have said theirs, or the evidence is complete', () => {
  const graded = { gradeCode: '2', ownSaved: false };
  expect(shownToReader('review', 'shared', graded)).toEqual({ team: true, own: false });
  expect(shownToReader('school', 'shared', graded)).toEqual({ team: false, own: true });
  expect(shownToReader('school', 'shared', { gradeCode: '2', ownSaved: true })).toEqual({ team: true, own: true });
  expect(shownToReader('review', 'shared', { gradeCode: null, ownSaved: true })).toEqual({ team: true, own: false });
  expect(shownToReader('neither', 'shared', graded)).toEqual({ team: false, own: false });
  expect(shownToReader('school', 'gathered', graded)).toEqual({ team: true, own: true });
});

test('a grade on one kind of activity needs its reason', () => {
  expect(whyNotGraded(2, null)).toBeNull();
  expect(whyNotGraded(1, 'The other class was ill')).toBeNull();
  expect(whyNotGraded(1, null)).toContain('Only one kind of activity');
  expect(whyNotGraded(0, null)).toContain('No evidence');
});

test('only who has declared, and whom no interest stops, may take part', () => {
  const now = Temporal.Instant.from('2026-11-16T09:00:00Z');
  const of = (
    interest: string | null,
    decision: 'may_go_on' | 'may_not_go_on' | null,
    declaredAt: typeof now | null = now,
  ) => standingOf({ declaredAt, interest, interestDecision: decision });
  expect(of(null, null, null)).toBe('undeclared');
  expect(of(null, null)).toBe('clear');
  expect(of('A sister works there', null)).toBe('undecided');
  expect(of('A sister works there', 'may_go_on')).toBe('clear');
  expect(of('A sister works there', 'may_not_go_on')).toBe('refused');
  expect(whyNotYet('undecided')).toContain('not been decided');
  expect(whyNotYet('clear')).toBeNull();
});

test('steps follow one another, and what undoes something needs its reason', () => {
  expect(stateAfter('preparing', 'shared')).toBe('shared');
  expect(stateAfter('preparing', 'gathered')).toBeNull();
  expect(stateAfter('gathered', 'cancelled')).toBeNull();
  expect(stateAfter('cancelled', 'shared')).toBeNull();
  expect(Object.entries(reviewSteps).flatMap(([step, rule]) => (rule.needsReason ? [step] : []))).toEqual([
    'shared_again',
    'reopened',
    'cancelled',
  ]);
});

test('what is missing before sharing and before the evidence is complete is said in words', () => {
  const empty = { purpose: ' ', startsOn: day, themes: 0, leadClear: false, activities: [] };
  expect(shareBlockers(empty)).toHaveLength(4);
  expect(
    shareBlockers({
      purpose: 'Why',
      startsOn: day,
      themes: 1,
      leadClear: true,
      activities: [{ title: 'Books', led: false }],
    }),
  ).toEqual(['Say who leads “Books”.']);
  expect(
    gatherBlockers({
      activities: [{ title: 'Books', recorded: false, cancelled: true }],
      themes: [{ title: 'Quality', graded: true }],
    }),
  ).toEqual(['No activity has been recorded.']);
});

test('an answer that speaks to an area asks what it shows of it, and a lesson is not graded in the notes either', () => {
  const question = {
    id: 'q',
    prompt: 'What did pupils learn?',
    required: true,
    area_id: 'a',
    area_title: 'Quality of education',
  };
  const fields = (said: Parameters<typeof recordProblems>[2]) =>
    recordProblems('lesson_observation', [question], said).map((error) => error.field);
  expect(fields({ summary: '', answers: [], areas: [] })).toEqual(['summary', 'answer-q', 'areas']);
  const answers = [{ questionId: 'q', answer: 'To add fractions', seen: null }];
  expect(fields({ summary: 'They added fractions.', answers, areas: [] })).toEqual(['area-a']);
  expect(fields({ summary: 'An outstanding lesson.', answers, areas: [{ areaId: 'a', points: 'strength' }] })).toEqual([
    'summary',
  ]);
});
