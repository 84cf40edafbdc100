-- Looking first and asking afterwards, where a life is at stake. Another person says later whether it was right.
create table emergency_use (
  emergency_id uuid primary key,
  incident_id uuid not null unique references incident,
  reason text not null,
  used_by text not null,
  used_at timestamptz not null,
  -- Nothing is seen beyond.
  ends_at timestamptz not null,
  verdict text check (verdict in ('JUSTIFIED', 'NOT_JUSTIFIED')),
  review_note text,
  reviewed_by text,
  reviewed_at timestamptz,
  check ((verdict is null) = (reviewed_by is null) and (verdict is null) = (reviewed_at is null)),
  check (reviewed_by is distinct from used_by)
);
create index emergency_use_open_idx on emergency_use (used_at) where verdict is null;

-- One fire, however many sensors see it. Its first signal told 119, the others did not.
create table fire (
  fire_id uuid primary key,
  incident_id uuid not null unique references incident,
  place geography(Point, 4326) not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  signals int not null
);
create index fire_place_idx on fire using gist (place);
create table fire_signal (
  fire_id uuid not null references fire,
  source text not null,
  sensor_id text not null,
  building text not null,
  floor text,
  room text,
  -- People who cannot leave by themselves, where somebody knows; null: nobody does.
  occupants int,
  at timestamptz not null
);
create index fire_signal_idx on fire_signal (fire_id, at);
