-- The Quality Assurance calendar: what is planned at a school in an academic year. An entry stands in a week until its days are known.
create table qa_entry (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  school_id uuid not null references school,
  academic_year integer not null check (academic_year between 2000 and 2100),
  kind text not null check (kind in ('data_review', 'annual_review', 'department_review', 'topic_review')),
  -- Of a topic review: disadvantaged pupils (the model's DA), behaviour, SEND, leadership and management.
  topic text check (topic in ('disadvantaged', 'behaviour', 'send', 'leadership')),
  department_id uuid references department,
  title text not null check (btrim(title) <> ''),
  starts_on date not null,
  ends_on date not null check (ends_on >= starts_on),
  -- False while only the week has been chosen: starts_on is then its Monday and ends_on its Friday.
  days_known boolean not null default false,
  lead_id uuid references person,
  -- The entry of the year before that this one was rolled forward from.
  rolled_from_id uuid references qa_entry,
  added_at timestamptz not null default now(),
  added_by uuid not null references person,
  -- Stopped with a reason, so that the term's account can say what was not done.
  stopped_at timestamptz,
  stopped_by uuid references person,
  stopped_why text check (btrim(stopped_why) <> ''),
  revision integer not null default 1,
  check ((kind = 'topic_review') = (topic is not null)),
  check (department_id is null or kind = 'department_review'),
  check ((stopped_at is null) = (stopped_by is null) and (stopped_at is null) = (stopped_why is null))
);
create index qa_entry_by_year on qa_entry (trust_id, academic_year, school_id, starts_on);
select app.protect('qa_entry');
select app.keep_history('qa_entry');
revoke delete on qa_entry from cairn_app;

-- A school's calendar leaves the drawing board: from here on its people and governors see it. Published again after a change, with what was agreed.
create table qa_publication (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  school_id uuid not null references school,
  academic_year integer not null,
  version integer not null check (version >= 1),
  published_at timestamptz not null,
  published_by uuid not null references person,
  -- Where the head or the staff representative has not agreed: why it is published all the same.
  without_agreement_why text check (btrim(without_agreement_why) <> ''),
  unique (school_id, academic_year, version)
);
select app.protect('qa_publication');
revoke update, delete on qa_publication from cairn_app;
