import { createHmac, timingSafeEqual } from 'node:crypto';

const stepSeconds = 30;

/** The six digits of RFC 6238 (HMAC-SHA-1, 30-second steps) for a moment in epoch seconds. */
export function totpCode(secret: string, epochSeconds: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(epochSeconds / stepSeconds)));
  const digest = createHmac('sha1', secret).update(counter).digest();
  const offset = digest.readUInt8(digest.length - 1) & 0x0f;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** True for the code of this step or of one beside it: clocks of phones differ a little. */
export function totpMatches(secret: string, code: string, epochSeconds: number): boolean {
  if (!/^\d{6}$/.test(code)) return false;
  return [-1, 0, 1]
    .map((step) => totpCode(secret, epochSeconds + step * stepSeconds))
    .some((expected) => timingSafeEqual(Buffer.from(expected), Buffer.from(code)));
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 4648 base 32 without padding: how an authenticator app takes a secret that is typed by hand. */
export function base32(text: string): string {
  let bits = '';
  for (const byte of Buffer.from(text)) bits += byte.toString(2).padStart(8, '0');
  return (bits.match(/.{1,5}/g) ?? []).map((chunk) => alphabet[Number.parseInt(chunk.padEnd(5, '0'), 2)]).join('');
}

/** The address inside the QR code. */
export function otpauthUri(secret: string, email: string, issuer: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(email)}`;
  return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}&digits=6&period=${stepSeconds}`;
}
