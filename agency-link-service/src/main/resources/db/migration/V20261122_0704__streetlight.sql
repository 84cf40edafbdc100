-- Brighter light around somebody on the way home; the place is 0, 0 once it has ended.
create table streetlight (
  light_id uuid primary key,
  incident_id uuid not null references incident,
  district_code text not null,
  lon double precision not null,
  lat double precision not null,
  within_m double precision not null,
  by_whom text not null,
  since timestamptz not null,
  until timestamptz not null,
  ended_at timestamptz
);
create index streetlight_open_idx on streetlight (until) where ended_at is null;
