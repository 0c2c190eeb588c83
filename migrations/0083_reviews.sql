-- Formal reviews of the spring and summer terms: a department or subject, or a topic, looked at by a team through planned activities.

create table qa_review (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  school_id uuid not null references school,
  qa_entry_id uuid not null unique references qa_entry,
  academic_year integer not null check (academic_year between 2000 and 2100),
  kind text not null check (kind in ('department_review', 'topic_review')),
  topic text check (topic in ('disadvantaged', 'behaviour', 'send', 'leadership')),
  department_id uuid references department,
  title text not null check (btrim(title) <> ''),
  -- What the review wants to find out and what it leaves alone: shared with the school beforehand.
  purpose text not null default '',
  framework_id uuid not null references framework,
  starts_on date not null,
  ends_on date not null check (ends_on >= starts_on),
  started_at timestamptz not null default now(),
  started_by uuid not null references person,
  revision integer not null default 1,
  check ((kind = 'topic_review') = (topic is not null))
);
create index qa_review_by_school on qa_review (trust_id, school_id, academic_year);
select app.protect('qa_review');
select app.keep_history('qa_review');

-- Where a review stands is its newest step.
create table qa_review_step (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  review_id uuid not null references qa_review,
  number integer not null check (number >= 1),
  step text not null check (step in ('prepared', 'shared', 'shared_again', 'gathered', 'reopened', 'cancelled')),
  state text not null check (state in ('preparing', 'shared', 'gathered', 'cancelled')),
  taken_at timestamptz not null,
  taken_by uuid not null references person,
  why text check (btrim(why) <> ''),
  unique (review_id, number),
  check (step not in ('shared_again', 'reopened', 'cancelled') or why is not null)
);
select app.protect('qa_review_step');
revoke update, delete on qa_review_step from cairn_app;

-- The team: people of the trust, reviewers from its other schools, and named externals. Each says what they know and whether anything stands in the way.
create table qa_review_member (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  review_id uuid not null references qa_review,
  person_id uuid references person,
  external_name text check (btrim(external_name) <> ''),
  external_organisation text,
  role text not null check (role in ('lead', 'reviewer')),
  expertise text not null default '',
  added_at timestamptz not null default now(),
  added_by uuid not null references person,
  -- The declaration: nothing stands in the way (interest null), or what does and whether the member may go on.
  declared_at timestamptz,
  declared_by uuid references person,
  interest text check (btrim(interest) <> ''),
  interest_decision text check (interest_decision in ('may_go_on', 'may_not_go_on')),
  interest_decided_why text check (btrim(interest_decided_why) <> ''),
  interest_decided_at timestamptz,
  interest_decided_by uuid references person,
  left_at timestamptz,
  left_why text check (btrim(left_why) <> ''),
  check ((person_id is null) <> (external_name is null)),
  check (role = 'reviewer' or person_id is not null),
  check ((declared_at is null) = (declared_by is null)),
  check (interest is null or declared_at is not null),
  check ((left_at is null) = (left_why is null))
);
create unique index qa_review_member_once on qa_review_member (review_id, person_id) where left_at is null;
create unique index qa_review_lead on qa_review_member (review_id) where role = 'lead' and left_at is null;
select app.protect('qa_review_member');
select app.keep_history('qa_review_member');

-- What is judged: themes drawn from areas of the framework. Themes are graded across all evidence; a single lesson never is.
create table qa_review_theme (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  review_id uuid not null references qa_review,
  area_id uuid not null references framework_area,
  area_code text not null,
  title text not null check (btrim(title) <> ''),
  position integer not null check (position >= 1),
  -- Who writes it; null: the lead.
  delegated_to uuid references person,
  strengths text not null default '',
  to_improve text not null default '',
  grade_code text,
  reasons text not null default '',
  -- How the school sees itself, entered by the school.
  own_grade_code text,
  own_reasons text not null default '',
  own_saved_at timestamptz,
  own_saved_by uuid references person,
  saved_at timestamptz,
  saved_by uuid references person,
  removed_at timestamptz,
  removed_by uuid references person,
  removed_why text check (btrim(removed_why) <> ''),
  revision integer not null default 1,
  check ((removed_at is null) = (removed_by is null) and (removed_at is null) = (removed_why is null))
);
create index qa_review_theme_by_review on qa_review_theme (review_id, position);
select app.protect('qa_review_theme');
select app.keep_history('qa_review_theme');

-- The form of an activity, built from the framework's statements and edited by the trust. A version in use is never changed; the next one replaces it.
create table qa_instrument (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  kind text not null check (kind in ('lesson_observation', 'work_scrutiny', 'data', 'pupil_voice', 'leadership_discussion')),
  version integer not null check (version >= 1),
  framework_id uuid not null references framework,
  name text not null check (btrim(name) <> ''),
  -- Advice at the head of the form: what to look at, what to leave alone.
  advice text not null default '',
  adopted_at timestamptz,
  adopted_by uuid references person,
  retired_at timestamptz,
  made_at timestamptz not null default now(),
  made_by uuid references person,
  revision integer not null default 1,
  unique (trust_id, kind, version)
);
create unique index qa_instrument_in_use on qa_instrument (trust_id, kind) where adopted_at is not null and retired_at is null;
create unique index qa_instrument_in_draft on qa_instrument (trust_id, kind) where adopted_at is null;
select app.protect('qa_instrument');
select app.keep_history('qa_instrument');

create table qa_instrument_question (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  instrument_id uuid not null references qa_instrument,
  position integer not null check (position >= 1),
  -- The framework's area that an answer speaks to; null: none in particular.
  area_id uuid references framework_area,
  prompt text not null check (btrim(prompt) <> ''),
  answer text not null check (answer in ('text', 'seen')),
  required boolean not null default false
);
create index qa_instrument_question_by_instrument on qa_instrument_question (instrument_id, position);
select app.protect('qa_instrument_question');
select app.keep_history('qa_instrument_question');

-- One slot of the timetable. Recorded, it becomes a piece of evidence.
create table qa_review_activity (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  review_id uuid not null references qa_review,
  school_id uuid not null references school,
  kind text not null check (kind in ('lesson_observation', 'work_scrutiny', 'data', 'pupil_voice', 'leadership_discussion')),
  title text not null check (btrim(title) <> ''),
  focus text not null default '',
  on_day date not null,
  at_time time,
  minutes integer not null check (minutes between 5 and 480),
  place text not null default '',
  -- The teacher observed or the leader met, where it is one person.
  with_person_id uuid references person,
  with_words text not null default '',
  led_by_id uuid references qa_review_member,
  second_by_id uuid references qa_review_member,
  instrument_id uuid references qa_instrument,
  evidence_id uuid references evidence,
  recorded_at timestamptz,
  recorded_by uuid references person,
  cancelled_at timestamptz,
  cancelled_by uuid references person,
  cancelled_why text check (btrim(cancelled_why) <> ''),
  added_at timestamptz not null default now(),
  added_by uuid not null references person,
  revision integer not null default 1,
  check ((recorded_at is null) = (recorded_by is null) and (recorded_at is null) = (evidence_id is null)),
  check ((cancelled_at is null) = (cancelled_by is null) and (cancelled_at is null) = (cancelled_why is null)),
  check (led_by_id is null or led_by_id is distinct from second_by_id)
);
create index qa_review_activity_by_review on qa_review_activity (review_id, on_day, at_time);
create index qa_review_activity_by_evidence on qa_review_activity (evidence_id);
select app.protect('qa_review_activity');
select app.keep_history('qa_review_activity');

-- What was answered on the form; `seen` is how clearly the statement was seen, never a grade.
create table qa_activity_answer (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  activity_id uuid not null references qa_review_activity,
  question_id uuid not null references qa_instrument_question,
  answer text not null default '',
  seen text check (seen in ('clearly', 'partly', 'not_seen', 'not_applicable')),
  answered_at timestamptz not null,
  answered_by uuid not null references person,
  unique (activity_id, question_id)
);
select app.protect('qa_activity_answer');
select app.keep_history('qa_activity_answer');
