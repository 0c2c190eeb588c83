-- How far a trust has got: the number of its last event. Every write records an event in its own transaction, so while this number stands, nothing that a page
-- shows has changed, and a page that was made for a reader can be given to the same reader again.

create function app.actor_of_account_with_state(of_account text, today date) returns jsonb language sql stable security definer set search_path = public, pg_temp as $$
  select actor.it || jsonb_build_object('state', coalesce(
    (select last_number from event_chain where trust_id = (actor.it->>'trustId')::uuid), 0))
  from (select app.actor_of_account(of_account, today) as it) actor
$$;
revoke execute on function app.actor_of_account_with_state(text, date) from public;
grant execute on function app.actor_of_account_with_state(text, date) to cairn_app;
