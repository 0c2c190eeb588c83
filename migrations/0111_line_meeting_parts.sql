-- What is written in a line management meeting, each part for itself, so that two people can write at once.

-- One line on a criterion of the plan: where it stands, or why it was not discussed. It becomes progress of the plan as the minutes circulate.
create table line_meeting_criterion (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  meeting_id uuid not null references line_meeting,
  plan_id uuid not null references action_plan,
  criterion_id uuid not null references success_criterion,
  value_number numeric,
  value_words text check (btrim(value_words) <> ''),
  rag text check (rag in ('red', 'amber', 'green', 'blue')),
  reason text check (btrim(reason) <> ''),
  not_discussed text check (btrim(not_discussed) <> ''),
  saved_at timestamptz not null,
  saved_by uuid not null references person,
  -- The progress that this line has become; null again once it has been changed since.
  progress_id uuid references criterion_progress,
  revision integer not null default 1,
  unique (meeting_id, criterion_id)
);
select app.protect('line_meeting_criterion');
select app.keep_history('line_meeting_criterion');

-- Which meeting an entry of progress comes from, whatever is corrected afterwards.
create table line_meeting_progress (
  progress_id uuid primary key references criterion_progress,
  trust_id uuid not null references trust,
  meeting_id uuid not null references line_meeting
);
create index line_meeting_progress_by_meeting on line_meeting_progress (meeting_id);
select app.protect('line_meeting_progress');
revoke update, delete on line_meeting_progress from cairn_app;

-- Items of either side, decisions, and what was said about each part that the agenda builds itself.
create table line_meeting_item (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  meeting_id uuid not null references line_meeting,
  part text not null check (part in ('item', 'decision', 'plan_actions', 'data', 'enquiries', 'earlier')),
  title text check (btrim(title) <> ''),
  words text not null default '',
  added_at timestamptz not null,
  added_by uuid not null references person,
  saved_at timestamptz not null,
  saved_by uuid not null references person,
  removed_at timestamptz,
  removed_by uuid references person,
  revision integer not null default 1,
  check ((part in ('item', 'decision')) = (title is not null))
);
create unique index line_meeting_item_once on line_meeting_item (meeting_id, part) where part not in ('item', 'decision');
create index line_meeting_item_by_meeting on line_meeting_item (meeting_id);
select app.protect('line_meeting_item');
select app.keep_history('line_meeting_item');

-- What somebody does until a day; carried over until it is done or dropped.
create table line_meeting_action (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  school_id uuid not null references school,
  meeting_id uuid not null references line_meeting,
  what text not null check (btrim(what) <> ''),
  owner text not null check (owner in ('holder', 'head', 'named')),
  owner_id uuid references person,
  owner_name text not null check (btrim(owner_name) <> ''),
  due_on date not null,
  added_at timestamptz not null,
  added_by uuid not null references person,
  ended_on date,
  ended_how text check (ended_how in ('done', 'dropped')),
  ended_note text check (btrim(ended_note) <> ''),
  ended_at timestamptz,
  ended_by uuid references person,
  removed_at timestamptz,
  removed_by uuid references person,
  revision integer not null default 1,
  check ((owner = 'named') = (owner_id is null)),
  check ((ended_on is null) = (ended_how is null) and (ended_on is null) = (ended_at is null)),
  check (ended_how is distinct from 'dropped' or ended_note is not null)
);
create index line_meeting_action_by_school on line_meeting_action (trust_id, school_id, due_on);
create index line_meeting_action_by_meeting on line_meeting_action (meeting_id);
select app.protect('line_meeting_action');
select app.keep_history('line_meeting_action');

-- The head's wellbeing and workload: read by the two who met and nobody else, in no minutes. On purpose without history: what is taken out is gone.
create table line_meeting_private (
  meeting_id uuid primary key references line_meeting,
  trust_id uuid not null references trust,
  words text not null,
  saved_at timestamptz not null,
  saved_by uuid not null references person,
  revision integer not null default 1
);
select app.protect('line_meeting_private');
