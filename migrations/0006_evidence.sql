-- Evidence: what was seen, read or heard at a school. The day it happened is not the day it was recorded. One piece serves many claims.

create table evidence (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  school_id uuid not null references school,
  kind text not null check (kind in ('lesson_observation', 'work_scrutiny', 'data', 'pupil_voice', 'leadership_discussion', 'document', 'other')),
  title text not null check (btrim(title) <> ''),
  summary text not null default '',
  happened_on date not null,
  -- Why something that happened more than two years before it was recorded still counts.
  late_why text,
  recorded_at timestamptz not null default now(),
  recorded_by uuid not null references person,
  department_id uuid references department,
  withdrawn_at timestamptz,
  withdrawn_by uuid references person,
  withdrawn_why text,
  revision integer not null default 1,
  check ((withdrawn_at is null) = (withdrawn_why is null))
);
create index evidence_by_school on evidence (trust_id, school_id, happened_on desc);
select app.protect('evidence');
select app.keep_history('evidence');

create table evidence_file (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  evidence_id uuid not null references evidence,
  file_id uuid not null references stored_file,
  added_at timestamptz not null default now(),
  added_by uuid references person,
  withdrawn_at timestamptz,
  withdrawn_by uuid references person,
  withdrawn_why text,
  check ((withdrawn_at is null) = (withdrawn_why is null)),
  unique (evidence_id, file_id)
);
create index evidence_file_by_file on evidence_file (file_id);
select app.protect('evidence_file');
select app.keep_history('evidence_file');

-- Evidence is withdrawn with a reason; it never disappears.
revoke delete on evidence, evidence_file from cairn_app;
