-- The first hour: a one-time link while there is no trust yet, and what has been chosen so far.

create table set_up_link (
  token_sha256 text primary key,
  created_at timestamptz not null default now(),
  used_at timestamptz,
  draft jsonb not null default '{}',
  revision integer not null default 1
);
grant select, update on set_up_link to cairn_app;

-- Whether a real trust exists: the application cannot see trusts before somebody is signed in.
create function app.trust_exists() returns boolean language sql stable security definer set search_path = public, pg_temp as
$$ select exists (select from trust) $$;
grant execute on function app.trust_exists() to cairn_app;
