-- A green wave that an engine asked for; a person of the centre decides.
create table signal_priority (
  request_id uuid primary key,
  incident_id uuid not null references incident,
  agency text not null,
  unit text not null,
  district_code text not null,
  -- [lon, lat] each.
  route jsonb not null,
  state text not null check (state in ('REQUESTED', 'GRANTED', 'REFUSED', 'RELEASED', 'FAILED')),
  requested_by text not null,
  requested_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  check ((state = 'REQUESTED') = (decided_by is null))
);
create index signal_priority_open_idx on signal_priority (requested_at) where state in ('REQUESTED', 'GRANTED');
