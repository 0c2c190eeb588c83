-- Accounts: who can sign in, above every trust. A person of a trust is linked to an account by person.account_id; roles are not kept here.
-- The columns are those that better-auth 1.7 reads and writes (mapped in src/platform/identity/auth.ts); it never migrates by itself.

create schema identity;
grant usage on schema identity to cairn_app;

create table identity.user_account (
  id text primary key,
  name text not null,
  email text not null unique check (email = lower(email)),
  email_verified boolean not null default false,
  image text,
  two_factor_enabled boolean default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

-- How an account proves itself: today a password (scrypt), later also Microsoft Entra or Google.
create table identity.credential (
  id text primary key,
  user_account_id text not null references identity.user_account on delete cascade,
  provider_id text not null,
  provider_account_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, provider_account_id)
);
create index credential_by_account on identity.credential (user_account_id);

create table identity.session (
  id text primary key,
  user_account_id text not null references identity.user_account on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index session_by_account on identity.session (user_account_id);
create index session_by_expiry on identity.session (expires_at);

create table identity.verification (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verification_by_identifier on identity.verification (identifier);

create table identity.second_factor (
  id text primary key,
  user_account_id text not null unique references identity.user_account on delete cascade,
  secret text not null,
  backup_codes text not null,
  verified boolean default false,
  failed_verification_count integer default 0,
  locked_until timestamptz
);

-- A code from an authenticator works once: what was used is kept while it could still be replayed.
create table identity.used_code (
  user_account_id text not null references identity.user_account on delete cascade,
  code_hash text not null,
  used_at timestamptz not null default now(),
  primary key (user_account_id, code_hash)
);

-- Guesses at one secret of one account (or of an e-mail that has no account: the two must look alike), counted across processes and restarts.
create table identity.guess (
  subject text primary key,
  attempts integer not null,
  since timestamptz not null default now(),
  locked_until timestamptz
);

-- Counts one attempt before it is checked, so that many at the same moment are all counted. Says whether it may be checked at all.
create function identity.begin_attempt(of_subject text) returns boolean language plpgsql as $$
declare counted identity.guess;
begin
  insert into identity.guess as g (subject, attempts) values (of_subject, 1)
  on conflict (subject) do update set
    attempts = case
      when g.locked_until > now() then g.attempts
      when g.locked_until is not null or g.since < now() - interval '15 minutes' then 1
      else g.attempts + 1 end,
    since = case when g.locked_until <= now() or (g.locked_until is null and g.since < now() - interval '15 minutes') then now() else g.since end,
    locked_until = case when g.locked_until > now() then g.locked_until end
  returning * into counted;
  return counted.locked_until is null and counted.attempts <= 5;
end $$;

-- After a wrong answer: true when this one, the fifth within fifteen minutes, has closed the account for fifteen minutes.
create function identity.end_attempt_wrong(of_subject text) returns boolean language plpgsql as $$
begin
  update identity.guess set locked_until = now() + interval '15 minutes' where subject = of_subject and attempts >= 5 and locked_until is null;
  return found;
end $$;

create table identity.password_reset (
  id uuid primary key default uuidv7(),
  user_account_id text not null references identity.user_account on delete cascade,
  token_hash text not null unique,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
create index password_reset_by_account on identity.password_reset (user_account_id);

grant select, insert, update, delete on all tables in schema identity to cairn_app;
grant execute on all functions in schema identity to cairn_app;
