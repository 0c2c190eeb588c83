import { createHash } from 'node:crypto';
import { APIError } from 'better-auth/api';
import { hashPassword, symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto';
import pg from 'pg';
import { addressHeader, createAuth, sessionHours } from './auth.ts';
import { cookieNames, forgottenCookie, readSignedCookie, signedCookie } from './cookies.ts';

export type Session = { accountId: string; sessionId: string };

/** Where a request comes from, for the list of sessions. */
export type Client = { ip: string; userAgent: string };

/** What came of a password or a code. `cookies` are Set-Cookie headers; `locked` means that nothing is checked for fifteen minutes. */
export type SignInResult =
  | { kind: 'signed-in'; accountId: string; cookies: readonly string[] }
  | { kind: 'code-needed'; cookies: readonly string[] }
  | { kind: 'wrong' }
  | { kind: 'locked'; justNow: boolean; accountId: string | null }
  | { kind: 'start-again' };

/** Proves who somebody is and remembers it. Roles and permissions are not its business. */
export type Identity = {
  /** Whose live session a Cookie header carries. One prepared query; a session that is in use is prolonged once an hour. */
  readSession(cookieHeader: string | undefined): Promise<Session | null>;
  /** The token that a Cookie header carries, its signature checked; whether it still opens a session only the database knows. */
  sessionToken(cookieHeader: string | undefined): string | null;
  signIn(email: string, password: string, from: Client): Promise<SignInResult>;
  /** The second step: six digits of an authenticator, or a backup code. */
  signInWithCode(code: string, cookieHeader: string | undefined, from: Client): Promise<SignInResult>;
  /** True while a Cookie header carries a first step that waits for its code. */
  waitsForCode(cookieHeader: string | undefined): Promise<boolean>;
  /** Opens a session for somebody who has proved who they are in another way: an invitation's link, or a button in a demonstration. */
  openSession(accountId: string, from: Client): Promise<readonly string[]>;
  /** Ends the session of a Cookie header; returns the Set-Cookie headers that forget it. */
  signOut(cookieHeader: string | undefined): Promise<readonly string[]>;
  hashPassword(password: string): Promise<string>;
  /** Counts as a guess: `locked` after five wrong ones. */
  checkPassword(accountId: string, password: string): Promise<'right' | 'wrong' | 'locked'>;
  encrypt(text: string): Promise<string>;
  decrypt(text: string): Promise<string>;
  close(): Promise<void>;
};

export type IdentityOptions = { databaseUrl: string; secret: string; publicUrl: string; maxConnections?: number };

const sessionQuery = {
  name: 'cairn-session',
  text: `select id, user_account_id, expires_at < now() + interval '${sessionHours - 1} hours' as ageing
    from session where token = $1 and expires_at > now()`,
};

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Under what an e-mail's guesses are counted, whether or not an account has it. */
export const passwordSubject = (email: string): string => `password:${sha256(email.trim().toLowerCase())}`;

/** Accounts over the database of the URL, in the schema `identity`, as the application's role. */
export function createIdentity({ databaseUrl, secret, publicUrl, maxConnections = 4 }: IdentityOptions): Identity {
  const secure = publicUrl.startsWith('https:');
  const names = cookieNames(secure);
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: maxConnections,
    options: '-c role=cairn_app -c search_path=identity -c idle_in_transaction_session_timeout=60000',
  });
  // An idle connection that dies is dropped by the pool; without a listener Node would stop the process.
  pool.on('error', () => {});
  const auth = createAuth({ pool, secret, publicUrl, secure });

  const headersOf = (from: Client, cookieHeader?: string): Headers =>
    new Headers({
      [addressHeader]: from.ip,
      'user-agent': from.userAgent,
      ...(cookieHeader ? { cookie: cookieHeader } : {}),
    });

  /** Without Max-Age the cookie ends with the browser; the session's own end is kept on the server, where it can slide. */
  const cookiesOf = (headers: Headers): string[] =>
    headers
      .getSetCookie()
      .map((cookie) => (cookie.startsWith(`${names.session}=`) ? cookie.replace(/; Max-Age=[1-9]\d*/i, '') : cookie));

  async function isOpen(subject: string): Promise<boolean> {
    const { rows } = await pool.query<{ open: boolean }>('select begin_attempt($1) as open', [subject]);
    return rows[0]?.open === true;
  }
  async function endWrong(subject: string): Promise<boolean> {
    const { rows } = await pool.query<{ closed: boolean }>('select end_attempt_wrong($1) as closed', [subject]);
    return rows[0]?.closed === true;
  }
  async function endRight(subject: string): Promise<void> {
    await pool.query('delete from guess where subject = $1', [subject]);
    await pool.query(`delete from session where expires_at < now() - interval '1 day'`);
    await pool.query(`delete from used_code where used_at < now() - interval '10 minutes'`);
    await pool.query('delete from verification where expires_at < now()');
  }
  async function accountOf(email: string): Promise<string | null> {
    const { rows } = await pool.query<{ id: string }>('select id from user_account where email = $1', [
      email.trim().toLowerCase(),
    ]);
    return rows[0]?.id ?? null;
  }
  async function wrong(subject: string, accountId: () => Promise<string | null>): Promise<SignInResult> {
    if (await endWrong(subject)) return { kind: 'locked', justNow: true, accountId: await accountId() };
    return { kind: 'wrong' };
  }
  async function pendingAccount(cookieHeader: string | undefined): Promise<string | null> {
    const identifier = readSignedCookie(cookieHeader, names.secondStep, secret);
    if (!identifier) return null;
    const { rows } = await pool.query<{ value: string }>(
      'select value from verification where identifier = $1 and expires_at > now()',
      [identifier],
    );
    return rows[0]?.value ?? null;
  }
  /** False when the account has used this code already: it may have been seen over a shoulder. */
  async function isUnused(accountId: string, code: string): Promise<boolean> {
    const { rowCount } = await pool.query(
      `insert into used_code (user_account_id, code_hash) values ($1, $2)
       on conflict (user_account_id, code_hash) do update set used_at = now() where used_code.used_at < now() - interval '2 minutes'`,
      [accountId, sha256(code)],
    );
    return rowCount === 1;
  }

  return {
    async readSession(cookieHeader) {
      const token = readSignedCookie(cookieHeader, names.session, secret);
      if (!token) return null;
      const { rows } = await pool.query<{ id: string; user_account_id: string; ageing: boolean }>({
        ...sessionQuery,
        values: [token],
      });
      const row = rows[0];
      if (!row) return null;
      if (row.ageing) {
        await pool.query(
          `update session set expires_at = now() + interval '${sessionHours} hours', updated_at = now() where id = $1`,
          [row.id],
        );
      }
      return { accountId: row.user_account_id, sessionId: row.id };
    },

    sessionToken: (cookieHeader) => readSignedCookie(cookieHeader, names.session, secret),

    async signIn(email, password, from) {
      const subject = passwordSubject(email);
      if (!(await isOpen(subject))) return { kind: 'locked', justNow: false, accountId: null };
      try {
        const { headers, response } = await auth.api.signInEmail({
          body: { email: email.trim(), password },
          headers: headersOf(from),
          returnHeaders: true,
        });
        await endRight(subject);
        const cookies = cookiesOf(headers);
        if ('twoFactorRedirect' in response) return { kind: 'code-needed', cookies };
        return { kind: 'signed-in', accountId: response.user.id, cookies };
      } catch (error) {
        if (!(error instanceof APIError) || error.statusCode >= 500) throw error;
        return await wrong(subject, () => accountOf(email));
      }
    },

    async signInWithCode(code, cookieHeader, from) {
      const accountId = await pendingAccount(cookieHeader);
      if (!accountId) return { kind: 'start-again' };
      const subject = `code:${accountId}`;
      if (!(await isOpen(subject))) return { kind: 'locked', justNow: false, accountId: null };
      const typed = code.replace(/\s/g, '');
      const digits = /^\d{6}$/.test(typed);
      const headers = headersOf(from, cookieHeader);
      try {
        const check = digits ? auth.api.verifyTOTP : auth.api.verifyBackupCode;
        if (digits && !(await isUnused(accountId, typed))) return await wrong(subject, async () => accountId);
        const answer = await check({ body: { code: typed }, headers, returnHeaders: true });
        await endRight(subject);
        return { kind: 'signed-in', accountId, cookies: cookiesOf(answer.headers) };
      } catch (error) {
        if (!(error instanceof APIError) || error.statusCode >= 500) throw error;
        if (error.body?.code === 'INVALID_TWO_FACTOR_COOKIE') return { kind: 'start-again' };
        return await wrong(subject, async () => accountId);
      }
    },

    async waitsForCode(cookieHeader) {
      return (await pendingAccount(cookieHeader)) !== null;
    },

    async openSession(accountId, from) {
      const { internalAdapter } = await auth.$context;
      const session = await internalAdapter.createSession(accountId, false, {
        ipAddress: from.ip,
        userAgent: from.userAgent,
      });
      return [signedCookie(names.session, session.token, secret, secure)];
    },

    async signOut(cookieHeader) {
      const token = readSignedCookie(cookieHeader, names.session, secret);
      if (token) await pool.query('delete from session where token = $1', [token]);
      return [forgottenCookie(names.session, secure), forgottenCookie(names.secondStep, secure)];
    },

    hashPassword: (password) => hashPassword(password),

    async checkPassword(accountId, password) {
      const { rows } = await pool.query<{ email: string; hash: string | null }>(
        `select a.email, c.password as hash from user_account a
         left join credential c on c.user_account_id = a.id and c.provider_id = 'credential' where a.id = $1`,
        [accountId],
      );
      const account = rows[0];
      if (!account) return 'wrong';
      const subject = passwordSubject(account.email);
      if (!(await isOpen(subject))) return 'locked';
      const context = await auth.$context;
      if (account.hash && (await context.password.verify({ hash: account.hash, password }))) {
        await endRight(subject);
        return 'right';
      }
      return (await endWrong(subject)) ? 'locked' : 'wrong';
    },

    async encrypt(text) {
      const { secretConfig } = await auth.$context;
      return await symmetricEncrypt({ key: secretConfig, data: text });
    },
    async decrypt(text) {
      const { secretConfig } = await auth.$context;
      return await symmetricDecrypt({ key: secretConfig, data: text });
    },

    close: () => pool.end(),
  };
}
