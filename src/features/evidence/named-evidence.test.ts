import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildTermDates } from '#core/academic-year/build.ts';
import { type Actor, holds } from '#core/access/actor.ts';
import { type Role, roleNames, roles } from '#core/access/roles.ts';
import type { Route } from '#core/access/route.ts';
import { runAs } from '#core/access/run-as.ts';
import {
  type BuiltSchool,
  type BuiltTrust,
  buildActor,
  buildSchool,
  buildTrust,
  inTrust,
} from '#core/organisations/build.ts';
import { linkEvidence } from '#features/annual-reviews/actions/support-claim.ts';
import { buildReviewAt, finishReview, readContent } from '#features/annual-reviews/build.ts';
import { type Agent, buildWeb, signedInAgent, type Web } from '#features/sign-in/build.ts';
import { features } from '#src/features.ts';
import { useDatabase } from '#test/support/database.ts';
import { type Ids, idsAt } from '../../../test/architecture/ids-at.ts';
import { correctEvidence } from './actions/correct-evidence.ts';
import { replaceFile } from './actions/replace-file.ts';
import { buildNamedObservation, evidenceInput, type NamedObservation } from './build.ts';

// Notes on one teacher's lesson are read by whoever wrote them, the teacher and those named. A word that stands nowhere else is planted in the title, the text, the
// file and its name, the reply and the reason of a correction; nobody else may find it on any page of the product.
const word = 'Xylophonequoll';
// Pages that show pupils' data, published figures or the furniture of sign-in know nothing of evidence.
const withoutEvidence =
  /^(pupil-|data-s|snapshot-|performance-data|measures|sign-in|set-up|about|frameworks|term-dates)/;

const database = useDatabase();
let web: Web;
let trust: BuiltTrust;
let school: BuiltSchool;
let named: NamedObservation;
let reviewId: string;
const others = new Map<Role, Actor>();
let ids: Ids;

const agents = new Map<string, Promise<Agent>>();
const agentOf = (actor: Actor | undefined): Promise<Agent> => {
  if (!actor) throw new Error('Somebody is missing.');
  const agent = agents.get(actor.personId) ?? signedInAgent(web, actor);
  agents.set(actor.personId, agent);
  return agent;
};

beforeAll(async () => {
  web = await buildWeb(database);
  trust = await buildTrust(database.db);
  await buildTermDates(database.db, trust);
  school = await buildSchool(database.db, trust);
  const review = await buildReviewAt(database, trust, school, 'draft');
  reviewId = review.reviewId;
  const author = review.people.author;
  named = await buildNamedObservation(database, trust, school, word, { readerIds: [author.personId] });
  const content = await readContent(database, author, reviewId);
  const [claim] = content.claims.filter((one) => one.part.startsWith('judgement:'));
  await runAs(database, author, 'annual-review:write', (ctx) =>
    linkEvidence(ctx, reviewId, { part: claim?.part ?? '', hash: claim?.sentence.hash ?? '' }, [named.evidenceId]),
  );
  const [file] = await inTrust(database.db, trust.id, (tx) =>
    tx.selectFrom('evidence_file').select('file_id').where('evidence_id', '=', named.evidenceId).execute(),
  );
  const bytes = new TextEncoder().encode(`More notes: ${word}`);
  await runAs(database, named.recorder, 'evidence:write', async (ctx) => {
    await correctEvidence(ctx, named.evidenceId, evidenceInput({ title: `${word} corrected`, summary: word }), []);
    const sent = [{ field: 'files', fileName: `${word}-2.txt`, mediaType: 'text/plain', bytes }];
    await replaceFile(ctx, named.evidenceId, file?.file_id ?? '', { why: `${word} was unreadable`, revision: 2 }, sent);
  });
  await finishReview(database, reviewId, review.people, 'issued');
  for (const role of roleNames) {
    const place = roles[role].place === 'trust' ? {} : { schoolId: school.id };
    others.set(role, await buildActor(database.db, trust, role, place));
  }
  ids = { ...(await idsAt(database.owner.pool, trust, school)), evidenceId: named.evidenceId, reviewId };
}, 120_000);
afterAll(() => web.close());

const routes: readonly Route[] = features
  .filter((feature) => !withoutEvidence.test(feature.name))
  .flatMap((feature) => feature.routes)
  .filter((route) => route.method === 'GET');

/** The addresses of every page that can be asked for with what is at this school. */
function addresses(): { route: Route; url: string }[] {
  const words: Record<string, string> = { code: 'school', area: 'quality_of_education', year: '2026', format: 'docx' };
  const all: { route: Route; url: string }[] = [];
  for (const route of routes) {
    const url = route.path.replaceAll(/:(\w+)/g, (_, name: string) => ids[name] ?? words[name] ?? '1');
    all.push({ route, url });
    if (route.path.includes(':table'))
      for (const [table, id] of [
        ['evidence', named.evidenceId],
        ['annual_review', reviewId],
      ])
        all.push({ route, url: url.replace(/\/1\/[^/]+/, `/${table}/${id}`) });
  }
  return all;
}

const textOf = (body: Buffer): string => {
  if (body[0] !== 0x50 || body[1] !== 0x4b) return body.toString('utf8');
  return Object.values(unzipSync(new Uint8Array(body)))
    .map((part) => strFromU8(part))
    .join('\n');
};

test('nobody but those named finds a word of it, on any page, in any list, trail, export or document', async () => {
  const found: string[] = [];
  let asked = 0;
  let opened = 0;
  for (const [role, actor] of others) {
    const agent = await agentOf(actor);
    for (const { route, url } of addresses()) {
      if (!holds(actor, route.permission)) continue;
      const response = await agent.get(url);
      asked += 1;
      if (response.statusCode === 200) opened += 1;
      if (textOf(response.rawPayload).includes(word)) found.push(`${role} at ${url}`);
    }
  }
  expect(found).toEqual([]);
  expect(asked).toBeGreaterThan(300);
  expect(opened).toBeGreaterThan(150);
}, 240_000);

test('the recorder, the observed person and those named do read it', async () => {
  const own = `/my-observations/${named.evidenceId}`;
  const page = `/schools/${school.id}/evidence/${named.evidenceId}`;
  const seen = await Promise.all(
    (
      [
        [named.recorder, page],
        [named.recorder, `/schools/${school.id}/evidence`],
        [named.recorder, `/trail/evidence/${named.evidenceId}`],
        [named.observed, own],
        [named.observed, '/my-observations'],
      ] as const
    ).map(async ([actor, url]) => (await (await agentOf(actor)).get(url)).body.includes(word)),
  );
  expect(seen).toEqual([true, true, true, true, true]);
});

test('the trail says that something was done to it, with neither sentence nor reason nor a way to it', async () => {
  const agent = await agentOf(others.get('head_teacher'));
  const trail = (await agent.get('/trail')).body;
  expect(trail).toContain('worked on evidence that only named people read');
  expect(trail).not.toContain(`/trail/evidence/${named.evidenceId}`);
  expect((await agent.get('/trail/download')).body).not.toContain(named.evidenceId);
  expect((await agent.get(`/trail/evidence/${named.evidenceId}`)).statusCode).toBe(404);
});

test('a sentence that rests on it stands as supported for every reader, and the report says only kind and month', async () => {
  const issued = (await (await agentOf(others.get('trustee'))).get(`/annual-reviews/${reviewId}/issued`)).body;
  const executivePrincipal = others.get('executive_principal');
  if (!executivePrincipal) throw new Error('Somebody is missing.');
  expect(issued).toContain('Lesson observation, November 2026');
  expect(issued).not.toContain(`/evidence/${named.evidenceId}`);
  const content = await readContent(database, executivePrincipal, reviewId);
  expect(content.claims.filter((claim) => claim.evidenceIds.includes(named.evidenceId))).toHaveLength(1);
});
