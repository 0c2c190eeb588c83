-- What quality assurance costs the people of a school, in minutes, over formal, informal, appraisal and early-career observation together.

-- The limits that a trust has set itself: the newest row counts, earlier ones say what held before. A trust without a row follows the defaults.
create table workload_policy (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  version integer not null check (version >= 1),
  observations_a_year integer not null check (observations_a_year between 0 and 50),
  observed_minutes_a_year integer not null check (observed_minutes_a_year between 0 and 3000),
  warn_at_observations integer not null check (warn_at_observations >= 0),
  notice_school_days integer not null check (notice_school_days between 0 and 60),
  observers_at_most integer not null check (observers_at_most between 1 and 10),
  school_hours_a_term integer not null check (school_hours_a_term between 0 and 5000),
  not_in_first_week boolean not null,
  not_in_last_week boolean not null,
  not_in_exam_weeks boolean not null,
  set_at timestamptz not null,
  set_by uuid not null references person,
  why text not null check (btrim(why) <> ''),
  unique (trust_id, version)
);
select app.protect('workload_policy');
revoke update, delete on workload_policy from cairn_app;

-- One share of one activity: how long it keeps one person busy. Whoever is not named yet is counted with a department or the school.
create table workload_line (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  school_id uuid not null references school,
  academic_year integer not null check (academic_year between 2000 and 2100),
  person_id uuid references person,
  department_id uuid references department,
  on_day date not null,
  purpose text not null check (purpose in ('formal_review', 'informal_monitoring', 'appraisal', 'early_career', 'peer')),
  part text not null check (part in ('preparing', 'being_observed', 'observing', 'meeting', 'feedback', 'writing')),
  minutes integer not null check (minutes > 0 and minutes <= 3000),
  -- What caused it: a calendar entry, an activity of a review, a visit note, or an observation that was entered by hand.
  source_type text not null check (source_type in ('qa_entry', 'qa_review_activity', 'visit_note', 'by_hand')),
  source_id uuid not null,
  state text not null default 'planned' check (state in ('planned', 'done', 'stopped')),
  stopped_why text check (btrim(stopped_why) <> ''),
  what text not null check (btrim(what) <> ''),
  booked_at timestamptz not null default now(),
  booked_by uuid not null references person,
  check ((state = 'stopped') = (stopped_why is not null))
);
create index workload_line_by_school on workload_line (trust_id, academic_year, school_id);
create index workload_line_by_person on workload_line (person_id, academic_year);
create index workload_line_by_source on workload_line (source_type, source_id);
select app.protect('workload_line');
select app.keep_history('workload_line');

-- A limit was passed on purpose: which, for whom, why and by whom. Reported; never taken back.
create table workload_excess (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  school_id uuid not null references school,
  academic_year integer not null,
  person_id uuid references person,
  limit_code text not null,
  finding text not null check (btrim(finding) <> ''),
  source_type text not null,
  source_id uuid not null,
  why text not null check (btrim(why) <> ''),
  decided_at timestamptz not null,
  decided_by uuid not null references person
);
create index workload_excess_by_school on workload_excess (trust_id, academic_year, school_id);
select app.protect('workload_excess');
revoke update, delete on workload_excess from cairn_app;
