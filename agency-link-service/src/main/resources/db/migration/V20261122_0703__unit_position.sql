-- The last position of a unit that is on its way; gone when it is back or the case is over.
create table unit_position (
  incident_id uuid not null references incident,
  agency text not null,
  unit text not null,
  lon double precision not null,
  lat double precision not null,
  floor text,
  room text,
  at timestamptz not null,
  primary key (incident_id, agency, unit)
);
