import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

test('without any setting Cairn serves this machine with its own database', () => {
  expect(readConfig({})).toMatchObject({
    port: 3000,
    host: 'localhost',
    databaseUrl: null,
    publicUrl: null,
    smtpUrl: null,
  });
});

test('an empty setting is no setting', () => {
  expect(readConfig({ DATABASE_URL: '', PORT: '' })).toMatchObject({ port: 3000, databaseUrl: null });
});

test('every wrong setting is named at once, with what to do', () => {
  const wrong = () => readConfig({ PORT: 'abc', DATABASE_URL: 'mysql://x', PUBLIC_URL: 'cairn' });
  expect(wrong).toThrow(/PORT[\s\S]*DATABASE_URL must look like[\s\S]*PUBLIC_URL must be/);
});

test('a database of its own needs a secret that all processes share', () => {
  expect(() => readConfig({ DATABASE_URL: 'postgres://db/cairn' })).toThrow('set CAIRN_SECRET too');
  const given = { DATABASE_URL: 'postgres://db/cairn', CAIRN_SECRET: 'x'.repeat(32) };
  expect(() => readConfig(given)).toThrow('set CAIRN_CONFIDENTIAL_KEY too');
  const config = readConfig({ ...given, CAIRN_CONFIDENTIAL_KEY: 'y'.repeat(32) });
  expect([config.secret, config.confidentialKey]).toEqual(['x'.repeat(32), 'y'.repeat(32)]);
});
