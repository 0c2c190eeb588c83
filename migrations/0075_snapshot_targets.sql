-- What a school sets itself for a year, measure by measure: a snapshot's figure is held against it.

create table snapshot_target (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  school_id uuid not null references school,
  academic_year integer not null,
  -- A code of src/features/measures.
  measure text not null,
  value double precision not null,
  set_at timestamptz not null default now(),
  set_by uuid not null references person,
  revision integer not null default 1,
  unique (trust_id, school_id, academic_year, measure)
);
select app.protect('snapshot_target');
select app.keep_history('snapshot_target');
