-- What a piece of evidence speaks to, whom it is about, and who may read it.

alter table evidence
  -- The teacher who was observed: sees it at once and may reply.
  add column observed_id uuid references person,
  add column source_type text check (source_type in ('qa_review_activity', 'visit_note')),
  add column source_id uuid,
  -- The number that the device gave it before there was a network: the same note sent twice is one note.
  add column client_id uuid,
  add column captured_at timestamptz,
  -- leaders: whoever may read evidence at the school. named: the recorder, the observed, and the readers listed; leaders work from aggregates.
  add column readers text not null default 'leaders' check (readers in ('leaders', 'named')),
  add check ((source_type is null) = (source_id is null));
create unique index evidence_once_from_device on evidence (trust_id, client_id) where client_id is not null;
create index evidence_by_source on evidence (source_type, source_id) where source_type is not null;
create index evidence_by_observed on evidence (observed_id) where observed_id is not null;

-- A file may replace an earlier one: both are kept, the newest is shown.
alter table evidence_file add column replaces_id uuid references evidence_file;

create table evidence_reader (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  evidence_id uuid not null references evidence,
  person_id uuid not null references person,
  added_at timestamptz not null default now(),
  added_by uuid references person,
  unique (evidence_id, person_id)
);
create index evidence_reader_by_person on evidence_reader (person_id);
select app.protect('evidence_reader');
select app.keep_history('evidence_reader');

-- Who saw it: the recorder, and whoever stood beside.
create table evidence_observer (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  evidence_id uuid not null references evidence,
  person_id uuid references person,
  name text not null check (btrim(name) <> ''),
  unique nulls not distinct (evidence_id, person_id, name)
);
select app.protect('evidence_observer');
select app.keep_history('evidence_observer');

-- One piece serves many areas of many frameworks: what it says there, as a strength or as something to develop.
create table evidence_area (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  evidence_id uuid not null references evidence,
  area_id uuid not null references framework_area,
  points text not null check (points in ('strength', 'development', 'mixed')),
  note text not null default '',
  tagged_at timestamptz not null default now(),
  tagged_by uuid references person,
  unique (evidence_id, area_id)
);
create index evidence_area_by_area on evidence_area (area_id);
select app.protect('evidence_area');
select app.keep_history('evidence_area');

create table evidence_tag (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  evidence_id uuid not null references evidence,
  tag text not null check (tag ~ '^[a-z_]+$'),
  unique (evidence_id, tag)
);
create index evidence_tag_by_tag on evidence_tag (trust_id, tag);
select app.protect('evidence_tag');
select app.keep_history('evidence_tag');

-- The criterion of an action plan, or the line of enquiry, that it speaks to.
create table evidence_line (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  evidence_id uuid not null references evidence,
  criterion_id uuid references success_criterion,
  enquiry_id uuid references line_of_enquiry,
  check (num_nonnulls(criterion_id, enquiry_id) = 1),
  unique nulls not distinct (evidence_id, criterion_id, enquiry_id)
);
create index evidence_line_by_criterion on evidence_line (criterion_id) where criterion_id is not null;
create index evidence_line_by_enquiry on evidence_line (enquiry_id) where enquiry_id is not null;
select app.protect('evidence_line');
select app.keep_history('evidence_line');

-- What the observed person, or the school, says to it. Kept beside it for good.
create table evidence_reply (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  evidence_id uuid not null references evidence,
  body text not null check (btrim(body) <> ''),
  replied_at timestamptz not null,
  replied_by uuid not null references person
);
create index evidence_reply_by_evidence on evidence_reply (evidence_id, replied_at);
select app.protect('evidence_reply');
revoke update, delete on evidence_reply from cairn_app;
