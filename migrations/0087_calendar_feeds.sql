-- A secret address under which a calendar program reads reviews and visits. Only its hash is kept: whoever loses the address makes a new one.
create table calendar_feed (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  person_id uuid not null references person,
  reach text not null check (reach in ('own', 'school', 'trust')),
  school_id uuid references school,
  token_hash text not null unique check (token_hash ~ '^[0-9a-f]{64}$'),
  made_at timestamptz not null,
  revoked_at timestamptz,
  revoked_why text check (btrim(revoked_why) <> ''),
  last_read_at timestamptz,
  check ((reach = 'school') = (school_id is not null)),
  check ((revoked_at is null) = (revoked_why is null))
);
-- One address a person and reach: a new one takes the place of the one before.
create unique index calendar_feed_in_use on calendar_feed (person_id, reach, coalesce(school_id, '00000000-0000-0000-0000-000000000000')) where revoked_at is null;
select app.protect('calendar_feed');
revoke delete on calendar_feed from cairn_app;

-- Whose address a hash is, with the roles of today; null where it has been revoked, or its person has left or holds no role any more.
create function app.reader_of_feed(of_hash text, today date) returns jsonb language sql stable security definer set search_path = public, pg_temp as $$
  select jsonb_build_object(
    'feed', jsonb_build_object('id', f.id, 'reach', f.reach, 'schoolId', f.school_id),
    'actor', jsonb_build_object(
      'personId', p.id, 'accountId', p.account_id, 'name', p.name, 'email', p.email, 'trustId', t.id, 'trustName', t.name, 'isDemo', t.is_demo,
      'grants', g.held))
  from calendar_feed f
  join person p on p.id = f.person_id and p.trust_id = f.trust_id and (p.left_on is null or p.left_on > today)
  join trust t on t.id = f.trust_id
  join lateral (
    select jsonb_agg(jsonb_build_object('role', r.role, 'schoolId', r.school_id, 'departmentId', r.department_id) order by r.starts_on, r.id) as held
    from role_grant r
    where r.trust_id = p.trust_id and r.person_id = p.id and r.starts_on <= today and (r.ends_on is null or r.ends_on >= today) and r.ended_at is null) g on g.held is not null
  where f.token_hash = of_hash and f.revoked_at is null
$$;
revoke execute on function app.reader_of_feed(text, date) from public;
grant execute on function app.reader_of_feed(text, date) to cairn_app;
