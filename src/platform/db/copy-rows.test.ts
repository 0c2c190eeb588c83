import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { useDatabase } from '#test/support/database.ts';
import { copyRows, copyText } from './copy-rows.ts';
import { inTransaction } from './in-transaction.ts';

const database = useDatabase();
const settings = { 'app.trust_id': '' };

test('rows are copied in the transaction of the caller, whatever signs they hold', async () => {
  const texts = ['plain', 'tab\there', 'back\\slash', 'two\nlines', '\\N', '\\.', '=1+1', 'é'];
  const found = await inTransaction(database.db, { readOnly: false, settings }, async (tx) => {
    await sql`create temp table copied (number integer, said text) on commit drop`.execute(tx);
    const lines = texts.map((text, number) => Buffer.from(`${number}\t${copyText(text)}\n`));
    await copyRows(tx, 'copy copied from stdin', [...lines, Buffer.from('99\t\\N\n')]);
    return (await sql<{ said: string | null }>`select said from copied order by number`.execute(tx)).rows;
  });
  expect(found.map(({ said }) => said)).toEqual([...texts, null]);
});

test('what breaks while rows are sent ends the COPY, and the connection can be used again', async () => {
  const broken = inTransaction(database.db, { readOnly: false, settings }, async (tx) => {
    await sql`create temp table copied (number integer) on commit drop`.execute(tx);
    await copyRows(
      tx,
      'copy copied from stdin',
      (async function* () {
        yield Buffer.from('1\n');
        throw new Error('the file broke off');
      })(),
    );
  });
  await expect(broken).rejects.toThrow();
  const wrong = inTransaction(database.db, { readOnly: false, settings }, async (tx) => {
    await sql`create temp table copied (number integer) on commit drop`.execute(tx);
    await copyRows(tx, 'copy copied from stdin', [Buffer.from('not a number\n')]);
  });
  await expect(wrong).rejects.toThrow('invalid input syntax');
  const { rows } = await sql<{ one: number }>`select 1 as one`.execute(database.db);
  expect(rows).toEqual([{ one: 1 }]);
});
