import type { Generated } from 'kysely';

declare module '#platform/db/database.ts' {
  interface Database {
    'identity.user_account': {
      id: string;
      name: string;
      email: string;
      email_verified: Generated<boolean>;
      image: string | null;
      two_factor_enabled: Generated<boolean>;
      created_at: Generated<Temporal.Instant>;
      updated_at: Generated<Temporal.Instant>;
    };
    'identity.credential': {
      id: string;
      user_account_id: string;
      provider_id: string;
      provider_account_id: string;
      password: string | null;
      created_at: Generated<Temporal.Instant>;
      updated_at: Generated<Temporal.Instant>;
    };
    'identity.session': {
      id: string;
      user_account_id: string;
      token: string;
      expires_at: Temporal.Instant;
      ip_address: string | null;
      user_agent: string | null;
      created_at: Generated<Temporal.Instant>;
      updated_at: Generated<Temporal.Instant>;
    };
    'identity.verification': { id: string; identifier: string; value: string; expires_at: Temporal.Instant };
    'identity.second_factor': {
      id: string;
      user_account_id: string;
      secret: string;
      backup_codes: string;
      verified: Generated<boolean>;
      failed_verification_count: Generated<number>;
      locked_until: Temporal.Instant | null;
    };
    'identity.used_code': { user_account_id: string; code_hash: string; used_at: Generated<Temporal.Instant> };
    'identity.guess': {
      subject: string;
      attempts: number;
      since: Generated<Temporal.Instant>;
      locked_until: Temporal.Instant | null;
    };
    'identity.password_reset': {
      id: Generated<string>;
      user_account_id: string;
      token_hash: string;
      created_at: Generated<Temporal.Instant>;
      expires_at: Temporal.Instant;
      used_at: Temporal.Instant | null;
    };
  }
}
