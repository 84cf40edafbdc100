-- A case that is larger than a place.
create table case_area (
  incident_id uuid primary key references incident,
  -- Corners as [lon, lat].
  ring jsonb not null,
  severity smallint not null check (severity between 1 and 4),
  at timestamptz not null
);
