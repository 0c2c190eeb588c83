-- Weeks of tests and examinations, of the trust or of one school: nothing that can wait is put into them.
create table exam_week (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  school_id uuid references school,
  academic_year integer not null check (academic_year between 2000 and 2100),
  name text not null check (btrim(name) <> ''),
  starts_on date not null,
  ends_on date not null check (ends_on >= starts_on),
  unique nulls not distinct (trust_id, school_id, academic_year, name)
);
create index exam_week_by_year on exam_week (trust_id, academic_year);
select app.protect('exam_week');
select app.keep_history('exam_week');
