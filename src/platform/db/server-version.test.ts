import { expect, test } from 'vitest';
import { whyTooOld } from './server-version.ts';

test('a server older than PostgreSQL 18 is refused in words, and any later one is not', () => {
  expect(whyTooOld(160_004)).toContain('This database server is PostgreSQL 16.4');
  expect(whyTooOld(179_999)).not.toBeNull();
  expect(whyTooOld(180_000)).toBeNull();
  expect(whyTooOld(190_002)).toBeNull();
});
