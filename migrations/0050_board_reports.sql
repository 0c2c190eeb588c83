-- The Executive Principal's report to Trustees: assembled each term from what is recorded, edited, frozen and issued.

create table board_report (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  academic_year integer not null check (academic_year between 2000 and 2100),
  term text not null check (term in ('autumn', 'spring', 'summer')),
  started_at timestamptz not null,
  started_by uuid not null references person,
  facts jsonb not null,
  assembled_at timestamptz not null,
  assembled_by uuid not null references person,
  revision integer not null default 1,
  unique (trust_id, academic_year, term)
);
select app.protect('board_report');
select app.keep_history('board_report');

-- What the Executive Principal says in their own words: about the whole, and about each school (the code is then the school's id).
create table board_report_words (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  report_id uuid not null references board_report,
  code text not null,
  body text not null default '',
  revision integer not null default 1,
  saved_at timestamptz not null,
  saved_by uuid not null references person,
  unique (report_id, code)
);
select app.protect('board_report_words');
select app.keep_history('board_report_words');

create table board_report_decision (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  report_id uuid not null references board_report,
  position integer not null,
  wanted text not null check (btrim(wanted) <> ''),
  added_at timestamptz not null,
  added_by uuid not null references person
);
select app.protect('board_report_decision');
select app.keep_history('board_report_decision');

create table board_report_issue (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  report_id uuid not null references board_report,
  number integer not null check (number >= 1),
  why text,
  frozen_record_id uuid not null references frozen_record,
  issued_at timestamptz not null,
  issued_by uuid not null references person,
  check (number = 1 or btrim(why) <> ''),
  unique (report_id, number)
);
select app.protect('board_report_issue');
select app.keep_history('board_report_issue');
revoke update, delete on board_report_issue from cairn_app;

create table board_report_receipt (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  issue_id uuid not null references board_report_issue,
  person_id uuid not null references person,
  received_at timestamptz not null,
  unique (issue_id, person_id)
);
select app.protect('board_report_receipt');
revoke update, delete on board_report_receipt from cairn_app;
