-- The ground everything stands on: the application's role, row-level security by trust, the trail of events and the history of every record.
-- Run as the owner of the database. The application itself works as cairn_app, which can neither bypass row-level security nor rewrite the trail.

do $$
begin
  if not exists (select from pg_roles where rolname = 'cairn_app') then
    create role cairn_app nologin nosuperuser nobypassrls;
  end if;
end $$;
do $$ begin execute format('grant cairn_app to %I', current_user); end $$;

create schema if not exists app;
grant usage on schema app to cairn_app;
grant usage on schema public to cairn_app;

create function app.current_trust() returns uuid language sql stable parallel safe as
$$ select nullif(current_setting('app.trust_id', true), '')::uuid $$;

create function app.current_actor() returns uuid language sql stable parallel safe as
$$ select nullif(current_setting('app.actor_id', true), '')::uuid $$;

-- Keeps trusts apart underneath whatever the application asks for.
create function app.protect(target regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format(
    'create policy trust_isolation on %s using (trust_id = (select app.current_trust())) with check (trust_id = (select app.current_trust()))',
    target);
  execute format('grant select, insert, update, delete on %s to cairn_app', target);
end $$;

create table trust (
  id uuid primary key default uuidv7(),
  name text not null check (btrim(name) <> ''),
  group_uid text,
  companies_house_number text,
  is_demo boolean not null default false,
  created_at timestamptz not null default now()
);
alter table trust enable row level security;
create policy trust_isolation on trust using (id = (select app.current_trust())) with check (id = (select app.current_trust()));
grant select, insert, update on trust to cairn_app;

-- When something happens: now, but a demonstration may say when in its invented year. No real trust's records can be dated by the application.
create function app.moment(of_trust uuid) returns timestamptz language sql stable security definer set search_path = public, pg_temp as $$
  select case
    when coalesce(current_setting('app.moment', true), '') <> '' and (select is_demo from trust where id = of_trust)
      then current_setting('app.moment', true)::timestamptz
    else null end
$$;

-- History: every version of every row that is kept, with the moments between which it stood.
create table record_version (
  id bigint generated always as identity primary key,
  trust_id uuid not null,
  table_name text not null,
  record_id uuid not null,
  stood_from timestamptz not null,
  stood_until timestamptz not null default 'infinity',
  changed_by uuid,
  content jsonb not null
);
create index record_version_by_record on record_version (table_name, record_id, stood_from desc);
create index record_version_by_trust on record_version (trust_id, table_name, stood_from);
alter table record_version enable row level security;
create policy trust_isolation on record_version using (trust_id = (select app.current_trust()));
grant select on record_version to cairn_app;

create function app.write_version() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  old_id uuid := case when tg_op = 'INSERT' then null else old.id end;
  moment timestamptz := coalesce(app.moment(case when tg_op = 'DELETE' then old.trust_id else new.trust_id end), now());
begin
  if tg_op <> 'INSERT' then
    -- Several changes inside one transaction are one version: the version that began in this transaction is replaced.
    delete from record_version
      where table_name = tg_table_name and record_id = old_id and stood_from = moment and stood_until = 'infinity';
    update record_version set stood_until = moment
      where table_name = tg_table_name and record_id = old_id and stood_until = 'infinity';
  end if;
  if tg_op <> 'DELETE' then
    insert into record_version (trust_id, table_name, record_id, stood_from, changed_by, content)
      values (new.trust_id, tg_table_name, new.id, moment, app.current_actor(), to_jsonb(new));
    return new;
  end if;
  return old;
end $$;

create function app.keep_history(target regclass) returns void language plpgsql as $$
begin
  execute format('create trigger keep_history after insert or update or delete on %s for each row execute function app.write_version()', target);
end $$;

-- The trail: append-only, numbered without gaps per trust, each event sealed with the hash of the one before it.
create table event_chain (trust_id uuid primary key references trust, last_number bigint not null, last_hash bytea not null);
create table event (
  trust_id uuid not null references trust,
  number bigint not null,
  at timestamptz not null default clock_timestamp(),
  actor_id uuid,
  actor_name text not null,
  kind text not null,
  subject_type text not null,
  subject_id uuid not null,
  school_id uuid,
  summary text not null,
  why text,
  detail jsonb not null default '{}',
  previous_hash bytea not null,
  hash bytea not null,
  primary key (trust_id, number)
);
create index event_by_subject on event (trust_id, subject_type, subject_id, number desc);
create index event_by_school on event (trust_id, school_id, number desc);
create index event_by_actor on event (trust_id, actor_id, number desc);

create function app.event_hash(e event) returns bytea language sql immutable as $$
  select sha256(e.previous_hash || convert_to(concat_ws('|', e.trust_id, e.number, extract(epoch from e.at)::numeric(20, 6), coalesce(e.actor_id::text, '-'),
    e.actor_name, e.kind, e.subject_type, e.subject_id, coalesce(e.school_id::text, '-'), e.summary, coalesce(e.why, '-'), e.detail::text), 'UTF8'))
$$;

create function app.seal_event() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare chain event_chain;
begin
  insert into event_chain values (new.trust_id, 0, sha256('cairn'::bytea)) on conflict do nothing;
  select * into chain from event_chain where trust_id = new.trust_id for update;
  new.number := chain.last_number + 1;
  new.at := coalesce(app.moment(new.trust_id), clock_timestamp());
  new.previous_hash := chain.last_hash;
  new.hash := app.event_hash(new);
  update event_chain set last_number = new.number, last_hash = new.hash where trust_id = new.trust_id;
  return new;
end $$;
create trigger seal_event before insert on event for each row execute function app.seal_event();
alter table event enable row level security;
create policy trust_isolation on event using (trust_id = (select app.current_trust())) with check (trust_id = (select app.current_trust()));
grant select, insert on event to cairn_app;

-- Which events do not follow from the one before: empty when the trail is whole.
create function app.broken_events(of_trust uuid) returns table (number bigint, reason text) language sql stable as $$
  with chained as (
    select e, lag(e.hash, 1, sha256('cairn'::bytea)) over (order by e.number) as expected_previous, row_number() over (order by e.number) as expected_number
    from event e where e.trust_id = of_trust
  )
  select (c.e).number, case
    when (c.e).number <> c.expected_number then 'an event before it is missing'
    when (c.e).previous_hash <> c.expected_previous then 'it does not follow from the event before it'
    else 'its content has been changed' end
  from chained c
  where (c.e).number <> c.expected_number or (c.e).previous_hash <> c.expected_previous or (c.e).hash <> app.event_hash(c.e)
  union all
  select ch.last_number, 'the last events are missing' from event_chain ch
  where ch.trust_id = of_trust and ch.last_hash is distinct from (select e.hash from event e where e.trust_id = of_trust order by e.number desc limit 1)
$$;

-- Files and the frozen records that documents are made from.
create table stored_file (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  name text not null,
  media_type text not null,
  size_bytes bigint not null,
  sha256 text not null,
  content bytea not null,
  stored_at timestamptz not null default now(),
  stored_by uuid
);
select app.protect('stored_file');
revoke update on stored_file from cairn_app;

create table frozen_record (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  school_id uuid,
  kind text not null,
  subject_id uuid not null,
  title text not null,
  content jsonb not null,
  sha256 text not null,
  frozen_at timestamptz not null default now(),
  frozen_by uuid,
  pdf_file_id uuid references stored_file,
  docx_file_id uuid references stored_file
);
create index frozen_record_by_subject on frozen_record (trust_id, kind, subject_id, frozen_at desc);
select app.protect('frozen_record');
revoke update, delete on frozen_record from cairn_app;

-- Mail waits here until it is sent; without a mail server it stays here and the administrator reads it.
create table mail_message (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  person_id uuid,
  to_address text not null,
  subject text not null,
  body text not null,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  failed_attempts integer not null default 0,
  last_error text
);
create index mail_message_waiting on mail_message (created_at) where sent_at is null;
select app.protect('mail_message');
