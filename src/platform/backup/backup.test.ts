import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, expect, inject, test } from 'vitest';
import { allowed } from '#core/access/decision.ts';
import { runAs } from '#core/access/run-as.ts';
import { write } from '#core/audit/write.ts';
import { buildActor, buildSchool, buildTrust } from '#core/organisations/build.ts';
import { connect } from '#platform/db/connect.ts';
import { migrate } from '#platform/db/migrate.ts';
import { useDatabase } from '#test/support/database.ts';
import { backUp } from './back-up.ts';
import { restore } from './restore.ts';
import { tablesInOrder } from './tables-in-order.ts';
import { verify } from './verify.ts';

const database = useDatabase();
const folder = mkdtempSync(join(tmpdir(), 'cairn-backup-'));
const made: string[] = [];
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  const maintenance = connect(inject('postgresUrl'), { as: 'owner', max: 1 });
  for (const name of made) await maintenance.pool.query(`drop database if exists ${name} with (force)`);
  await maintenance.close();
});

async function emptyDatabase(): Promise<string> {
  const name = `restore_${randomUUID().replaceAll('-', '')}`;
  made.push(name);
  const maintenance = connect(inject('postgresUrl'), { as: 'owner', max: 1 });
  await maintenance.pool.query(`create database ${name}`);
  await maintenance.close();
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${name}`;
  return url.toString();
}

async function work() {
  const trust = await buildTrust(database.db, 'Trust with “quotes”, tab\tand back\\slash');
  const school = await buildSchool(database.db, trust);
  const administrator = await buildActor(database.db, trust, 'administrator');
  await runAs(database, administrator, 'school:manage', (ctx) =>
    write(ctx, async (tx) => {
      tx.authorise(allowed);
      await tx.db.updateTable('school').set({ name: 'Renamed' }).where('id', '=', school.id).execute();
      await tx.record({
        kind: 'school.changed',
        subjectType: 'school',
        subjectId: school.id,
        schoolId: school.id,
        summary: 'renamed it',
      });
    }),
  );
}

async function everything(url: string): Promise<Record<string, string>> {
  const connection = connect(url, { as: 'owner', max: 1 });
  const client = await connection.pool.connect();
  const contents: Record<string, string> = {};
  for (const table of await tablesInOrder(client)) {
    const rows = await client.query(
      `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as sum from "${table.schema}"."${table.name}" t`,
    );
    contents[`${table.schema}.${table.name}`] = rows.rows[0].sum;
  }
  client.release();
  await connection.close();
  return contents;
}

test('a backup put into an empty database is the same, record by record, and still verifies', async () => {
  await work();
  const file = join(folder, 'plain.cairn');
  const report = await backUp(database.url, file, null);
  expect(report.rows).toBeGreaterThan(4);
  const url = await emptyDatabase();
  expect(await restore(url, file, null, 'migrations')).toEqual(report);
  expect(await everything(url)).toEqual(await everything(database.url));
  expect(await verify(url)).toEqual([]);
});

test('an encrypted backup shows nothing without its key', async () => {
  await work();
  const file = join(folder, 'secret.cairn');
  await backUp(database.url, file, 'a long passphrase');
  expect(readFileSync(file).includes('Renamed')).toBe(false);
  const url = await emptyDatabase();
  await expect(restore(url, file, null, 'migrations')).rejects.toThrow('encrypted');
  await expect(restore(url, file, 'another', 'migrations')).rejects.toThrow('key is wrong');
  expect((await restore(url, file, 'a long passphrase', 'migrations')).rows).toBeGreaterThan(4);
});

test('a backup that was cut short or changed restores nothing', async () => {
  await work();
  const file = join(folder, 'whole.cairn');
  await backUp(database.url, file, null);
  const bytes = readFileSync(file);
  const cut = join(folder, 'cut.cairn');
  writeFileSync(cut, bytes.subarray(0, bytes.byteLength - 40));
  const url = await emptyDatabase();
  await expect(restore(url, cut, null, 'migrations')).rejects.toThrow(/cut short|cannot be read/);
  expect((await restore(url, file, null, 'migrations')).tables).toBeGreaterThan(4);
});

test('a backup of an earlier version is put in as it was, and then brought up to date as an upgrade would', async () => {
  await work();
  const file = join(folder, 'earlier.cairn');
  await backUp(database.url, file, null);
  const newer = join(folder, 'migrations');
  cpSync('migrations', newer, { recursive: true });
  writeFileSync(
    join(newer, '9999_initial.sql'),
    'alter table school add column initial text; update school set initial = left(name, 1); alter table school alter column initial set not null;',
  );
  const url = await emptyDatabase();
  await restore(url, file, null, newer);
  const owner = connect(url, { as: 'owner', max: 1 });
  expect((await owner.pool.query('select distinct initial from school')).rows).toEqual([{ initial: 'R' }]);
  await owner.close();
  expect(await verify(url)).toEqual([]);

  const begun = await emptyDatabase();
  const pool = new pg.Pool({ connectionString: begun, max: 2 });
  await migrate(pool, newer).finally(() => pool.end());
  await expect(restore(begun, file, null, newer)).rejects.toThrow('A newer Cairn has been started on this database');
});

test('a restore never goes over what is there', async () => {
  await work();
  const file = join(folder, 'again.cairn');
  await backUp(database.url, file, null);
  await expect(restore(database.url, file, null, 'migrations')).rejects.toThrow('not empty');
  writeFileSync(join(folder, 'other.txt'), 'not a backup');
  await expect(restore(await emptyDatabase(), join(folder, 'other.txt'), null, 'migrations')).rejects.toThrow(
    'not a backup',
  );
});

test('verifying finds a file, a record and an event that were changed behind the product’s back', async () => {
  await work();
  const url = await emptyDatabase();
  const file = join(folder, 'tampered.cairn');
  await backUp(database.url, file, null);
  await restore(url, file, null, 'migrations');
  const owner = connect(url, { as: 'owner', max: 1 });
  await owner.pool.query('alter table school disable trigger user');
  await owner.pool.query(`update school set name = 'Tampered' where name = 'Renamed'`);
  await owner.pool.query(`update event set summary = 'never happened'`);
  await owner.pool.query(
    `insert into stored_file (trust_id, name, media_type, size_bytes, sha256, content) select id, 'x.txt', 'text/plain', 1, 'wrong', 'x' from trust limit 1`,
  );
  await owner.close();
  expect(new Set((await verify(url)).map((finding) => finding.what))).toEqual(new Set(['trail', 'file', 'history']));
});
