-- What the partnership's other trusts send: totals of their schools together for a term, never a school's own. Held against the trust's figures, pupil-weighted.

create table partner_file (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  partner text not null check (btrim(partner) <> ''),
  academic_year integer not null,
  term text not null check (term in ('autumn', 'spring', 'summer')),
  file_name text not null,
  sha256 text not null,
  received_at timestamptz not null default now(),
  received_by uuid not null references person,
  -- Set when a newer file of the same partner and term takes its place, or when somebody takes it out.
  ended_at timestamptz,
  ended_by uuid references person,
  ended_why text,
  check ((ended_at is null) = (ended_why is null))
);
create unique index partner_file_standing on partner_file (trust_id, lower(partner), academic_year, term) where ended_at is null;
select app.protect('partner_file');
select app.keep_history('partner_file');
revoke delete on partner_file from cairn_app;

create table partner_figure (
  trust_id uuid not null,
  file_id uuid not null references partner_file,
  measure text not null,
  basis text not null,
  schools integer not null check (schools >= 3),
  pupils integer not null check (pupils >= 6),
  total double precision not null,
  weight double precision,
  primary key (trust_id, file_id, measure, basis)
);
select app.protect('partner_figure');
revoke update, delete on partner_figure from cairn_app;
