-- Frameworks as data: areas that are judged, and the grades of a scale. A family keeps its versions; a version that has been adopted is never changed.

create table framework (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  family text not null check (family ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  version integer not null check (version >= 1),
  name text not null check (btrim(name) <> ''),
  description text not null default '',
  comparability_note text not null default '',
  adopted_at timestamptz,
  adopted_by uuid references person,
  retired_at timestamptz,
  revision integer not null default 1,
  created_at timestamptz not null default now(),
  check (retired_at is null or adopted_at is not null),
  unique (trust_id, family, version)
);
-- One version of a family is in use, and one may be in preparation.
create unique index framework_in_use on framework (trust_id, family) where adopted_at is not null and retired_at is null;
create unique index framework_in_draft on framework (trust_id, family) where adopted_at is null;
select app.protect('framework');
select app.keep_history('framework');

-- Grades of one framework from best to worst by position. A grade of one framework is never converted into a grade of another.
create table framework_grade (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  framework_id uuid not null references framework,
  scale text not null default 'main' check (scale in ('main', 'met')),
  code text not null check (code ~ '^[a-z0-9_]+$'),
  label text not null check (btrim(label) <> ''),
  position integer not null check (position >= 1),
  descriptor text not null default '',
  unique (framework_id, scale, code),
  unique (framework_id, scale, position) deferrable initially immediate
);
create unique index framework_grade_label on framework_grade (framework_id, scale, lower(btrim(label)));
select app.protect('framework_grade');
select app.keep_history('framework_grade');

create table framework_area (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  framework_id uuid not null references framework,
  code text not null check (code ~ '^[a-z0-9_]+$'),
  title text not null check (btrim(title) <> ''),
  position integer not null check (position >= 1),
  scale text not null default 'main' check (scale in ('main', 'met')),
  applies_to text not null default 'all' check (applies_to in ('all', 'early_years', 'sixth_form')),
  prompts text not null default '',
  unique (framework_id, code),
  unique (framework_id, position) deferrable initially immediate
);
create unique index framework_area_title on framework_area (framework_id, lower(btrim(title)));
select app.protect('framework_area');
select app.keep_history('framework_area');

-- What a grade looks like in one area.
create table framework_descriptor (
  id uuid primary key default uuidv7(),
  trust_id uuid not null references trust,
  framework_id uuid not null references framework,
  area_id uuid not null references framework_area,
  grade_id uuid not null references framework_grade,
  text text not null,
  unique (area_id, grade_id)
);
create index framework_descriptor_by_framework on framework_descriptor (framework_id);
select app.protect('framework_descriptor');
select app.keep_history('framework_descriptor');

-- Judgements point at an adopted version, so nothing in it may move: not even for the owner of the database.
create function app.guard_adopted_framework() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if old.adopted_at is not null then raise exception 'An adopted framework is never removed.'; end if;
    return old;
  end if;
  if old.adopted_at is not null and (to_jsonb(new) - 'retired_at' <> to_jsonb(old) - 'retired_at' or old.retired_at is not null) then
    raise exception 'An adopted framework is never changed; make a new version.';
  end if;
  return new;
end $$;
create trigger guard_adopted before update or delete on framework for each row execute function app.guard_adopted_framework();

create function app.guard_adopted_framework_part() returns trigger language plpgsql as $$
declare touched uuid;
begin
  foreach touched in array case tg_op
    when 'INSERT' then array[new.framework_id] when 'DELETE' then array[old.framework_id] else array[old.framework_id, new.framework_id] end
  loop
    -- The lock makes an adoption at the same moment wait, or this change wait for it.
    perform from framework where id = touched and adopted_at is null for share;
    if not found then raise exception 'An adopted framework is never changed; make a new version.'; end if;
  end loop;
  return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger guard_adopted before insert or update or delete on framework_grade for each row execute function app.guard_adopted_framework_part();
create trigger guard_adopted before insert or update or delete on framework_area for each row execute function app.guard_adopted_framework_part();
create trigger guard_adopted before insert or update or delete on framework_descriptor for each row execute function app.guard_adopted_framework_part();
