-- What an Annual Review says. Every part has its own revision, so that several authors write at once and none overwrites another.

create table review_section (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  review_id uuid not null references annual_review,
  code text not null check (code in ('school_experience', 'strengths', 'safeguarding', 'improvement', 'school', 'review')),
  body text not null default '',
  revision integer not null default 1,
  saved_at timestamptz,
  saved_by uuid references person,
  unique (review_id, code)
);
select app.protect('review_section');
select app.keep_history('review_section');

-- A Trust judgement of one area. The grade is a code of the area's scale in the review's framework, never of another framework.
create table judgement (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  review_id uuid not null references annual_review,
  area_id uuid not null references framework_area,
  area_code text not null,
  grade_code text,
  reasons text not null default '',
  revision integer not null default 1,
  saved_at timestamptz,
  saved_by uuid references person,
  unique (review_id, area_code)
);
select app.protect('judgement');
select app.keep_history('judgement');

create table key_issue (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  review_id uuid not null references annual_review,
  area_code text not null,
  position integer not null,
  body text not null check (btrim(body) <> ''),
  revision integer not null default 1
);
create index key_issue_by_review on key_issue (review_id, position);
select app.protect('key_issue');
select app.keep_history('key_issue');

-- A part is written 'section:<code>', 'judgement:<area code>' or 'key-issues'.
create table review_comment (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  review_id uuid not null references annual_review,
  part text not null,
  body text not null check (btrim(body) <> ''),
  written_at timestamptz not null,
  written_by uuid not null references person,
  resolved_at timestamptz,
  resolved_by uuid references person,
  check ((resolved_at is null) = (resolved_by is null))
);
create index review_comment_by_review on review_comment (review_id, part, written_at);
select app.protect('review_comment');
select app.keep_history('review_comment');
