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
  select jsonb_build_object(
    'session', jsonb_build_object('id', s.id, 'accountId', s.user_account_id, 'ageing', s.expires_at < now() + make_interval(hours => hours_left)),
    'actor', app.actor_of_account_with_state(s.user_account_id, today))
  from identity.session s where s.token = of_token and s.expires_at > now()
$$;
revoke execute on function app.reader_of_session(text, date, integer) from public;
grant execute on function app.reader_of_session(text, date, integer) to cairn_app;
