import { expect, test } from 'vitest';
import { base32, otpauthUri, totpCode, totpMatches } from './totp.ts';

const secret = '12345678901234567890';

test('codes are those of RFC 6238, appendix B (last six digits)', () => {
  expect(totpCode(secret, 59)).toBe('287082');
  expect(totpCode(secret, 1_111_111_109)).toBe('081804');
  expect(totpCode(secret, 1_234_567_890)).toBe('005924');
  expect(totpCode(secret, 20_000_000_000)).toBe('353130');
});

test('a phone may be half a minute early or late, no more', () => {
  const code = totpCode(secret, 3000);
  expect(totpMatches(secret, code, 3029)).toBe(true);
  expect(totpMatches(secret, code, 3059)).toBe(true);
  expect(totpMatches(secret, code, 2970)).toBe(true);
  expect(totpMatches(secret, code, 3060)).toBe(false);
  expect(totpMatches(secret, '28708x', 59)).toBe(false);
});

test('the QR code carries the secret in base 32 (RFC 4648)', () => {
  expect(base32('foobar')).toBe('MZXW6YTBOI');
  expect(otpauthUri('foobar', 'ann@invented.example', 'Cairn')).toBe(
    'otpauth://totp/Cairn:ann%40invented.example?secret=MZXW6YTBOI&issuer=Cairn&digits=6&period=30',
  );
});
