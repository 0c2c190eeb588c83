-- How a plan comes into force. Each step is a row with who and when; a signature or readiness counts only for the content_version that it names.

create table plan_signature (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  plan_id uuid not null references action_plan,
  side text not null check (side in ('school', 'trust')),
  content_version integer not null,
  signed_at timestamptz not null default now(),
  signed_by uuid not null references person,
  unique (plan_id, side, content_version)
);
select app.protect('plan_signature');
select app.keep_history('plan_signature');

-- `ready`: the school says that its own plan is ready. `put_in_place`: the trust puts the plan in place after a 4.
create table plan_readiness (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  plan_id uuid not null references action_plan,
  kind text not null check (kind in ('ready', 'put_in_place')),
  content_version integer not null,
  declared_at timestamptz not null default now(),
  declared_by uuid not null references person,
  unique (plan_id, kind, content_version)
);
select app.protect('plan_readiness');
select app.keep_history('plan_readiness');

create table plan_comment (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  plan_id uuid not null references action_plan,
  text text not null check (btrim(text) <> ''),
  content_version integer not null,
  written_at timestamptz not null default now(),
  written_by uuid not null references person
);
create index plan_comment_by_plan on plan_comment (plan_id, written_at);
select app.protect('plan_comment');
select app.keep_history('plan_comment');

create table plan_recommendation (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  plan_id uuid not null references action_plan,
  content_version integer not null,
  covering_words text not null check (btrim(covering_words) <> ''),
  recommended_at timestamptz not null default now(),
  recommended_on date not null,
  recommended_by uuid not null references person,
  taken_back_at timestamptz,
  taken_back_by uuid references person,
  taken_back_why text,
  check ((taken_back_at is null) = (taken_back_by is null) and (taken_back_at is null) = (taken_back_why is null))
);
create index plan_recommendation_by_plan on plan_recommendation (plan_id, recommended_at);
select app.protect('plan_recommendation');
select app.keep_history('plan_recommendation');

-- One decision for one recommendation: there is none without.
create table board_decision (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  plan_id uuid not null references action_plan,
  recommendation_id uuid not null unique references plan_recommendation,
  outcome text not null check (outcome in ('approved', 'approved_with_amendments', 'sent_back')),
  meeting_on date not null,
  minute_reference text not null check (btrim(minute_reference) <> ''),
  words text,
  recorded_at timestamptz not null default now(),
  recorded_by uuid not null references person,
  check (outcome = 'approved' or btrim(coalesce(words, '')) <> '')
);
create index board_decision_by_plan on board_decision (plan_id, recorded_at);
select app.protect('board_decision');
select app.keep_history('board_decision');
