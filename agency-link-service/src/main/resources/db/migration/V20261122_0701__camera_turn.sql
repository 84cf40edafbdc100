-- Heads that a case wants turned: written with the case, done afterwards.
create table camera_turn (
  incident_id uuid not null references incident,
  camera_id text not null,
  state text not null check (state in ('WANTED', 'TURNED', 'OVER', 'DONE', 'GIVEN_UP')),
  -- Grows when it is wanted otherwise, so that an answer of before changes nothing.
  revision bigint not null default 1,
  -- What the head is to look at.
  lon double precision not null,
  lat double precision not null,
  -- By whose case the registry was told.
  agency text,
  case_no text,
  tries int not null default 0,
  next_at timestamptz not null,
  primary key (incident_id, camera_id)
);
create index camera_turn_due_idx on camera_turn (next_at) where state in ('WANTED', 'OVER');
create index camera_turn_open_idx on camera_turn (incident_id, camera_id) where state in ('WANTED', 'TURNED', 'GIVEN_UP');
