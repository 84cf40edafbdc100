-- Where a target was seen, one after the other: which way it goes. Kept while the incident is open, the newest fifty.
create table incident_sighting (
  sighting_id bigint generated always as identity primary key,
  incident_id uuid not null references incident,
  lon double precision not null,
  lat double precision not null,
  at timestamptz not null
);
create index incident_sighting_idx on incident_sighting (incident_id, sighting_id);
insert into incident_sighting (incident_id, lon, lat, at)
select t.incident_id, t.lon, t.lat, t.at from case_target t join incident i using (incident_id) where i.status = 'OPEN';
