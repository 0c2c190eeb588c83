import { describe, expect, test } from 'vitest';
import { useDatabase } from '#test/support/database.ts';
import { useFeaturePages } from '#test/support/feature-pages.ts';
import { buildDeclaration, buildPlan, buildRecommendation, buildSignature, buildSupport } from './build.ts';
import { buildAgreedPlan, buildPlanInForce, buildPlanPeople } from './build-people.ts';
import { actionPlanPaths as paths } from './paths.ts';
import { actionPlanRoutes } from './routes.ts';

const database = useDatabase();
const { open, send } = useFeaturePages(database, actionPlanRoutes);

describe('the pages of action plans', () => {
  test('the list shows each plan with its basis, state and deadline; a teacher has no such page', async () => {
    const people = await buildPlanPeople(database);
    await buildAgreedPlan(database, people);
    const list = await open(people.trustee, paths.list());
    expect(list.status).toBe(200);
    expect(list.text).toContain('Alder School');
    expect(list.text).toContain('Agreed by the school and the trust');
    expect(list.text).toContain('Agreed by both');
    expect(list.text).toContain('Due 18 Dec 2026');
    expect((await open(people.teacher, paths.list())).status).toBe(403);
    expect((await open(people.otherHead, paths.list())).text).not.toContain('Alder School');
  });

  test('a head writes a plan from nothing and is told what is missing before it can be declared ready', async () => {
    const people = await buildPlanPeople(database);
    const started = await send(people.head, paths.start(), { school: people.school.id, year: '2026' });
    expect(started.status).toBe(303);
    const planPath = String(started.to);
    const planId = planPath.split('/').at(-1) ?? '';
    expect((await open(people.head, planPath)).text).toContain('The plan has no key issue yet.');
    await send(people.head, paths.addPart(planId, 'issues'), { text: 'Attendance <script>', area_title: '' });
    const page = await open(people.head, planPath);
    expect(page.text).toContain('Attendance &lt;script&gt;');
    expect(page.text).not.toContain('Attendance <script>');
    const refused = await send(people.head, paths.addPart(planId, 'objectives'), {
      issue_id: '',
      text: 'An objective that must not be lost',
    });
    expect(refused.status).toBe(400);
    expect(refused.text).toContain('Choose a key issue');
    expect(refused.text).toContain('An objective that must not be lost');
  });

  test('a criterion that is typed badly comes back with what was typed', async () => {
    const people = await buildPlanPeople(database);
    const { planId, objectiveId } = await buildPlan(database, people.principal, people.school.id);
    const answer = await send(people.head, paths.addPart(planId, 'criteria'), {
      objective_id: objectiveId,
      what: 'Reading',
      measure: 'number',
      from_number: 'about half',
      to_number: '80',
      unit: '%',
      by_when: '2020-01-01',
    });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('From must be a number');
    expect(answer.text).toContain('value="about half"');
    const early = await send(people.head, paths.addPart(planId, 'criteria'), {
      objective_id: objectiveId,
      what: 'Reading',
      measure: 'number',
      from_number: '50',
      to_number: '80',
      unit: '%',
      by_when: '2026-11-23',
    });
    expect(early.text).toContain('By when must be after today');
  });

  test('the second of two who save the same part sees what is stored beside what was typed', async () => {
    const people = await buildPlanPeople(database);
    const { planId, issueId } = await buildPlan(database, people.principal, people.school.id);
    await send(people.head, paths.part(planId, 'issues', issueId), { text: 'What the head wrote' });
    const second = await send(people.leader, paths.part(planId, 'issues', issueId), {
      text: 'What the leader wrote',
      revision: '1',
    });
    expect(second.status).toBe(409);
    expect(second.text).toContain('What the head wrote');
    expect(second.text).toContain('What the leader wrote');
    expect(second.text).toContain('Somebody else saved this');
  });

  test('a plan is signed, recommended and approved through its pages', async () => {
    const people = await buildPlanPeople(database);
    const { planId } = await buildPlan(database, people.principal, people.school.id);
    expect((await send(people.head, paths.agree(planId), {})).to).toBe(paths.plan(planId));
    expect((await send(people.principal, paths.agree(planId), {})).to).toBe(paths.plan(planId));
    expect((await send(people.principal, paths.recommend(planId), { covering_words: 'I recommend it.' })).to).toBe(
      paths.plan(planId),
    );
    const bare = await send(people.clerk, paths.decision(planId), {
      outcome: 'sent_back',
      meeting_on: '2026-11-23',
      minute_reference: 'TB/1',
    });
    expect(bare.status).toBe(400);
    expect(bare.text).toContain('Enter what the board asks for');
    const decided = await send(people.clerk, paths.decision(planId), {
      outcome: 'approved',
      meeting_on: '2026-11-23',
      minute_reference: 'TB/26/47',
    });
    expect(decided.to).toBe(paths.plan(planId));
    const page = await open(people.governor, paths.plan(planId));
    expect(page.text).toContain('Approved, in force');
    expect(page.text).toContain('TB/26/47');
    const pdf = await open(people.governor, paths.document(planId, 'pdf'));
    expect(pdf.type).toBe('application/pdf');
    expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('a plan that is being written has no page for the board and governors, and the list says by when it is due', async () => {
    const people = await buildPlanPeople(database);
    const { planId } = await buildPlan(database, people.principal, people.school.id);
    for (const actor of [people.trustee, people.clerk, people.governor, people.middle]) {
      for (const url of [paths.plan(planId), paths.print(planId), paths.document(planId, 'pdf')])
        expect((await open(actor, url)).status).toBe(404);
      const list = await open(actor, paths.list());
      expect(list.text).toContain('Alder School');
      expect(list.text).toContain('You can read it once it is agreed, put in place or recommended to the board.');
      expect(list.text).toContain('18 Dec 2026');
      expect(list.text).not.toContain(paths.plan(planId));
      expect(list.text).not.toContain('not rated');
    }
    expect((await open(people.clerk, paths.decision(planId))).status).toBe(404);
    expect((await open(people.head, paths.list())).text).toContain(paths.plan(planId));
  });

  test('taking an objective out shows its key issue in words', async () => {
    const people = await buildPlanPeople(database);
    const { planId, issueId, objectiveId } = await buildPlan(database, people.principal, people.school.id);
    const page = await open(people.head, paths.removePart(planId, 'objectives', objectiveId));
    expect(page.text).toContain('Disadvantaged pupils come to school as often as others do');
    expect(page.text).toContain('Raise the attendance of disadvantaged pupils');
    expect(page.text).not.toContain(issueId);
  });

  test('the Executive Principal has no page to record the board’s decision, and nobody but the Executive Principal one to recommend', async () => {
    const people = await buildPlanPeople(database);
    const { planId } = await buildAgreedPlan(database, people);
    await buildRecommendation(database, people.principal, planId);
    expect((await open(people.principal, paths.decision(planId))).status).toBe(403);
    expect((await open(people.leader, paths.recommend(planId))).status).toBe(403);
    expect((await open(people.head, paths.recommend(planId))).status).toBe(403);
  });

  test('a middle leader reads the plan without a link to change it; a head of another school gets “nothing here”', async () => {
    const people = await buildPlanPeople(database);
    const { planId, criterionId } = await buildPlanInForce(database, people);
    const page = await open(people.middle, paths.plan(planId));
    expect(page.status).toBe(200);
    expect(page.text).not.toContain(paths.addPart(planId, 'issues'));
    expect(page.text).not.toContain(paths.progress(planId, criterionId));
    expect((await open(people.middle, paths.progress(planId, criterionId))).status).toBe(403);
    expect((await open(people.otherHead, paths.plan(planId))).status).toBe(404);
    expect((await open(people.otherHead, paths.progress(planId, criterionId))).status).toBe(404);
    expect((await open(people.otherHead, paths.document(planId, 'pdf'))).status).toBe(404);
    expect((await open(people.head, paths.plan(crypto.randomUUID()))).status).toBe(404);
  });

  test('the version to print has nothing to press', async () => {
    const people = await buildPlanPeople(database);
    const { planId, criterionId } = await buildPlanInForce(database, people);
    expect((await open(people.head, paths.plan(planId))).text).toContain(paths.progress(planId, criterionId));
    const printed = await open(people.head, paths.print(planId));
    expect(printed.text).toContain('Attendance of disadvantaged pupils');
    expect(printed.text).not.toContain(paths.progress(planId, criterionId));
    expect(printed.text).not.toContain('Your comment');
  });

  test('progress is recorded beside the entry before it, and the rating needs a reason', async () => {
    const people = await buildPlanPeople(database);
    const { planId, criterionId } = await buildPlanInForce(database, people);
    const path = paths.progress(planId, criterionId);
    const bare = await send(people.head, path, {
      noted_on: '2026-11-20',
      value_number: '90.1',
      rag: 'amber',
      reason: '',
    });
    expect(bare.status).toBe(400);
    expect(bare.text).toContain('Enter the reason for the rating');
    await send(people.head, path, {
      noted_on: '2026-11-20',
      value_number: '90.1%',
      rag: 'amber',
      reason: 'Year 9 lags behind',
    });
    const again = await open(people.leader, path);
    expect(again.text).toContain('Year 9 lags behind');
    expect(again.text).toContain('90.1%');
  });

  test('the termly review is refused where nothing is said of a criterion, and recorded where it is', async () => {
    const people = await buildPlanPeople(database);
    const { planId, criterionId } = await buildPlanInForce(database, people);
    const fields = { overall: 'It goes on', decision: 'strengthen', reason: 'Year 9 needs more' };
    const bare = await send(people.principal, paths.review(planId), fields);
    expect(bare.status).toBe(400);
    expect(bare.text).toContain('it is not on track');
    expect(
      (await send(people.principal, paths.review(planId), { ...fields, [`line_${criterionId}`]: 'No data yet' }))
        .status,
    ).toBe(303);
    expect((await open(people.trustee, paths.plan(planId))).text).toContain('No data yet');
  });

  test('a plan put in place can be commented on by the head, and not signed', async () => {
    const people = await buildPlanPeople(database);
    const { planId } = await buildPlan(database, people.leader, people.school.id, { basis: 'imposed' });
    await buildDeclaration(database, people.leader, planId, 'put_in_place');
    const commented = await send(
      people.head,
      paths.comments(planId),
      { text: 'We ask for cover in science.' },
      paths.plan(planId),
    );
    expect(commented.status).toBe(303);
    expect((await open(people.trustee, paths.plan(planId))).text).toContain('We ask for cover in science.');
    expect((await open(people.head, paths.addPart(planId, 'issues'))).status).toBe(403);
  });

  test('the Trust Action Plan adds up for trustees and shows a head only the own school’s support', async () => {
    const people = await buildPlanPeople(database);
    const { planId } = await buildPlan(database, people.principal, people.school.id);
    await buildSupport(database, people.leader, planId, {
      what: 'Coaching for middle leaders',
      cost_pence: 125_050,
      half_days: 5,
    });
    await buildSignature(database, people.head, planId);
    await buildSignature(database, people.principal, planId);
    const page = await open(people.trustee, paths.trustPlan);
    expect(page.text).toContain('£1,250.50');
    expect(page.text).toContain('Coaching for middle leaders');
    expect((await open(people.otherHead, paths.trustPlan)).text).not.toContain('Coaching for middle leaders');
    expect((await open(people.governor, paths.trustPlan)).status).toBe(403);
  });
});
