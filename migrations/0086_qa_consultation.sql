-- A school is asked what it says to its calendar. Each change of the calendar asks again: an answer counts for the version that it was given to.
create table qa_consultation (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  school_id uuid not null references school,
  academic_year integer not null check (academic_year between 2000 and 2100),
  version integer not null check (version >= 1),
  due_on date not null,
  -- What changed since the version before, in words.
  what_changed text check (btrim(what_changed) <> ''),
  -- The entries as they stood when they were shown: id, title, days, who leads.
  entries jsonb not null,
  asked_at timestamptz not null,
  asked_by uuid not null references person,
  unique (school_id, academic_year, version)
);
select app.protect('qa_consultation');
revoke update, delete on qa_consultation from cairn_app;

-- What the head (for the school) and a staff representative (for its staff) said to one version. The newest of a side counts.
create table qa_answer (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  consultation_id uuid not null references qa_consultation,
  side text not null check (side in ('head', 'staff')),
  agrees boolean not null,
  words text not null default '',
  answered_at timestamptz not null,
  answered_by uuid not null references person
);
create index qa_answer_by_consultation on qa_answer (consultation_id, answered_at);
select app.protect('qa_answer');
revoke update, delete on qa_answer from cairn_app;

-- An entry that a side asks to move, why, and what became of it.
create table qa_move_request (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  consultation_id uuid not null references qa_consultation,
  school_id uuid not null references school,
  entry_id uuid not null references qa_entry,
  side text not null check (side in ('head', 'staff')),
  -- The Monday of the week wished for; null: another week, whichever.
  wished_on date,
  why text not null check (btrim(why) <> ''),
  asked_at timestamptz not null,
  asked_by uuid not null references person,
  outcome text check (outcome in ('moved', 'declined')),
  outcome_words text check (btrim(outcome_words) <> ''),
  settled_at timestamptz,
  settled_by uuid references person,
  check ((outcome is null) = (settled_at is null) and (outcome is null) = (settled_by is null)),
  check (outcome is distinct from 'declined' or outcome_words is not null)
);
create index qa_move_request_by_school on qa_move_request (trust_id, school_id, asked_at);
select app.protect('qa_move_request');
select app.keep_history('qa_move_request');

-- Nobody speaks for the staff of a school this year, and why: said by the head or by whoever plans.
create table qa_no_representative (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  school_id uuid not null references school,
  academic_year integer not null check (academic_year between 2000 and 2100),
  why text not null check (btrim(why) <> ''),
  said_at timestamptz not null,
  said_by uuid not null references person
);
create index qa_no_representative_by_school on qa_no_representative (school_id, academic_year);
select app.protect('qa_no_representative');
revoke update, delete on qa_no_representative from cairn_app;
