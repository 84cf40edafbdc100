-- When a person last saw each camera: by the ledger's live views, or because a wall showed it for its whole time.
create table camera_seen (
  camera_id text primary key,
  -- For a camera that nobody has seen yet, when its time began.
  seen_at timestamptz not null
);
create index camera_seen_oldest_idx on camera_seen (seen_at);

-- Selective walls that are open now, one for each person.
create table priority_wall (
  wall_id uuid primary key,
  who text not null unique,
  -- Codes, or '*'.
  districts text[] not null,
  tiles int not null check (tiles between 4 and 16),
  pinned text[] not null,
  -- What the last plan put up, and what came up in the last minute.
  showing jsonb not null default '[]',
  changes jsonb not null default '[]',
  opened_at timestamptz not null,
  -- The screen said so; silence means that nobody looks.
  alive_at timestamptz not null
);

-- How well each watched district was covered by the last plan.
create table priority_coverage (
  district_code text primary key,
  cameras int not null,
  overdue int not null,
  tiles_needed int not null,
  tiles_able int not null,
  possible_every_s bigint,
  at timestamptz not null
);
