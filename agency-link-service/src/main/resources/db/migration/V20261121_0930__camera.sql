-- Local copy of cctv.camera.v1: a case must not wait for the registry. Owner of the truth: the registry.
create table camera (
  camera_id text primary key,
  district_code text not null,
  state text not null,
  -- WGS 84.
  place geography(Point, 4326) not null,
  -- The event as it came.
  configured jsonb not null,
  changed_at timestamptz not null
);
create index camera_place_idx on camera using gist (place);

-- Last word of cctv.health.v1 for each stream.
create table camera_health (
  camera_id text not null,
  stream text not null,
  state text not null,
  cause text not null,
  detail text not null,
  since timestamptz not null,
  -- Silence after this moment means that nobody watches the stream any more.
  at timestamptz not null,
  primary key (camera_id, stream)
);
