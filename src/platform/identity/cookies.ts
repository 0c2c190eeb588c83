import { createHmac, timingSafeEqual } from 'node:crypto';

/** The names of better-auth's cookies for this address; over https they carry the prefix that browsers protect. */
export function cookieNames(secure: boolean): { session: string; secondStep: string } {
  const prefix = secure ? '__Secure-cairn.' : 'cairn.';
  return { session: `${prefix}session_token`, secondStep: `${prefix}two_factor` };
}

function signature(value: string, secret: string): string {
  return createHmac('sha256', secret).update(value).digest('base64');
}

/** The value of a cookie that carries better-auth's signature (HMAC-SHA256, `value.signature`); null when it is absent or was not signed by us. */
export function readSignedCookie(header: string | undefined, name: string, secret: string): string | null {
  if (!header) return null;
  const start = `${name}=`;
  const pair = header
    .split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(start));
  if (!pair) return null;
  let text: string;
  try {
    text = decodeURIComponent(pair.slice(start.length));
  } catch {
    return null;
  }
  const dot = text.lastIndexOf('.');
  if (dot < 1) return null;
  const value = text.slice(0, dot);
  const given = Buffer.from(text.slice(dot + 1));
  const expected = Buffer.from(signature(value, secret));
  return given.length === expected.length && timingSafeEqual(given, expected) ? value : null;
}

/** A Set-Cookie header that lasts as long as the browser is open: how long the session lasts is decided by the server alone. */
export function signedCookie(name: string, value: string, secret: string, secure: boolean): string {
  const signed = encodeURIComponent(`${value}.${signature(value, secret)}`);
  return `${name}=${signed}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
}

export function forgottenCookie(name: string, secure: boolean): string {
  return `${name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
}
