import pg from 'pg';
import { afterAll, expect, test, vi } from 'vitest';
import { buildSchool, buildTrust, inTrust } from '#core/organisations/build.ts';
import { useDatabase } from '#test/support/database.ts';
import { together } from './together.ts';

// Every client of this file asks through it: it only counts.
const query = vi.spyOn(pg.Client.prototype, 'query');
const database = useDatabase();
afterAll(() => query.mockRestore());

test('what several queries ask is answered in one statement, row for row as each alone, days and moments too', async () => {
  const trust = await buildTrust(database.db);
  for (const name of ['Third School', 'First School', 'Second School'])
    await buildSchool(database.db, trust, { name, joined_on: Temporal.PlainDate.from('2019-09-01') });
  await inTrust(database.db, trust.id, async (db) => {
    const schools = db
      .selectFrom('school')
      .select(['id', 'name', 'joined_on', 'left_on', 'pupils_on_roll'])
      .orderBy('name', 'desc');
    const events = db.selectFrom('event').select(['number', 'at', 'summary']).orderBy('number');
    const nothing = db.selectFrom('school').select('id').where('name', '=', 'No such school');
    const alone = { schools: await schools.execute(), events: await events.execute(), nothing: [] };
    const before = query.mock.calls.length;
    const found = await together(db, { schools, events, nothing, unasked: null });
    expect(query.mock.calls.length - before).toBe(1);
    expect(found).toEqual({ ...alone, unasked: null });
    expect(found.schools.map((school) => school.name)).toEqual(['Third School', 'Second School', 'First School']);
    expect(found.schools[0]?.joined_on?.toString()).toBe('2019-09-01');
  });
});

test('nothing is asked of the database where every query is left out', async () => {
  const before = query.mock.calls.length;
  expect(await together(database.db, { one: null, other: null })).toEqual({ one: null, other: null });
  expect(query.mock.calls.length).toBe(before);
});

/** `together` knows days and moments by their names, so the schema has to keep to them. */
test('days and moments of the schema are named so that they can be told apart', async () => {
  const { rows } = await database.owner.pool.query<{ column_name: string; data_type: string }>(
    `select distinct column_name, data_type from information_schema.columns where table_schema = 'public'
      and table_name not in (select viewname from pg_views) order by 1`,
  );
  const named = (pattern: RegExp) => rows.filter((row) => pattern.test(row.column_name));
  const days = named(/_on$|^by_when$|^day$/);
  const moments = named(/_at$|^at$/);
  expect(days.length).toBeGreaterThan(20);
  expect(moments.length).toBeGreaterThan(20);
  expect(days.filter((row) => row.data_type !== 'date')).toEqual([]);
  expect(moments.filter((row) => !row.data_type.startsWith('timestamp'))).toEqual([]);
});
