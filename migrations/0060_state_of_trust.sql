-- How far a trust has got: the number of its last event. Every write records an event in its own transaction, so while this number stands, nothing that a page
-- shows has changed, and a page that was made for a reader can be given to the same reader again.

create function app.actor_of_account_with_state(of_account text, today date) returns jsonb language sql stable security definer set search_path = public, pg_temp as $$
  select actor.it || jsonb_build_object('state', coalesce(
    (select last_number from event_chain where trust_id = (actor.it->>'trustId')::uuid), 0))
  from (select app.actor_of_account(of_account, today) as it) actor
$$;
revoke execute on function app.actor_of_account_with_state(text, date) from public;
grant execute on function app.actor_of_account_with_state(text, date) to cairn_app;

-- The same behind a session, in one question: this runs for every page. `session` is null where the token opens nothing; `actor` is null where the account has no
-- person in office. `ageing` says that the session has less than these hours left and should be prolonged.
create function app.reader_of_session(of_token text, today date, hours_left integer) returns jsonb language sql stable security definer set search_path = public, pg_temp as $$
  -- The same as app.actor_of_account, written out: a function inside a function would cost every page a third more.
  select jsonb_build_object(
    'session', jsonb_build_object('ageing', s.expires_at < now() + make_interval(hours => hours_left)),
    'actor', case when p.id is not null then jsonb_build_object(
      'personId', p.id, 'accountId', p.account_id, 'name', p.name, 'email', p.email, 'trustId', t.id, 'trustName', t.name, 'isDemo', t.is_demo,
      'state', coalesce(c.last_number, 0),
      'grants', coalesce((
        select jsonb_agg(jsonb_build_object('role', g.role, 'schoolId', g.school_id, 'departmentId', g.department_id) order by g.starts_on, g.id)
        from role_grant g
        where g.trust_id = p.trust_id and g.person_id = p.id and g.starts_on <= today and (g.ends_on is null or g.ends_on >= today) and g.ended_at is null), '[]')) end)
  from identity.session s
  left join lateral (
    select * from person q where q.account_id = s.user_account_id and (q.left_on is null or q.left_on > today) order by q.created_at limit 1) p on true
  left join trust t on t.id = p.trust_id
  left join event_chain c on c.trust_id = p.trust_id
  where s.token = of_token and s.expires_at > now()
$$;
revoke execute on function app.reader_of_session(text, date, integer) from public;
grant execute on function app.reader_of_session(text, date, integer) to cairn_app;
