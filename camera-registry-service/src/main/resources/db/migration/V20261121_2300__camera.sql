-- The unit of deployment, of rights and of failure.
create table district (
  code text primary key check (code ~ '^[A-Z]{2}-[A-Z0-9]{2,8}$'),
  name text not null,
  name_en text not null,
  -- Simplified; for maps.
  outline geometry(Polygon, 4326) not null check (st_isvalid(outline)),
  outline3857 geometry(Polygon, 3857) generated always as (st_transform(outline, 3857)) stored
);
create index district_outline3857_idx on district using gist (outline3857);

create table camera (
  -- The camera's code; it is also its id everywhere else.
  code text primary key check (code ~ '^[A-Z0-9][A-Z0-9-]{2,31}$'),
  name text not null,
  district_code text not null references district,
  -- The ten legal values of the national CCTV standard data.
  purpose text not null check (purpose in (
    'CRIME_PREVENTION', 'MULTIPURPOSE', 'CHILD_PROTECTION', 'TRAFFIC_ENFORCEMENT', 'TRAFFIC_INFORMATION',
    'FACILITY_MANAGEMENT', 'DISASTER', 'DUMPING_ENFORCEMENT', 'VEHICLE_CRIME_PREVENTION', 'OTHER')),
  managing_agency text not null,
  -- WGS 84 position of the lens.
  position geography(Point, 4326) not null,
  geom3857 geometry(Point, 3857) generated always as (st_transform(position::geometry, 3857)) stored,
  -- Degrees clockwise from true north; null: turns, or unknown.
  heading_deg double precision check (heading_deg between 0 and 360),
  -- Horizontal, degrees.
  field_of_view_deg double precision not null check (field_of_view_deg between 1 and 360),
  main_url text not null,
  main_transport text not null check (main_transport in ('TCP', 'UDP')),
  sub_url text,
  sub_transport text check (sub_transport in ('TCP', 'UDP')),
  ptz boolean not null,
  -- AES-256-GCM, bound to the code: 0x01, nonce (12 bytes), ciphertext with tag. Null: the camera asks for none.
  credentials bytea,
  state text not null check (state in ('PLANNED', 'ACTIVE', 'SUSPENDED', 'RETIRED')),
  -- Array of zones as in the event; always read and written as a whole.
  zones jsonb not null default '[]',
  version bigint not null,
  changed_at timestamptz not null,
  check ((sub_url is null) = (sub_transport is null))
);
create index camera_position_idx on camera using gist (position);
create index camera_geom3857_idx on camera using gist (geom3857);
create index camera_district_code_idx on camera (district_code, code);

-- The latest word of ingest on each stream.
create table stream_health (
  camera_code text not null,
  stream text not null check (stream in ('MAIN', 'SUB')),
  state text not null check (state in ('CONNECTING', 'ONLINE', 'OFFLINE')),
  cause text not null,
  detail text not null,
  since timestamptz not null,
  -- When ingest said so, but never later than our own clock when we heard it.
  at timestamptz not null,
  primary key (camera_code, stream)
);
