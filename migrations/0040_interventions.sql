-- What a grade sets off. The model's sentences are rules, versioned by the trust; each issued review is held against them, and what fired is kept.

create table intervention_rule_set (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  version integer not null check (version >= 1),
  adopted_at timestamptz,
  adopted_by uuid references person,
  adopted_why text,
  created_at timestamptz not null default now(),
  created_by uuid,
  unique (trust_id, version),
  check ((adopted_at is null) = (adopted_by is null) and (adopted_at is null) = (adopted_why is null))
);
create unique index intervention_rule_set_one_draft on intervention_rule_set (trust_id) where adopted_at is null;
select app.protect('intervention_rule_set');
select app.keep_history('intervention_rule_set');

create table intervention_rule (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  rule_set_id uuid not null references intervention_rule_set,
  position integer not null,
  framework_family text not null,
  -- Which grades of an area fire the rule; null for the area means any area.
  area_code text,
  grade_codes text[] not null check (cardinality(grade_codes) > 0),
  response text not null check (response in ('agreed', 'imposed')),
  may_lead boolean not null default false,
  sentence text not null check (btrim(sentence) <> ''),
  source text not null check (source in ('model', 'trust')),
  revision integer not null default 1,
  check (response = 'imposed' or not may_lead)
);
create index intervention_rule_by_set on intervention_rule (rule_set_id, position);
select app.protect('intervention_rule');
select app.keep_history('intervention_rule');

-- An adopted version is what decisions were taken by: neither it nor a rule of it ever changes, not even by the owner's hand in passing.
create function app.keep_adopted_rules() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (
    select from intervention_rule_set where adopted_at is not null
      and id in (case when tg_op <> 'INSERT' then old.rule_set_id end, case when tg_op <> 'DELETE' then new.rule_set_id end)
  ) then
    raise exception 'An adopted version of the rules cannot be changed; start a new version.';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger keep_adopted_rules before insert or update or delete on intervention_rule for each row execute function app.keep_adopted_rules();

create function app.keep_adopted_rule_set() returns trigger language plpgsql as $$
begin
  if old.adopted_at is not null then
    raise exception 'An adopted version of the rules cannot be changed; start a new version.';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger keep_adopted_rule_set before update or delete on intervention_rule_set for each row execute function app.keep_adopted_rule_set();

-- What the rules were told at each issue, change or withdrawal of a review, and what fired. Later versions are tried on these.
create table intervention_assessment (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  school_id uuid not null references school,
  review_id uuid not null,
  academic_year integer not null,
  occasion text not null check (occasion in ('issued', 'changed', 'withdrawn')),
  framework_family text not null,
  judgements jsonb not null,
  rule_set_id uuid not null references intervention_rule_set,
  response text check (response in ('agreed', 'imposed')),
  fired jsonb not null,
  why text,
  assessed_at timestamptz not null,
  assessed_by uuid not null references person
);
create index intervention_assessment_by_review on intervention_assessment (trust_id, review_id, assessed_at desc);
select app.protect('intervention_assessment');
select app.keep_history('intervention_assessment');

create table intervention (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  school_id uuid not null references school,
  review_id uuid not null,
  academic_year integer not null,
  plan_id uuid not null,
  response text not null check (response in ('agreed', 'imposed')),
  may_lead boolean not null,
  cause jsonb not null,
  opened_at timestamptz not null,
  opened_by uuid not null references person,
  revision integer not null default 1,
  unique (trust_id, review_id)
);
create index intervention_by_school on intervention (trust_id, school_id, opened_at desc);
select app.protect('intervention');
select app.keep_history('intervention');

create table intervention_step (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  intervention_id uuid not null references intervention,
  step text not null check (step in ('opened', 'strengthened', 'eased', 'cause_changed', 'withdrawn', 'closed', 'reopened')),
  taken_at timestamptz not null,
  taken_by uuid not null references person,
  why text not null check (btrim(why) <> ''),
  becomes text not null default ''
);
create index intervention_step_by_intervention on intervention_step (intervention_id, taken_at);
select app.protect('intervention_step');
select app.keep_history('intervention_step');

-- Direct leadership of a named aspect of a school, after a 4: proposed by the Executive Principal, authorised by the board, for a time, handed back.
create table direct_leadership (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  school_id uuid not null references school,
  intervention_id uuid not null references intervention,
  aspect text not null check (btrim(aspect) <> ''),
  leader_id uuid not null references person,
  starts_on date not null,
  ends_on date not null,
  exit_criteria text not null check (btrim(exit_criteria) <> ''),
  proposed_at timestamptz not null,
  proposed_by uuid not null references person,
  check (ends_on > starts_on and ends_on <= starts_on + interval '12 months')
);
create index direct_leadership_by_school on direct_leadership (trust_id, school_id);
create index direct_leadership_by_leader on direct_leadership (trust_id, leader_id);
select app.protect('direct_leadership');
select app.keep_history('direct_leadership');

create table direct_leadership_step (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  leadership_id uuid not null references direct_leadership,
  step text not null check (step in ('authorised', 'declined', 'handed_back')),
  taken_at timestamptz not null,
  taken_by uuid not null references person,
  meeting_on date,
  minute_reference text,
  -- Whether what was to be reached before the hand-back had been reached.
  exit_met boolean,
  note text not null default '',
  check ((step = 'handed_back') = (exit_met is not null)),
  check (step = 'handed_back' or (meeting_on is not null and btrim(minute_reference) <> ''))
);
create index direct_leadership_step_by_leadership on direct_leadership_step (leadership_id, taken_at);
select app.protect('direct_leadership_step');
select app.keep_history('direct_leadership_step');

-- What was told, done and decided stays as it was written.
revoke update, delete on intervention_assessment, intervention_step, direct_leadership_step from cairn_app;
