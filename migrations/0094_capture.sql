-- Notes written on a phone or tablet without a network. A device keeps a log of what was done; each step arrives here once, however often it is sent.
create table capture_operation (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  person_id uuid not null references person,
  device_id uuid not null,
  -- The number that the device gave the note; two devices may each have a step of the same number.
  note_client_id uuid not null,
  seq integer not null check (seq >= 1),
  op text not null check (op in ('write', 'photo', 'photo_removed', 'finish', 'throw_away')),
  made_at timestamptz not null,
  received_at timestamptz not null,
  unique (trust_id, note_client_id, device_id, seq)
);
select app.protect('capture_operation');
revoke update, delete on capture_operation from cairn_app;

-- Photos of a note: made small on the device, without the data that a camera adds. They become files of the evidence when the note is recorded.
create table visit_note_photo (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  note_id uuid not null references visit_note,
  client_id uuid not null,
  file_id uuid not null references stored_file,
  added_at timestamptz not null,
  added_by uuid not null references person,
  removed_at timestamptz,
  unique (trust_id, client_id)
);
create index visit_note_photo_by_note on visit_note_photo (note_id);
select app.protect('visit_note_photo');
select app.keep_history('visit_note_photo');
revoke delete on visit_note_photo from cairn_app;
