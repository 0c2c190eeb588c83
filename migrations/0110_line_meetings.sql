-- The fortnightly line management meeting of the Executive Principal, or of a trust leader who stands in, with the head of a school: a series for each school and
-- year, its meetings, and how they were moved.

create table line_series (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  school_id uuid not null references school,
  academic_year integer not null check (academic_year between 2000 and 2100),
  holder_id uuid not null references person,
  weekday integer not null check (weekday between 1 and 5),
  -- London time, as people say it: 09:30.
  at_time text not null check (at_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  minutes integer not null check (minutes between 15 and 240),
  place text not null check (btrim(place) <> ''),
  first_on date not null,
  arranged_at timestamptz not null,
  arranged_by uuid not null references person,
  revision integer not null default 1,
  unique (trust_id, school_id, academic_year)
);
select app.protect('line_series');
select app.keep_history('line_series');

create table line_meeting (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  series_id uuid not null references line_series,
  school_id uuid not null references school,
  academic_year integer not null,
  -- The day that the series gave it; null for one held in between.
  slot_on date,
  planned_on date not null,
  at_time text not null check (at_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  minutes integer not null check (minutes between 15 and 240),
  place text not null check (btrim(place) <> ''),
  cancelled_at timestamptz,
  cancelled_by uuid references person,
  cancelled_why text check (btrim(cancelled_why) <> ''),
  -- Set as the meeting begins: from then on it was held, by these two.
  held_on date,
  holder_id uuid references person,
  head_id uuid references person,
  -- How often its minutes have been circulated; while they are being corrected, since when.
  version integer not null default 0,
  correcting_since timestamptz,
  revision integer not null default 1,
  check ((cancelled_at is null) = (cancelled_why is null)),
  check ((held_on is null) = (holder_id is null) and (held_on is null) = (head_id is null)),
  check (version = 0 or held_on is not null),
  check (held_on is null or cancelled_at is null)
);
create index line_meeting_by_series on line_meeting (series_id, planned_on);
create index line_meeting_by_school on line_meeting (trust_id, school_id, planned_on);
select app.protect('line_meeting');
select app.keep_history('line_meeting');

create table line_meeting_move (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  meeting_id uuid not null references line_meeting,
  from_on date not null,
  to_on date not null,
  reason text not null check (reason in ('illness', 'school', 'trust', 'other')),
  why text check (btrim(why) <> ''),
  moved_at timestamptz not null,
  moved_by uuid not null references person
);
create index line_meeting_move_by_meeting on line_meeting_move (meeting_id);
select app.protect('line_meeting_move');
revoke update, delete on line_meeting_move from cairn_app;
