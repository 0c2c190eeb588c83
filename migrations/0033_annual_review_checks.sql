-- The school's check of the facts and the authors' replies; the moderation of each grade by a leader who did not write.

create table fact_check (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  review_id uuid not null references annual_review,
  round integer not null check (round >= 1),
  sent_at timestamptz not null,
  due_on date not null,
  returned_at timestamptz,
  returned_by uuid references person,
  revision integer not null default 1,
  check ((returned_at is null) = (returned_by is null)),
  unique (review_id, round)
);
select app.protect('fact_check');
select app.keep_history('fact_check');

create table fact_answer (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  fact_check_id uuid not null references fact_check,
  part text not null,
  answer text not null check (answer in ('accurate', 'not_accurate')),
  correction text not null default '',
  answered_at timestamptz not null,
  answered_by uuid not null references person,
  unique (fact_check_id, part)
);
select app.protect('fact_answer');
select app.keep_history('fact_answer');

-- The corrections as points when the school returns the review: authors reply to each.
create table fact_point (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  fact_check_id uuid not null references fact_check,
  part text not null,
  number integer not null check (number >= 1),
  body text not null,
  outcome text check (outcome in ('changed', 'not_changed')),
  reply text,
  replied_at timestamptz,
  replied_by uuid references person,
  check ((outcome is null) = (replied_at is null) and (outcome is null) = (replied_by is null)),
  check (outcome is distinct from 'not_changed' or btrim(reply) <> ''),
  unique (fact_check_id, number)
);
select app.protect('fact_point');
select app.keep_history('fact_point');

create table judgement_moderation (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  judgement_id uuid not null references judgement,
  round integer not null check (round >= 1),
  decision text not null check (decision in ('agrees', 'asks_change')),
  author_grade_code text not null,
  moderated_grade_code text not null,
  reason text check (btrim(reason) <> ''),
  decided_at timestamptz not null,
  decided_by uuid not null references person,
  unique (judgement_id, round),
  check (decision = 'agrees' or reason is not null),
  check ((decision = 'agrees') = (author_grade_code = moderated_grade_code))
);
select app.protect('judgement_moderation');
select app.keep_history('judgement_moderation');
