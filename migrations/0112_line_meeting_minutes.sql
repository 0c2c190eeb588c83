-- The minutes of a line management meeting as they were circulated, each version as it stood, and what each of the two said of it.

create table line_minutes (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  meeting_id uuid not null references line_meeting,
  version integer not null check (version >= 1),
  content jsonb not null,
  -- Why the version before was corrected.
  why text check (btrim(why) <> ''),
  circulated_at timestamptz not null,
  circulated_by uuid not null references person,
  unique (meeting_id, version),
  check ((version = 1) = (why is null))
);
select app.protect('line_minutes');
revoke update, delete on line_minutes from cairn_app;

create table line_minutes_answer (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  meeting_id uuid not null references line_meeting,
  of_version integer not null,
  side text not null check (side in ('holder', 'head')),
  agrees boolean not null,
  words text check (btrim(words) <> ''),
  answered_at timestamptz not null,
  answered_by uuid not null references person,
  check (agrees or words is not null)
);
create index line_minutes_answer_by_meeting on line_minutes_answer (meeting_id, answered_at);
select app.protect('line_minutes_answer');
revoke update, delete on line_minutes_answer from cairn_app;
