import { expect, test } from 'vitest';
import { createPageStore, type StoredPage } from './page-store.ts';

const text = (page: StoredPage | undefined) => page?.map(String);

test('a page is kept under its key, and a newer one takes its place', () => {
  const store = createPageStore(10_000, '#');
  store.put('a', 'one');
  store.put('a', 'two');
  expect(text(store.get('a'))).toEqual(['two']);
  expect(store.get('b')).toBeUndefined();
});

test('a page is kept as bytes, cut where a token belongs', () => {
  const store = createPageStore(10_000, '#');
  store.put('a', 'Fergus’s page #, and # again');
  expect(text(store.get('a'))).toEqual(['Fergus’s page ', ', and ', ' again']);
});

test('when the room is full the page that was not asked for longest goes first', () => {
  const store = createPageStore(1000, '#');
  for (const key of ['a', 'b', 'c']) store.put(key, 'x'.repeat(220));
  store.get('a');
  for (const key of ['d', 'e']) store.put(key, 'x'.repeat(220));
  expect([store.get('a') !== undefined, store.get('b') !== undefined]).toEqual([true, false]);
});

test('a page too large for the room is not kept, and takes nothing away', () => {
  const store = createPageStore(1000, '#');
  store.put('a', 'small');
  store.put('b', 'x'.repeat(600));
  expect([text(store.get('a')), store.get('b')]).toEqual([['small'], undefined]);
});
