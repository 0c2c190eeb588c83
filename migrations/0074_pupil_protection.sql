-- How long pupil data is kept, what was erased and when, what must not be erased, and what a pupil asked for.

-- One rule for each kind of data. A trust without a row has the rule as it ships (data/retention/defaults.json), which nobody has confirmed; a rule that nobody
-- has confirmed erases nothing.
create table retention_rule (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  kind text not null check (kind in ('snapshot_rows', 'leaver_rows', 'import_files', 'unheld_pupils', 'readings')),
  months integer not null check (months between 0 and 600),
  -- From when the months count: data_day, leaving, import, made, reading. The kind decides; kept here so that each version says it.
  counted_from text not null,
  -- Whose decision it is, in words: the data protection officer, by which schedule. Null: not confirmed.
  confirmed_words text,
  why text not null check (btrim(why) <> ''),
  changed_at timestamptz not null default now(),
  changed_by uuid not null references person,
  revision integer not null default 1,
  unique (trust_id, kind)
);
select app.protect('retention_rule');
select app.keep_history('retention_rule');
revoke delete on retention_rule from cairn_app;

-- Stops erasing at a school, or of one pupil, until it is lifted. The reason names nobody: it outlives the pupil's data.
create table legal_hold (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  school_id uuid not null references school,
  -- Null: every pupil of the school. No foreign key: the row stands when the pupil is long gone.
  pupil_id bigint,
  reason text not null check (btrim(reason) <> ''),
  placed_at timestamptz not null default now(),
  placed_by uuid not null references person,
  lifted_at timestamptz,
  lifted_by uuid references person,
  lifted_why text,
  revision integer not null default 1,
  check ((lifted_at is null) = (lifted_why is null)),
  check ((lifted_at is null) = (lifted_by is null))
);
create index legal_hold_standing on legal_hold (trust_id, school_id) where lifted_at is null;
select app.protect('legal_hold');
select app.keep_history('legal_hold');
revoke delete on legal_hold from cairn_app;

-- What was erased, kept for ever: by a rule (which version), by a person for one pupil, or because identity is kept out from then on. Names nobody.
create table retention_run (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  kind text not null,
  ran_at timestamptz not null default now(),
  -- Null: the daily job.
  ran_by uuid references person,
  -- Where it was one school or pupil.
  school_id uuid references school,
  pupil_id bigint,
  why text,
  -- The rule as it stood: version (0: as shipped), months, from when they count.
  rule jsonb,
  counts jsonb not null,
  oldest date,
  newest date,
  certificate text not null,
  sha256 text not null,
  check ((ran_by is null) = (rule is not null))
);
create index retention_run_by_time on retention_run (trust_id, ran_at desc);
select app.protect('retention_run');
revoke update, delete on retention_run from cairn_app;

-- When the job last looked at each kind, also where nothing was due.
create table retention_watch (
  trust_id uuid not null references trust,
  kind text not null,
  ran_at timestamptz not null,
  said text not null,
  primary key (trust_id, kind)
);
select app.protect('retention_watch');

-- A request for everything that is held of one pupil. While it is open, nothing of that pupil is erased. Names nobody; what was handed out is not kept.
create table subject_access (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  school_id uuid not null references school,
  pupil_id bigint not null,
  asked_on date not null,
  due_on date not null,
  asked_by text not null check (asked_by in ('pupil', 'parent', 'authorised')),
  identity_checked text not null check (btrim(identity_checked) <> ''),
  opened_at timestamptz not null default now(),
  opened_by uuid not null references person,
  -- What is left out of the answer, and why: {"results": "Results that have not been announced"}.
  left_out jsonb not null default '{}',
  names_readers boolean not null default false,
  reviewed_at timestamptz,
  reviewed_by uuid references person,
  released_at timestamptz,
  released_by uuid references person,
  closed_at timestamptz,
  closed_by uuid references person,
  closed_why text,
  revision integer not null default 1,
  check ((reviewed_at is null) = (reviewed_by is null)),
  check (released_at is null or reviewed_at is not null),
  check ((closed_at is null) = (closed_why is null))
);
create index subject_access_by_pupil on subject_access (trust_id, pupil_id);
create index subject_access_by_school on subject_access (trust_id, school_id, opened_at desc);
select app.protect('subject_access');
select app.keep_history('subject_access');
revoke delete on subject_access from cairn_app;

-- The daily job works for every trust, one transaction a trust. It learns their ids here and nothing else; what it does in each is bound to that trust.
create function app.trusts_to_watch() returns setof uuid language sql stable security definer set search_path = public, pg_temp as
$$ select id from trust order by id $$;
grant execute on function app.trusts_to_watch() to cairn_app;

-- Who a held pupil is stays, whatever takes the pupil out of a snapshot: an import that is undone, a rule, a mistake.
create function app.keep_held_pupil() returns trigger language plpgsql as $$
begin
  if exists (select from legal_hold h where h.trust_id = old.trust_id and h.lifted_at is null and h.school_id = old.school_id
      and (h.pupil_id is null or h.pupil_id = old.id))
    or exists (select from subject_access a where a.trust_id = old.trust_id and a.pupil_id = old.id and a.closed_at is null)
  then return null; end if;
  return old;
end $$;
create trigger keep_held_pupil before delete on pupil for each row execute function app.keep_held_pupil();
