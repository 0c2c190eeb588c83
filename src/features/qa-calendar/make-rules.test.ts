import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dates2025, dates2026, yearWith } from './build-years.ts';
import { makePlan, type Placed, type SchoolToPlan, type ToMake } from './make-rules.ts';
import { type RolledEntry, rollPlan, type ToRoll } from './roll-rules.ts';
import {
  costsOf,
  isFor,
  lineProblems,
  minutesOf,
  nextTopic,
  shippedTemplate,
  type TemplateLine,
} from './template-rules.ts';
import { mondayOf, weekAt } from './week-rules.ts';
import { topics } from './words.ts';

const day = Temporal.PlainDate.from;

const school = (id: string, values: Partial<SchoolToPlan> = {}): SchoolToPlan => ({
  id,
  name: `School ${id}`,
  phase: 'secondary',
  year: yearWith(dates2026),
  departments: [],
  departmentsByTurn: [],
  lastTopic: null,
  lastLead: {},
  dataReviewOn: null,
  ...values,
});

const make = (values: Partial<ToMake> = {}): ToMake => ({
  lines: shippedTemplate,
  schools: ['a', 'b', 'c', 'd', 'e'].map((id) => school(id)),
  leads: [
    { id: 'p', name: 'Pat' },
    { id: 'q', name: 'Quinn' },
    { id: 'r', name: 'Robin' },
  ],
  standing: [],
  today: day('2026-08-01'),
  ...values,
});

const line = (values: Partial<TemplateLine>): TemplateLine => ({
  key: 'one',
  kind: 'department_review',
  title: 'Department review',
  phase: 'all',
  term: 'spring',
  fromWeek: 2,
  toWeek: 3,
  topics: [],
  costs: [],
  ...values,
});

describe('a year made from the shipped template', () => {
  const plan = makePlan(make());

  test('gives each secondary school its four reviews, and nothing that is for primaries', () => {
    expect(plan.drafts).toHaveLength(20);
    expect(plan.drafts.some((draft) => draft.templateKey === 'subject_review')).toBe(false);
  });

  test('keeps the weeks that the template wishes', () => {
    for (const draft of plan.drafts) {
      const wished = shippedTemplate.find((each) => each.key === draft.templateKey);
      const week = weekAt(yearWith(dates2026), draft.startsOn);
      expect(week?.ofTerm).toBeGreaterThanOrEqual(wished?.fromWeek ?? 99);
      expect(week?.ofTerm).toBeLessThanOrEqual(wished?.toWeek ?? 0);
    }
  });

  test('spreads the schools: five Annual Reviews in five weeks, five data reviews in three', () => {
    const weeks = (key: string) =>
      new Set(plan.drafts.filter((draft) => draft.templateKey === key).map((draft) => draft.startsOn.toString())).size;
    expect(weeks('annual_review')).toBe(5);
    expect(weeks('data_review')).toBe(3);
    expect(plan.notes).toEqual(['Data review: 5 schools share 3 weeks, at most 2 in the same week.']);
  });

  test('says nothing of the schools’ results: topics go round by school and by year', () => {
    const given = plan.drafts.flatMap((draft) => draft.topic ?? []);
    expect(new Set(given).size).toBe(4);
    const [after] = makePlan(make({ schools: [school('a', { lastTopic: 'behaviour' })] })).drafts.filter(
      (draft) => draft.topic,
    );
    expect(after).toMatchObject({ topic: 'send', title: 'Topic review: SEND' });
  });
});

test('the department whose turn it is stands in the title', () => {
  const departments = [
    { id: '1', name: 'Science' },
    { id: '2', name: 'English' },
  ];
  const plan = makePlan(make({ schools: [school('a', { departments, departmentsByTurn: departments })] }));
  expect(plan.drafts.find((draft) => draft.kind === 'department_review')).toMatchObject({
    title: 'Department review: Science',
    departmentId: '1',
  });
});

test('weeks of tests are gone round, and the plan says why it left the wished weeks', () => {
  const year = yearWith(dates2026, ['Mock examinations', '2027-01-11', '2027-01-22']);
  const plan = makePlan(make({ schools: [school('a', { year })], lines: [line({})] }));
  expect(plan.drafts[0]?.startsOn.toString()).toBe('2027-01-25');
  expect(plan.notes).toEqual([
    'School a, Department review: put into week 4 of the spring term instead of weeks 2 to 3 of the spring term (weeks 2, 3: it is a week of tests or examinations (Mock examinations)).',
  ]);
});

test('where no better week is near, the exam week is used and said', () => {
  const year = yearWith(dates2026, ['Examinations', '2027-01-04', '2027-02-12']);
  const plan = makePlan(make({ schools: [school('a', { year })], lines: [line({})] }));
  expect(plan.notes[0]).toMatch(
    /although it is a week of tests or examinations \(Examinations\)\. No better week is near/,
  );
});

test('nobody leads at two schools in the same week while somebody is free; otherwise nobody is named, and the plan says so', () => {
  const one = makePlan(make({ lines: [line({ fromWeek: 4, toWeek: 4 })], leads: [{ id: 'p', name: 'Pat' }] }));
  const byWeek = new Map<string, number>();
  for (const draft of one.drafts.filter((each) => each.leadId !== null)) {
    const key = `${draft.leadId} ${mondayOf(draft.startsOn)}`;
    byWeek.set(key, (byWeek.get(key) ?? 0) + 1);
  }
  expect([...byWeek.values()].every((count) => count === 1)).toBe(true);
  const none = makePlan(make({ leads: [] }));
  expect(none.notes[0]).toContain('nobody leads it yet, because nobody was chosen who could');
});

test('a data review that has a day already keeps it', () => {
  const plan = makePlan(make({ schools: [school('a', { dataReviewOn: day('2026-09-15') })] }));
  expect(plan.drafts[0]).toMatchObject({ daysKnown: true });
  expect(plan.drafts[0]?.startsOn.toString()).toBe('2026-09-15');
  expect(plan.notes[0]).toContain('on 15 Sep 2026, because the meeting has been planned for that day already');
});

test('only what is missing is added: not what was made, stopped, or put in by hand in the same term', () => {
  const there = (values: Partial<Placed>): Placed => ({
    schoolId: 'a',
    school: 'School a',
    kind: 'data_review',
    templateKey: 'data_review',
    title: 'Data review',
    startsOn: day('2026-09-14'),
    leadId: null,
    stopped: false,
    ...values,
  });
  const left = (standing: Placed) =>
    makePlan(make({ schools: [school('a')], standing: [standing] })).drafts.map((draft) => draft.templateKey);
  expect(left(there({}))).not.toContain('data_review');
  expect(left(there({ stopped: true }))).not.toContain('data_review');
  expect(left(there({ templateKey: null }))).not.toContain('data_review');
  expect(left(there({ templateKey: null, startsOn: day('2027-02-01') }))).toContain('data_review');
});

test('weeks that have begun are not used; what is past is left out and said', () => {
  const plan = makePlan(make({ schools: [school('a')], today: day('2026-11-24') }));
  expect(plan.drafts.every((draft) => Temporal.PlainDate.compare(draft.startsOn, day('2026-11-24')) > 0)).toBe(true);
  expect(plan.notes[0]).toContain('School a, Data review: left out');
});

test('a school without term dates is named, not guessed at', () => {
  const year = yearWith({ ...dates2026, halfTerms: [] });
  expect(makePlan(make({ schools: [school('a', { year })] }))).toEqual({
    drafts: [],
    notes: ['School a: nothing can be planned, because nobody has entered its term dates.'],
  });
});

test('whatever the template wishes: never a first, last or exam week while a free week is within three of the wished ones', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 11 }),
      fc.integer({ min: 0, max: 4 }),
      fc.integer({ min: 1, max: 11 }),
      fc.integer({ min: 1, max: 6 }),
      (fromWeek, more, examWeek, many) => {
        const toWeek = Math.min(11, fromWeek + more);
        const spring = yearWith(dates2026).weeks.filter((week) => week.term === 'spring');
        const monday = spring[examWeek - 1]?.monday ?? day('2027-01-11');
        const year = yearWith(dates2026, ['Tests', monday.toString(), monday.add({ days: 4 }).toString()]);
        const schools = Array.from({ length: many }, (_, index) => school(String(index), { year }));
        const plan = makePlan(make({ schools, lines: [line({ fromWeek, toWeek })] }));
        expect(plan.drafts).toHaveLength(many);
        const near = year.weeks.filter(
          (week) =>
            week.term === 'spring' &&
            week.ofTerm >= fromWeek - 3 &&
            week.ofTerm <= toWeek + 3 &&
            !week.first &&
            !week.last &&
            week.exam === null,
        );
        for (const draft of plan.drafts) {
          const week = weekAt(year, draft.startsOn);
          if (near.length > 0) expect([week?.first, week?.last, week?.exam]).toEqual([false, false, null]);
        }
        expect(makePlan(make({ schools, lines: [line({ fromWeek, toWeek })] }))).toEqual(plan);
      },
    ),
    { numRuns: 25 },
  );
});

describe('the template', () => {
  test('a special school counts with the primaries, an all-through school with the secondaries', () => {
    expect(isFor({ phase: 'primary' }, 'special')).toBe(true);
    expect(isFor({ phase: 'secondary' }, 'all_through')).toBe(true);
    expect(isFor({ phase: 'secondary' }, 'primary')).toBe(false);
  });

  test('what an entry costs comes from its line, else from the first of its kind', () => {
    const costs = costsOf(shippedTemplate, { kind: 'data_review', templateKey: null }, 'primary');
    expect(minutesOf(costs)).toBe(2 * 60 + 5 * 90);
    const review = costsOf(
      shippedTemplate,
      { kind: 'department_review', templateKey: 'department_review' },
      'secondary',
    );
    expect(minutesOf(review) - minutesOf(review, true)).toBe(600);
  });

  test('topics go round for good', () => {
    expect(nextTopic(topics, 'leadership')).toBe('disadvantaged');
    expect(nextTopic(topics, null, 2)).toBe('send');
    expect(nextTopic(['send'], 'behaviour')).toBe('send');
    expect(nextTopic([], null)).toBeNull();
  });

  test('a line ends after it begins, and a topic review has topics', () => {
    expect(lineProblems(line({ fromWeek: 5, toWeek: 3 }))[0]?.field).toBe('toWeek');
    expect(lineProblems(line({ kind: 'topic_review' }))[0]?.field).toBe('topics');
  });
});

describe('a year rolled forward', () => {
  const entry = (values: Partial<RolledEntry> = {}): RolledEntry => ({
    id: '1',
    schoolId: 'a',
    school: 'School a',
    phase: 'secondary',
    kind: 'topic_review',
    topic: 'behaviour',
    departmentId: null,
    department: null,
    title: 'Topic review: Behaviour',
    startsOn: day('2026-06-16'),
    leadId: 'p',
    lead: 'Pat',
    templateKey: 'topic_review',
    ...values,
  });
  const roll = (values: Partial<ToRoll> = {}): ToRoll => ({
    entries: [entry()],
    lines: shippedTemplate,
    standing: [],
    yearFrom: () => yearWith(dates2025),
    yearTo: () => yearWith(dates2026),
    leads: new Set(['p']),
    openDepartments: new Set(),
    ...values,
  });

  test('stands in the same week of term, without days, linked, with the next topic', () => {
    const { drafts, notes } = rollPlan(roll());
    const before = weekAt(yearWith(dates2025), day('2026-06-16'));
    const after = weekAt(yearWith(dates2026), drafts[0]?.startsOn ?? day('2027-06-14'));
    expect(after?.ofTerm).toBe(before?.ofTerm);
    expect(drafts[0]).toMatchObject({
      rolledFromId: '1',
      topic: 'send',
      title: 'Topic review: SEND',
      daysKnown: false,
    });
    expect(notes).toEqual(['School a, Topic review: Behaviour: the topic moves on to SEND.']);
  });

  test('leaves out who no longer leads and departments that have closed, and says so', () => {
    const gone = entry({
      kind: 'department_review',
      topic: null,
      title: 'Department review: Arts',
      departmentId: 'd',
      department: 'Arts',
      startsOn: day('2026-02-10'),
    });
    const { drafts, notes } = rollPlan(roll({ entries: [gone], leads: new Set() }));
    expect(drafts[0]).toMatchObject({ leadId: null, departmentId: null, title: 'Department review' });
    expect(notes).toEqual([
      'School a, Department review: Arts: Pat no longer leads reviews and was left out. Choose who does.',
      'School a, Department review: Arts: Arts has closed and was left out. Choose another.',
    ]);
  });

  test('goes round a week of tests that was none the year before, and says so', () => {
    const yearTo = () => yearWith(dates2026, ['Mocks', '2027-06-14', '2027-06-18']);
    const { drafts, notes } = rollPlan(roll({ yearTo }));
    expect(weekAt(yearTo(), drafts[0]?.startsOn ?? day('2027-06-14'))?.exam).toBeNull();
    expect(notes[0]).toContain('instead of week 9, because it is a week of tests or examinations (Mocks)');
  });

  test('adds nothing twice', () => {
    const there = {
      schoolId: 'a',
      school: 'School a',
      kind: 'topic_review' as const,
      templateKey: null,
      title: 'Topic review: SEND',
      startsOn: day('2027-06-14'),
      leadId: null,
      stopped: false,
    };
    expect(rollPlan(roll({ standing: [{ ...there, rolledFromId: '1' }] })).drafts).toEqual([]);
    expect(
      rollPlan(roll({ standing: [{ ...there, rolledFromId: null, templateKey: 'topic_review' }] })).drafts,
    ).toEqual([]);
  });

  test('leaves out what somebody has put into the same term by hand or from the template, and says so', () => {
    const there = {
      schoolId: 'a',
      school: 'School a',
      kind: 'topic_review' as const,
      templateKey: null,
      title: 'Topic review: SEND',
      startsOn: day('2027-07-05'),
      leadId: null,
      stopped: false,
      rolledFromId: null,
    };
    const two = [entry(), entry({ id: '2', title: 'A second look' })];
    const { drafts, notes } = rollPlan(roll({ entries: two, standing: [there] }));
    expect(drafts.map((draft) => draft.rolledFromId)).toEqual(['2']);
    expect(notes[0]).toBe(
      'School a, Topic review: Behaviour: left out, because Topic review: SEND has been put into that term already.',
    );
    expect(rollPlan(roll({ standing: [{ ...there, startsOn: day('2027-02-01') }] })).drafts).toHaveLength(1);
  });

  test('without term dates for the next year, nothing is guessed', () => {
    const { drafts, notes } = rollPlan(roll({ yearTo: () => yearWith({ ...dates2026, halfTerms: [] }) }));
    expect(drafts).toEqual([]);
    expect(notes).toEqual(['School a: nothing can be planned, because nobody has entered its term dates.']);
  });
});
