import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import type { Actor } from '#core/access/actor.ts';
import { roleNames } from '#core/access/roles.ts';
import { runAs } from '#core/access/run-as.ts';
import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { type BuiltTrust, buildActor, buildSchool, buildTrust } from '#core/organisations/build.ts';
import { Forbidden } from '#platform/errors.ts';
import { createVault } from '#platform/vault.ts';
import { useDatabase } from '#test/support/database.ts';
import { readersOfRecord, readingsOfRecord, recordsIRead } from './queries.ts';
import { recogniseVault } from './recognise-vault.ts';
import {
  destroyDue,
  destroyFrom,
  endReader,
  keyOf,
  nameReader,
  openConfidential,
  recordBehindTheWall,
} from './records.ts';

const database = useDatabase();
let trust: BuiltTrust;
let coach: Actor;
let teacher: Actor;
let recordId: string;
let sealed: Buffer;

const as = <T>(actor: Actor, work: (ctx: Ctx) => Promise<T>) => runAs(database, actor, 'own-account', work);
/** A write that is allowed: what is tested here is what the database lets through. */
const change = <T>(actor: Actor, work: (ctx: Ctx, tx: Parameters<Parameters<typeof write>[1]>[0]) => Promise<T>) =>
  as(actor, (ctx) =>
    write(ctx, async (tx) => {
      tx.authorise({ allowed: true });
      const result = await work(ctx, tx);
      await tx.record({
        kind: 'test.done',
        subjectType: 'person',
        subjectId: actor.personId,
        schoolId: null,
        summary: 'x',
      });
      return result;
    }),
  );

beforeEach(async () => {
  trust = await buildTrust(database.db);
  const school = await buildSchool(database.db, trust);
  coach = await buildActor(database.db, trust, 'teaching_learning');
  teacher = await buildActor(database.db, trust, 'teacher', { schoolId: school.id });
  [recordId, sealed] = await change(coach, async (ctx, tx) => {
    const id = await openConfidential(ctx, tx, {
      kind: 'coaching',
      aboutId: teacher.personId,
      readers: [{ personId: coach.personId, capacity: 'coach' }],
    });
    await recordBehindTheWall(tx, id, 'coaching.agreed', 'agreed on SECRETCOACHING');
    return [id, (await keyOf(ctx, id, 'the agreement')).seal('SECRETWORD')];
  });
});

test('coach and teacher read what is sealed, and both see every reading', async () => {
  for (const reader of [coach, teacher])
    await as(reader, async (ctx) =>
      expect((await keyOf(ctx, recordId, 'the first session')).open(sealed)).toBe('SECRETWORD'),
    );
  const seen = await as(teacher, (ctx) => readingsOfRecord(ctx, recordId));
  expect(seen.map((reading) => [reading.name, reading.what])).toEqual(
    expect.arrayContaining([
      [coach.name, 'the first session'],
      [teacher.name, 'the first session'],
    ]),
  );
  expect((await as(teacher, (ctx) => recordsIRead(ctx, 'coaching'))).map((one) => one.capacity)).toEqual(['about']);
});

test('no other role reads a row, a reader, a reading, an event or the key, whatever it asks the database', async () => {
  const school = await buildSchool(database.db, trust);
  for (const role of roleNames) {
    const other = await buildActor(database.db, trust, role, { schoolId: school.id });
    await as(other, async (ctx) => {
      await expect(keyOf(ctx, recordId, 'x')).rejects.toThrow(Forbidden);
      for (const table of ['confidential_record', 'confidential_reader', 'confidential_reading'] as const)
        expect(await ctx.db.selectFrom(table).selectAll().execute()).toEqual([]);
      const events = await ctx.db.selectFrom('event').selectAll().execute();
      expect(JSON.stringify(events)).not.toContain('SECRETCOACHING');
    });
  }
});

test('the role of the application can neither read keys nor let itself in', async () => {
  const principal = await buildActor(database.db, trust, 'executive_principal');
  const refused = (statement: ReturnType<typeof sql>) =>
    expect(as(principal, (ctx) => statement.execute(ctx.db))).rejects.toThrow();
  await refused(sql`select * from confidential_key`);
  await refused(sql`select app.confidential_key_of(${recordId}, 'x')`);
  await refused(sql`select app.name_confidential_reader(${recordId}, ${principal.personId}, 'lead', null)`);
  await refused(sql`insert into confidential_reader (trust_id, record_id, person_id, capacity, named_at, named_by)
    values (${trust.id}, ${recordId}, ${principal.personId}, 'lead', now(), ${principal.personId})`);
  await refused(sql`update confidential_reader set person_id = ${principal.personId}`);
  await refused(sql`delete from confidential_reading`);
});

test('another trust sees nothing, even with the id', async () => {
  const stranger = await buildActor(database.db, await buildTrust(database.db), 'teaching_learning');
  await as(stranger, async (ctx) => {
    await expect(keyOf(ctx, recordId, 'x')).rejects.toThrow(Forbidden);
    expect(await readersOfRecord(ctx, recordId)).toEqual([]);
  });
});

test('a reader lets another in, who is seen by the teacher; once their reading ends they open nothing more', async () => {
  const cover = await buildActor(database.db, trust, 'teaching_learning');
  await change(coach, (_, tx) =>
    nameReader(tx, recordId, { personId: cover.personId, capacity: 'coach', why: 'Covers an absence' }),
  );
  await as(cover, (ctx) => keyOf(ctx, recordId, 'the notes'));
  const readers = await as(teacher, (ctx) => readersOfRecord(ctx, recordId));
  expect(readers.find((reader) => reader.person_id === cover.personId)?.why).toBe('Covers an absence');
  await change(coach, (_, tx) => endReader(tx, recordId, cover.personId));
  await as(cover, (ctx) => expect(keyOf(ctx, recordId, 'the notes')).rejects.toThrow(Forbidden));
});

test('whom the record is about cannot be shut out', async () => {
  await change(coach, (_, tx) => endReader(tx, recordId, teacher.personId));
  await as(teacher, (ctx) => keyOf(ctx, recordId, 'my record'));
});

test('on the day that was set the key is destroyed and nobody opens the words; before it nothing is', async () => {
  await change(coach, (_, tx) => destroyFrom(tx, recordId, Temporal.PlainDate.from('2126-01-01')));
  expect(await as(coach, destroyDue)).toBe(0);
  await change(coach, (_, tx) => destroyFrom(tx, recordId, Temporal.PlainDate.from('2026-01-01')));
  expect(await as(coach, destroyDue)).toBe(1);
  await as(teacher, (ctx) => expect(keyOf(ctx, recordId, 'my record')).rejects.toThrow('destroyed'));
});

test('a process with another key says so, and opens nothing', async () => {
  const other = createVault('another key of more than thirty-two characters');
  const own = database.services.vault;
  expect(own && (await recogniseVault(database.db, own))).toBe(true);
  expect(await recogniseVault(database.db, other)).toBe(false);
  const elsewhere = { ...database, services: { ...database.services, vault: other } };
  await runAs(elsewhere, teacher, 'own-account', (ctx) =>
    expect(keyOf(ctx, recordId, 'my record')).rejects.toThrow('the key of this installation'),
  );
});
