-- Schools of a trust, with what came before them, and their departments and subjects.

create table school (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  urn text not null check (urn ~ '^\d{6}$'),
  laestab text check (laestab ~ '^\d{7}$'),
  ukprn text,
  name text not null check (btrim(name) <> ''),
  establishment_type text,
  phase text not null check (phase in ('nursery', 'primary', 'middle', 'secondary', 'all_through', 'sixteen_plus', 'special')),
  low_age integer not null check (low_age between 0 and 25),
  high_age integer not null check (high_age between 0 and 25),
  has_early_years boolean not null default false,
  has_sixth_form boolean not null default false,
  gender text,
  capacity integer check (capacity >= 0),
  pupils_on_roll integer check (pupils_on_roll >= 0),
  local_authority_code text,
  local_authority text,
  address text,
  postcode text,
  website text,
  joined_on date,
  left_on date,
  revision integer not null default 1,
  created_at timestamptz not null default now(),
  check (high_age >= low_age),
  check (left_on is null or joined_on is null or left_on >= joined_on),
  unique (trust_id, urn)
);
select app.protect('school');
select app.keep_history('school');

-- What the school was before it joined or converted: an inspection or a result of a predecessor is shown as the predecessor's.
create table school_predecessor (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  school_id uuid not null references school,
  urn text not null check (urn ~ '^\d{6}$'),
  name text not null,
  closed_on date,
  unique (trust_id, school_id, urn)
);
select app.protect('school_predecessor');
select app.keep_history('school_predecessor');

create table subject (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  name text not null,
  unique (trust_id, name)
);
select app.protect('subject');

create table department (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  school_id uuid not null references school,
  name text not null check (btrim(name) <> ''),
  subject_id uuid references subject,
  closed_on date,
  revision integer not null default 1,
  unique (trust_id, school_id, name)
);
select app.protect('department');
select app.keep_history('department');
