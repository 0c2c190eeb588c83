import { z } from 'zod';

const schema = z.object({
  PORT: z.coerce.number({ error: 'PORT must be a number, such as 3000' }).int().min(0).max(65535).default(3000),
  HOST: z.string().default('localhost'),
  DATABASE_URL: z
    .string()
    .startsWith('postgres', 'DATABASE_URL must look like postgres://user:password@host:5432/database')
    .optional(),
  CAIRN_SECRET: z
    .string()
    .min(32, 'CAIRN_SECRET must be at least 32 characters; make one with: openssl rand -hex 32')
    .optional(),
  CAIRN_CONFIDENTIAL_KEY: z
    .string()
    .min(32, 'CAIRN_CONFIDENTIAL_KEY must be at least 32 characters; make one with: openssl rand -hex 32')
    .optional(),
  CAIRN_BACKUP_KEY: z.string().min(12, 'CAIRN_BACKUP_KEY must be at least 12 characters').optional(),
  CAIRN_DATA: z.string().default('data/runtime'),
  PUBLIC_URL: z.url('PUBLIC_URL must be the address that people type, such as https://cairn.example.org').optional(),
  SMTP_URL: z.string().startsWith('smtp', 'SMTP_URL must look like smtp://user:password@host:587').optional(),
  MAIL_FROM: z.string().default('Cairn <cairn@localhost>'),
  TRUST_PROXY: z.enum(['true', 'false'], 'TRUST_PROXY must be true or false').default('false'),
  METRICS_TOKEN: z
    .string()
    .regex(
      /^\S{16,}$/,
      'METRICS_TOKEN must be at least 16 characters without spaces; make one with: openssl rand -hex 32',
    )
    .optional(),
  LOG_LEVEL: z
    .enum(['silent', 'error', 'warn', 'info', 'debug'], 'LOG_LEVEL must be silent, error, warn, info or debug')
    .default('warn'),
});

export type Config = {
  port: number;
  host: string;
  databaseUrl: string | null;
  secret: string | null;
  /** Wraps the keys of confidential records; null: a file beside the embedded database. */
  confidentialKey: string | null;
  /** Encrypts backups; null writes them in clear. */
  backupKey: string | null;
  dataDirectory: string;
  publicUrl: string | null;
  smtpUrl: string | null;
  mailFrom: string;
  trustProxy: boolean;
  logLevel: string;
  /** Lets Prometheus read /metrics; null: it is not there. */
  metricsToken: string | null;
};

/**
 * The settings of this process, from the environment and nowhere else. Throws one error that names every setting that is wrong and what to do.
 */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    throw new Error(
      `Cairn cannot start with these settings:\n${parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`).join('\n')}`,
    );
  }
  const settings = parsed.data;
  if (settings.DATABASE_URL && !settings.CAIRN_SECRET) {
    throw new Error('With DATABASE_URL, set CAIRN_SECRET too (the same for every process): openssl rand -hex 32');
  }
  if (settings.DATABASE_URL && !settings.CAIRN_CONFIDENTIAL_KEY) {
    throw new Error(
      'With DATABASE_URL, set CAIRN_CONFIDENTIAL_KEY too (the same for every process, kept apart from the backups): openssl rand -hex 32',
    );
  }
  return {
    port: settings.PORT,
    host: settings.HOST,
    databaseUrl: settings.DATABASE_URL ?? null,
    secret: settings.CAIRN_SECRET ?? null,
    confidentialKey: settings.CAIRN_CONFIDENTIAL_KEY ?? null,
    backupKey: settings.CAIRN_BACKUP_KEY ?? null,
    dataDirectory: settings.CAIRN_DATA,
    publicUrl: settings.PUBLIC_URL ?? null,
    smtpUrl: settings.SMTP_URL ?? null,
    mailFrom: settings.MAIL_FROM,
    trustProxy: settings.TRUST_PROXY === 'true',
    logLevel: settings.LOG_LEVEL,
    metricsToken: settings.METRICS_TOKEN ?? null,
  };
}
