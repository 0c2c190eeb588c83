-- People, and the roles they hold at a place for a time.

create table person (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  account_id text,
  name text not null check (btrim(name) <> ''),
  email text not null check (email = lower(email) and email like '%_@_%'),
  job_title text,
  left_on date,
  revision integer not null default 1,
  created_at timestamptz not null default now(),
  unique (trust_id, email)
);
create index person_by_account on person (account_id);
select app.protect('person');
select app.keep_history('person');

create table role_grant (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  person_id uuid not null references person,
  role text not null,
  school_id uuid references school,
  department_id uuid references department,
  starts_on date not null,
  ends_on date,
  reason text,
  granted_by uuid,
  created_at timestamptz not null default now(),
  check (ends_on is null or ends_on >= starts_on),
  check (department_id is null or school_id is not null)
);
create index role_grant_by_person on role_grant (trust_id, person_id);
create index role_grant_by_school on role_grant (trust_id, school_id);
select app.protect('role_grant');
select app.keep_history('role_grant');

-- Who is signed in: the person of an account with the roles that are live today. Runs before the trust is known, so it looks past row-level security.
create function app.actor_of_account(of_account text, today date) returns jsonb language sql stable security definer set search_path = public, pg_temp as $$
  select jsonb_build_object(
    'personId', p.id, 'accountId', p.account_id, 'name', p.name, 'email', p.email, 'trustId', t.id, 'trustName', t.name, 'isDemo', t.is_demo,
    'grants', coalesce((
      select jsonb_agg(jsonb_build_object('role', g.role, 'schoolId', g.school_id, 'departmentId', g.department_id) order by g.starts_on, g.id)
      from role_grant g where g.person_id = p.id and g.starts_on <= today and (g.ends_on is null or g.ends_on >= today)), '[]'))
  from person p join trust t on t.id = p.trust_id
  where p.account_id = of_account and (p.left_on is null or p.left_on > today)
  order by p.created_at limit 1
$$;
grant execute on function app.actor_of_account(text, date) to cairn_app;
revoke execute on function app.actor_of_account(text, date) from public;
