-- The Annual Review of a school for an academic year: one a year, written by a team, moving through steps that are never overwritten.

create table annual_review (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  school_id uuid not null references school,
  academic_year integer not null check (academic_year between 2000 and 2100),
  framework_id uuid not null references framework,
  due_on date not null,
  started_at timestamptz not null default now(),
  started_by uuid not null references person,
  unique (trust_id, school_id, academic_year)
);
select app.protect('annual_review');
select app.keep_history('annual_review');

-- Where the review stands is its newest step; who took it, when, and why where a reason is due.
create table review_step (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  review_id uuid not null references annual_review,
  number integer not null check (number >= 1),
  step text not null check (step in ('started', 'sent_to_school', 'taken_back', 'facts_returned', 'sent_to_moderation', 'moderated', 'sent_back',
    'signed', 'issued', 'changed', 'withdrawn', 'reopened')),
  state text not null check (state in ('draft', 'facts', 'revision', 'moderation', 'signature', 'signed', 'issued', 'withdrawn')),
  taken_at timestamptz not null,
  taken_by uuid not null references person,
  why text check (btrim(why) <> ''),
  unique (review_id, number),
  check (step not in ('taken_back', 'sent_back', 'changed', 'withdrawn', 'reopened') or why is not null)
);
select app.protect('review_step');
revoke update, delete on review_step from cairn_app;

-- Who writes it: people of the trust, external reviewers with a grant, and named externals without an account.
create table review_team_member (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  review_id uuid not null references annual_review,
  person_id uuid references person,
  external_name text check (btrim(external_name) <> ''),
  external_organisation text,
  role text not null check (role in ('lead', 'member')),
  added_at timestamptz not null default now(),
  added_by uuid not null references person,
  declared_at timestamptz,
  declared_by uuid references person,
  interest text check (btrim(interest) <> ''),
  check ((person_id is null) <> (external_name is null)),
  check (role = 'member' or person_id is not null),
  check ((declared_at is null) = (declared_by is null)),
  check (interest is null or declared_at is not null),
  unique (review_id, person_id)
);
create unique index review_team_lead on review_team_member (review_id) where role = 'lead';
select app.protect('review_team_member');
select app.keep_history('review_team_member');

-- Everybody who ever saved a word of it: they may not moderate it, even after leaving the team.
create table review_author (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  review_id uuid not null references annual_review,
  person_id uuid not null references person,
  first_wrote_at timestamptz not null default now(),
  unique (review_id, person_id)
);
select app.protect('review_author');
revoke update, delete on review_author from cairn_app;
