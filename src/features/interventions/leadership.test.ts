import { expect, test } from 'vitest';
import type { Actor } from '#core/access/actor.ts';
import type { Permission } from '#core/access/permissions.ts';
import { runAs } from '#core/access/run-as.ts';
import type { Ctx } from '#core/context.ts';
import { Forbidden, NotFound } from '#platform/errors.ts';
import { useDatabase } from '#test/support/database.ts';
import { closeIntervention } from './actions/close-intervention.ts';
import { handBack } from './actions/lead-directly.ts';
import { buildAuthority, buildProposal, changeTo } from './build.ts';
import { buildIntervened, buildInterventionPeople } from './build-people.ts';
import { directLeadershipInForce, interventionsWaitingFor, leadsDirectly, openInterventions } from './index.ts';
import { leaderships, possibleLeaders } from './leadership-queries.ts';

const database = useDatabase();
const as = <T>(actor: Actor, permission: Permission, work: (ctx: Ctx) => Promise<T>) =>
  runAs(database, actor, permission, work);
const world = () => buildInterventionPeople(database);

const intervened = (grades: Record<string, string>) => buildIntervened(database, grades);

test('after a 3, direct leadership cannot be proposed', async () => {
  const it = await intervened({ quality_of_education: '3' });
  await expect(buildProposal(database, it.principal, it.id, it.leader)).rejects.toThrow('such as a 4');
});

test('is in force only with the board’s authority, which the Executive Principal cannot record, nor whoever would lead', async () => {
  const it = await intervened({ quality_of_education: '4' });
  await expect(buildProposal(database, it.leader, it.id, it.leader)).rejects.toBeInstanceOf(Forbidden);
  const proposal = await buildProposal(database, it.principal, it.id, it.leader);
  const leads = () => as(it.leader, 'intervention:read', (ctx) => leadsDirectly(ctx, it.leader.personId, it.school.id));
  expect(await leads()).toBe(false);
  expect(await as(it.trustee, 'intervention:read', directLeadershipInForce)).toEqual([]);
  await expect(buildAuthority(database, it.principal, it.id, proposal)).rejects.toBeInstanceOf(NotFound);
  // Somebody who is Executive Principal and, by mistake, clerk too.
  const both = { ...it.principal, grants: [...it.principal.grants, ...it.clerk.grants] };
  await expect(buildAuthority(database, both, it.id, proposal)).rejects.toThrow('The Executive Principal proposes');
  const leadingTrustee = { ...it.leader, grants: [...it.leader.grants, ...it.trustee.grants] };
  await expect(buildAuthority(database, leadingTrustee, it.id, proposal)).rejects.toThrow('You would lead this');
  await buildAuthority(database, it.clerk, it.id, proposal);
  expect(await leads()).toBe(true);
  expect(await as(it.head, 'intervention:read', directLeadershipInForce)).toMatchObject([
    { aspect: 'Teaching in Years 7 to 9', leaderId: it.leader.personId, stateInWords: 'Led by the Trust' },
  ]);
  await expect(buildAuthority(database, it.trustee, it.id, proposal, 'declined')).rejects.toThrow('recorded already');
});

test('somebody who belongs to the school cannot be the one who leads; a head of another school can, and sees it', async () => {
  const it = await intervened({ quality_of_education: '4' });
  const possible = await as(it.principal, 'intervention:lead', (ctx) => possibleLeaders(ctx, it.school.id));
  expect(possible.map((one) => one.id)).toContain(it.otherHead.personId);
  expect(possible.map((one) => one.id)).not.toContain(it.head.personId);
  await expect(buildProposal(database, it.principal, it.id, it.head)).rejects.toThrow('from outside the school');
  const proposal = await buildProposal(database, it.principal, it.id, it.otherHead);
  await buildAuthority(database, it.trustee, it.id, proposal);
  expect(await as(it.otherHead, 'intervention:read', directLeadershipInForce)).toMatchObject([
    { schoolName: it.school.name, href: '/interventions' },
  ]);
  expect(await as(it.otherHead, 'intervention:read', openInterventions)).toEqual([]);
});

test('waits for the clerk and the trustees until it is decided; then for nobody', async () => {
  const it = await intervened({ quality_of_education: '4' });
  const proposal = await buildProposal(database, it.principal, it.id, it.leader);
  const waits = (actor: Actor) => as(actor, 'intervention:read', interventionsWaitingFor);
  expect(await waits(it.clerk)).toMatchObject([{ title: expect.stringContaining('Record what the board decides') }]);
  expect(await waits(it.trustee)).toHaveLength(1);
  expect(await waits(it.principal)).toEqual([]);
  expect(await waits(it.governor)).toEqual([]);
  await buildAuthority(database, it.clerk, it.id, proposal, 'declined');
  expect(await waits(it.clerk)).toEqual([]);
  expect(await as(it.clerk, 'intervention:read', directLeadershipInForce)).toEqual([]);
});

test('must be handed back before the intervention is closed by hand; where the grade changes it is led on until then, and nothing new is taken', async () => {
  const it = await intervened({ quality_of_education: '4' });
  const proposal = await buildProposal(database, it.principal, it.id, it.leader);
  await buildAuthority(database, it.clerk, it.id, proposal);
  const close = () => as(it.principal, 'intervention:lead', (ctx) => closeIntervention(ctx, it.id, 'Done'));
  await expect(close()).rejects.toThrow('Hand back to the school first: Teaching in Years 7 to 9');
  const back = (actor: Actor) =>
    as(actor, 'intervention:lead', (ctx) =>
      handBack(ctx, it.id, proposal, { exitMet: true, note: 'Two reviews good' }),
    );
  await expect(back(it.leader)).rejects.toBeInstanceOf(Forbidden);
  await changeTo(database, it.principal, it.told, { quality_of_education: '2' });
  expect((await it.read()).steps.at(-1)?.becomes).toContain('goes on leading Teaching in Years 7 to 9');
  expect(await as(it.principal, 'intervention:read', interventionsWaitingFor)).toMatchObject([
    { title: expect.stringContaining('Hand back'), detail: expect.stringContaining('The intervention has ended') },
  ]);
  await back(it.principal);
  await expect(back(it.principal)).rejects.toThrow('Only what the Trust leads');
  expect(await as(it.leader, 'intervention:read', (ctx) => leadsDirectly(ctx, it.leader.personId, it.school.id))).toBe(
    false,
  );
  expect(await as(it.principal, 'intervention:read', interventionsWaitingFor)).toEqual([]);
  await expect(buildProposal(database, it.principal, it.id, it.leader)).rejects.toThrow('has ended');
});

test('not decided when the review is withdrawn, it lapses and cannot be authorised any more', async () => {
  const it = await intervened({ quality_of_education: '4' });
  const proposal = await buildProposal(database, it.principal, it.id, it.leader);
  await changeTo(database, it.principal, it.told, null);
  expect(await as(it.clerk, 'intervention:read', interventionsWaitingFor)).toEqual([]);
  const [row] = await as(it.clerk, 'intervention:read', (ctx) => leaderships(ctx, { interventionId: it.id }));
  expect(row?.state).toBe('lapsed');
  await expect(buildAuthority(database, it.clerk, it.id, proposal)).rejects.toThrow('nothing left to decide');
});

test('a school’s proposal does not exist for another trust', async () => {
  const it = await intervened({ quality_of_education: '4' });
  const proposal = await buildProposal(database, it.principal, it.id, it.leader);
  const stranger = await world();
  await expect(buildAuthority(database, stranger.clerk, it.id, proposal)).rejects.toBeInstanceOf(NotFound);
  await expect(buildProposal(database, stranger.principal, it.id, stranger.leader)).rejects.toBeInstanceOf(NotFound);
});
