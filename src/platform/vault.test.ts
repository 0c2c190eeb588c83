import { expect, test } from 'vitest';
import { createVault } from './vault.ts';

const vault = createVault('a secret of more than thirty-two characters');

test('what is sealed opens with the same record’s key, in another process with the same secret too', () => {
  const wrapped = vault.newKey();
  const sealed = vault.unwrap(wrapped).seal('Wait three seconds after each question – Ärger, 你好');
  const other = createVault('a secret of more than thirty-two characters');
  expect(other.unwrap(wrapped).open(sealed)).toBe('Wait three seconds after each question – Ärger, 你好');
  expect(other.fingerprint).toBe(vault.fingerprint);
});

test('nothing of the words is in what is stored, and the same words are stored differently each time', () => {
  const key = vault.unwrap(vault.newKey());
  const [one, two] = [key.seal('SECRETWORD'), key.seal('SECRETWORD')];
  expect(one.toString('latin1')).not.toContain('SECRETWORD');
  expect(one.equals(two)).toBe(false);
});

test('another record’s key, another secret, or a changed byte opens nothing', () => {
  const wrapped = vault.newKey();
  const sealed = vault.unwrap(wrapped).seal('words');
  expect(() => vault.unwrap(vault.newKey()).open(sealed)).toThrow();
  const stranger = createVault('another secret of more than thirty-two characters');
  expect(() => stranger.unwrap(wrapped)).toThrow();
  expect(stranger.fingerprint).not.toBe(vault.fingerprint);
  sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1;
  expect(() => vault.unwrap(wrapped).open(sealed)).toThrow();
});
