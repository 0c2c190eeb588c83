-- Each time an Annual Review leaves the building: a numbered issue with its frozen document, its grades as they were issued, and who has received it.

create table review_issue (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  review_id uuid not null references annual_review,
  school_id uuid not null references school,
  academic_year integer not null,
  framework_id uuid not null references framework,
  framework_family text not null,
  number integer not null check (number >= 1),
  issued_at timestamptz not null,
  issued_by uuid not null references person,
  why text check (btrim(why) <> ''),
  frozen_record_id uuid references frozen_record,
  judgements jsonb not null,
  key_issues jsonb not null,
  withdrawn_at timestamptz,
  withdrawn_by uuid references person,
  withdrawn_why text check (btrim(withdrawn_why) <> ''),
  check (number = 1 or why is not null),
  check ((withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null) = (withdrawn_why is null)),
  unique (review_id, number)
);
create index review_issue_by_school on review_issue (trust_id, school_id, academic_year desc, number desc);
select app.protect('review_issue');
select app.keep_history('review_issue');
revoke delete on review_issue from cairn_app;

create table review_receipt (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  issue_id uuid not null references review_issue,
  person_id uuid not null references person,
  received_as text not null check (received_as in ('trustee', 'lgb_member')),
  received_at timestamptz not null,
  unique (issue_id, person_id)
);
select app.protect('review_receipt');
revoke update, delete on review_receipt from cairn_app;
