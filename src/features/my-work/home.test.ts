import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { buildTermDates } from '#core/academic-year/build.ts';
import type { Actor } from '#core/access/actor.ts';
import { type Role, roleNames, roles } from '#core/access/roles.ts';
import { runAs } from '#core/access/run-as.ts';
import { type BuiltSchool, buildActor, buildSchool, buildTrust, inTrust } from '#core/organisations/build.ts';
import { removePart } from '#features/action-plans/actions/remove-part.ts';
import { saveAction } from '#features/action-plans/actions/save-action.ts';
import { buildPlan, buildSignature } from '#features/action-plans/build.ts';
import { buildReviewAt, buildReviewPeople } from '#features/annual-reviews/build.ts';
import { planDataReview } from '#features/data-reviews/actions/plan-data-review.ts';
import { buildWeb, signedInAgent, type Web } from '#features/sign-in/build.ts';
import { useDatabase } from '#test/support/database.ts';
import { linksOf } from '#test/support/follow-links.ts';

// Every client of this file asks through it, before and after: it only counts.
const query = vi.spyOn(pg.Client.prototype, 'query');
const database = useDatabase();
let web: Web;
beforeAll(async () => {
  web = await buildWeb(database);
});
afterAll(async () => {
  await web.close();
  query.mockRestore();
});

const date = (text: string) => Temporal.PlainDate.from(text);
const wordsOf = (html: string) =>
  html
    .slice(html.indexOf('<main'))
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ');
const homeOf = async (actor: Actor) => (await signedInAgent(web, actor)).get('/');
const wordsFor = async (actor: Actor) => wordsOf((await homeOf(actor)).body);

/** A trust with one school whose review was issued with a 4 and a 3, and a second whose review is with its head to check the facts. */
async function world() {
  const trust = await buildTrust(database.db);
  await buildTermDates(database.db, trust);
  const judged = await buildSchool(database.db, trust, { name: 'Judged School' });
  const second = await buildSchool(database.db, trust, { name: 'Second School' });
  const grades = { quality_of_education: '4', behaviour_and_attitudes: '3' };
  const { people } = await buildReviewAt(database, trust, judged, 'issued', { grades });
  const at = { schoolId: second.id };
  const head = await buildActor(database.db, trust, 'head_teacher', at);
  const governor = await buildActor(database.db, trust, 'lgb_member', at);
  await buildReviewAt(database, trust, second, 'facts', { people: { ...people, head, governor } });
  return { trust, judged, second, people, secondHead: head, secondGovernor: governor };
}

const planMeeting = (principal: Actor, school: BuiltSchool) =>
  runAs(database, principal, 'data-review:record', (ctx) =>
    planDataReview(ctx, { schoolId: school.id, plannedOn: date('2026-12-01') }),
  );

/** An action of the plan, due three days ago, that carries somebody's name. */
const own = (leader: Actor, plan: { planId: string; objectiveId: string }, owner: Actor) =>
  runAs(database, leader, 'plan:write', (ctx) =>
    saveAction(
      ctx,
      { planId: plan.planId, partId: null, revision: 0, why: null },
      {
        objective_id: plan.objectiveId,
        what: 'Read with Year 7 every morning',
        owner_id: owner.personId,
        owner_name: null,
        starts_on: null,
        due_on: date('2026-11-20'),
        resource_need: null,
      },
    ),
  );

test('the Executive Principal sees the next thing, every school with its grades, what is late and what comes next', async () => {
  const { people } = await world();
  const words = await wordsFor(people.executivePrincipal);
  expect(words).toMatch(/What waits for you .* Next /);
  expect(words).toContain('Schools with a 4 1');
  expect(words).toContain('Schools with a 3, none with a 4 0');
  expect(words).toMatch(/Judged School Secondary 2026\/27 4 Inadequate 3 Requires improvement/);
  expect(words).toMatch(/Judged School .* Being written No criteria yet — Trust puts it in place by 18 Dec /);
  expect(words).toMatch(/Second School Secondary None issued .* No plan yet — — Start a plan/);
});

test('a trustee sees the schools with a 3 or a 4 and the areas, and is asked to read the paper', async () => {
  const { people } = await world();
  const words = await wordsFor(people.trustee);
  expect(words).toContain('Read the Annual Review 2026/27 of Judged School');
  expect(words).toMatch(/Schools with a 3 or a 4 .* Judged School Quality of education: 4; Behaviour and attitudes: 3/);
  expect(words).not.toContain('Receipts that have not come');
});

test('the clerk sees how many receipts are missing, and fewer once one has come', async () => {
  const { trust, people } = await world();
  const clerk = await buildActor(database.db, trust, 'clerk');
  expect(await wordsFor(clerk)).toMatch(/Annual Review 2026\/27 of Judged School 2 2/);
  const { body } = await homeOf(people.governor);
  const paper = /href="(\/annual-reviews\/[^"]+\/issued)"/.exec(body)?.[1] ?? '';
  const agent = await signedInAgent(web, people.governor);
  const form = /action="([^"]+\/receipt)"/.exec((await agent.get(paper)).body)?.[1] ?? '';
  expect((await agent.post(form)).statusCode).toBe(303);
  expect(await wordsFor(clerk)).toMatch(/Annual Review 2026\/27 of Judged School 1 2/);
});

test('a head sees the one next thing first, and the own school’s plan and data review', async () => {
  const { second, secondHead, people } = await world();
  await planMeeting(people.executivePrincipal, second);
  const words = await wordsFor(secondHead);
  expect(words).toMatch(
    /Next Prepare for the data review Second School, data review 2026\/27 By: 1 Dec 2026 due in 8 days Then .* Check the facts of the Annual Review 2026\/27 of Second School .* due in 10 days/,
  );
  expect(words).toContain('Data review this year On 1 December 2026');
  expect(words).toContain('Action plan There is no plan yet.');
  expect(words).not.toContain('Judged School');
  const judgedHead = await wordsFor(people.head);
  expect(judgedHead).toContain('How it was judged Annual Review 2026/27 4 Inadequate Quality of education');
});

test('a governor never sees a draft: neither its grades, nor that there is one to write', async () => {
  const { secondGovernor, people } = await world();
  const words = await wordsFor(secondGovernor);
  expect(words).toContain('How it was judged No Annual Review has been issued yet.');
  expect(words).not.toMatch(/facts|moderat|draft/i);
  const other = await wordsFor(people.governor);
  expect(other).toContain('Read the Annual Review 2026/27 of Judged School');
  expect(other).toContain('Quality of education');
  expect(other).not.toContain('Second School');
});

test('a middle leader and a teacher see what carries their name; the way into the plan only once they may read it', async () => {
  const { trust, second, secondHead, people } = await world();
  const at = { schoolId: second.id };
  const leads = await buildActor(database.db, trust, 'middle_leader', at);
  const teacher = await buildActor(database.db, trust, 'teacher', at);
  const other = await buildActor(database.db, trust, 'teacher', at);
  const plan = await buildPlan(database, people.leader, second.id);
  await own(people.leader, plan, leads);
  await own(people.leader, plan, teacher);
  const row = 'Read with Year 7 every morning Action Second School 20 November 2026, 3 days late';
  const written = await homeOf(leads);
  expect(wordsOf(written.body)).toContain(row);
  expect(written.body).not.toContain(`href="/action-plans/${plan.planId}"`);
  for (const side of [secondHead, people.executivePrincipal]) await buildSignature(database, side, plan.planId);
  const middle = await homeOf(leads);
  expect(wordsOf(middle.body)).toContain(row);
  expect(middle.body).toContain(`href="/action-plans/${plan.planId}"`);
  const teaching = await homeOf(teacher);
  expect(wordsOf(teaching.body)).toContain(row);
  expect(teaching.body).not.toContain('/action-plans/');
  const nothing = await wordsFor(other);
  expect(nothing).toContain('No action or criterion carries your name');
  expect(nothing).not.toContain('Read with Year 7');
  expect(nothing).not.toContain('How it was judged');
});

test('what is taken out of the plan carries nobody’s name any more', async () => {
  const { trust, second, people } = await world();
  const teacher = await buildActor(database.db, trust, 'teacher', { schoolId: second.id });
  const plan = await buildPlan(database, people.leader, second.id);
  await own(people.leader, plan, teacher);
  expect(await wordsFor(teacher)).toContain('Read with Year 7');
  await runAs(database, people.leader, 'plan:write', (ctx) =>
    removePart(ctx, 'objectives', {
      planId: plan.planId,
      partId: plan.objectiveId,
      revision: 1,
      why: 'It says too much',
    }),
  );
  expect(await wordsFor(teacher)).toContain('No action or criterion carries your name');
});

test('of a plan that is being written a governor and a trustee are told that and by when, and nothing of its criteria', async () => {
  const { second, secondGovernor, people } = await world();
  await buildPlan(database, people.leader, second.id);
  expect(await wordsFor(secondGovernor)).toContain(
    'Action plan A plan is being written, due by 18 December 2026 Next:',
  );
  expect(await wordsFor(people.trustee)).toMatch(
    /Second School .* A plan is being written, due by 18 December 2026 — — /,
  );
  expect(await wordsFor(people.executivePrincipal)).toMatch(/Second School .* Being written ○ 1 not rated /);
});

test('an external reviewer reads until when access lasts', async () => {
  const { trust, second } = await world();
  const reviewer = await buildActor(database.db, trust, 'external_reviewer', { schoolId: second.id });
  await database.owner.pool.query("update role_grant set ends_on = '2026-12-18' where person_id = $1", [
    reviewer.personId,
  ]);
  expect(await wordsFor(reviewer)).toContain(
    'Your role as external reviewer at Second School lasts until 18 December 2026, that day included.',
  );
});

test('an administrator sees what is set up and what is not', async () => {
  const { trust } = await world();
  const words = await wordsFor(await buildActor(database.db, trust, 'administrator'));
  expect(words).toContain('Every school needs one, to check facts and sign plans Every school has one');
  expect(words).toMatch(/Add them, give them roles, send the invitations \d+ people have no account yet/);
  expect(words).toContain('None imported yet');
  expect(words).not.toContain('Schools at a glance');
});

test('somebody with two roles sees the parts of both', async () => {
  const { trust, judged, second } = await world();
  const both = await buildActor(database.db, trust, 'trustee');
  await inTrust(database.db, trust.id, (tx) =>
    tx
      .insertInto('role_grant')
      .values({
        trust_id: trust.id,
        person_id: both.personId,
        role: 'lgb_member',
        school_id: judged.id,
        starts_on: date('2020-09-01'),
      })
      .execute(),
  );
  const words = await wordsFor(both);
  expect(words).toContain('Local governing body member, Judged School');
  expect(words).toContain('How it was judged');
  expect(words).toContain('Schools at a glance');
  expect(words).toContain(second.name);
});

test('every link on every role’s home page leads to a page which that person may open', async () => {
  const { trust, second, judged, people, secondHead } = await world();
  await buildPlan(database, people.leader, second.id);
  const wrong: string[] = [];
  let followed = 0;
  const ask = async (actor: Actor, as: string) => {
    const agent = await signedInAgent(web, actor);
    const { body } = await agent.get('/');
    for (const link of linksOf(body.slice(body.indexOf('<main')), '/')) {
      const { statusCode } = await agent.get(link);
      followed += 1;
      if (statusCode !== 200) wrong.push(`${as}: ${link} answered ${statusCode}`);
    }
  };
  for (const role of roleNames) {
    for (const school of [judged, second]) {
      const place = roles[role].place === 'trust' ? {} : { schoolId: school.id };
      await ask(await buildActor(database.db, trust, role, place), `${role} of ${school.name}`);
    }
  }
  for (const [as, actor] of Object.entries({ ...people, secondHead })) await ask(actor, as);
  expect(wrong).toEqual([]);
  expect(followed).toBeGreaterThan(100);
}, 60_000);

test('nothing of another trust is on anybody’s home page', async () => {
  await world();
  const other = await buildTrust(database.db);
  const school = await buildSchool(database.db, other, { name: 'School Elsewhere' });
  const seen: string[] = [];
  for (const role of roleNames) {
    const place = roles[role].place === 'trust' ? {} : { schoolId: school.id };
    const words = await wordsFor(await buildActor(database.db, other, role, place));
    if (/Judged School|Second School/.test(words)) seen.push(role);
  }
  expect(seen).toEqual([]);
});

test('a notice is opened by the person it was written to and by nobody else', async () => {
  const { trust, second, secondHead, people } = await world();
  await planMeeting(people.executivePrincipal, second);
  const stranger = await buildActor(database.db, trust, 'trustee');
  const { body } = await homeOf(secondHead);
  const form = /action="(\/notices\/[^"]+\/read)"/.exec(body)?.[1] ?? '';
  expect(form).not.toBe('');
  expect((await (await signedInAgent(web, stranger)).post(form)).statusCode).toBe(404);
  expect((await (await signedInAgent(web, secondHead)).post(form)).statusCode).toBe(303);
  expect((await homeOf(secondHead)).body).not.toContain(form);
});

/** How many statements the database is asked to serve while somebody reads the home page of a trust with so many schools, each with a plan. */
async function statementsFor(role: Role, schools: number): Promise<number> {
  const trust = await buildTrust(database.db);
  await buildTermDates(database.db, trust);
  const built: BuiltSchool[] = [];
  for (let number = 0; number < schools; number += 1) built.push(await buildSchool(database.db, trust));
  const [first] = built;
  if (!first) throw new Error('A trust without schools says nothing.');
  const people = await buildReviewPeople(database, trust, first);
  for (const school of built) await buildPlan(database, people.leader, school.id);
  for (const school of built.slice(0, 6))
    await buildReviewAt(database, trust, school, 'issued', {
      people: { ...people, head: await buildActor(database.db, trust, 'head_teacher', { schoolId: school.id }) },
      grades: { quality_of_education: '4' },
    });
  const agent = await signedInAgent(web, await buildActor(database.db, trust, role));
  const before = query.mock.calls.length;
  const { statusCode, body } = await agent.get('/');
  const asked = query.mock.calls.length - before;
  expect(statusCode).toBe(200);
  expect(body.match(/href="\/schools\/[0-9a-f-]{36}"/g)?.length ?? 0).toBeGreaterThanOrEqual(schools);
  return asked;
}

test('forty schools cost the Executive Principal no more statements than one', async () => {
  const one = await statementsFor('executive_principal', 1);
  const forty = await statementsFor('executive_principal', 40);
  expect(one).toBeGreaterThan(5);
  expect(forty).toBe(one);
  // Sixteen slices say what waits, most of them with one statement: what they ask must not grow unseen.
  expect(forty).toBeLessThanOrEqual(27);
}, 120_000);
