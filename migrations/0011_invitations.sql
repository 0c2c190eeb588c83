-- People are invited by a link; a role can be ended at once; and the few things that must be known before a trust is.

alter table role_grant
  add column ended_at timestamptz,
  add column ended_by uuid,
  add column end_reason text;
comment on column role_grant.ended_at is 'Ended at this moment, before the end of its last day. Ending on a later date only sets ends_on.';

-- As before, but a role that was ended at once no longer counts.
create or replace function app.actor_of_account(of_account text, today date) returns jsonb language sql stable security definer set search_path = public, pg_temp as $$
  select jsonb_build_object(
    'personId', p.id, 'accountId', p.account_id, 'name', p.name, 'email', p.email, 'trustId', t.id, 'trustName', t.name, 'isDemo', t.is_demo,
    'grants', coalesce((
      select jsonb_agg(jsonb_build_object('role', g.role, 'schoolId', g.school_id, 'departmentId', g.department_id) order by g.starts_on, g.id)
      from role_grant g
      where g.person_id = p.id and g.starts_on <= today and (g.ends_on is null or g.ends_on >= today) and g.ended_at is null), '[]'))
  from person p join trust t on t.id = p.trust_id
  where p.account_id = of_account and (p.left_on is null or p.left_on > today)
  order by p.created_at limit 1
$$;

create table invitation (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  person_id uuid not null references person,
  token_hash text not null unique,
  sent_at timestamptz not null default now(),
  sent_by uuid,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  withdrawn_at timestamptz
);
create index invitation_by_person on invitation (trust_id, person_id, sent_at desc);
select app.protect('invitation');

-- Whose invitation a link is, while it can still be accepted.
create function app.open_invitation(of_token_hash text, today date) returns jsonb language sql stable security definer set search_path = public, pg_temp as $$
  select jsonb_build_object('invitationId', i.id, 'personId', p.id, 'accountId', p.account_id, 'name', p.name, 'email', p.email, 'trustId', t.id,
    'trustName', t.name, 'isDemo', t.is_demo)
  from invitation i join person p on p.id = i.person_id join trust t on t.id = p.trust_id
  where i.token_hash = of_token_hash and i.accepted_at is null and i.withdrawn_at is null and i.expires_at > now()
    and (p.left_on is null or p.left_on > today)
$$;

-- The people of a demonstration, who are signed in by a button. Only the trust's own row decides: nothing of a real trust is ever returned.
create function app.demo_people(today date) returns table (person_id uuid, name text, job_title text, role text, school_name text, trust_name text)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.id, p.name, p.job_title, g.role, s.name, t.name
  from trust t join person p on p.trust_id = t.id join role_grant g on g.person_id = p.id left join school s on s.id = g.school_id
  where t.is_demo and (p.left_on is null or p.left_on > today)
    and g.starts_on <= today and (g.ends_on is null or g.ends_on >= today) and g.ended_at is null
  order by s.name nulls first, p.name, g.id
$$;

create function app.demo_person(of_person uuid, today date) returns jsonb language sql stable security definer set search_path = public, pg_temp as $$
  select jsonb_build_object('personId', p.id, 'accountId', p.account_id, 'name', p.name, 'email', p.email, 'trustId', t.id, 'trustName', t.name,
    'isDemo', t.is_demo)
  from person p join trust t on t.id = p.trust_id
  where p.id = of_person and t.is_demo and (p.left_on is null or p.left_on > today)
$$;

create function app.demo_trust_exists() returns boolean language sql stable security definer set search_path = public, pg_temp as
$$ select exists (select from trust where is_demo) $$;

revoke execute on function app.demo_trust_exists(), app.open_invitation(text, date), app.demo_people(date), app.demo_person(uuid, date) from public;
grant execute on function app.demo_trust_exists(), app.open_invitation(text, date), app.demo_people(date), app.demo_person(uuid, date) to cairn_app;
