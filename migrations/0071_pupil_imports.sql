-- A school's own export on its way into an open snapshot. What a snapshot holds always follows from the files that stand in it: bringing one in, mending a row
-- of it, replacing it and undoing it all make the snapshot's rows anew from the files that then stand, in the order in which they came.

-- Where a trust or school keeps identity out: 'names' everything is kept, 'upn' no names and no day of birth, 'reference' the school's own number only.
create table data_protection_setting (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  -- Null: the whole trust. A school's own setting goes before it.
  school_id uuid references school,
  keeps text not null check (keeps in ('names', 'upn', 'reference')),
  changed_at timestamptz not null default now(),
  changed_by uuid not null references person,
  why text
);
create unique index data_protection_setting_of on data_protection_setting (trust_id, coalesce(school_id, '00000000-0000-0000-0000-000000000000'));
select app.protect('data_protection_setting');
select app.keep_history('data_protection_setting');

-- How a school's export of one kind from one system is read, remembered for the next time.
create table pupil_mapping (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  school_id uuid not null references school,
  source text not null,
  kind text not null,
  -- Columns by their names; then date format, year labels, scales, subjects, and what stands for what. See mapping.ts.
  mapping jsonb not null,
  saved_at timestamptz not null default now(),
  saved_by uuid not null references person,
  unique (trust_id, school_id, source, kind)
);
select app.protect('pupil_mapping');
select app.keep_history('pupil_mapping');

create table pupil_import (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  snapshot_id uuid not null references data_snapshot,
  school_id uuid not null references school,
  kind text not null,
  source text not null,
  file_name text not null,
  sha256 text not null,
  size_bytes bigint not null,
  -- How the kept pieces are read: always as CSV (workbooks and CTF are turned into it when they come).
  delimiter text not null,
  header_line integer not null,
  header text[] not null,
  -- The first values of each column, for the mapping page; emptied when the pieces go.
  samples jsonb not null default '[]',
  mapping jsonb,
  -- The import that this one takes the place of, if it does.
  replaces_id uuid references pupil_import,
  uploaded_at timestamptz not null default now(),
  uploaded_by uuid not null references person,
  -- A dry run or an import is under way in the background.
  working_since timestamptz,
  checked_at timestamptz,
  -- What the last reading found: counts, what is new, changed and missing, and whether it can be read to its end. See findings.ts.
  findings jsonb not null default '{}',
  imported_at timestamptz,
  imported_by uuid references person,
  -- Taken out again while the snapshot was open, or put aside before it came in; or another file took its place.
  undone_at timestamptz,
  undone_by uuid references person,
  undone_why text,
  replaced_by uuid references pupil_import,
  -- The kept file has been erased, by the retention rules or because identity is kept out.
  pieces_erased_at timestamptz,
  check ((imported_at is null) = (imported_by is null)),
  check ((undone_at is null) = (undone_why is null))
);
create index pupil_import_by_snapshot on pupil_import (trust_id, snapshot_id, uploaded_at);
create index pupil_import_by_content on pupil_import (trust_id, school_id, sha256);
select app.protect('pupil_import');

-- The file itself, in pieces, so that a file larger than memory can be kept and read again. Deleted with the import's retention.
create table pupil_import_piece (
  trust_id uuid not null references trust,
  import_id uuid not null references pupil_import,
  number integer not null,
  content bytea not null,
  primary key (trust_id, import_id, number)
);
alter table pupil_import_piece alter column content set storage external;
select app.protect('pupil_import_piece');

-- Rows in quarantine: what cannot be read as it stands, whole, until it is mended or left out.
create table pupil_import_problem (
  trust_id uuid not null references trust,
  import_id uuid not null references pupil_import,
  line integer not null,
  -- The row as it now reads: its cells as the file gave them, or as they were mended.
  cells text[] not null,
  -- What is wrong first: a field of the kind, the file's name of the column, what it says, and why that will not do. Null once mended.
  code text,
  column_number integer,
  column_name text,
  value text,
  reason text,
  -- What else is wrong with the row, in the same words: [{code, column, columnName, value, reason}].
  others jsonb not null default '[]',
  mended_at timestamptz,
  mended_by uuid references person,
  left_out_at timestamptz,
  left_out_by uuid references person,
  left_out_why text,
  primary key (trust_id, import_id, line),
  check ((left_out_at is null) = (left_out_why is null))
);
create index pupil_import_problem_open on pupil_import_problem (trust_id, import_id, code, value) where code is not null and left_out_at is null;
select app.protect('pupil_import_problem');

-- How far a reading has got, written from beside its transaction so that others see it. No reference to the import: the reading holds that row locked.
create table pupil_import_progress (
  trust_id uuid not null references trust,
  import_id uuid not null,
  words text not null,
  share real not null,
  at timestamptz not null default clock_timestamp(),
  failed boolean not null default false,
  primary key (trust_id, import_id)
);
select app.protect('pupil_import_progress');

-- One reference to the snapshot for each of a million results costs more than all the rest of bringing them in. The check that already runs for each statement
-- says the same: every snapshot named exists and is of this trust (the application sees no other). Snapshots are never deleted.
alter table snapshot_result drop constraint snapshot_result_snapshot_id_fkey;
create function app.refuse_taken_results() returns trigger language plpgsql as $$
declare found record;
begin
  for found in select c.trust_id, c.snapshot_id, s.id as known, s.taken_at
    from (select distinct trust_id, snapshot_id from changed) c
    left join data_snapshot s on s.id = c.snapshot_id and s.trust_id = c.trust_id
  loop
    if found.known is null then raise exception 'There is no snapshot %.', found.snapshot_id using errcode = 'foreign_key_violation'; end if;
    if found.taken_at is not null then
      raise exception 'The snapshot % has been taken: what it holds stands.', found.snapshot_id using errcode = 'check_violation';
    end if;
  end loop;
  return null;
end $$;
drop trigger stands_when_taken_i on snapshot_result;
create trigger stands_when_taken_i after insert on snapshot_result referencing new table as changed for each statement execute function app.refuse_taken_results();
-- A result never moves to another snapshot.
create function app.keep_snapshot_of_result() returns trigger language plpgsql as $$
begin
  raise exception 'A result stays in its snapshot.' using errcode = 'check_violation';
end $$;
create trigger stays_in_its_snapshot before update of snapshot_id, trust_id on snapshot_result
  for each row when (old.snapshot_id is distinct from new.snapshot_id or old.trust_id is distinct from new.trust_id)
  execute function app.keep_snapshot_of_result();
