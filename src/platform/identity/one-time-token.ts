import { createHash, randomBytes } from 'node:crypto';

/** The secret part of a link that works once: 256 random bits for the mail, and the hash that is all the database keeps. */
export function newOneTimeToken(): { token: string; hash: string } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashOneTimeToken(token) };
}

/** What to look a token up by. */
export function hashOneTimeToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
