-- Observations that no review books: for appraisal, for an early career teacher, among peers. They are entered by hand so that the limits see everything.
create table workload_observation (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  school_id uuid not null references school,
  academic_year integer not null check (academic_year between 2000 and 2100),
  person_id uuid not null references person,
  observer_id uuid references person,
  purpose text not null check (purpose in ('appraisal', 'early_career', 'peer')),
  on_day date not null,
  minutes integer not null check (minutes between 5 and 180),
  feedback_minutes integer not null check (feedback_minutes between 0 and 180),
  recorded_at timestamptz not null default now(),
  recorded_by uuid not null references person,
  done_at timestamptz,
  -- Did not take place after all, or was entered by mistake.
  stopped_at timestamptz,
  stopped_by uuid references person,
  stopped_why text check (btrim(stopped_why) <> ''),
  revision integer not null default 1,
  check (observer_id is null or observer_id <> person_id),
  check ((stopped_at is null) = (stopped_by is null) and (stopped_at is null) = (stopped_why is null))
);
create index workload_observation_by_school on workload_observation (trust_id, school_id, academic_year);
select app.protect('workload_observation');
select app.keep_history('workload_observation');
revoke delete on workload_observation from cairn_app;

-- A term's account of one school: what quality assurance cost, what was stopped, which limits were passed and why. Frozen; a correction is a new issue.
create table workload_account (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  school_id uuid not null references school,
  academic_year integer not null check (academic_year between 2000 and 2100),
  term text not null check (term in ('autumn', 'spring', 'summer')),
  number integer not null check (number >= 1),
  words text not null default '',
  why text check (btrim(why) <> ''),
  frozen_record_id uuid not null references frozen_record,
  issued_at timestamptz not null,
  issued_by uuid not null references person,
  unique (school_id, academic_year, term, number),
  check ((number = 1) = (why is null))
);
select app.protect('workload_account');
revoke update, delete on workload_account from cairn_app;
