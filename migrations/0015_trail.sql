-- The administrator may ask whether the trail of the own trust is whole. The chain itself stays out of the application's reach, so the question is
-- answered with the owner's rights, and only ever about the trust of the session.
create function app.trail_breaks() returns table (number bigint, reason text)
language sql stable security definer set search_path = public, pg_temp as $$
  select b.number, b.reason from app.broken_events(app.current_trust()) b
  union all
  select max(e.number), 'the seal of the trail is missing' from event e
  where e.trust_id = app.current_trust() and not exists (select from event_chain c where c.trust_id = app.current_trust())
  having count(*) > 0
  order by 1
$$;
revoke execute on function app.trail_breaks() from public;
grant execute on function app.trail_breaks() to cairn_app;
-- Asked about any trust by id, it would tell one trust of another.
revoke execute on function app.broken_events(uuid) from public;

-- The trail is read newest first, narrowed to what kind of thing happened.
create index event_by_kind on event (trust_id, kind, number desc);
