-- Paired moderation: two people judge the same thing blind, then see both. What one of them gave is not to be had by anybody else before both have committed
-- themselves: the rows themselves are hidden, whatever a query asks for.

-- A set piece without a school: an account that Cairn's people wrote for calibration. Never changed, so that everybody grades the same words.
create table calibration_vignette (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  title text not null check (btrim(title) <> ''),
  body text not null check (btrim(body) <> ''),
  written_at timestamptz not null,
  written_by uuid not null references person
);
select app.protect('calibration_vignette');
revoke update, delete on calibration_vignette from cairn_app;

create table moderation_pair (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  -- Null for a vignette.
  school_id uuid references school,
  academic_year integer not null check (academic_year between 2000 and 2100),
  title text not null check (btrim(title) <> ''),
  theme_id uuid references qa_review_theme,
  judgement_id uuid references judgement,
  evidence_id uuid references evidence,
  vignette_id uuid references calibration_vignette,
  framework_id uuid not null references framework,
  due_on date not null,
  asked_at timestamptz not null,
  asked_by uuid not null references person,
  stopped_at timestamptz,
  stopped_by uuid references person,
  stopped_why text check (btrim(stopped_why) <> ''),
  check (num_nonnulls(theme_id, judgement_id, evidence_id, vignette_id) = 1),
  check ((school_id is null) = (vignette_id is not null)),
  check ((stopped_at is null) = (stopped_by is null) and (stopped_at is null) = (stopped_why is null))
);
create index moderation_pair_by_year on moderation_pair (trust_id, academic_year);
create index moderation_pair_by_theme on moderation_pair (theme_id) where theme_id is not null;
create index moderation_pair_by_judgement on moderation_pair (judgement_id) where judgement_id is not null;
select app.protect('moderation_pair');
select app.keep_history('moderation_pair');
revoke delete on moderation_pair from cairn_app;

-- The areas that both grade.
create table moderation_area (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  pair_id uuid not null references moderation_pair,
  area_id uuid not null references framework_area,
  position integer not null check (position >= 1),
  unique (pair_id, area_id)
);
select app.protect('moderation_area');
revoke update, delete on moderation_area from cairn_app;

-- The two, each with what they declare. An interest stops the pair: somebody else grades.
create table moderation_grader (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  pair_id uuid not null references moderation_pair,
  person_id uuid not null references person,
  declared_at timestamptz,
  interest text check (btrim(interest) <> ''),
  unique (pair_id, person_id),
  check (interest is null or declared_at is not null)
);
create index moderation_grader_by_person on moderation_grader (person_id);
select app.protect('moderation_grader');
select app.keep_history('moderation_grader');
revoke delete on moderation_grader from cairn_app;

-- That somebody has committed themselves; not to what.
create table moderation_commitment (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  pair_id uuid not null,
  person_id uuid not null,
  committed_at timestamptz not null,
  unique (pair_id, person_id),
  foreign key (pair_id, person_id) references moderation_grader (pair_id, person_id)
);
select app.protect('moderation_commitment');
revoke update, delete on moderation_commitment from cairn_app;

-- True once both of a pair have committed themselves. Asked with the owner's rights, and only ever about the trust of the session.
create function app.both_committed(of_pair uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select count(distinct person_id) = 2 from moderation_commitment where pair_id = of_pair and trust_id = app.current_trust()
$$;
revoke execute on function app.both_committed(uuid) from public;
grant execute on function app.both_committed(uuid) to cairn_app;

-- What somebody gave, with the reasons: their own to read, and everybody's who may open the pair once both have committed. No history is kept of it, because
-- it never changes, and because a history could be read where the row cannot.
create table moderation_grade (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  pair_id uuid not null,
  person_id uuid not null,
  area_id uuid not null,
  grade_code text not null,
  reasons text not null check (btrim(reasons) <> ''),
  unique (pair_id, person_id, area_id),
  foreign key (pair_id, person_id) references moderation_commitment (pair_id, person_id),
  foreign key (pair_id, area_id) references moderation_area (pair_id, area_id)
);
select app.protect('moderation_grade');
create policy blind_until_both on moderation_grade as restrictive for select
  using (person_id = app.current_actor() or app.both_committed(pair_id));
create policy own_hand on moderation_grade as restrictive for insert with check (person_id = app.current_actor());
revoke update, delete on moderation_grade from cairn_app;

-- What somebody has written so far: nobody else's, ever. It goes when they commit themselves.
create table moderation_draft (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  pair_id uuid not null,
  person_id uuid not null,
  grades jsonb not null default '[]',
  revision integer not null default 1,
  saved_at timestamptz not null,
  unique (pair_id, person_id),
  foreign key (pair_id, person_id) references moderation_grader (pair_id, person_id)
);
select app.protect('moderation_draft');
create policy own_draft on moderation_draft as restrictive using (person_id = app.current_actor()) with check (person_id = app.current_actor());

-- What one of the two says they have agreed. It stands once the other has confirmed it; who sees it otherwise says so with the next one.
create table moderation_outcome (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  pair_id uuid not null,
  number integer not null check (number >= 1),
  said_at timestamptz not null,
  said_by uuid not null,
  unique (pair_id, number),
  foreign key (pair_id, said_by) references moderation_grader (pair_id, person_id)
);
select app.protect('moderation_outcome');
revoke update, delete on moderation_outcome from cairn_app;

create table moderation_outcome_grade (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  outcome_id uuid not null references moderation_outcome,
  area_id uuid not null references framework_area,
  -- Null: they do not agree.
  grade_code text,
  reasons text not null check (btrim(reasons) <> ''),
  unique (outcome_id, area_id)
);
select app.protect('moderation_outcome_grade');
revoke update, delete on moderation_outcome_grade from cairn_app;

create table moderation_confirmation (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  outcome_id uuid not null unique references moderation_outcome,
  confirmed_at timestamptz not null,
  confirmed_by uuid not null references person
);
select app.protect('moderation_confirmation');
revoke update, delete on moderation_confirmation from cairn_app;
