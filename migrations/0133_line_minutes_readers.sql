-- Minutes of line management meetings are confidential (DOMAIN 5.2, C3): who opens them is written down, and a trustee reads them on request only, for a time.

create table line_minutes_request (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  school_id uuid not null references school,
  meeting_id uuid not null references line_meeting,
  why text not null check (btrim(why) <> ''),
  asked_at timestamptz not null,
  asked_by uuid not null references person,
  answer text check (answer in ('let_read', 'refused')),
  answer_why text check (btrim(answer_why) <> ''),
  answered_at timestamptz,
  answered_by uuid references person,
  -- The last day on which they may be read.
  until_on date,
  ended_at timestamptz,
  ended_by uuid references person,
  check ((answer is null) = (answered_at is null)),
  check ((answer = 'let_read') = (until_on is not null)),
  check (answer <> 'refused' or answer_why is not null)
);
create index line_minutes_request_by_meeting on line_minutes_request (meeting_id);
create unique index line_minutes_request_once on line_minutes_request (meeting_id, asked_by) where answer is null;
select app.protect('line_minutes_request');
select app.keep_history('line_minutes_request');

create table line_minutes_reading (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  meeting_id uuid not null references line_meeting,
  of_version integer not null,
  person_id uuid not null references person,
  how text not null check (how in ('page', 'pdf', 'docx')),
  read_at timestamptz not null
);
create index line_minutes_reading_by_meeting on line_minutes_reading (meeting_id, person_id);
select app.protect('line_minutes_reading');
revoke update, delete on line_minutes_reading from cairn_app;
