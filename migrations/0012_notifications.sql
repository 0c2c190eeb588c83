-- What a person is told: shown on the home page until it is read, and sent by mail.

create table notification (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  person_id uuid not null references person,
  subject text not null check (btrim(subject) <> ''),
  body text not null,
  href text not null check (href like '/%' and href not like '//%'),
  created_at timestamptz not null default now(),
  read_at timestamptz
);
create index notification_unread on notification (trust_id, person_id, created_at desc) where read_at is null;
select app.protect('notification');
