-- Snapshot data: what the trust asks each school for, what each school gave, and the figures made of it. A snapshot is a whole set of data of one school at one
-- day; it is open until it is taken, and then stands for ever. A mistake found later makes a next version beside it.
-- Every key begins with trust_id, so that the same tables can be spread over machines by trust. Pupils are numbered, not named by uuid: ten million results
-- hold that number. Pupil-level tables keep no history in record_version: the taken snapshot is the history, and what must be erased can be erased.

-- What the trust asks for: one in each term, or more often.
create table data_collection (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  academic_year integer not null,
  term text not null check (term in ('autumn', 'spring', 'summer')),
  name text not null check (btrim(name) <> ''),
  -- The day that the data is to describe, and the day by which it is to be taken.
  data_on date not null,
  due_on date not null,
  -- What is asked for: pupils, assessments, attendance, suspensions.
  wanted text[] not null check (cardinality(wanted) > 0),
  note text,
  asked_at timestamptz not null default now(),
  asked_by uuid not null references person,
  withdrawn_at timestamptz,
  withdrawn_by uuid references person,
  withdrawn_why text,
  revision integer not null default 1,
  check (due_on >= data_on),
  check ((withdrawn_at is null) = (withdrawn_why is null)),
  unique (trust_id, academic_year, name)
);
select app.protect('data_collection');
select app.keep_history('data_collection');

create table data_snapshot (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  collection_id uuid not null references data_collection,
  school_id uuid not null references school,
  version integer not null default 1,
  -- Why there is a next version; null for the first.
  corrects_why text,
  due_on date not null,
  opened_at timestamptz not null default now(),
  opened_by uuid not null references person,
  -- Set when it is taken: from then on nothing in it changes.
  taken_at timestamptz,
  taken_by uuid references person,
  -- What the school said when it took it: what is missing, what to know.
  taken_note text,
  -- What was in it: counts by kind, and the SHA-256 over its rows.
  content jsonb not null default '{}',
  sha256 text,
  -- Set when the pupil-level rows were erased by the retention rules; the figures stay.
  pupils_erased_at timestamptz,
  revision integer not null default 1,
  check ((taken_at is null) = (taken_by is null)),
  check ((version = 1) = (corrects_why is null)),
  unique (trust_id, collection_id, school_id, version)
);
create index data_snapshot_by_school on data_snapshot (trust_id, school_id, opened_at desc);
select app.protect('data_snapshot');
select app.keep_history('data_snapshot');
revoke delete on data_snapshot from cairn_app;

-- Who a pupil is. Names, UPN and day of birth are empty where the trust or school keeps them out.
create table pupil (
  trust_id uuid not null references trust,
  id bigint generated always as identity,
  school_id uuid not null references school,
  upn text check (upn ~ '^[A-HJ-NP-RT-Z]\d{11}[0-9A-HJ-NP-RT-Z]$'),
  former_upn text,
  -- The school's own number for the pupil (admission number, MIS id).
  reference text,
  surname text,
  forename text,
  born_on date,
  created_at timestamptz not null default now(),
  primary key (trust_id, id),
  check (upn is not null or reference is not null)
);
create unique index pupil_by_upn on pupil (trust_id, school_id, upn) where upn is not null;
create unique index pupil_by_reference on pupil (trust_id, school_id, reference) where reference is not null;
select app.protect('pupil');

-- A pupil as the school had them on the snapshot's day.
create table snapshot_pupil (
  trust_id uuid not null,
  snapshot_id uuid not null references data_snapshot,
  pupil_id bigint not null,
  -- Nursery -1 (N2) and -2 (N1), Reception 0, then the year's number. Null: the file did not say.
  year_group smallint check (year_group between -2 and 14),
  registration text,
  sex text check (sex in ('F', 'M')),
  -- N none, K SEN support, E education, health and care plan.
  sen text check (sen in ('N', 'K', 'E')),
  sen_need text,
  disadvantaged boolean,
  looked_after boolean,
  eal boolean,
  joined_on date,
  left_on date,
  -- Key stage 2 scaled scores (nominal where below the test), for prior attainment; KS4 average points for sixth forms.
  ks2_reading real,
  ks2_maths real,
  ks4_points real,
  -- False: on roll, but outside performance measures, and why.
  counted boolean not null default true,
  not_counted_why text,
  primary key (trust_id, snapshot_id, pupil_id),
  foreign key (trust_id, pupil_id) references pupil (trust_id, id),
  check (counted or not_counted_why is not null)
);
create index snapshot_pupil_by_pupil on snapshot_pupil (trust_id, pupil_id);
select app.protect('snapshot_pupil');

-- Sessions from the first day of the year to the snapshot's day (or as the file says).
create table snapshot_attendance (
  trust_id uuid not null,
  snapshot_id uuid not null references data_snapshot,
  pupil_id bigint not null,
  possible integer not null check (possible >= 0),
  authorised integer not null check (authorised >= 0),
  unauthorised integer not null check (unauthorised >= 0),
  late integer not null default 0 check (late >= 0),
  primary key (trust_id, snapshot_id, pupil_id),
  foreign key (trust_id, pupil_id) references pupil (trust_id, id),
  check (authorised + unauthorised <= possible)
);
select app.protect('snapshot_attendance');

-- Each suspension and permanent exclusion, as it happened: a pupil may have several.
create table snapshot_suspension (
  trust_id uuid not null,
  snapshot_id uuid not null references data_snapshot,
  pupil_id bigint not null,
  number integer not null,
  kind text not null check (kind in ('suspension', 'permanent_exclusion')),
  started_on date,
  sessions integer check (sessions >= 0),
  reasons text[] not null default '{}',
  primary key (trust_id, snapshot_id, pupil_id, number),
  foreign key (trust_id, pupil_id) references pupil (trust_id, id)
);
select app.protect('snapshot_suspension');

-- A scale of the trust's or a school's own; the national ones ship with the product under their codes.
create table grade_scale (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  school_id uuid references school,
  name text not null check (btrim(name) <> ''),
  -- From best to worst: [{"grade": "Secure", "points": 3, "met": true}, …].
  grades jsonb not null,
  retired_at timestamptz,
  revision integer not null default 1
);
create unique index grade_scale_by_name on grade_scale (trust_id, coalesce(school_id, '00000000-0000-0000-0000-000000000000'), lower(name));
select app.protect('grade_scale');
select app.keep_history('grade_scale');

-- What is assessed: a subject at a qualification, on a scale. `code` is that of the product's list (data/assessment), null for one of the trust's own.
create table assessment_subject (
  trust_id uuid not null references trust,
  id integer generated always as identity,
  code text,
  name text not null check (btrim(name) <> ''),
  qualification text not null,
  -- A code of the product's list, or the id of a grade_scale.
  scale text not null,
  primary key (trust_id, id)
);
create unique index assessment_subject_by_name on assessment_subject (trust_id, lower(name), qualification, scale);
select app.protect('assessment_subject');

create table snapshot_result (
  trust_id uuid not null,
  snapshot_id uuid not null references data_snapshot,
  pupil_id bigint not null,
  subject_id integer not null,
  -- r result of an examination or statutory assessment, c current (working at), p predicted, t target, b baseline.
  kind text not null check (kind in ('r', 'c', 'p', 't', 'b')),
  grade text not null,
  -- By the scale; null where the grade has no points (absent, disapplied).
  points real,
  class text,
  -- False: entered, but does not count in performance measures (a resit, discounted); the file or the school says so.
  counts boolean not null default true,
  primary key (trust_id, snapshot_id, pupil_id, subject_id, kind)
);
select app.protect('snapshot_result');

-- Figures of a taken snapshot: all that trust-wide pages read, so that they stay as fast however many pupils there are.
create table snapshot_figure (
  trust_id uuid not null,
  snapshot_id uuid not null references data_snapshot,
  -- A code of src/features/measures.
  measure text not null,
  -- all, sex, disadvantaged, sen, eal, prior, year, subject, department, class; `group_code` names the group within it.
  breakdown text not null,
  group_code text not null,
  -- The subject of a subject's measure; 0 for measures over all subjects.
  subject_id integer not null default 0,
  -- Which results: r, c or p as in snapshot_result; '' for what is not made of results.
  basis text not null default '',
  -- Pupils in the denominator, and what was counted or summed over them: trust figures add these, never the shares.
  pupils integer not null,
  total double precision,
  value double precision,
  null_kind text,
  lower double precision,
  upper double precision,
  -- What the total is divided by where it is not pupils (sessions, sizes of entries).
  weight double precision,
  -- What must be said with the figure: that it is indicative, how many were left out.
  note text,
  primary key (trust_id, snapshot_id, measure, breakdown, group_code, subject_id, basis),
  check ((value is null) = (null_kind is not null))
);
select app.protect('snapshot_figure');
revoke update on snapshot_figure from cairn_app;

-- What a taken snapshot holds cannot be changed. Only the erasing of pupils under the retention rules, which says so, takes rows out.
create function app.refuse_taken() returns trigger language plpgsql as $$
declare taken uuid;
begin
  if tg_op = 'DELETE' and current_setting('app.erasing_pupils', true) = 'yes' then return null; end if;
  select s.id into taken from data_snapshot s
    where s.taken_at is not null and s.id in (select distinct c.snapshot_id from changed c) limit 1;
  if taken is not null then raise exception 'The snapshot % has been taken: what it holds stands.', taken using errcode = 'check_violation'; end if;
  return null;
end $$;

do $$
declare target text;
begin
  foreach target in array array['snapshot_pupil', 'snapshot_attendance', 'snapshot_suspension', 'snapshot_result'] loop
    execute format('create trigger stands_when_taken_i after insert on %I referencing new table as changed for each statement execute function app.refuse_taken()', target);
    execute format('create trigger stands_when_taken_u after update on %I referencing old table as changed for each statement execute function app.refuse_taken()', target);
    execute format('create trigger stands_when_taken_d after delete on %I referencing old table as changed for each statement execute function app.refuse_taken()', target);
  end loop;
end $$;
