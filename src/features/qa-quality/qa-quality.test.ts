import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildTermDates } from '#core/academic-year/build.ts';
import type { Actor } from '#core/access/actor.ts';
import { runAs } from '#core/access/run-as.ts';
import { buildEvidence } from '#core/evidence/build.ts';
import { type BuiltSchool, buildActor, buildSchool, buildTrust } from '#core/organisations/build.ts';
import { buildDecision, buildPlan, buildRecommendation, buildSignature } from '#features/action-plans/build.ts';
import { buildIssuedReview } from '#features/annual-reviews/build.ts';
import { type Agent, buildWeb, signedInAgent, type Web } from '#features/sign-in/build.ts';
import { useDatabase } from '#test/support/database.ts';
import { qualityOf, type SchoolQuality } from './figures.ts';

const database = useDatabase();
let web: Web;
beforeAll(async () => {
  web = await buildWeb(database);
});
afterAll(() => web.close());

const sql = (text: string, values: readonly unknown[]) => database.owner.pool.query(text, [...values]);
const agents = new Map<string, Promise<Agent>>();
const agentOf = (actor: Actor): Promise<Agent> => {
  const agent = agents.get(actor.personId) ?? signedInAgent(web, actor);
  agents.set(actor.personId, agent);
  return agent;
};
const wordsOf = (body: string) =>
  body
    .slice(body.indexOf('<main'))
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ');

/** A trust with two schools: the first with an issued review, a calendar and a plan, the second with nothing. */
async function world() {
  const trust = await buildTrust(database.db);
  await buildTermDates(database.db, trust);
  const school = await buildSchool(database.db, trust, { name: `Measured School ${trust.name.split(' ').at(-1)}` });
  const empty = await buildSchool(database.db, trust, { name: `Empty School ${trust.name.split(' ').at(-1)}` });
  const review = await buildIssuedReview(database, trust, school);
  return { trust, school, empty, ...review };
}

type World = Awaited<ReturnType<typeof world>>;

async function entry(at: World, kind: string, from: string, until: string, stopped = false): Promise<void> {
  await sql(
    `insert into qa_entry (trust_id, school_id, academic_year, kind, title, starts_on, ends_on, added_by, topic, stopped_at, stopped_by, stopped_why)
     values ($1, $2, 2026, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      at.trust.id,
      at.school.id,
      kind,
      `Entry ${kind} ${from}`,
      from,
      until,
      at.people.leader.personId,
      kind === 'topic_review' ? 'send' : null,
      stopped ? '2026-11-01T09:00:00Z' : null,
      stopped ? at.people.leader.personId : null,
      stopped ? 'The hall burnt down' : null,
    ],
  );
}

const quality = (actor: Actor, school: BuiltSchool, year = 2026): Promise<SchoolQuality> =>
  runAs(
    database,
    actor,
    'qa-quality:read',
    async (ctx) => {
      const found = (await qualityOf(ctx, year)).find((one) => one.school.id === school.id);
      if (!found) throw new Error('The school is not among those of the reader.');
      return found;
    },
    { readOnly: true },
  );

test('what was planned, held, stopped and missed is counted from the calendar and from what came of it', async () => {
  const at = await world();
  await entry(at, 'annual_review', '2026-11-02', '2026-11-13');
  await entry(at, 'data_review', '2026-09-07', '2026-09-11');
  await entry(at, 'topic_review', '2026-10-05', '2026-10-09', true);
  await entry(at, 'topic_review', '2027-05-10', '2027-05-14');
  const { coverage } = await quality(at.people.leader, at.school);
  expect(coverage).toEqual({ planned: 4, held: 1, stopped: 1, not_held: 1, to_come: 1 });
  expect((await quality(at.people.leader, at.school, 2025)).coverage.planned).toBe(0);
  expect((await quality(at.people.leader, at.empty)).coverage.planned).toBe(0);
});

test('evidence speaks to an area by what its recorder said, or because a sentence of an issued review cites it; withdrawn it is silent', async () => {
  const at = await world();
  const before = await quality(at.people.leader, at.school);
  const area = before.areas.find((one) => one.code === 'quality_of_education');
  expect([area?.pieces, area?.kinds]).toEqual([1, ['lesson_observation']]);
  expect(before.grounded.there).toBe(0);
  const piece = await buildEvidence(database.db, at.school, at.people.author, {
    kind: 'pupil_voice',
    happenedOn: '2026-11-20',
  });
  const tag = [at.trust.id, piece.id, area?.id];
  await sql(
    `insert into evidence_area (trust_id, evidence_id, area_id, points) values ($1, $2, $3, 'development')`,
    tag,
  );
  const after = await quality(at.people.leader, at.school);
  const then = after.areas.find((one) => one.code === 'quality_of_education');
  expect([then?.pieces, then?.kinds.toSorted(), then?.newest_on?.toString()]).toEqual([
    2,
    ['lesson_observation', 'pupil_voice'],
    '2026-11-20',
  ]);
  expect(after.grounded.there).toBe(1);
  await sql(
    `update evidence set withdrawn_at = now(), withdrawn_by = $2, withdrawn_why = 'Wrong school' where id = $1`,
    [piece.id, at.people.author.personId],
  );
  expect((await quality(at.people.leader, at.school)).grounded.there).toBe(0);
});

test('a finding waits until the plan holds an action or a criterion under it', async () => {
  const at = await world();
  const waiting = await quality(at.people.leader, at.school);
  expect(waiting.waiting).toMatchObject({ findings: 1, answered: 0, median: null, oldestOpen: 0 });
  // The plan that the issue of the review opened holds the key issue; nothing stands under it yet.
  const [issue] = (await sql('select id, plan_id from plan_issue where key_issue_id = $1', [at.keyIssues[0]?.id])).rows;
  const by = at.people.leader.personId;
  const [objective] = (
    await sql(
      `insert into plan_objective (trust_id, plan_id, issue_id, position, text, added_by) values ($1, $2, $3, 1, 'Better', $4) returning id`,
      [at.trust.id, issue.plan_id, issue.id, by],
    )
  ).rows;
  await sql(
    `insert into success_criterion (trust_id, plan_id, objective_id, position, what, measure, added_by, added_at) values ($1, $2, $3, 1, 'Fewer gaps', 'words', $4, '2026-11-30T09:00:00Z')`,
    [at.trust.id, issue.plan_id, objective.id, by],
  );
  await sql(
    `insert into plan_action (trust_id, plan_id, objective_id, position, what, added_by, added_at) values ($1, $2, $3, 1, 'Check', $4, '2026-12-01T09:00:00Z')`,
    [at.trust.id, issue.plan_id, objective.id, by],
  );
  const answered = await quality(at.people.leader, at.school);
  expect(answered.waiting).toMatchObject({ findings: 1, answered: 1, longest: 7, oldestOpen: null });
  expect(answered.findings[0]?.plan_id).toBe(issue.plan_id);
});

test('a criterion has evidence of impact when evidence speaks to it, and only plans put to work are counted', async () => {
  const at = await world();
  const { people } = at;
  const school = at.empty;
  const plan = await buildPlan(database, people.leader, school.id);
  const ownHead = await buildActor(database.db, at.trust, 'head_teacher', { schoolId: school.id });
  expect((await quality(people.leader, school)).impact).toEqual({ of: 0, there: 0 });
  await buildSignature(database, ownHead, plan.planId);
  await buildSignature(database, people.executivePrincipal, plan.planId);
  expect((await quality(people.leader, school)).impact).toEqual({ of: 1, there: 0 });
  await buildRecommendation(database, people.executivePrincipal, plan.planId);
  await buildDecision(database, people.trustee, plan.planId);
  const piece = await buildEvidence(database.db, school, people.author);
  const line = [at.trust.id, piece.id, plan.criterionId];
  await sql('insert into evidence_line (trust_id, evidence_id, criterion_id) values ($1, $2, $3)', line);
  await sql(`update plan_action set done_on = '2026-11-20', done_by = $2, done_recorded_at = now() where id = $1`, [
    plan.actionId,
    people.head.personId,
  ]);
  const after = await quality(people.leader, school);
  expect([after.impact, after.actions]).toEqual([
    { of: 1, there: 1 },
    { of: 1, there: 1 },
  ]);
});

test('the school’s own grade is held against the issued one only, in the same framework', async () => {
  const at = await world();
  await sql(
    `insert into school_own_grade (trust_id, school_id, academic_year, framework_id, area_id, grade_code, reasons, saved_at, saved_by)
     select a.trust_id, $2, 2026, a.framework_id, a.id, '1', 'So we see it', now(), $3 from framework_area a join annual_review r on r.framework_id = a.framework_id
     where r.id = $1 and a.scale = 'main'`,
    [at.reviewId, at.school.id, at.people.head.personId],
  );
  const { bias, pairs } = await quality(at.people.leader, at.school);
  expect(bias.of).toBeGreaterThanOrEqual(4);
  expect(bias).toMatchObject({ better: bias.of, same: 0, worse: 0 });
  expect(pairs[0]?.own).toBe('Outstanding');
  const page = (await (await agentOf(at.people.head)).get(`/qa-quality/${at.school.id}`)).body;
  expect(wordsOf(page)).toContain(`Better in ${bias.of} of ${bias.of} areas`);
});

test('of those observed it is said how many replied, never who, and nothing of one or two', async () => {
  const at = await world();
  const observe = async (replied: boolean) => {
    const teacher = await buildActor(database.db, at.trust, 'teacher', { schoolId: at.school.id });
    const piece = await buildEvidence(database.db, at.school, at.people.author);
    await sql(`update evidence set observed_id = $2, readers = 'named' where id = $1`, [piece.id, teacher.personId]);
    if (replied)
      await sql(
        `insert into evidence_reply (trust_id, evidence_id, body, replied_at, replied_by) values ($1, $2, 'Yes', now(), $3)`,
        [at.trust.id, piece.id, teacher.personId],
      );
    return teacher.name;
  };
  const names = [await observe(true), await observe(false)];
  const path = `/qa-quality/${at.school.id}`;
  const head = await agentOf(at.people.head);
  expect(wordsOf((await head.get(path)).body)).toContain('Replies of those observed Too few to tell');
  names.push(await observe(true));
  // The page is kept until something happens in the trust; here only rows were written.
  await runAs(database, at.people.head, 'evidence:write', async (ctx) => {
    const { addEvidence } = await import('#features/evidence/actions/add-evidence.ts');
    const { evidenceInput } = await import('#features/evidence/build.ts');
    await addEvidence(ctx, at.school.id, evidenceInput(), []);
  });
  const words = wordsOf((await head.get(path)).body);
  expect(words).toContain('2 of 3 have replied');
  for (const name of names) expect(words).not.toContain(name);
});

test('a head sees the own school, trustees every school without a name, and nobody else anything', async () => {
  const at = await world();
  await entry(at, 'annual_review', '2026-11-02', '2026-11-13');
  const { head, trustee, governor, leader } = at.people;
  const own = wordsOf((await (await agentOf(head)).get('/qa-quality')).body);
  expect(own).toContain(at.school.name);
  expect(own).not.toContain(at.empty.name);
  expect((await (await agentOf(head)).get(`/qa-quality/${at.empty.id}`)).statusCode).toBe(404);
  const all = wordsOf((await (await agentOf(trustee)).get('/qa-quality')).body);
  expect([all.includes(at.school.name), all.includes(at.empty.name)]).toEqual([true, true]);
  const page = wordsOf((await (await agentOf(trustee)).get(`/qa-quality/${at.school.id}`)).body);
  for (const name of [at.people.author.name, head.name, leader.name]) expect(page).not.toContain(name);
  // The calendar has not been published: its entries are not for trustees, how many there are is.
  expect(page).toContain('1 planned');
  expect(page).not.toContain('Entry annual_review');
  expect(wordsOf((await (await agentOf(leader)).get(`/qa-quality/${at.school.id}`)).body)).toContain(
    'Entry annual_review',
  );
  expect((await (await agentOf(governor)).get('/qa-quality')).statusCode).toBe(403);
  const stranger = await world();
  expect((await (await agentOf(leader)).get(`/qa-quality/${stranger.school.id}`)).statusCode).toBe(404);
  expect((await (await agentOf(leader)).get('/qa-quality?year=nonsense')).statusCode).toBe(200);
});
