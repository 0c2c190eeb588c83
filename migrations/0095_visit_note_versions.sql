-- The same note changed on two devices: what came second is kept beside what stands until the writer has chosen or brought both together.
create table visit_note_version (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  note_id uuid not null references visit_note,
  device_id uuid not null,
  -- The revision of the note that the device had seen when it began.
  base_revision integer not null,
  school_id uuid not null references school,
  department_id uuid references department,
  kind text not null check (kind in ('learning_walk', 'drop_in', 'visit')),
  happened_on date not null,
  words text not null,
  points text not null check (points in ('strength', 'development', 'mixed')),
  area_ids uuid[] not null default '{}',
  tags text[] not null default '{}',
  written_at timestamptz not null,
  received_at timestamptz not null,
  -- Which was kept: what stood, this one, or both brought together.
  settled text check (settled in ('stood', 'this', 'both')),
  settled_at timestamptz,
  settled_by uuid references person,
  check ((settled is null) = (settled_at is null) and (settled is null) = (settled_by is null))
);
create unique index visit_note_version_open on visit_note_version (note_id, device_id) where settled is null;
select app.protect('visit_note_version');
select app.keep_history('visit_note_version');
revoke delete on visit_note_version from cairn_app;
