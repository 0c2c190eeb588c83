-- What preparing and recording a review has to remember beside its plan.

-- What was changed after the page had been shared with the school, and why: shown on that page.
create table qa_review_change (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  review_id uuid not null references qa_review,
  changed_at timestamptz not null,
  changed_by uuid not null references person,
  what text not null check (btrim(what) <> ''),
  why text not null check (btrim(why) <> '')
);
create index qa_review_change_by_review on qa_review_change (review_id, changed_at);
select app.protect('qa_review_change');
revoke update, delete on qa_review_change from cairn_app;

-- The role at the school that came with being on the team, so that it ends with it.
alter table qa_review_member add column role_grant_id uuid references role_grant;

-- Why a theme is graded on one kind of activity only.
alter table qa_review_theme add column few_kinds_why text check (btrim(few_kinds_why) <> '');

-- What a reviewer has written so far, and the sample: how many pupils or pieces of work, and how they spread.
alter table qa_review_activity
  add column summary text not null default '',
  add column tags text[] not null default '{}',
  add column sample_size integer check (sample_size between 1 and 2000),
  add column sample_disadvantaged integer check (sample_disadvantaged >= 0),
  add column sample_send integer check (sample_send >= 0),
  add column sample_low integer check (sample_low >= 0),
  add column sample_middle integer check (sample_middle >= 0),
  add column sample_high integer check (sample_high >= 0);

-- What the reviewer says that the activity shows of an area.
create table qa_activity_area (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  activity_id uuid not null references qa_review_activity,
  area_id uuid not null references framework_area,
  points text not null check (points in ('strength', 'development', 'mixed')),
  unique (activity_id, area_id)
);
select app.protect('qa_activity_area');
select app.keep_history('qa_activity_area');
