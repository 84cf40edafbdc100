-- How many objects came before each camera in the present hour; numbers only.
create table camera_activity (
  camera_id text primary key,
  district_code text not null,
  hour_start timestamptz not null,
  arrivals int not null,
  -- What is told of times before this is here already.
  upto timestamptz not null
);
create index camera_activity_hour_idx on camera_activity (hour_start);

-- The same of the last weeks, by hour of the week (0: Monday, 00:00 to 01:00 in the city), eight at most, the newest last.
create table camera_usual_hour (
  camera_id text not null,
  hour_of_week smallint not null check (hour_of_week between 0 and 167),
  counts int[] not null check (cardinality(counts) between 1 and 8),
  primary key (camera_id, hour_of_week)
);
