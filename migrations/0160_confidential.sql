-- What stands behind the wall: coaching, support through appraisal, and whatever else is for a few named people only (DOMAIN 5.2, C4 and C5).
--
-- Three things hold it, each without the others: a row here, and every row of a slice that names it, is seen by its readers of today only (row-level security,
-- not a condition in a query); the words are sealed with a key of their own, wrapped by a key that is not in the database; and the wrapped key is handed out
-- by a function only, to a reader only, and never without writing down who took it. No history is kept of these tables: a history could be read where the
-- row cannot.

create table confidential_record (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  kind text not null check (kind ~ '^[a-z_]+$'),
  about_id uuid not null references person,
  opened_at timestamptz not null,
  opened_by uuid not null references person,
  -- The day from which its words may be destroyed; none while it runs.
  destroy_on date,
  destroyed_at timestamptz
);
create index confidential_record_by_person on confidential_record (about_id);

create table confidential_reader (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  record_id uuid not null references confidential_record,
  person_id uuid not null references person,
  -- 'about' is whom the record is about: they read it as long as it stands.
  capacity text not null check (capacity ~ '^[a-z_]+$'),
  why text check (btrim(why) <> ''),
  named_at timestamptz not null,
  named_by uuid not null references person,
  until_at timestamptz,
  ended_by uuid references person
);
create unique index confidential_reader_once on confidential_reader (record_id, person_id) where until_at is null;
create index confidential_reader_by_person on confidential_reader (person_id) where until_at is null;

create table confidential_reading (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  record_id uuid not null references confidential_record,
  person_id uuid not null references person,
  what text not null check (btrim(what) <> ''),
  read_at timestamptz not null
);
create index confidential_reading_by_record on confidential_reading (record_id, read_at);

-- The keys: nobody but the functions below.
create table confidential_key (
  record_id uuid primary key references confidential_record,
  trust_id uuid not null references trust,
  wrapped bytea not null
);
alter table confidential_key enable row level security;
create policy trust_isolation on confidential_key using (trust_id = (select app.current_trust()));

-- True for whoever is a reader of the record now. Asked with the owner's rights, and only ever about the trust and the person of the session.
create function app.reads_confidential(of_record uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select from confidential_reader r
    where r.record_id = of_record and r.trust_id = app.current_trust() and r.person_id = app.current_actor() and r.until_at is null)
$$;

select app.protect('confidential_record');
select app.protect('confidential_reader');
select app.protect('confidential_reading');
create policy readers_only on confidential_record as restrictive for select using (app.reads_confidential(id));
create policy readers_only on confidential_reader as restrictive for select using (app.reads_confidential(record_id));
create policy readers_only on confidential_reading as restrictive for select using (app.reads_confidential(record_id));
revoke insert, update, delete on confidential_record, confidential_reader, confidential_reading from cairn_app;

-- A slice's table whose rows hang on a record calls this after app.protect: read and written by the readers of the record only.
create function app.wall(target regclass) returns void language plpgsql as $$
begin
  execute format(
    'create policy readers_only on %s as restrictive using (app.reads_confidential(record_id)) with check (app.reads_confidential(record_id))', target);
end $$;

-- What happened behind the wall stands in the trail for its readers only; the chain is whole all the same.
create policy behind_the_wall on event as restrictive for select
  using (subject_type <> 'confidential_record' or app.reads_confidential(subject_id));

create function app.confidential_moment() returns timestamptz language sql stable security definer set search_path = public, pg_temp as
$$ select coalesce(app.moment(app.current_trust()), now()) $$;

-- Opens a record with its wrapped key and its first readers: [{"person_id": …, "capacity": …, "why": …}]. Whom it is about always reads it.
create function app.open_confidential(of_kind text, of_person uuid, of_key bytea, readers jsonb) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  new_id uuid := uuidv7();
  trust uuid := app.current_trust();
  moment timestamptz := app.confidential_moment();
begin
  if app.current_actor() is null then raise insufficient_privilege using message = 'Nobody opens a confidential record.'; end if;
  insert into confidential_record (id, trust_id, kind, about_id, opened_at, opened_by)
    select new_id, trust, of_kind, p.id, moment, app.current_actor() from person p where p.id = of_person and p.trust_id = trust;
  if not found then raise no_data_found using message = 'There is no such person in the trust.'; end if;
  insert into confidential_key values (new_id, trust, of_key);
  insert into confidential_reader (trust_id, record_id, person_id, capacity, why, named_at, named_by)
    select trust, new_id, p.id, r.capacity, r.why, moment, app.current_actor()
    from jsonb_to_recordset(readers || jsonb_build_array(jsonb_build_object('person_id', of_person, 'capacity', 'about')))
      as r(person_id uuid, capacity text, why text)
    join person p on p.id = r.person_id and p.trust_id = trust;
  return new_id;
end $$;

-- A reader lets another in. Everybody whom the record lets in is seen by whom it is about.
create function app.name_confidential_reader(of_record uuid, of_person uuid, as_capacity text, because text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not app.reads_confidential(of_record) then raise insufficient_privilege using message = 'Only its readers let others into a confidential record.'; end if;
  if as_capacity = 'about' then raise check_violation using message = 'A record is about one person.'; end if;
  insert into confidential_reader (trust_id, record_id, person_id, capacity, why, named_at, named_by)
    select app.current_trust(), of_record, p.id, as_capacity, because, app.confidential_moment(), app.current_actor()
    from person p where p.id = of_person and p.trust_id = app.current_trust()
    on conflict do nothing;
end $$;

-- Ends somebody's reading. Whom the record is about cannot be shut out.
create function app.end_confidential_reader(of_record uuid, of_person uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not app.reads_confidential(of_record) then raise insufficient_privilege using message = 'Only its readers change who reads a confidential record.'; end if;
  update confidential_reader set until_at = app.confidential_moment(), ended_by = app.current_actor()
    where record_id = of_record and person_id = of_person and until_at is null and capacity <> 'about';
end $$;

-- Hands the wrapped key to a reader and writes down that they took it, and for what; within ten minutes once.
create function app.confidential_key_of(of_record uuid, for_what text) returns bytea
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare moment timestamptz := app.confidential_moment();
begin
  if not app.reads_confidential(of_record) then raise insufficient_privilege using message = 'This record is not open to you.'; end if;
  insert into confidential_reading (trust_id, record_id, person_id, what, read_at)
    select app.current_trust(), of_record, app.current_actor(), for_what, moment
    where not exists (
      select from confidential_reading r
      where r.record_id = of_record and r.person_id = app.current_actor() and r.what = for_what and r.read_at > moment - interval '10 minutes');
  return (select wrapped from confidential_key where record_id = of_record);
end $$;

-- From when its words may be destroyed; null keeps them while it runs on.
create function app.plan_destruction(of_record uuid, from_day date) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not app.reads_confidential(of_record) then raise insufficient_privilege using message = 'This record is not open to you.'; end if;
  update confidential_record set destroy_on = from_day where id = of_record and destroyed_at is null;
end $$;

-- Destroys the keys whose day has come, by the clock of the database: what they sealed can be read by nobody afterwards, in no backup made from then on either.
create function app.destroy_confidential() returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  moment timestamptz := app.confidential_moment();
  destroyed integer;
begin
  update confidential_record set destroyed_at = moment
    where trust_id = app.current_trust() and destroyed_at is null and destroy_on <= (moment at time zone 'Europe/London')::date;
  get diagnostics destroyed = row_count;
  delete from confidential_key k using confidential_record r
    where r.id = k.record_id and r.trust_id = app.current_trust() and r.destroyed_at is not null;
  return destroyed;
end $$;

do $$
declare signature text;
begin
  foreach signature in array array[
    'app.reads_confidential(uuid)', 'app.open_confidential(text, uuid, bytea, jsonb)', 'app.name_confidential_reader(uuid, uuid, text, text)',
    'app.end_confidential_reader(uuid, uuid)', 'app.confidential_key_of(uuid, text)', 'app.plan_destruction(uuid, date)', 'app.destroy_confidential()',
    'app.confidential_moment()']
  loop
    execute format('revoke execute on function %s from public', signature);
    execute format('grant execute on function %s to cairn_app', signature);
  end loop;
end $$;

-- Which key wraps the keys: a fingerprint, so that a process started with another one says so instead of failing at the first record.
create table vault_key (fingerprint text primary key, first_used_at timestamptz not null default now());
grant select, insert on vault_key to cairn_app;
