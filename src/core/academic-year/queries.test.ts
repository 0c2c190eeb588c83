import { expect, test } from 'vitest';
import { runAs } from '#core/access/run-as.ts';
import { buildActor, buildSchool, buildTrust } from '#core/organisations/build.ts';
import { useDatabase } from '#test/support/database.ts';
import { buildTermDates } from './build.ts';
import { allTermDates, termDates } from './queries.ts';
import { autumnDeadline, countSchoolDays, termWeeks } from './rules.ts';

const database = useDatabase();

test('a school follows the trust until it enters dates of its own', async () => {
  const trust = await buildTrust(database.db);
  const follows = await buildSchool(database.db, trust);
  const differs = await buildSchool(database.db, trust);
  const actor = await buildActor(database.db, trust, 'executive_principal');
  await buildTermDates(database.db, trust, 2026);
  await buildTermDates(database.db, trust, 2026, { schoolId: differs.id, autumnEndsOn: '2026-12-16' });
  await runAs(database, actor, 'school:read', async (ctx) => {
    const datesOf = await allTermDates(ctx, 2026);
    expect(autumnDeadline(datesOf(follows.id))).toEqual({ on: Temporal.PlainDate.from('2026-12-18'), basis: 'trust' });
    expect(autumnDeadline(datesOf(differs.id)).on.toString()).toBe('2026-12-16');
    expect(autumnDeadline(datesOf(differs.id)).basis).toBe('school');
    expect(countSchoolDays(datesOf(null))).toBe(190);
    expect(termWeeks(datesOf(null))).toHaveLength(39);
  });
});

test('another trust’s dates are never used', async () => {
  const theirs = await buildTrust(database.db);
  await buildTermDates(database.db, theirs, 2026);
  const mine = await buildTrust(database.db);
  const actor = await buildActor(database.db, mine, 'executive_principal');
  const dates = await runAs(database, actor, 'school:read', (ctx) => termDates(ctx, null, 2026));
  expect(dates.halfTerms).toEqual([]);
});
