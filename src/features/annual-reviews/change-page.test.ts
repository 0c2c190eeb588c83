import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#core/access/actor.ts';
import { runAs } from '#core/access/run-as.ts';
import { useDatabase } from '#test/support/database.ts';
import { buildReviewWorld, type ReviewOptions, type Stage } from './build.ts';
import { buildReader, buildReviewWeb } from './web/build.ts';

const database = useDatabase();
let app: FastifyInstance;
beforeAll(async () => {
  app = await buildReviewWeb(database);
});
afterAll(() => app.close());

const reader = (actor: Actor) => buildReader(database, app, actor);

const world = (stage: Stage, options: ReviewOptions = {}) => buildReviewWorld(database, stage, options);

test('what becomes of intervention and plan is said beside each grade and beside the withdrawal, before either happens', async () => {
  const { path, people } = await world('issued', { grades: { quality_of_education: '3' } });
  const principal = await reader(people.executivePrincipal);
  const bare = await principal.get(`${path}/change`);
  expect(bare.html).not.toContain('name="gradeCode"');
  expect(bare.text).toContain(
    'written anew. The intervention is marked as withdrawn, because the review that caused it no longer stands.',
  );
  const page = await principal.get(`${path}/change?area=quality_of_education`);
  const hintOf = (code: string) => {
    const described = new RegExp(`value="${code}"[^>]*aria-describedby="([^"]+)"`).exec(page.html)?.[1];
    return new RegExp(`id="${described}"[^>]*>([^<]*)<`).exec(page.html)?.[1] ?? '';
  };
  expect(hintOf('2')).toContain('The intervention closes, because no judgement asks for it any more.');
  expect(hintOf('4')).toContain('The Trust puts the action plan in place');
  expect(page.html).not.toContain('value="3"');
  // Nothing has happened by looking, and what was foretold is what comes.
  await principal.post(`${path}/change`, {
    areaCode: 'quality_of_education',
    gradeCode: '2',
    reasons: 'What was seen supports the judgement of quality of education.',
    why: 'A remark.',
  });
  const steps = await runAs(database, people.executivePrincipal, 'intervention:read', (ctx) =>
    ctx.db.selectFrom('intervention_step').select(['step', 'becomes']).orderBy('taken_at').execute(),
  );
  expect(steps.map((step) => step.step)).toEqual(['opened', 'closed']);
  expect(steps[1]?.becomes).toBe(hintOf('2'));
});
