-- Published results and inspections, import by import. An import is looked at first (a dry run), then done, and may be withdrawn with a reason; its
-- figures stay, so that what was shown on a day can be told. Which figure counts when several imports hold it is decided when it is read.

create table data_import (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  file_id uuid not null references stored_file,
  file_name text not null,
  sha256 text not null,
  size_bytes bigint not null,
  kind text not null,
  title text not null,
  -- Start years (2023 = 2023/24) and statuses that the file holds, after what was asked has been answered.
  years integer[] not null default '{}',
  statuses text[] not null default '{}',
  datasets text[] not null default '{}',
  -- What the person answered when the file did not say.
  academic_year_given integer,
  status_given text check (status_given in ('provisional', 'revised', 'final')),
  -- What must still be answered: academic_year, status.
  asks text[] not null default '{}',
  rows_own integer not null default 0,
  rows_other integer not null default 0,
  figures_own integer not null default 0,
  figures_other integer not null default 0,
  problem_count integer not null default 0,
  problems jsonb not null default '[]',
  -- Set when the file cannot be read to its end: then nothing of it can be imported.
  file_problem text,
  -- What was found: rows by school, measures, and changes to the trust's own schools, old and new.
  findings jsonb not null default '{}',
  -- Whose rows were kept in full: a school that joins later makes the same file worth importing again.
  own_urns text[] not null default '{}',
  staged_at timestamptz not null default now(),
  staged_by uuid not null references person,
  imported_at timestamptz,
  imported_by uuid references person,
  withdrawn_at timestamptz,
  withdrawn_by uuid references person,
  withdrawn_why text,
  check ((imported_at is null) = (imported_by is null)),
  check ((withdrawn_at is null) = (withdrawn_why is null))
);
create index data_import_by_time on data_import (trust_id, staged_at desc);
create index data_import_by_content on data_import (trust_id, sha256);
select app.protect('data_import');
select app.keep_history('data_import');
revoke delete on data_import from cairn_app;

-- One figure of one school or area in one import. Lean: an all-England file is some hundred thousand rows. No id: a figure is told by what it is about.
create table published_figure (
  trust_id uuid not null,
  import_id uuid not null references data_import,
  academic_year smallint not null,
  level text not null check (level in ('school', 'la', 'england', 'england_state')),
  -- The URN of a school, the code of a local authority, '' for England.
  area text not null,
  -- National absence and census rows are by type of school; '' otherwise.
  phase text not null default '',
  dataset text not null,
  measure text not null,
  pupil_group text not null,
  -- Percentages in points (61), null with the reason beside it: never 0 for nothing.
  value double precision,
  null_kind text,
  lower double precision,
  upper double precision,
  cohort double precision,
  status text not null check (status in ('provisional', 'revised', 'final', 'unknown')),
  from_later_file boolean not null default false,
  check ((value is null) = (null_kind is not null))
);
create index published_figure_by_area on published_figure (trust_id, area, academic_year);
select app.protect('published_figure');
revoke update, delete on published_figure from cairn_app;

create table school_inspection (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  import_id uuid not null references data_import,
  -- The trust's school that the row is about. The grades may be another URN's: see of_predecessor.
  school_id uuid not null references school,
  framework text not null check (framework in ('oeif', '2025')),
  kind text not null check (kind in ('graded', 'report_card', 'ungraded')),
  inspection_number text not null,
  inspection_type text,
  inspected_on date,
  published_on date,
  urn_at_time text,
  name_at_time text,
  of_predecessor boolean not null,
  grades jsonb not null default '{}',
  safeguarding text check (safeguarding in ('met', 'not_met')),
  outcome text,
  category_of_concern text
);
create index school_inspection_by_school on school_inspection (trust_id, school_id, inspected_on desc);
select app.protect('school_inspection');
revoke update, delete on school_inspection from cairn_app;
