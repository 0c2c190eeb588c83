-- What stands behind a report: evidence of each sentence, the school's check of the facts with its reply, the names kept from governors, the length allowed.

create table review_report_claim_evidence (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  report_id uuid not null references review_report,
  part text not null,
  sentence_hash text not null check (sentence_hash ~ '^[0-9a-f]{32}$'),
  sentence text not null,
  evidence_id uuid not null references evidence,
  linked_at timestamptz not null,
  linked_by uuid not null references person,
  unique (report_id, part, sentence_hash, evidence_id)
);
create index review_report_claim_by_evidence on review_report_claim_evidence (evidence_id);
select app.protect('review_report_claim_evidence');
select app.keep_history('review_report_claim_evidence');

create table review_report_claim_waiver (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  report_id uuid not null references review_report,
  part text not null,
  sentence_hash text not null check (sentence_hash ~ '^[0-9a-f]{32}$'),
  sentence text not null,
  kind text not null check (kind in ('waived', 'not_a_claim')),
  reason text check (btrim(reason) <> ''),
  waived_at timestamptz not null,
  waived_by uuid not null references person,
  unique (report_id, part, sentence_hash),
  check (kind = 'not_a_claim' or reason is not null)
);
select app.protect('review_report_claim_waiver');
select app.keep_history('review_report_claim_waiver');

-- One round of the facts check. `reply` is what the school says to the report in its own words: printed with it.
create table review_report_check (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  report_id uuid not null references review_report,
  round integer not null check (round >= 1),
  sent_at timestamptz not null,
  due_on date not null,
  reply text not null default '',
  reply_by uuid references person,
  returned_at timestamptz,
  returned_by uuid references person,
  revision integer not null default 1,
  unique (report_id, round),
  check ((returned_at is null) = (returned_by is null))
);
select app.protect('review_report_check');
select app.keep_history('review_report_check');
revoke delete on review_report_check from cairn_app;

create table review_report_check_answer (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  check_id uuid not null references review_report_check,
  part text not null,
  answer text not null check (answer in ('accurate', 'not_accurate')),
  correction text not null default '',
  answered_at timestamptz not null,
  answered_by uuid not null references person,
  unique (check_id, part)
);
select app.protect('review_report_check_answer');
select app.keep_history('review_report_check_answer');

create table review_report_check_point (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  check_id uuid not null references review_report_check,
  part text not null,
  number integer not null check (number >= 1),
  body text not null check (btrim(body) <> ''),
  outcome text check (outcome in ('changed', 'not_changed')),
  reply text check (btrim(reply) <> ''),
  replied_at timestamptz,
  replied_by uuid references person,
  unique (check_id, number),
  check (outcome is distinct from 'not_changed' or reply is not null)
);
select app.protect('review_report_check_point');
select app.keep_history('review_report_check_point');
revoke delete on review_report_check_point from cairn_app;

-- A word that looked like a name in one sentence of the governors' version: no name after all, or what stands there instead.
create table review_report_settled_word (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  report_id uuid not null references review_report,
  word text not null check (btrim(word) <> ''),
  sentence_hash text not null check (sentence_hash ~ '^[0-9a-f]{32}$'),
  -- Null: it is not a name and stays.
  replacement text check (btrim(replacement) <> ''),
  settled_at timestamptz not null,
  settled_by uuid not null references person,
  unique (report_id, word, sentence_hash)
);
select app.protect('review_report_settled_word');
select app.keep_history('review_report_settled_word');

-- How many pages the trust allows a report: the newest row counts. A trust without one allows governors two pages and the full report four.
create table review_report_limit (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  version integer not null check (version >= 1),
  governors_pages integer not null check (governors_pages between 1 and 40),
  full_pages integer not null check (full_pages between 1 and 40),
  set_at timestamptz not null,
  set_by uuid not null references person,
  why text not null check (btrim(why) <> ''),
  unique (trust_id, version)
);
select app.protect('review_report_limit');
revoke update, delete on review_report_limit from cairn_app;
