-- How somebody wants to be told of one kind of thing; whoever has not chosen follows the default of the kind.
create table notice_choice (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  person_id uuid not null references person,
  kind text not null check (kind ~ '^[a-z_]+$'),
  way text not null check (way in ('at_once', 'weekly', 'page')),
  chosen_at timestamptz not null,
  unique (person_id, kind)
);
select app.protect('notice_choice');

-- What somebody has been reminded of, by a name for the thing and the day it is due: each once, however often the job runs.
create table reminder_sent (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  person_id uuid not null references person,
  thing text not null check (btrim(thing) <> ''),
  due_on date not null,
  sent_at timestamptz not null,
  unique (person_id, thing, due_on)
);
select app.protect('reminder_sent');
revoke update on reminder_sent from cairn_app;

-- The digest of a week, by its Monday: one a person. `said` counts what was in it; with nothing to say no mail goes out, and that is kept too.
create table digest_sent (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  person_id uuid not null references person,
  week_of date not null,
  sent_at timestamptz not null,
  said integer not null check (said >= 0),
  unique (person_id, week_of)
);
select app.protect('digest_sent');
revoke update on digest_sent from cairn_app;
