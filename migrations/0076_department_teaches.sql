-- Which department of a school teaches an assessed subject: for figures by department, and for what a head of department may open.

create table department_subject (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  school_id uuid not null references school,
  department_id uuid not null references department,
  assessment_subject_id integer not null,
  set_at timestamptz not null default now(),
  set_by uuid not null references person,
  foreign key (trust_id, assessment_subject_id) references assessment_subject (trust_id, id),
  unique (trust_id, school_id, assessment_subject_id)
);
select app.protect('department_subject');
select app.keep_history('department_subject');
