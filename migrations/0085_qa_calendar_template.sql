-- What a year of quality assurance looks like: the trust's own versions; a trust without one follows the shipped template. The newest version counts.
create table qa_template (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  version integer not null check (version >= 1),
  -- One object a line: its key, kind, phases, term and weeks of term, title, topics in rotation, and what it costs whom.
  lines jsonb not null,
  saved_at timestamptz not null,
  saved_by uuid not null references person,
  why text not null check (btrim(why) <> ''),
  unique (trust_id, version)
);
select app.protect('qa_template');
revoke update, delete on qa_template from cairn_app;

-- The line of the template that an entry was made from: making the calendar again adds only what is missing.
alter table qa_entry add column template_key text check (template_key ~ '^[a-z0-9_]+$');
create unique index qa_entry_from_template on qa_entry (school_id, academic_year, template_key) where template_key is not null;
create unique index qa_entry_rolled_once on qa_entry (rolled_from_id) where rolled_from_id is not null;

-- Each move of an entry, with its reason where one was asked for.
create table qa_entry_move (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  entry_id uuid not null references qa_entry,
  from_starts_on date not null,
  from_ends_on date not null,
  to_starts_on date not null,
  to_ends_on date not null,
  why text check (btrim(why) <> ''),
  after_publication boolean not null,
  moved_at timestamptz not null,
  moved_by uuid not null references person,
  check (why is not null or not after_publication)
);
create index qa_entry_move_by_entry on qa_entry_move (entry_id, moved_at);
select app.protect('qa_entry_move');
revoke update, delete on qa_entry_move from cairn_app;

-- Weeks of tests and examinations are corrected by two people at once too.
alter table exam_week add column revision integer not null default 1;
