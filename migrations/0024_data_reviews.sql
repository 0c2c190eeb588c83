-- The autumn data review: the meeting with senior and middle leaders about results, and the lines of enquiry agreed there.

create table data_review (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  school_id uuid not null references school,
  academic_year integer not null check (academic_year between 2000 and 2100),
  planned_on date not null,
  planned_at timestamptz not null,
  planned_by uuid not null references person,
  held_on date,
  held_recorded_at timestamptz,
  held_recorded_by uuid references person,
  points text not null default '',
  evidence_id uuid references evidence,
  frozen_record_id uuid references frozen_record,
  revision integer not null default 1,
  check ((held_on is null) = (held_recorded_at is null) and (held_on is null) = (held_recorded_by is null)),
  unique (trust_id, school_id, academic_year)
);
select app.protect('data_review');
select app.keep_history('data_review');

create table data_review_attendee (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  data_review_id uuid not null references data_review,
  person_id uuid references person,
  name text not null check (btrim(name) <> ''),
  unique nulls not distinct (data_review_id, person_id, name)
);
select app.protect('data_review_attendee');
select app.keep_history('data_review_attendee');

create table line_of_enquiry (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  school_id uuid not null references school,
  data_review_id uuid not null references data_review,
  question text not null check (btrim(question) <> ''),
  why text not null check (btrim(why) <> ''),
  measure text,
  owner_id uuid references person,
  owner_name text not null check (btrim(owner_name) <> ''),
  by_when date not null,
  agreed_at timestamptz not null,
  agreed_by uuid not null references person,
  finding text check (btrim(finding) <> ''),
  answered_at timestamptz,
  answered_by uuid references person,
  check ((finding is null) = (answered_at is null) and (finding is null) = (answered_by is null))
);
create index line_of_enquiry_by_school on line_of_enquiry (trust_id, school_id, by_when);
select app.protect('line_of_enquiry');
select app.keep_history('line_of_enquiry');

-- Trust and school each say whether the record is right; disagreement is kept as such.
create table data_review_confirmation (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  data_review_id uuid not null references data_review,
  side text not null check (side in ('trust', 'school')),
  of_revision integer not null,
  agrees boolean not null,
  words text not null default '',
  confirmed_at timestamptz not null,
  confirmed_by uuid not null references person,
  check (agrees or btrim(words) <> '')
);
create index data_review_confirmation_by_review on data_review_confirmation (data_review_id, confirmed_at);
select app.protect('data_review_confirmation');
select app.keep_history('data_review_confirmation');
