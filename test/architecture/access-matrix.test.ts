import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildExamWeek, buildTermDates } from '#core/academic-year/build.ts';
import { type Actor, holds } from '#core/access/actor.ts';
import { type Role, roleNames, roles } from '#core/access/roles.ts';
import type { Route } from '#core/access/route.ts';
import { type BuiltSchool, type BuiltTrust, buildActor, buildSchool, buildTrust } from '#core/organisations/build.ts';
import { type Agent, buildWeb, signedInAgent, type Web } from '#features/sign-in/build.ts';
import { features } from '#src/features.ts';
import { useDatabase } from '#test/support/database.ts';
import { buildIssuedReview } from '../../src/features/annual-reviews/build.ts';
import { buildCalendarFeed } from '../../src/features/calendar-feeds/build.ts';
import { buildTakenSnapshot } from '../../src/features/data-snapshots/build.ts';
import { buildRegister } from '../../src/features/data-systems/build.ts';
import { buildNamedObservation, buildOpenEvidence } from '../../src/features/evidence/build.ts';
import { buildVisitedSchool } from '../../src/features/informal-monitoring/build.ts';
import { buildModeration } from '../../src/features/judging/build.ts';
import { buildLineMeetings } from '../../src/features/line-meetings/build.ts';
import { buildProtection } from '../../src/features/pupil-protection/build.ts';
import { buildCalendarInConsultation } from '../../src/features/qa-calendar/build.ts';
import { buildIssuedReport } from '../../src/features/review-reports/build.ts';
import { buildGatheredReview } from '../../src/features/reviews/build.ts';
import { buildPresentedAnalysis } from '../../src/features/snapshot-analysis/build.ts';
import { buildWorkload } from '../../src/features/workload/build.ts';
import { type Ids, idsAt } from './ids-at.ts';

// Every route × every role × own school, another school, another trust. What lies outside a reader's scope is not there (404), whatever the id; what a role
// does not include is refused (403); nothing ever answers with somebody else's record, or breaks.

const database = useDatabase();
const routes: readonly Route[] = features.flatMap((feature) => feature.routes);
let web: Web;

type Place = { trust: BuiltTrust; school: BuiltSchool; ids: Ids };
let own: Place;
let otherSchool: Place;
let otherTrust: Place;
const agents = new Map<Role, { actor: Actor; agent: Agent }>();

async function place(trust: BuiltTrust): Promise<Place> {
  const school = await buildSchool(database.db, trust);
  await buildIssuedReview(database, trust, school, {
    grades: { quality_of_education: '4', behaviour_and_attitudes: '3' },
  });
  const snapshot = await buildTakenSnapshot(database, trust, school);
  await buildPresentedAnalysis(database, trust, school, snapshot.id);
  await buildRegister(database, trust, school);
  await buildProtection(database, trust, school);
  await buildModeration(database, trust, school);
  await buildLineMeetings(database, trust, school);
  await buildVisitedSchool(database, trust, school);
  await buildWorkload(database, trust, school);
  await buildCalendarFeed(database, trust, school);
  await buildGatheredReview(database, trust, school);
  await buildIssuedReport(database, trust, school);
  await buildCalendarInConsultation(database, trust, school);
  await buildExamWeek(database.db, trust, 'Invented tests', '2027-05-10', { schoolId: school.id });
  await buildNamedObservation(database, trust, school);
  await buildOpenEvidence(database, trust, school);
  return { trust, school, ids: await idsAt(database.owner.pool, trust, school) };
}

beforeAll(async () => {
  web = await buildWeb(database);
  const mine = await buildTrust(database.db);
  const theirs = await buildTrust(database.db);
  await buildTermDates(database.db, mine);
  own = await place(mine);
  otherSchool = await place(mine);
  otherTrust = await place(theirs);
  for (const role of roleNames) {
    const departmentId = own.ids['departmentId'];
    const at = {
      trust: {},
      school: { schoolId: own.school.id },
      department: { schoolId: own.school.id, ...(departmentId ? { departmentId } : {}) },
    }[roles[role].place];
    const actor = await buildActor(database.db, mine, role, at);
    agents.set(role, { actor, agent: await signedInAgent(web, actor) });
  }
}, 120_000);
afterAll(() => web.close());

const words: Record<string, string> = {
  code: 'school',
  sectionCode: 'strengths',
  area: 'quality_of_education',
  year: '2026',
  format: 'pdf',
  issueNumber: '1',
  paperNumber: '1',
  table: 'school',
  term: 'autumn',
  part: 'school',
  kind: 'all',
  line: '2',
  measure: 'attainment8',
  family: 'section-5',
  lineKey: 'data_review',
};

/** The route's address with ids of one place; null where the place has no such record. */
function addressOf(route: Route, ids: Ids): string | null {
  let missing = false;
  const url = route.path.replaceAll(/:(\w+)/g, (_, name: string) => {
    const value = ids[name] ?? words[name];
    if (value === undefined) missing = true;
    return value ?? '';
  });
  return missing ? null : url;
}

const hasId = (route: Route): boolean => /:\w*[iI]d\b/.test(route.path);
/** Frameworks, rules and forms of reviews belong to the whole trust: they have no school to be outside of. */
const ofTheTrust = (route: Route): boolean =>
  /:(frameworkId|ruleSetId|instrumentId)/.test(route.path) && !route.path.includes(':schoolId');
const ask = (agent: Agent, route: Route, url: string) =>
  route.method === 'GET' ? agent.get(url) : agent.post(url, {});

test('every id in an address is known to this test, so that no route escapes it', () => {
  const names = new Set(routes.flatMap((route) => [...route.path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '')));
  const unknown = [...names].filter((name) => !(name in own.ids) && !(name in words));
  expect(unknown).toEqual([]);
});

test('a page that a role does not include is refused, and no page breaks', async () => {
  const wrong: string[] = [];
  for (const [role, { actor, agent }] of agents) {
    for (const route of routes.filter((each) => each.method === 'GET')) {
      const url = addressOf(route, own.ids);
      if (!url) continue;
      const { statusCode } = await agent.get(url);
      if (!holds(actor, route.permission) && statusCode !== 403)
        wrong.push(`${role} ${route.path}: ${statusCode} instead of 403`);
      if (statusCode >= 500) wrong.push(`${role} ${route.path}: ${statusCode}`);
    }
  }
  expect(wrong).toEqual([]);
}, 240_000);

for (const [where, placeOf, rolesThere] of [
  ['another trust', () => otherTrust, roleNames],
  ['another school of the trust', () => otherSchool, roleNames.filter((role) => roles[role].place !== 'trust')],
] as const) {
  test(`records of ${where} are not there, to read or to change`, async () => {
    const wrong: string[] = [];
    for (const role of rolesThere) {
      const signedIn = agents.get(role);
      if (!signedIn) continue;
      for (const route of routes.filter((each) => hasId(each) && !(where !== 'another trust' && ofTheTrust(each)))) {
        const url = addressOf(route, placeOf().ids);
        if (!url) continue;
        const { statusCode, body } = await ask(signedIn.agent, route, url);
        if (statusCode < 400 || statusCode >= 500) wrong.push(`${role} ${route.method} ${route.path}: ${statusCode}`);
        if (body.includes(placeOf().school.name)) wrong.push(`${role} ${route.method} ${route.path}: names the school`);
      }
    }
    expect(wrong).toEqual([]);
  }, 240_000);
}
