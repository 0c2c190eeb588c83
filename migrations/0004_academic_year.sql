-- Half terms of the trust, and of a school where it keeps its own dates; closed days and exam weeks inside them.

create table half_term (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  school_id uuid references school,
  academic_year integer not null check (academic_year between 2000 and 2100),
  number integer not null check (number between 1 and 6),
  starts_on date not null,
  ends_on date not null check (ends_on >= starts_on),
  unique nulls not distinct (trust_id, school_id, academic_year, number)
);
select app.protect('half_term');
select app.keep_history('half_term');

create table closed_day (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  school_id uuid references school,
  day date not null,
  kind text not null check (kind in ('bank_holiday', 'inset', 'closed')),
  name text not null,
  unique nulls not distinct (trust_id, school_id, day)
);
select app.protect('closed_day');
