import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, inject } from 'vitest';
import type { Process } from '#core/access/run-as.ts';
import { type Clock, fixedClock } from '#platform/clock.ts';
import { type Connection, connect } from '#platform/db/connect.ts';
import { createVault } from '#platform/vault.ts';

export type TestDatabase = Process & { url: string; owner: Connection };

/** A Monday in the eleventh week of the autumn term, at nine in the morning: the moment at which tests happen unless they say otherwise. */
export const mondayInNovember = fixedClock('2026-11-23T09:00:00Z');

const vault = createVault('the key of confidential records in every test');

/**
 * A database of this file's own, copied from the migrated template: call it once at the top of a test file and use what it returns inside tests.
 * Each test builds its own trust in it. `owner` is the owner's connection, for what only the owner may do.
 */
export function useDatabase(clock: Clock = mondayInNovember): TestDatabase {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const url = new URL(inject('postgresUrl'));
  const postgresUrl = url.toString();
  url.pathname = `/${name}`;
  const app = connect(url.toString(), { as: 'app', max: 6 });
  const owner = connect(url.toString(), { as: 'owner', max: 2 });
  beforeAll(async () => {
    const maintenance = connect(postgresUrl, { as: 'owner', max: 1 });
    await maintenance.pool.query(`create database ${name} template cairn_template`);
    await maintenance.close();
  });
  afterAll(async () => {
    await app.close();
    await owner.close();
    const maintenance = connect(postgresUrl, { as: 'owner', max: 1 });
    await maintenance.pool.query(`drop database if exists ${name} with (force)`);
    await maintenance.close();
  });
  const services = { clock, enqueue: async () => {}, publicUrl: 'http://localhost:3000', vault };
  return { db: app.db, services, url: url.toString(), owner };
}
