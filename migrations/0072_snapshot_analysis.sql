-- The head's analysis beside a taken snapshot: what the figures say, why, what next; presented as frozen papers, with questions and answers kept for good.
-- One analysis for a collection and school: when the snapshot is corrected, the same texts go on beside the figures of the next version.

create table snapshot_analysis (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  school_id uuid not null references school,
  collection_id uuid not null references data_collection,
  -- The version of the snapshot whose figures stand beside the texts.
  snapshot_id uuid not null references data_snapshot,
  summary text not null default '',
  -- Of the summary alone: every measure has its own.
  revision integer not null default 1,
  started_at timestamptz not null,
  started_by uuid not null references person,
  saved_at timestamptz,
  saved_by uuid references person,
  check ((saved_at is null) = (saved_by is null)),
  unique (trust_id, collection_id, school_id)
);
create index snapshot_analysis_by_school on snapshot_analysis (trust_id, school_id);
select app.protect('snapshot_analysis');
select app.keep_history('snapshot_analysis');
revoke delete on snapshot_analysis from cairn_app;

-- One measure of the analysis. Its next step is looked back upon in the analysis after it, by this id.
create table snapshot_analysis_point (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  analysis_id uuid not null references snapshot_analysis,
  position integer not null,
  -- A figure of snapshot_figure, of all pupils.
  measure text not null,
  basis text not null default '',
  subject_id integer not null default 0,
  says text not null default '',
  why text not null default '',
  next_step text not null default '',
  next_who text not null default '',
  next_by date,
  revision integer not null default 1,
  added_at timestamptz not null,
  added_by uuid not null references person,
  saved_at timestamptz,
  saved_by uuid references person,
  unique (trust_id, analysis_id, measure, basis, subject_id)
);
create index snapshot_analysis_point_by_analysis on snapshot_analysis_point (trust_id, analysis_id, position);
select app.protect('snapshot_analysis_point');
select app.keep_history('snapshot_analysis_point');

-- Whether what was said last time has happened. `step_id` is the point that said so, in an earlier analysis of the school.
create table snapshot_analysis_outcome (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  analysis_id uuid not null references snapshot_analysis,
  step_id uuid not null,
  outcome text not null check (outcome in ('done', 'not_done', 'going')),
  note text not null default '',
  revision integer not null default 1,
  saved_at timestamptz not null,
  saved_by uuid not null references person,
  unique (trust_id, analysis_id, step_id)
);
select app.protect('snapshot_analysis_outcome');
select app.keep_history('snapshot_analysis_outcome');

-- Each time that it was presented. `facts` is what was presented, as JSON text with its own hash: the page and the slides are made of it; Word and PDF lie in
-- the frozen record.
create table snapshot_analysis_paper (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  analysis_id uuid not null references snapshot_analysis,
  school_id uuid not null references school,
  snapshot_id uuid not null references data_snapshot,
  number integer not null check (number >= 1),
  why text check (btrim(why) <> ''),
  facts text not null,
  facts_sha256 text not null,
  frozen_record_id uuid not null references frozen_record,
  presented_at timestamptz not null,
  presented_by uuid not null references person,
  check (number = 1 or why is not null),
  unique (trust_id, analysis_id, number)
);
create index snapshot_analysis_paper_by_school on snapshot_analysis_paper (trust_id, school_id, presented_at desc);
select app.protect('snapshot_analysis_paper');
revoke update, delete on snapshot_analysis_paper from cairn_app;

create table snapshot_analysis_receipt (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  paper_id uuid not null references snapshot_analysis_paper,
  person_id uuid not null references person,
  received_as text not null check (received_as in ('executive_principal', 'lgb_member')),
  received_at timestamptz not null,
  unique (trust_id, paper_id, person_id)
);
select app.protect('snapshot_analysis_receipt');
revoke update, delete on snapshot_analysis_receipt from cairn_app;

create table snapshot_analysis_question (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  school_id uuid not null references school,
  analysis_id uuid not null references snapshot_analysis,
  -- The paper that was read when it was asked.
  paper_id uuid not null references snapshot_analysis_paper,
  -- The measure that it is about, by its key in the paper; null for the paper as a whole.
  about text,
  question text not null check (btrim(question) <> ''),
  asked_at timestamptz not null,
  asked_by uuid not null references person
);
create index snapshot_analysis_question_by_analysis on snapshot_analysis_question (trust_id, analysis_id, asked_at);
select app.protect('snapshot_analysis_question');
revoke update, delete on snapshot_analysis_question from cairn_app;

-- Answers stand as they were given; what was left out is added in a further one. A question is open until it has one.
create table snapshot_analysis_answer (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  question_id uuid not null references snapshot_analysis_question,
  answer text not null check (btrim(answer) <> ''),
  answered_at timestamptz not null,
  answered_by uuid not null references person
);
create index snapshot_analysis_answer_by_question on snapshot_analysis_answer (trust_id, question_id, answered_at);
select app.protect('snapshot_analysis_answer');
revoke update, delete on snapshot_analysis_answer from cairn_app;
