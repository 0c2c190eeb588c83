-- Each time a report leaves the building: one issue with two frozen documents, full and for governors; who has received it; what became of its findings.

create table review_report_issue (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  report_id uuid not null references review_report,
  school_id uuid not null references school,
  number integer not null check (number >= 1),
  issued_at timestamptz not null,
  issued_by uuid not null references person,
  why text check (btrim(why) <> ''),
  framework_id uuid not null references framework,
  full_record_id uuid references frozen_record,
  governors_record_id uuid references frozen_record,
  full_pages integer not null check (full_pages >= 1),
  governors_pages integer not null check (governors_pages >= 1),
  -- Why it was issued over the length that the trust allows.
  over_limit_why text check (btrim(over_limit_why) <> ''),
  -- As issued: the texts by part, the themes with both grades, the findings in full and as governors read them, what became of earlier findings.
  parts jsonb not null,
  themes jsonb not null,
  findings jsonb not null,
  follow_up jsonb not null,
  withdrawn_at timestamptz,
  withdrawn_by uuid references person,
  withdrawn_why text check (btrim(withdrawn_why) <> ''),
  unique (report_id, number),
  check (number = 1 or why is not null),
  check ((withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null) = (withdrawn_why is null))
);
create index review_report_issue_by_school on review_report_issue (trust_id, school_id, issued_at desc);
select app.protect('review_report_issue');
select app.keep_history('review_report_issue');
revoke delete on review_report_issue from cairn_app;

create table review_report_receipt (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  issue_id uuid not null references review_report_issue,
  person_id uuid not null references person,
  received_at timestamptz not null,
  unique (issue_id, person_id)
);
select app.protect('review_report_receipt');
revoke update, delete on review_report_receipt from cairn_app;

-- What became of a finding beside the plan: done, or not taken up and why. The newest row counts; that it is in the plan, the plan says.
create table review_report_outcome (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  finding_id uuid not null references review_report_finding,
  outcome text not null check (outcome in ('done', 'not_taken_up')),
  why text not null check (btrim(why) <> ''),
  said_at timestamptz not null,
  said_by uuid not null references person
);
create index review_report_outcome_by_finding on review_report_outcome (finding_id, said_at);
select app.protect('review_report_outcome');
revoke update, delete on review_report_outcome from cairn_app;

-- A key issue of a plan may come from a finding: once only, until it is taken out of the plan.
alter table plan_issue
  add column review_report_id uuid references review_report,
  add column review_finding_id uuid references review_report_finding,
  -- Where it came from in words: “Review of mathematics, issued on 12 May 2026, finding 2”.
  add column source_words text check (btrim(source_words) <> ''),
  add check ((review_report_id is null) = (review_finding_id is null));
create unique index plan_issue_once_from_finding on plan_issue (review_finding_id) where review_finding_id is not null and removed_at is null;
