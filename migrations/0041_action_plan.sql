-- The School Action Plan: key issues, objectives, criteria for success, actions, and the support that the trust promises. One plan a school and year.
-- A part that is taken out stays as a row with who, when and why. content_version counts every change of what the plan says.

create table action_plan (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  school_id uuid not null references school,
  academic_year integer not null check (academic_year between 2000 and 2100),
  basis text not null check (basis in ('school', 'agreed', 'imposed')),
  basis_why text,
  -- The content version at which the basis was set: what was declared before it was declared on another basis.
  basis_version integer not null default 1,
  annual_review_id uuid,
  content_version integer not null default 1,
  opened_at timestamptz not null default now(),
  opened_by uuid not null references person,
  unique (trust_id, school_id, academic_year)
);
select app.protect('action_plan');
select app.keep_history('action_plan');

create table plan_issue (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  plan_id uuid not null references action_plan,
  position integer not null,
  text text not null check (btrim(text) <> ''),
  area_title text,
  annual_review_id uuid,
  key_issue_id uuid,
  added_at timestamptz not null default now(),
  added_by uuid not null references person,
  removed_at timestamptz,
  removed_by uuid references person,
  removed_why text,
  revision integer not null default 1,
  check ((removed_at is null) = (removed_by is null))
);
create index plan_issue_by_plan on plan_issue (plan_id, position);
create unique index plan_issue_once on plan_issue (plan_id, key_issue_id) where key_issue_id is not null and removed_at is null;
select app.protect('plan_issue');
select app.keep_history('plan_issue');

create table plan_objective (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  plan_id uuid not null references action_plan,
  issue_id uuid not null references plan_issue,
  position integer not null,
  text text not null check (btrim(text) <> ''),
  added_at timestamptz not null default now(),
  added_by uuid not null references person,
  removed_at timestamptz,
  removed_by uuid references person,
  removed_why text,
  revision integer not null default 1,
  check ((removed_at is null) = (removed_by is null))
);
create index plan_objective_by_plan on plan_objective (plan_id, position);
select app.protect('plan_objective');
select app.keep_history('plan_objective');

-- From what, to what, by when, how it will be known: all four may wait while the plan is a draft, none may when it is signed.
create table success_criterion (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  plan_id uuid not null references action_plan,
  objective_id uuid not null references plan_objective,
  position integer not null,
  what text not null check (btrim(what) <> ''),
  measure text not null check (measure in ('number', 'words')),
  unit text,
  from_number numeric,
  to_number numeric,
  from_words text,
  to_words text,
  by_when date,
  how_known text,
  owner_id uuid references person,
  owner_name text,
  added_at timestamptz not null default now(),
  added_by uuid not null references person,
  removed_at timestamptz,
  removed_by uuid references person,
  removed_why text,
  revision integer not null default 1,
  check ((removed_at is null) = (removed_by is null))
);
create index success_criterion_by_plan on success_criterion (plan_id, position);
select app.protect('success_criterion');
select app.keep_history('success_criterion');

create table plan_action (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  plan_id uuid not null references action_plan,
  objective_id uuid not null references plan_objective,
  position integer not null,
  what text not null check (btrim(what) <> ''),
  owner_id uuid references person,
  owner_name text,
  starts_on date,
  due_on date,
  resource_need text,
  done_on date,
  done_by uuid references person,
  done_recorded_at timestamptz,
  done_note text,
  added_at timestamptz not null default now(),
  added_by uuid not null references person,
  removed_at timestamptz,
  removed_by uuid references person,
  removed_why text,
  revision integer not null default 1,
  check (due_on is null or starts_on is null or due_on >= starts_on),
  check ((done_on is null) = (done_by is null)),
  check ((removed_at is null) = (removed_by is null))
);
create index plan_action_by_plan on plan_action (plan_id, position);
create index plan_action_by_owner on plan_action (trust_id, owner_id) where done_on is null and removed_at is null;
select app.protect('plan_action');
select app.keep_history('plan_action');

-- The five kinds of support are the model's own. Days are kept as half days, money as pence: both exact.
create table plan_support (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  plan_id uuid not null references action_plan,
  objective_id uuid references plan_objective,
  position integer not null,
  kind text not null check (kind in ('cpd', 'leader_secondment', 'lgb_secondment', 'leadership_capacity', 'trust_leader_support')),
  what text not null check (btrim(what) <> ''),
  who text,
  from_school_id uuid references school,
  half_days integer check (half_days >= 0),
  cost_pence bigint check (cost_pence >= 0),
  starts_on date,
  ends_on date,
  promised_by uuid not null references person,
  promised_on date not null,
  added_at timestamptz not null default now(),
  added_by uuid not null references person,
  removed_at timestamptz,
  removed_by uuid references person,
  removed_why text,
  revision integer not null default 1,
  check (ends_on is null or starts_on is null or ends_on >= starts_on),
  check (from_school_id is null or kind = 'leader_secondment'),
  check ((removed_at is null) = (removed_by is null))
);
create index plan_support_by_plan on plan_support (plan_id, position);
select app.protect('plan_support');
select app.keep_history('plan_support');

create table support_delivery (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  plan_id uuid not null references action_plan,
  support_id uuid not null references plan_support,
  delivered_on date not null,
  half_days integer not null check (half_days > 0),
  note text,
  recorded_at timestamptz not null default now(),
  recorded_by uuid not null references person
);
create index support_delivery_by_plan on support_delivery (plan_id);
select app.protect('support_delivery');
select app.keep_history('support_delivery');
