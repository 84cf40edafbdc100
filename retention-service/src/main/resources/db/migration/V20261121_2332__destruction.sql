-- The record the law asks for: which files, of which period, destroyed when, by what rule.
create table destruction (
  id uuid primary key,
  camera_id text not null,
  district_code text not null,
  name text not null,
  period_from timestamptz not null,
  period_to timestamptz not null,
  segments int not null check (segments > 0),
  bytes bigint not null,
  -- The rule in force, with its number.
  rule text not null,
  -- Who ran it: the schedule, or a person.
  by text not null,
  began_at timestamptz not null,
  -- Null: begun, and to be finished by the next run.
  destroyed_at timestamptz
);
create index destruction_began_idx on destruction (began_at, id);
create index destruction_unfinished_idx on destruction (began_at) where destroyed_at is null;
create index destruction_camera_idx on destruction (camera_id, began_at);

-- The latest time that the destruction job believed. See ClockGuardRule.
create table destruction_clock (
  one boolean primary key default true check (one),
  believed_at timestamptz not null
);
