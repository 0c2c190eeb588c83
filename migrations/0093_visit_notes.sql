-- Informal monitoring: what somebody saw on a learning walk, a drop-in or a visit, for one reason. A draft until it is recorded; then a piece of evidence.
create table visit_note (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  school_id uuid not null references school,
  department_id uuid references department,
  kind text not null default 'visit' check (kind in ('learning_walk', 'drop_in', 'visit')),
  happened_on date not null,
  -- The one reason: a criterion of a plan in force, an open line of enquiry, or an activity of a review.
  criterion_id uuid references success_criterion,
  enquiry_id uuid references line_of_enquiry,
  activity_id uuid references qa_review_activity,
  -- The reason as it read when it was chosen.
  reason_words text,
  words text not null default '',
  points text not null default 'mixed' check (points in ('strength', 'development', 'mixed')),
  area_ids uuid[] not null default '{}',
  tags text[] not null default '{}',
  -- The teacher who was seen at work, and for how long.
  observed_id uuid references person,
  observed_minutes integer check (observed_minutes between 1 and 480),
  over_why text check (btrim(over_why) <> ''),
  written_by uuid not null references person,
  started_at timestamptz not null,
  saved_at timestamptz not null,
  revision integer not null default 1,
  -- The number that a device gave it before there was a network, and the device that changed it last (null: the form).
  client_id uuid,
  changed_device uuid,
  captured_at timestamptz,
  recorded_at timestamptz,
  evidence_id uuid references evidence,
  -- A second note for the same reason on the same day was added to the first.
  added_to_id uuid references visit_note,
  added_at timestamptz,
  thrown_away_at timestamptz,
  withdrawn_at timestamptz,
  withdrawn_by uuid references person,
  withdrawn_why text check (btrim(withdrawn_why) <> ''),
  check (num_nonnulls(criterion_id, enquiry_id, activity_id) <= 1),
  check (recorded_at is null or (num_nonnulls(criterion_id, enquiry_id, activity_id) = 1 and btrim(words) <> '')),
  check ((recorded_at is null) = (evidence_id is null)),
  check ((added_to_id is null) = (added_at is null)),
  check (num_nonnulls(recorded_at, added_at, thrown_away_at) <= 1),
  check ((observed_id is null) = (observed_minutes is null)),
  check ((withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null) = (withdrawn_why is null))
);
create unique index visit_note_once_from_device on visit_note (trust_id, client_id) where client_id is not null;
create index visit_note_by_school on visit_note (trust_id, school_id, happened_on);
create index visit_note_by_writer on visit_note (written_by, happened_on);
create index visit_note_by_observed on visit_note (observed_id) where observed_id is not null;
select app.protect('visit_note');
select app.keep_history('visit_note');
revoke delete on visit_note from cairn_app;

-- What a recorded note said before it was corrected, or before a second note was added to it.
create table visit_note_correction (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  note_id uuid not null references visit_note,
  number integer not null check (number >= 1),
  kind text not null check (kind in ('corrected', 'added')),
  words_before text not null,
  points_before text not null,
  why text not null check (btrim(why) <> ''),
  corrected_at timestamptz not null,
  corrected_by uuid not null references person,
  unique (note_id, number)
);
select app.protect('visit_note_correction');
revoke update, delete on visit_note_correction from cairn_app;
