-- Reports of departmental, subject and topic reviews: written from a review whose evidence is complete, by several authors, and given to the governors.

create table review_report (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  school_id uuid not null references school,
  qa_review_id uuid not null unique references qa_review,
  academic_year integer not null check (academic_year between 2000 and 2100),
  kind text not null check (kind in ('department_review', 'topic_review')),
  topic text check (topic in ('disadvantaged', 'behaviour', 'send', 'leadership')),
  department_id uuid references department,
  title text not null check (btrim(title) <> ''),
  framework_id uuid not null references framework,
  begun_at timestamptz not null default now(),
  begun_by uuid not null references person,
  check ((kind = 'topic_review') = (topic is not null))
);
create index review_report_by_school on review_report (trust_id, school_id, academic_year);
select app.protect('review_report');
select app.keep_history('review_report');
revoke delete on review_report from cairn_app;

-- Where a report stands is its newest step.
create table review_report_step (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  report_id uuid not null references review_report,
  number integer not null check (number >= 1),
  step text not null check (step in ('begun', 'sent_to_school', 'taken_back', 'facts_returned', 'sent_to_sign', 'sent_back', 'signed', 'issued',
    'change_begun', 'withdrawn')),
  state text not null check (state in ('draft', 'facts', 'revision', 'signature', 'signed', 'issued', 'withdrawn')),
  taken_at timestamptz not null,
  taken_by uuid not null references person,
  why text check (btrim(why) <> ''),
  unique (report_id, number),
  check (step not in ('taken_back', 'sent_back', 'change_begun', 'withdrawn') or why is not null)
);
select app.protect('review_report_step');
revoke update, delete on review_report_step from cairn_app;

create table review_report_author (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  report_id uuid not null references review_report,
  person_id uuid not null references person,
  role text not null check (role in ('lead', 'author')),
  added_at timestamptz not null default now(),
  added_by uuid not null references person,
  unique (report_id, person_id)
);
create unique index review_report_lead on review_report_author (report_id) where role = 'lead';
select app.protect('review_report_author');
select app.keep_history('review_report_author');

-- The text: sections, and what is said of each theme. A theme's grades stay with the review; here is only what the report says of it.
create table review_report_part (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  report_id uuid not null references review_report,
  part text not null check (part ~ '^(section:(looked_at|strengths|improve|changes)|theme:[a-z0-9_-]+)$'),
  body text not null default '',
  revision integer not null default 1,
  saved_at timestamptz,
  saved_by uuid references person,
  unique (report_id, part)
);
select app.protect('review_report_part');
select app.keep_history('review_report_part');

create table review_report_finding (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  report_id uuid not null references review_report,
  position integer not null check (position >= 1),
  -- The theme that it belongs to, by the code of its area; null: none in particular.
  area_code text,
  what text not null check (btrim(what) <> ''),
  why text not null check (btrim(why) <> ''),
  added_at timestamptz not null default now(),
  added_by uuid not null references person,
  removed_at timestamptz,
  removed_by uuid references person,
  removed_why text check (btrim(removed_why) <> ''),
  revision integer not null default 1,
  check ((removed_at is null) = (removed_by is null) and (removed_at is null) = (removed_why is null))
);
create index review_report_finding_by_report on review_report_finding (report_id, position);
select app.protect('review_report_finding');
select app.keep_history('review_report_finding');
revoke delete on review_report_finding from cairn_app;

-- What the reviewers found of each finding of the report before: settled, still open (and which finding carries it on), or not looked at.
create table review_report_follow_up (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  report_id uuid not null references review_report,
  earlier_finding_id uuid not null references review_report_finding,
  found text not null check (found in ('settled', 'still_open', 'not_looked_at')),
  words text not null default '',
  finding_id uuid references review_report_finding,
  said_at timestamptz not null,
  said_by uuid not null references person,
  revision integer not null default 1,
  unique (report_id, earlier_finding_id),
  check (finding_id is null or found = 'still_open')
);
select app.protect('review_report_follow_up');
select app.keep_history('review_report_follow_up');
