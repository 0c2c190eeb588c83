import { betterAuth } from 'better-auth';
import { twoFactor } from 'better-auth/plugins/two-factor';
import type pg from 'pg';
import { longestPassword, shortestPassword } from './passwords.ts';

/** Hours that a session lasts after it was last used. */
export const sessionHours = 12;

/** The header in which we hand the reader's address to better-auth, which otherwise would believe what a client says. */
export const addressHeader = 'x-cairn-address';

const times = { createdAt: 'created_at', updatedAt: 'updated_at' } as const;

/** better-auth over our own tables, used as a library: its HTTP handler is never mounted, and it makes no tables. */
export function createAuth(options: { pool: pg.Pool; secret: string; publicUrl: string; secure: boolean }) {
  return betterAuth({
    appName: 'Cairn',
    baseURL: options.publicUrl,
    secret: options.secret,
    database: options.pool,
    telemetry: { enabled: false },
    logger: { disabled: true },
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: shortestPassword,
      maxPasswordLength: longestPassword,
    },
    user: {
      modelName: 'user_account',
      fields: { emailVerified: 'email_verified', ...times },
    },
    session: {
      modelName: 'session',
      fields: {
        userId: 'user_account_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        ...times,
      },
      expiresIn: sessionHours * 3600,
    },
    account: {
      modelName: 'credential',
      fields: {
        userId: 'user_account_id',
        accountId: 'provider_account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        ...times,
      },
    },
    verification: { modelName: 'verification', fields: { expiresAt: 'expires_at', ...times } },
    advanced: {
      cookiePrefix: 'cairn',
      useSecureCookies: options.secure,
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
    plugins: [
      twoFactor({
        issuer: 'Cairn',
        schema: {
          user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
          twoFactor: {
            modelName: 'second_factor',
            fields: {
              userId: 'user_account_id',
              backupCodes: 'backup_codes',
              failedVerificationCount: 'failed_verification_count',
              lockedUntil: 'locked_until',
            },
          },
        },
      }),
    ],
  });
}

export type Auth = ReturnType<typeof createAuth>;
