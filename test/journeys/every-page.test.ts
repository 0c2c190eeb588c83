import { expect, test } from 'vitest';
import { type Role, roles } from '#core/access/roles.ts';
import { followLinks, type Visit } from '../support/follow-links.ts';
import { lookAtPage } from '../support/look-at-page.ts';
import { useRunningApp } from '../support/running-app.ts';
import { administrator, type CastKey, cast } from '../world/cast.ts';

const running = useRunningApp();

/** Somebody of the invented trust for each role. */
const readers: Record<Role, CastKey | 'administrator'> = {
  executive_principal: 'executivePrincipal',
  trust_leader: 'trustLeader',
  teaching_learning: 'teachingLead',
  trustee: 'chairOfTrustees',
  clerk: 'clerk',
  administrator: 'administrator',
  head_teacher: 'headMarlstone',
  slt: 'deputyTarnside',
  middle_leader: 'headOfMaths',
  teacher: 'teacher',
  lgb_member: 'governorMarlstone',
  external_reviewer: 'externalReviewer',
  visiting_reviewer: 'visitingReviewer',
  staff_representative: 'staffRepresentativeMarlstone',
  data_manager: 'dataManager',
  data_access: 'dataLead',
};
const nameOf = (who: CastKey | 'administrator') => (who === 'administrator' ? administrator.name : cast[who].name);

type Reading = { who: string; visits: Visit[] };
const readings: Reading[] = [];

test.each(Object.entries(readers))(
  'every link that is offered to the role %s leads to a page that it may open',
  { timeout: 60_000 },
  async (role, who) => {
    const context = await running.signIn(nameOf(who));
    const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
    await context.close();
    const visits = await followLinks(running.address(), cookie);
    readings.push({ who: nameOf(who), visits });
    const dead = visits.filter((visit) => visit.status !== 200);
    expect(dead.map(({ path, status, from }) => `${status} ${path}, linked from ${from}`)).toEqual([]);
    expect(visits.length, roles[role as Role].label).toBeGreaterThan(3);
  },
);

/** Up to `perKind` pages of every kind, each read by another person where more than one has it; the home page, which differs by role, as everybody. */
function sample(perKind: number): { who: string; path: string; first: boolean }[] {
  const chosen = new Map<string, { who: string; path: string; first: boolean }[]>();
  for (const { who, visits } of readings) {
    for (const { kind, path, status, isPage } of visits) {
      const pages = chosen.get(kind) ?? [];
      if (
        status !== 200 ||
        !isPage ||
        (path !== '/' && pages.length >= perKind) ||
        pages.some((page) => page.who === who)
      )
        continue;
      chosen.set(kind, [...pages, { who, path, first: pages.length === 0 }]);
    }
  }
  return [...chosen.values()].flat();
}

test('no page of any kind is hard to see, to read aloud or to hold in one hand', { timeout: 480_000 }, async () => {
  const pages = sample(2);
  const problems: string[] = [];
  const look = async (who: string) => {
    const context = await running.signIn(who);
    const page = await context.newPage();
    for (const { path, first } of pages.filter((one) => one.who === who)) {
      const found = await lookAtPage(page, path, { dark: first });
      problems.push(...found.map((problem) => `${path} as ${who}: ${problem}`));
    }
    await context.close();
  };
  const people = [...new Set(pages.map((page) => page.who))];
  // Two at a time: one lays out while the other asks.
  const next = async (): Promise<void> => {
    for (let who = people.shift(); who !== undefined; who = people.shift()) await look(who);
  };
  await Promise.all([next(), next()]);
  expect(problems).toEqual([]);
  expect(pages.length).toBeGreaterThan(30);
});
