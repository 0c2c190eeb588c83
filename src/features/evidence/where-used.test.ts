import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildTermDates } from '#core/academic-year/build.ts';
import type { Actor } from '#core/access/actor.ts';
import { allowed } from '#core/access/decision.ts';
import { runAs } from '#core/access/run-as.ts';
import { write } from '#core/audit/write.ts';
import { evidenceUses } from '#core/evidence/uses.ts';
import { freezeDocument } from '#core/frozen-records/freeze.ts';
import { buildActor, buildSchool, buildTrust } from '#core/organisations/build.ts';
import { buildIssuedReview } from '#features/annual-reviews/build.ts';
import { buildFacts, buildPlanFact, buildSchoolFact } from '#features/board-reports/build.ts';
import { buildWeb, signedInAgent, type Web } from '#features/sign-in/build.ts';
import { useDatabase } from '#test/support/database.ts';

const database = useDatabase();
let web: Web;
beforeAll(async () => {
  web = await buildWeb(database);
});
afterAll(() => web.close());

const usesOf = (actor: Actor, evidenceId: string) =>
  runAs(
    database,
    actor,
    'own-account',
    async (ctx) =>
      (await evidenceUses({ ...ctx, scope: { trustId: actor.trustId, schools: 'all' } }, [evidenceId])).get(
        evidenceId,
      ) ?? [],
    { readOnly: true },
  );

/** A report to Trustees that printed one school, frozen as an issue. */
async function printed(by: Actor, schoolId: string, planId: string, reviewYear = '2026/27'): Promise<string> {
  const facts = buildFacts([buildSchoolFact({ schoolId, reviewYear, plans: [buildPlanFact({ planId })] })]);
  return await runAs(database, by, 'board-report:write', (ctx) =>
    write(ctx, async (tx) => {
      tx.authorise(allowed);
      const trust_id = by.trustId;
      const report = await tx.db
        .insertInto('board_report')
        .values({
          trust_id,
          academic_year: 2026,
          term: 'autumn',
          started_at: ctx.now,
          started_by: by.personId,
          facts: JSON.stringify(facts),
          assembled_at: ctx.now,
          assembled_by: by.personId,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      const frozen = await freezeDocument(ctx, tx, {
        kind: 'board-report',
        subjectId: report.id,
        schoolId: null,
        fileName: 'Report',
        document: {
          title: 'Report to Trustees',
          organisation: by.trustName,
          language: 'en-GB',
          date: ctx.today,
          details: [],
          blocks: [],
        },
      });
      await tx.db
        .insertInto('board_report_issue')
        .values({
          trust_id,
          report_id: report.id,
          number: 1,
          why: null,
          frozen_record_id: frozen.id,
          facts: JSON.stringify(facts),
          issued_at: ctx.now,
          issued_by: by.personId,
        })
        .execute();
      await tx.record({
        kind: 'board-report.issued',
        subjectType: 'board_report',
        subjectId: report.id,
        schoolId: null,
        summary: 'issued a report',
      });
      return report.id;
    }),
  );
}

test('from a visit to every sentence, judgement, line of a plan and paper for the board that used it, as far as the reader may open them', async () => {
  const trust = await buildTrust(database.db);
  await buildTermDates(database.db, trust);
  const school = await buildSchool(database.db, trust);
  const { people, evidenceId, reviewId } = await buildIssuedReview(database, trust, school);
  const found = await database.owner.pool.query('select id, plan_id from plan_issue where annual_review_id = $1', [
    reviewId,
  ]);
  const planId: string = found.rows[0].plan_id;
  const by = people.leader.personId;
  const objective = await database.owner.pool.query(
    `insert into plan_objective (trust_id, plan_id, issue_id, position, text, added_by) values ($1, $2, $3, 1, 'Better', $4) returning id`,
    [trust.id, planId, found.rows[0].id, by],
  );
  const criterion = await database.owner.pool.query(
    `insert into success_criterion (trust_id, plan_id, objective_id, position, what, measure, added_by) values ($1, $2, $3, 1, 'Fewer gaps', 'words', $4) returning id`,
    [trust.id, planId, objective.rows[0].id, by],
  );
  await database.owner.pool.query(
    'insert into evidence_line (trust_id, evidence_id, criterion_id) values ($1, $2, $3)',
    [trust.id, evidenceId, criterion.rows[0].id],
  );
  await database.owner.pool.query(
    `insert into plan_review (trust_id, plan_id, academic_year, term, reviewed_on, overall, decision, reason, evidence_ids, recorded_by, recorded_at)
     values ($1, $2, 2026, 'autumn', '2026-11-20', 'Well', 'continue', 'It works', array[$3]::uuid[], $4, '2026-11-20T12:00:00Z')`,
    [trust.id, planId, evidenceId, by],
  );
  const reportId = await printed(people.executivePrincipal, school.id, planId);
  const uses = await usesOf(people.executivePrincipal, evidenceId);
  expect(new Set(uses.map((use) => use.kind))).toEqual(
    new Set(['sentence', 'judgement', 'plan_line', 'plan_review', 'board_paper']),
  );
  const papers = uses.filter((use) => use.kind === 'board_paper');
  expect(papers.map((use) => use.href)).toEqual([
    `/board-reports/${reportId}/issues/1`,
    `/board-reports/${reportId}/issues/1`,
  ]);
  const kindsFor = async (actor: Actor) =>
    [...new Set((await usesOf(actor, evidenceId)).map((use) => use.kind))].sort();
  expect(await kindsFor(people.head)).toEqual(['judgement', 'plan_line', 'plan_review', 'sentence']);
  expect(await kindsFor(await buildActor(database.db, trust, 'external_reviewer', { schoolId: school.id }))).toEqual([
    'judgement',
    'sentence',
  ]);
  const agent = await signedInAgent(web, people.head);
  for (const use of await usesOf(people.head, evidenceId)) expect((await agent.get(use.href)).statusCode).toBe(200);
  const elsewhere = await buildActor(database.db, await buildTrust(database.db), 'executive_principal');
  expect(await usesOf(elsewhere, evidenceId)).toEqual([]);
});

test('a paper that printed another year’s review, or was issued before, used nothing of it', async () => {
  const trust = await buildTrust(database.db);
  await buildTermDates(database.db, trust);
  const school = await buildSchool(database.db, trust);
  const { people, evidenceId } = await buildIssuedReview(database, trust, school);
  await printed(people.executivePrincipal, school.id, crypto.randomUUID(), '2025/26');
  const uses = await usesOf(people.executivePrincipal, evidenceId);
  expect(uses.filter((use) => use.kind === 'board_paper')).toEqual([]);
});

test('from the evidence of an issued report those who may read it open the piece; others read its words and find no dead link', async () => {
  const trust = await buildTrust(database.db);
  await buildTermDates(database.db, trust);
  const school = await buildSchool(database.db, trust);
  const { people, evidenceId, reviewId } = await buildIssuedReview(database, trust, school);
  const address = `/schools/${school.id}/evidence/${evidenceId}`;
  const issued = async (actor: Actor) =>
    (await (await signedInAgent(web, actor)).get(`/annual-reviews/${reviewId}/issued`)).body;
  for (const actor of [people.head, people.leader, people.author]) {
    const page = await issued(actor);
    expect(page).toContain('href="#evidence-1"');
    expect(page).toContain(`href="${address}"`);
  }
  for (const actor of [people.trustee, people.governor]) {
    const page = await issued(actor);
    expect(page).toContain('Invented observation');
    expect(page).not.toContain(address);
  }
});
