-- How a school sees itself in a year, area by area of one version of a framework: its own grade, which stands beside the Trust's and the moderated one.
create table school_own_grade (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  school_id uuid not null references school,
  academic_year integer not null check (academic_year between 2000 and 2100),
  framework_id uuid not null references framework,
  area_id uuid not null references framework_area,
  grade_code text not null,
  reasons text not null check (btrim(reasons) <> ''),
  revision integer not null default 1,
  saved_at timestamptz not null,
  saved_by uuid not null references person,
  unique (school_id, academic_year, area_id)
);
select app.protect('school_own_grade');
select app.keep_history('school_own_grade');
