-- The data systems of each school, who in the trust has full access to each, granted by whom and until when, looked at again each year; and who has looked at
-- single pupils' data in Cairn.

create table data_system (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  school_id uuid not null references school,
  name text not null check (btrim(name) <> ''),
  -- What it holds, in the school's words: assessment, attendance, behaviour …
  holds text not null check (btrim(holds) <> ''),
  -- Whom to ask about it at the school.
  contact text,
  -- Cairn itself, whose access the product grants; the others are only written down.
  is_cairn boolean not null default false,
  added_at timestamptz not null default now(),
  added_by uuid not null references person,
  retired_at timestamptz,
  retired_by uuid references person,
  retired_why text,
  revision integer not null default 1,
  check ((retired_at is null) = (retired_why is null)),
  check (not (is_cairn and retired_at is not null))
);
create unique index data_system_by_name on data_system (trust_id, school_id, lower(name)) where retired_at is null;
create unique index data_system_cairn on data_system (trust_id, school_id) where is_cairn;
select app.protect('data_system');
select app.keep_history('data_system');
revoke delete on data_system from cairn_app;

create table system_access (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  system_id uuid not null references data_system,
  school_id uuid not null references school,
  person_id uuid not null references person,
  why text not null check (btrim(why) <> ''),
  starts_on date not null,
  ends_on date not null,
  granted_at timestamptz not null default now(),
  granted_by uuid not null references person,
  -- When somebody last looked at it again and kept it.
  reviewed_at timestamptz,
  reviewed_by uuid references person,
  ended_at timestamptz,
  ended_by uuid references person,
  ended_why text,
  -- The role that opens the school's pupil data in Cairn; null for other systems.
  role_grant_id uuid references role_grant,
  revision integer not null default 1,
  check (ends_on >= starts_on),
  check ((ended_at is null) = (ended_why is null))
);
create index system_access_by_school on system_access (trust_id, school_id);
create index system_access_by_person on system_access (trust_id, person_id);
select app.protect('system_access');
select app.keep_history('system_access');
revoke delete on system_access from cairn_app;

-- Who looked at single pupils' data, and when: added to and read, never changed. Not in the trail of events, for reading changes nothing that pages show.
create table pupil_reading (
  trust_id uuid not null references trust,
  id bigint generated always as identity,
  at timestamptz not null,
  person_id uuid not null references person,
  school_id uuid not null references school,
  snapshot_id uuid,
  -- One pupil, or null for a list of them.
  pupil_id bigint,
  what text not null check (btrim(what) <> ''),
  primary key (trust_id, id)
);
create index pupil_reading_by_school on pupil_reading (trust_id, school_id, at desc);
create index pupil_reading_by_person on pupil_reading (trust_id, person_id, school_id, at desc);
select app.protect('pupil_reading');
revoke update on pupil_reading from cairn_app;
