-- Progress against each criterion, the termly review of the plan, and its end.

create table criterion_progress (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  plan_id uuid not null references action_plan,
  criterion_id uuid not null references success_criterion,
  noted_on date not null,
  value_number numeric,
  value_words text,
  rag text not null check (rag in ('red', 'amber', 'green', 'blue')),
  reason text not null check (btrim(reason) <> ''),
  recorded_at timestamptz not null default now(),
  recorded_by uuid not null references person,
  check (value_number is not null or value_words is not null)
);
create index criterion_progress_newest on criterion_progress (criterion_id, noted_on desc, recorded_at desc);
create index criterion_progress_by_plan on criterion_progress (plan_id);
select app.protect('criterion_progress');
select app.keep_history('criterion_progress');

create table plan_review (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  plan_id uuid not null references action_plan,
  academic_year integer not null,
  term text not null check (term in ('autumn', 'spring', 'summer')),
  reviewed_on date not null,
  overall text not null check (btrim(overall) <> ''),
  decision text not null check (decision in ('continue', 'strengthen', 'close', 'escalate')),
  reason text not null check (btrim(reason) <> ''),
  evidence_ids uuid[] not null default '{}',
  recorded_at timestamptz not null default now(),
  recorded_by uuid not null references person,
  unique (plan_id, academic_year, term)
);
select app.protect('plan_review');
select app.keep_history('plan_review');

-- What the review said of each criterion, beside the progress that was the newest then.
create table plan_review_line (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  plan_id uuid not null references action_plan,
  review_id uuid not null references plan_review,
  criterion_id uuid not null references success_criterion,
  progress_id uuid references criterion_progress,
  words text,
  unique (review_id, criterion_id)
);
select app.protect('plan_review_line');
select app.keep_history('plan_review_line');

create table plan_closure (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  plan_id uuid not null unique references action_plan,
  review_id uuid references plan_review,
  why text not null check (btrim(why) <> ''),
  closed_at timestamptz not null default now(),
  closed_on date not null,
  closed_by uuid not null references person
);
select app.protect('plan_closure');
select app.keep_history('plan_closure');
