-- The grades of an Annual Review that was made before Cairn, entered by hand: they stand beside the new ones as the grades before. They set nothing off, and
-- a review that Cairn issued for the year takes their place. Corrected with a reason, never deleted.

create function app.earlier_grades(judgements jsonb) returns text language sql immutable as $$
  select string_agg((it->>'areaTitle') || ': ' || (it->>'gradeLabel'), '; ' order by place) from jsonb_array_elements(judgements) with ordinality as j(it, place)
$$;

create table earlier_review (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  school_id uuid not null references school,
  academic_year integer not null check (academic_year between 2000 and 2100),
  framework_id uuid not null references framework,
  framework_family text not null,
  -- Where the grades are written down, such as 'Annual Review 2025, signed 4 December 2025'.
  source text not null check (btrim(source) <> ''),
  judgements jsonb not null,
  -- The same in words, for the history that people read.
  grades text generated always as (app.earlier_grades(judgements)) stored,
  entered_at timestamptz not null,
  entered_by uuid not null references person,
  corrected_at timestamptz,
  corrected_by uuid references person,
  corrected_why text check (btrim(corrected_why) <> ''),
  revision integer not null default 1,
  check ((corrected_at is null) = (corrected_by is null) and (corrected_at is null) = (corrected_why is null)),
  check (revision = 1 or corrected_why is not null),
  unique (trust_id, school_id, framework_family, academic_year)
);
select app.protect('earlier_review');
select app.keep_history('earlier_review');
revoke delete on earlier_review from cairn_app;
