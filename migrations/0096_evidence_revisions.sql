-- Why a file took the place of an earlier one. Each file gives way once, so that its revisions are a row.
alter table evidence_file add column replaced_why text check (btrim(replaced_why) <> '');
alter table evidence_file add check ((replaces_id is null) = (replaced_why is null));
create unique index evidence_file_replaced_once on evidence_file (replaces_id) where replaces_id is not null;

-- The observed person has read what was written about their lesson, in this revision.
create table evidence_seen (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  evidence_id uuid not null references evidence,
  person_id uuid not null references person,
  of_revision integer not null check (of_revision >= 1),
  seen_at timestamptz not null,
  unique (evidence_id, person_id, of_revision)
);
select app.protect('evidence_seen');
revoke update, delete on evidence_seen from cairn_app;

-- The list of a school is read in pages by the day it happened, or narrowed by the day it was recorded.
create index evidence_in_order on evidence (trust_id, school_id, happened_on desc, id desc);
drop index evidence_by_school;
create index evidence_observer_by_person on evidence_observer (person_id, evidence_id) where person_id is not null;
